"""Numbers as people in Indonesia write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.angka import (
    LARGEST,
    AmbiguousNumberError,
    NumberError,
    format_index,
    format_number,
    format_rupiah,
    number_in_words,
    parse_number,
    round_half_up,
)


@pytest.mark.parametrize(
    ("teks", "desimal", "expected"),
    [
        ("0", 0, 0),
        ("1.234", 0, 1234),
        ("1,234", 0, 1234),
        ("1234", 0, 1234),
        ("1.131,62", 2, 113162),
        ("1,131.62", 2, 113162),
        ("113,455,810,589", 0, 113455810589),
        ("1,997,465,094", 0, 1997465094),
        ("Rp .3,017,669,258 ,00", 0, 3017669258),
        ("Rp. 1.249.938.911,-", 0, 1249938911),
        ("IDR 5.000", 0, 5000),
        ("20,05%", 2, 2005),
        ("1 234 567", 0, 1234567),
        ("1\u00a0234", 0, 1234),
        ("\u202f12\u202f500,5", 1, 125005),
        ("１２", 0, 12),
        ("\u22125", 0, -5),
        ("(5)", 0, -5),
        ("+7", 0, 7),
        ("0,5", 1, 5),
        ("1.234,00", 0, 1234),
        ("12,5", 2, 1250),
        ("1.5", 2, 150),
        ("1'234'567", 0, 1234567),
        ("\u200b15\ufeff", 0, 15),
    ],
)
def test_a_number_is_read_as_it_was_meant(teks: str, desimal: int, expected: int) -> None:
    assert parse_number(teks, desimal) == expected


@pytest.mark.parametrize(
    ("teks", "desimal", "alasan"),
    [
        ("12 orang", 0, "ada_huruf"),
        ("12 5", 0, "pemisah_keliru"),
        ("1,2,3", 0, "pemisah_keliru"),
        ("1.23.4", 0, "pemisah_keliru"),
        (".5", 1, "pemisah_keliru"),
        ("29.66", 0, "harus_bulat"),
        ("1.234,5", 0, "harus_bulat"),
        ("1,234", 2, "rancu"),
        ("1,2345", 2, "desimal_berlebih"),
        ("5.124 Triliun", 0, "ada_huruf"),
        ("NA", 0, "bukan_angka"),
        ("#DIV/0!", 0, "ada_huruf"),
        ("Rp. ,-", 0, "kosong"),
        ("", 0, "kosong"),
        ("9" * 16, 0, "terlalu_besar"),
        ("\u0661\u0662", 0, "bukan_angka"),
    ],
)
def test_what_is_not_one_number_is_refused_with_its_reason(
    teks: str, desimal: int, alasan: str
) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(teks, desimal)
    assert caught.value.alasan == alasan


@pytest.mark.parametrize("teks", ["1.234", "1,234", "29.666"])
def test_a_field_of_unknown_scale_asks_instead_of_guessing(teks: str) -> None:
    with pytest.raises(AmbiguousNumberError) as caught:
        parse_number(teks, None)
    whole = teks.replace(".", "").replace(",", "")
    assert caught.value.pilihan == (whole, f"{whole[:-3]},{whole[-3:]}")


REASONS = {
    "kosong",
    "bukan_angka",
    "ada_huruf",
    "pemisah_keliru",
    "harus_bulat",
    "desimal_berlebih",
    "terlalu_besar",
    "rancu",
}


@given(st.integers(-LARGEST, LARGEST), st.integers(0, 4))
def test_what_is_written_reads_back_the_same(angka: int, desimal: int) -> None:
    assert parse_number(format_number(angka, desimal), desimal) == angka


@given(st.text(max_size=24), st.sampled_from([0, 1, 2, 3, None]))
def test_any_text_gives_a_number_or_a_reason(teks: str, desimal: int | None) -> None:
    try:
        found: int | str = parse_number(teks, desimal)
    except NumberError as error:
        found = error.alasan
    assert abs(found) <= LARGEST if isinstance(found, int) else found in REASONS


@given(st.integers(1, 999), st.lists(st.integers(0, 999), min_size=1, max_size=3))
def test_thousands_may_be_grouped_by_any_mark(first: int, groups: list[int]) -> None:
    parts = [str(first), *(f"{group:03d}" for group in groups)]
    number = int("".join(parts))
    assert {parse_number(mark.join(parts), 0) for mark in (".", ",", "'", " ", "\u00a0")} == {
        number
    }


def test_rounding_is_half_up_on_exact_ratios() -> None:
    assert round_half_up(Fraction(1375, 1000), 2) == 138
    assert round_half_up(Fraction(-1375, 1000), 2) == -138
    assert round_half_up(Fraction(7012 * 100, 10456), 2) == 6706


def test_an_index_just_below_hundred_is_never_printed_as_hundred() -> None:
    assert format_index(Fraction(99996, 1000)) == "99,99"
    assert format_index(Fraction(100)) == "100,00"
    assert format_index(Fraction(8148, 100)) == "81,48"


def test_large_amounts_can_be_said_in_words() -> None:
    assert number_in_words(113_455_810_589) == "113,46 miliar"
    assert number_in_words(2_500_000) == "2,5 juta"
    assert number_in_words(999_999) == "999.999"
    assert format_rupiah(-1500) == "-Rp1.500"
