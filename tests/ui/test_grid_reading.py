"""What typed text means for a cell, and how values are written back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import teks
from app.domain.nilai import Keadaan
from app.ui.grid import reading, writing
from app.ui.grid.reading import Refused
from app.ui.pages import entry_asked
from tests.ui.contoh_sel import cell
from tests.ui.isian import TERLAYANI, Isian

COUNT, MONEY, DECIMAL, TEXT = cell("bulat"), cell("rupiah"), cell("desimal", 2), cell("teks")


@pytest.mark.parametrize(
    ("sel", "text", "nilai"),
    [
        (COUNT, "", None),
        (COUNT, "0", 0),
        (COUNT, "1.234", 1234),
        (COUNT, "1,234", 1234),
        (MONEY, "Rp .3,017,669,258 ,00", 3017669258),
        (DECIMAL, "1.131,62", 113162),
        (COUNT, "nihil", Keadaan.NIHIL),
        (COUNT, "  Belum   Tersedia ", Keadaan.BELUM_TERSEDIA),
        (COUNT, "not applicable", Keadaan.TIDAK_BERLAKU),
        (TEXT, "  Jalan rusak. ", "Jalan rusak."),
        (TEXT, "   ", None),
        (TEXT, "Bukan kewenangan", Keadaan.BUKAN_KEWENANGAN),
        (TEXT, "n", "n"),
    ],
)
def test_text_becomes_the_value_it_stands_for(sel, text, nilai):
    assert reading.read(sel, text) == nilai


@pytest.mark.parametrize(
    ("sel", "text", "words"),
    [
        (COUNT, "12 orang", "Ketik 12 saja"),
        (COUNT, "-3", "kurang dari nol"),
        (COUNT, "(3)", "kurang dari nol"),
        (COUNT, "12,5", "bilangan bulat"),
        (DECIMAL, "1,2345", "di belakang koma"),
        (COUNT, "1.23.4", "bukan tiga angka"),
        (COUNT, " ", "Belum ada angka"),
        (COUNT, "9" * 16, "lebih dari 15 angka"),
        (COUNT, "x" * 90, "…"),
    ],
)
def test_refusals_say_what_is_wrong(sel, text, words):
    refused = reading.read(sel, text)
    assert isinstance(refused, Refused)
    assert words in refused.alasan
    assert not refused.pilihan


def test_both_readings_of_an_ambiguous_number_are_offered():
    refused = reading.read(cell("desimal", 2), "1,234")
    assert isinstance(refused, Refused)
    assert [(one.label, one.nilai) for one in refused.pilihan] == [("1.234,00", 123400)]
    wide = reading.read(cell("desimal", 3), "1,234")
    assert wide == 1234


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("n", [Keadaan.NIHIL]),
        ("B", [Keadaan.BELUM_TERSEDIA, Keadaan.BUKAN_KEWENANGAN]),
        ("belum t", [Keadaan.BELUM_TERSEDIA]),
    ],
)
def test_first_letters_offer_states_and_never_choose_one(text, meant):
    refused = reading.read(COUNT, text)
    assert isinstance(refused, Refused)
    assert [one.nilai for one in refused.pilihan] == meant


def test_the_other_language_offers_its_own_words():
    teks.set_language("en")
    refused = reading.read(COUNT, "not")
    assert isinstance(refused, Refused)
    assert [one.label for one in refused.pilihan] == ["Not yet available", "Not applicable"]


@pytest.mark.parametrize(
    ("sel", "text", "said"),
    [
        (MONEY, "1250000000", "1.250.000.000 (satu miliar dua ratus lima puluh juta)"),
        (DECIMAL, "2000000,50", "2.000.000,50 (dua juta koma lima)"),
        (COUNT, "999999", ""),
        (COUNT, "", ""),
        (TEXT, "nihil", ""),
    ],
)
def test_large_numbers_are_said_in_words(sel, text, said):
    assert reading.hint(sel, text) == said


def test_what_nobody_sees_is_cut_from_a_text_and_the_user_is_told():
    assert reading.read(TEXT, "\u202elaporan\u200b ") == "laporan"
    assert reading.read(TEXT, "\u200b\ufeff") is None
    assert reading.hint(TEXT, "\u202elaporan\u200b") == (
        "Teks dirapikan: 2 aksara tersembunyi dibuang."
    )
    assert reading.hint(TEXT, "laporan biasa") == ""


@given(st.integers(0, 10**12), st.sampled_from([COUNT, MONEY, DECIMAL]))
def test_what_a_cell_shows_or_opens_reads_back_as_the_same_value(nilai, sel):
    assert reading.read(sel, writing.shown(sel, nilai)) == nilai
    assert reading.read(sel, writing.editable(sel, nilai)) == nilai


@given(st.text(max_size=30))
def test_every_text_is_read_or_refused_with_a_reason(text):
    outcome = reading.read(COUNT, text)
    if isinstance(outcome, Refused):
        assert outcome.alasan
    else:
        assert not isinstance(outcome, str)
        assert outcome is None or isinstance(outcome, Keadaan) or outcome >= 0


@pytest.mark.parametrize(
    ("sel", "number", "text"),
    [
        (cell("persen"), Fraction(99_996, 1000), "99,99"),
        (cell("persen"), Fraction(100), "100,00"),
        (cell("persen"), Fraction(200), "200,00"),
        (cell("persen"), Fraction(13900, 140), "99,29"),
        (COUNT, 1234, "1.234"),
        (DECIMAL, Fraction(5, 4), "1,25"),
        (COUNT, None, ""),
    ],
)
def test_computed_numbers_are_written_half_up_and_never_rounded_into_100(sel, number, text):
    assert writing.computed(sel, number) == text


def test_a_year_is_written_without_a_dot_and_a_count_with_one(session):
    year = session.forms["F-K04"].cells["sk_tahun.berlaku.isi"]
    assert writing.shown(year, 2026) == "2026"
    assert reading.read(year, "2026") == 2026
    assert entry_asked.writing(year) == "Tahun dengan empat angka, misalnya 2026."
    assert writing.shown(COUNT, 2026) == "2.026"


def test_what_only_bps_leaves_unreleased_cannot_be_declared_elsewhere(session):
    released = session.forms["F-K02"].cells["makro.a01.maret"]
    assert reading.read(released, "tidak dirilis") is Keadaan.TIDAK_DIRILIS
    for text in ("tidak dirilis", "-"):
        asked = reading.read(COUNT, text)
        assert isinstance(asked, Refused)
        assert Keadaan.BELUM_TERSEDIA in [one.nilai for one in asked.pilihan]
        assert Keadaan.TIDAK_DIRILIS not in [one.nilai for one in asked.pilihan]
    said = reading.read(COUNT, "tidak dirilis")
    assert isinstance(said, Refused)
    assert "tidak dapat dinyatakan untuk sel ini" in said.alasan


def test_the_key_of_an_absence_that_is_not_offered_says_so(qtbot, session):
    isian = Isian(qtbot, session).open("KES-01", TERLAYANI)
    isian.page.grid.edits.declare(Keadaan.TIDAK_DIRILIS)
    assert isian.sheet.nilai(TERLAYANI) is None
    assert "hanya untuk angka rilis BPS" in isian.notice
    isian.page.grid.edits.declare(Keadaan.BELUM_TERSEDIA)
    assert isian.sheet.nilai(TERLAYANI) is Keadaan.BELUM_TERSEDIA
