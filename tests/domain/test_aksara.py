"""Characters nobody sees are counted and cut, whatever they are called."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.aksara import hidden, visible


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
    ],
)
def test_what_hides_is_cut_and_what_is_seen_stays(text, seen):
    assert hidden(text) == len(text) - len(seen)
    assert visible(text) == seen


@pytest.mark.parametrize(
    "text", ["biasa", "é ñ “kutip” – 90 % ≥ 5\u00a0orang", "baris\nbaru\ttab", "❤️"]
)
def test_ordinary_signs_are_all_seen(text):
    assert hidden(text) == 0
    assert visible(text) == text


@given(st.text())
def test_cutting_twice_cuts_nothing_more(text):
    assert hidden(visible(text)) == 0
    assert visible(visible(text)) == visible(text)
