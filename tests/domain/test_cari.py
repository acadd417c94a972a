"""Find anything: the user's own words lead to the right thing, the best first."""

from __future__ import annotations

import pytest

from app import paths
from app.domain import cari
from app.domain.cari import Butir, find
from app.store import padanan, pustaka

URUSAN = pustaka.load_urusan(paths.forms())
FORMS = [one for one in pustaka.load_forms(paths.forms()).values() if one.tingkat == "kabupaten"]
PADANAN = padanan.load(paths.resources())
EVERYTHING = [
    Butir("halaman", "paket", "Paket", "Layar"),
    Butir("bagian", "cadangan", "Cadangan", "Pengaturan"),
    Butir("bagian", "kertas", "Kertas cetak", "Pengaturan"),
    Butir("tindakan", "undo", "Urungkan", "Tindakan", "Ctrl+Z"),
    *cari.of_forms(FORMS, URUSAN),
]


def best(tanya: str, count: int = 1) -> list[str]:
    return [one.tujuan for one in find(EVERYTHING, tanya, PADANAN)[:count]]


@pytest.mark.parametrize(
    ("tanya", "tujuan"),
    [
        ("kirim", "paket"),
        ("flashdisk", "paket"),
        ("usb", "cadangan"),
        ("laptop hilang", "cadangan"),
        ("f4", "kertas"),
        ("batal", "undo"),
        ("undo", "undo"),
        ("ibu hamil", "KES-01"),
        ("bumil", "KES-01"),
        ("kes-04", "KES-04"),
        ("damkar", "TRB-05"),
        ("tablet tambah", "KES-01 mutu.m02.dibutuhkan"),
    ],
)
def test_a_word_of_the_user_leads_there(tanya: str, tujuan: str) -> None:
    assert best(tanya) == [tujuan]


def test_a_flash_disk_is_for_sending_and_for_copies() -> None:
    assert best("flashdisk", 2) == ["paket", "cadangan"]


def test_stunting_leads_to_the_services_that_fight_it() -> None:
    assert {"KES-01", "KES-04"} <= set(best("stunting", 3))


def test_an_abbreviation_finds_the_indicator_written_out() -> None:
    assert "KES-01 mutu.m02.dibutuhkan" in best("TTD", 6)


def test_all_words_must_be_found_but_in_any_order_and_case() -> None:
    assert best("HAMIL ibu") == ["KES-01"]
    assert best("ibu xyzzy") == []


def test_an_empty_question_shows_everything_in_its_order() -> None:
    assert best("  ", 4) == ["paket", "cadangan", "kertas", "undo"]


def test_a_word_of_the_title_counts_more_than_one_inside_another() -> None:
    butir = [Butir("x", "1", "Penanggulangan"), Butir("x", "2", "Gulang"), Butir("x", "3", "Rumah")]
    assert [one.tujuan for one in find(butir, "gulang")] == ["2", "1"]


def test_a_column_named_beside_its_row_leads_to_that_very_cell() -> None:
    assert best("tablet tambah darah tersedia") == ["KES-01 mutu.m02.tersedia"]
    assert best("hamil perempuan harus") == ["KES-01 penerima.harus.p"]
    found = find(EVERYTHING, "tablet tambah darah", PADANAN)
    assert cari.SEL not in {one.jenis for one in found}


def test_rows_lead_to_a_cell_a_person_fills_where_there_is_one() -> None:
    forms = {form.kode: form for form in FORMS}
    for one in cari.of_forms(FORMS, URUSAN):
        if one.jenis == cari.BARIS:
            kode, sel = one.tujuan.split()
            assert not forms[kode].cells[sel].closed


def test_every_group_of_words_has_at_least_two_and_no_word_twice() -> None:
    for group in PADANAN:
        assert len(group) == len({word.casefold() for word in group}) >= 2
