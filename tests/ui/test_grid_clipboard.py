"""Blocks on the clipboard, as Excel, WPS and LibreOffice write and read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.tempel_blok import parse_block
from app.ui.grid.clipboard import write_block

letters = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from('\t\n"')
cells = st.text(letters, max_size=8)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("46", [["46"]]),
        ("46\n", [["46"]]),
        ("46\t50\r\n9\t50\r\n", [["46", "50"], ["9", "50"]]),
        ("46\r50\r", [["46"], ["50"]]),
        ("1\t\n2\t\n", [["1"], ["2"]]),
        ("1\t2\n\t\n\n", [["1", "2"]]),
        ("1\n\n3\n", [["1"], [""], ["3"]]),
        ("1\t2\n3", [["1", "2"], ["3", ""]]),
        ('"Jalan rusak\nmusim hujan"\t5\n', [["Jalan rusak\nmusim hujan", "5"]]),
        ('"kata ""siap"""\n', [['kata "siap"']]),
        ('12" pipa\t3', [['12" pipa', "3"]]),
        ('"tidak tertutup\t3', [['"tidak tertutup', "3"]]),
        ("", [[""]]),
        ("  \t  ", [["  "]]),
    ],
)
def test_a_copied_block_is_split_as_a_spreadsheet_wrote_it(text, block):
    assert parse_block(text) == block


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=4))
def test_what_we_copy_we_can_paste(rows):
    rows = [[*row, "akhir"] for row in rows]
    assert parse_block(write_block(rows)) == rows


@given(st.text(letters, max_size=40))
def test_any_text_becomes_a_rectangle(text):
    widths = {len(row) for row in parse_block(text)}
    assert len(widths) == 1
    assert min(widths) >= 1


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\uff1d1", "'=1"]
)
def test_a_text_that_begins_like_a_formula_stays_a_text_in_a_spreadsheet(text):
    spelt = write_block([[text, "5"]])
    assert spelt.startswith("'")
    assert parse_block(spelt) == [[text, "5"]]


@pytest.mark.parametrize("text", ["-5", "+12,5", "-1.234.567", "-3 %", "Rp 5", "ibu - anak"])
def test_figures_and_other_texts_are_copied_as_they_are(text):
    assert write_block([[text]]) == text
