"""Characters nobody sees are counted and cut, whatever they are called."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.aksara import (
    Rapi,
    coded,
    deceives,
    disguised,
    hidden,
    is_plain_line,
    named,
    not_latin,
    odd,
    strange,
    tidied,
    visible,
)


def test_every_format_character_of_unicode_is_known() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    missed = [
        f"{ord(one):x}" for one in every if unicodedata.category(one) == "Cf" and not hidden(one)
    ]
    assert not missed


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("laporan\u202exslx.exe", "laporanxslx.exe"),
        ("a\u200bb\u200cc\u200dd\ufeff", "abcd"),
        ("\u2066kiri\u2069", "kiri"),
        ("po\u00adsyandu", "posyandu"),
        ("\u3164\u115f\uffa0\u034f", ""),
        ("\U000e0041rahasia", "rahasia"),
        ("Nihil\u2800\u2800", "Nihil"),
        ("5\ufe0f0\ufe0e \ufe00x", "50 x"),
        ("Z\u0310\u0311\u0312\u0313algo", "Z\u0310\u0311algo"),
        ("a\u0301\u200b\u0302\u0303", "a\u0301\u0302"),
        ("\u0336lunas \u0336\u0337x", "lunas x"),
        ("\ufffcgambar", "gambar"),
    ],
)
def test_what_hides_is_cut_and_what_is_seen_stays(text, seen):
    assert hidden(text) == len(text) - len(seen)
    assert visible(text) == seen


@pytest.mark.parametrize(
    "text", ["biasa", "é ñ “kutip” – 90 % ≥ 5\u00a0orang", "baris\nbaru\ttab", "❤️", "1️⃣", "é\u0301"]
)
def test_ordinary_signs_are_all_seen(text):
    assert hidden(text) == 0
    assert visible(text) == text


@given(st.text())
def test_cutting_twice_cuts_nothing_more(text):
    assert hidden(visible(text)) == 0
    assert visible(visible(text)) == visible(text)


@given(st.text("ab \u0301\u0302\u0336\ufe0f\u20e3\u200b\u2764\u2800"))
def test_cutting_marks_that_pile_up_leaves_none_to_cut(text):
    assert hidden(visible(text)) == 0


@pytest.mark.parametrize("letter", ["\ue000", "\uf0b7", "\ufdd0", "\U0001fffe", "\U00100000"])
def test_what_every_computer_draws_otherwise_is_named(letter):
    assert strange(f"butir {letter} satu") == letter
    assert odd(f"butir {letter} satu") == f"U+{ord(letter):04X}"


@pytest.mark.parametrize(
    ("text", "letter"),
    [("N\u0456hil", "\u0456"), ("KUP\u0391NG tetap", "\u0391"), ("5 \u03bcg/dL", ""),
     ("\u0394t", ""),
     ("\u041c\u043e\u0441\u043a\u0432\u0430", ""), ("Kefamenanu", "")],
)  # fmt: skip
def test_a_letter_that_only_looks_latin_is_found_inside_a_latin_word(text, letter):
    assert disguised(text) == letter


@pytest.mark.parametrize(
    ("nama", "letter"),
    [("Yohana d'Ornay, S.IP., M.Si.", ""), ("José Ximenes", ""), ("\u0423ohana", "\u0423"),
     ("Yohan\u0251", "\u0251"), ("\uff39ohana", "\uff39"), ("Ana \u5c71", "\u5c71")],
)  # fmt: skip
def test_a_name_is_written_in_latin_letters(nama, letter):
    assert not_latin(nama) == letter


def test_a_character_is_said_by_its_number_and_itself_where_it_is_seen():
    assert named("\u0456") == "\u0456 (U+0456)"
    assert named("\u2800") == "U+2800"
    assert odd("Z\u0310\u0311\u0312") == "U+0312"
    assert odd("Kupang") == ""


def test_a_line_hides_nothing():
    assert is_plain_line("Ibu hamil dan nifas")
    for text in ("dua  spasi", "a\u2800b", "a\u200bb", "baris\nlain", "\ue000"):
        assert not is_plain_line(text)


@pytest.mark.parametrize(
    ("text", "rapi"),
    [
        ("biasa\ndua\tkolom", Rapi("biasa\ndua\tkolom")),
        ("satu\r\ndua\rtiga", Rapi("satu\ndua\ntiga")),
        ("\uf0b7\t5\u00a0orang", Rapi("\u2022\t5 orang", "\u2022", 1)),
        ("\uf0fc lunas \uf0e0 \uf0d8", Rapi("\u2713 lunas \u2192 \u2022", "\u2713\u2192\u2022")),
        ("a\x07b\u200bc\u2800", Rapi("abc", tersembunyi=3)),
        ("baris\x0bdua\u2028tiga", Rapi("baris\ndua\ntiga")),
        ("\uf0b3 5", Rapi("\uf0b3 5")),
    ],
)
def test_a_text_from_elsewhere_gets_ordinary_signs_and_says_so(text, rapi):
    assert tidied(text) == rapi
    assert rapi.berubah == (text not in (rapi.teks, "satu\r\ndua\rtiga", "baris\x0bdua\u2028tiga"))


ODD = "ab \n\u0301\u0302\u0336\ufe0f\u20e3\u200b\u2764\u2800\uf0b7\ue000\ufffc\U000f0000\u00a0\x07"


@given(st.text(ODD))
def test_a_tidied_text_is_tidy(text):
    assert tidied(tidied(text).teks) == Rapi(tidied(text).teks)


@given(st.text(ODD))
def test_a_coded_text_hides_nothing_and_has_no_sign_of_its_own(text):
    assert (hidden(coded(text)), strange(coded(text))) == (0, "")
    assert coded(coded(text)) == coded(text)


def test_a_text_of_an_old_package_shows_what_was_signed():
    assert coded("\uf0b7 dua \ue000\u2800") == "\u2022 dua \u27e8U+E000\u27e9\u27e8U+2800\u27e9"
    assert coded("Z\u0310\u0311\u0312") == "Z\u0310\u0311\u27e8U+0312\u27e9"
    assert coded("\u00e9 5\u00a0orang") == "\u00e9 5\u00a0orang"


def test_what_turns_a_text_around_was_never_signed():
    assert deceives("a\u202eb")
    assert deceives("a\u200bb")
    assert not deceives("\uf0b7 a\u2800 Z\u0310\u0311\u0312 \ufffc")
