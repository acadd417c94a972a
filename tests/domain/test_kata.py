"""Values kept as texts: one stored spelling for each thing, however it was written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import kata
from app.domain.kolom import Kolom, Pilihan
from app.teks import t

DANA = [
    Pilihan(kode="pad", label="PAD"),
    Pilihan(kode="dau", label="DAU"),
    Pilihan(kode="dau_sg", label="DAU yang ditentukan penggunaannya"),
    Pilihan(kode="dak_fisik", label="DAK fisik"),
]
WILAYAH = {"53.01": "Kabupaten Kupang", "53.71": "Kota Kupang", "53.04": "Kabupaten Belu"}


def column(jenis: Any, **extra: Any) -> Kolom:
    return Kolom(kode="x", label="X", jenis=jenis, **extra)


PILIHAN = column("pilihan", pilihan=DANA)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("dau_sg", "dau_sg"),
        ("DAU", "dau"),
        (" dak  FISIK ", "dak_fisik"),
        ("ditentukan", "dau_sg"),
        ("pa", "pad"),
    ],
)
def test_a_choice_is_known_by_code_label_or_an_unmistakable_part(written: str, stored: str) -> None:
    assert kata.read(PILIHAN, written) == stored


def test_a_choice_that_could_be_several_asks_which() -> None:
    with pytest.raises(kata.WordError) as told:
        kata.read(PILIHAN, "da")
    assert told.value.alasan == "pilihan_banyak"
    assert list(told.value.pilihan) == ["dau", "dau_sg", "dak_fisik"]


def test_a_word_from_no_list_is_refused_with_the_whole_list() -> None:
    with pytest.raises(kata.WordError) as told:
        kata.read(PILIHAN, "APBN")
    assert told.value.alasan == "pilihan_asing"
    assert list(told.value.pilihan) == ["pad", "dau", "dau_sg", "dak_fisik"]


@pytest.mark.parametrize(
    ("written", "stored"),
    [("Ya", "ya"), ("y", "ya"), ("✓", "ya"), ("TIDAK", "tidak"), ("no", "tidak")],
)
def test_yes_and_no_are_written_in_many_ways(written: str, stored: str) -> None:
    assert kata.read(column("ya_tidak"), written) == stored


@pytest.mark.parametrize(
    "written",
    ["31-3-2026", "31/03/2026", "31.03.26", "31 Maret 2026", "31 mar 2026", "2026-03-31"],
)
def test_a_date_is_read_as_it_is_written_in_indonesia(written: str) -> None:
    assert kata.read(column("tanggal"), written) == "2026-03-31"


@pytest.mark.parametrize(
    "written", ["31-2-2026", "03/31/2026", "31 Marer 2026", "kemarin", "3-2026"]
)
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    with pytest.raises(kata.WordError) as told:
        kata.read(column("tanggal"), written)
    assert told.value.alasan == "tanggal"


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_what_is_shown_of_a_date_reads_back_as_the_same_day(day: date) -> None:
    kolom = column("tanggal")
    assert kata.read(kolom, kata.shown(kolom, day.isoformat())) == day.isoformat()


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("53.01", "53.01"),
        ("Kota Kupang", "53.71"),
        ("belu", "53.04"),
        ("53.01.02.2001", "53.01.02.2001"),
    ],
)
def test_a_region_is_known_by_code_or_name(written: str, stored: str) -> None:
    assert kata.read(column("wilayah"), written, WILAYAH) == stored


@pytest.mark.parametrize(
    ("written", "alasan"),
    [("kupang", "wilayah_banyak"), ("53.99", "wilayah_asing"), ("x", "wilayah_asing")],
)
def test_a_region_that_is_unknown_or_several_is_asked_for(written: str, alasan: str) -> None:
    with pytest.raises(kata.WordError) as told:
        kata.read(column("wilayah"), written, WILAYAH)
    assert told.value.alasan == alasan


def test_a_pattern_is_kept_to_and_plain_texts_are_kept_as_they_are() -> None:
    coded = column("teks", pola=r"\d\.\d{2}", contoh="1.02")
    assert kata.read(coded, " 1.02 ") == "1.02"
    with pytest.raises(kata.WordError) as told:
        kata.read(coded, "102")
    assert told.value.alasan == "pola"
    assert kata.read(column("teks"), "dua\nbaris") == "dua\nbaris"


@pytest.mark.parametrize(
    ("jenis", "good", "bad"),
    [
        ("ya_tidak", "ya", "Ya"),
        ("tanggal", "2026-03-31", "2026-02-30"),
        ("tanggal", "2026-03-31", "31-03-2026"),
        ("wilayah", "53.01", "5301"),
        ("teks", "apa saja", None),
    ],
)
def test_only_the_stored_spelling_fits(jenis: str, good: str, bad: str | None) -> None:
    assert kata.fits(column(jenis), good)
    assert bad is None or not kata.fits(column(jenis), bad)


def test_the_stored_code_of_a_choice_fits_and_its_label_does_not() -> None:
    assert kata.fits(PILIHAN, "dau_sg")
    assert not kata.fits(PILIHAN, "DAU")
    assert kata.shown(PILIHAN, "dau_sg") == "DAU yang ditentukan penggunaannya"
    assert kata.shown(PILIHAN, "tidak_ada_lagi") == "tidak_ada_lagi"


def test_a_beginning_offers_what_it_can_become_and_nothing_offers_everything() -> None:
    assert list(kata.meant(PILIHAN, "DA")) == ["dau", "dau_sg", "dak_fisik"]
    assert list(kata.meant(PILIHAN, "")) == ["pad", "dau", "dau_sg", "dak_fisik"]
    assert list(kata.meant(column("wilayah"), "kup", WILAYAH)) == ["53.01", "53.71"]


@pytest.mark.parametrize(
    ("text", "alasan", "aksara"),
    [
        ("\uf0b7 rujukan ke puskesmas", "aksara_asing", "U+F0B7"),
        ("N\u0456hil bulan ini", "aksara_menyamar", "\u0456 (U+0456)"),
    ],
)
def test_a_character_that_is_not_what_it_looks_like_is_named_when_typed(text, alasan, aksara):
    with pytest.raises(kata.WordError) as refused:
        kata.read(column("teks"), text)
    assert (refused.value.alasan, refused.value.aksara) == (alasan, aksara)
    assert aksara in t(f"kata.{alasan}", teks=text, kolom="Solusi", aksara=aksara)
