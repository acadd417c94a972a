"""Numbers written: figures, percentages, rupiah, and large amounts in words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.angka import (
    LARGEST,
    Bacaan,
    format_index,
    format_number,
    format_rupiah,
    number_in_words,
    round_half_up,
)

_WORDS = {number_in_words(digit): digit for digit in range(12)}
_SIZES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def heard(words: str) -> int:
    """The number somebody writes down who hears the words."""
    total = part = 0
    for word in words.replace("seribu", "satu ribu").replace("seratus", "satu ratus").split():
        if word in _SIZES:
            total, part = total + part * _SIZES[word], 0
        elif word == "ratus":
            part = part // 10 * 10 + part % 10 * 100
        elif word == "puluh":
            part = part // 10 * 10 + part % 10 * 10
        elif word == "belas":
            part += 10
        else:
            part += _WORDS[word]
    return total + part


@given(st.integers(0, LARGEST))
def test_a_number_in_words_is_heard_as_the_same_number(angka: int) -> None:
    assert heard(number_in_words(angka)) == angka


LONG = (
    "tiga miliar tujuh belas juta enam ratus enam puluh sembilan ribu dua ratus lima puluh delapan"
)


@pytest.mark.parametrize(
    ("angka", "desimal", "words"),
    [
        (0, 0, "nol"),
        (11, 0, "sebelas"),
        (115, 0, "seratus lima belas"),
        (1000, 0, "seribu"),
        (21_000, 0, "dua puluh satu ribu"),
        (1_000_000, 0, "satu juta"),
        (1_001_100, 0, "satu juta seribu seratus"),
        (
            3_017_669_258,
            0,
            LONG,
        ),
        (-5, 0, "minus lima"),
        (113162, 2, "seribu seratus tiga puluh satu koma enam dua"),
        (2_000_000_50, 2, "dua juta koma lima"),
        (2005, 2, "dua puluh koma nol lima"),
        (300, 2, "tiga"),
    ],
)
def test_amounts_are_spelled_out_as_on_a_receipt(angka: int, desimal: int, words: str) -> None:
    assert number_in_words(angka, desimal) == words


@pytest.mark.parametrize(
    ("bacaan", "desimal", "scaled"),
    [
        (Bacaan(1234), 0, 1234),
        (Bacaan(1234), 2, 123400),
        (Bacaan(1230, 3), 2, 123),
        (Bacaan(1234, 3), 2, None),
        (Bacaan(LARGEST), 1, None),
    ],
)
def test_a_reading_is_scaled_exactly_or_not_at_all(
    bacaan: Bacaan, desimal: int, scaled: int | None
) -> None:
    assert bacaan.scaled(desimal) == scaled


def test_rounding_is_half_up_on_exact_ratios() -> None:
    assert round_half_up(Fraction(1375, 1000), 2) == 138
    assert round_half_up(Fraction(-1375, 1000), 2) == -138
    assert round_half_up(Fraction(7012 * 100, 10456), 2) == 6706


def test_an_index_just_below_hundred_is_never_printed_as_hundred() -> None:
    assert format_index(Fraction(99996, 1000)) == "99,99"
    assert format_index(Fraction(100)) == "100,00"
    assert format_index(Fraction(8148, 100)) == "81,48"


def test_figures_have_dots_between_thousands_and_a_decimal_comma() -> None:
    assert format_number(-1234567) == "-1.234.567"
    assert format_number(113162, 2) == "1.131,62"
    assert format_rupiah(-1500) == "-Rp1.500"
