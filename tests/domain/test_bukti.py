"""Names of evidence files and what is told about them, as every system can keep them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bukti import MAX_NAMA, clean_line, clean_name, iso_day


@pytest.mark.parametrize(
    ("nama", "clean"),
    [
        ("SK Tim SPM.pdf", "SK Tim SPM.pdf"),
        ("SK Tim SPM.PDF", "SK Tim SPM.pdf"),
        ("D:\\Berkas\\sk.pdf", "sk.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("laporan.pdf.exe", "laporan.pdf"),
        ("laporan\u202efdp.exe", "laporanfdp.pdf"),
        ("po\u200bsyandu.jpeg", "posyandu.pdf"),
        ('a<b>c:d"e|f?g*h.pdf', "a_b_c_d_e_f_g_h.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul.pdf"),
        ("  surat   nihil  .pdf", "surat nihil.pdf"),
        (".pdf", "bukti.pdf"),
        ("...", "bukti.pdf"),
        ("a\x07b\n.pdf", "ab.pdf"),
        ("Rekap v1.2", "Rekap v1.2.pdf"),
    ],
)
def test_a_name_is_safe_everywhere_and_ends_in_what_the_content_is(nama, clean):
    assert clean_name(nama, "pdf") == clean


@given(st.text(max_size=200))
def test_every_name_becomes_one_that_stays_as_it_is(nama):
    clean = clean_name(nama, "docx")
    assert clean_name(clean, "docx") == clean
    assert len(clean) <= MAX_NAMA
    assert clean.endswith(".docx")
    assert not set(clean) & set('/\\<>:"|?*\n')
    assert clean.isprintable()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12-03-2026", "2026-03-12"),
        ("1/3/2026", "2026-03-01"),
        (" 12.03.2026 ", "2026-03-12"),
        ("2026-03-12", "2026-03-12"),
        ("", ""),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, day):
    assert iso_day(typed) == day


@pytest.mark.parametrize("typed", ["31-02-2026", "kemarin", "12-03-26", "2026-13-01"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the calendar says
        iso_day(typed)


def test_a_line_is_tidied_and_cut():
    assert clean_line("  Kepala\n Dinas\u200b\x07 ", 20) == "Kepala Dinas"
    assert clean_line("a" * 30, 20) == "a" * 20
