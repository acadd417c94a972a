"""Wide tables of a package are folded by their groups, and directions are words there as well."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app import paths
from app.exchange import blok, tata_layanan
from app.store import pustaka


@pytest.fixture(scope="module")
def forms():
    return pustaka.load_forms(paths.forms())


def heads(form, filled):
    """Titles of the tables that are printed when these cells are filled, and how wide they are."""
    empty = tata_layanan.left_out(form, filled)
    wide = tata_layanan.number_columns([form], {form.kode: empty})
    made = tata_layanan.block(form, wide, empty).whole()
    titles = [made.baris[row][0] for (row, column), look in made.gaya.items()
              if column == 0 and look == "kepala_teks"]  # fmt: skip
    return titles, wide


def test_a_semester_is_a_table_of_its_own_once_something_stands_in_it(forms):
    titles, wide = heads(forms["F-K12"], ["s1.s1_01_a01.status_1"])
    assert titles[0] == "Sasaran 1. Pengelolaan Kuantitas Penduduk: Semester I"
    assert not any("Semester II" in title for title in titles)
    assert wide <= tata_layanan.MOST_ANGKA


def test_targets_of_other_years_do_not_widen_the_evaluation(forms):
    titles, wide = heads(forms["F-K13"], ["evaluasi.s1_01.realisasi", "evaluasi.s1_01.analisis"])
    assert titles == ["Evaluasi 30 indikator", "Evaluasi 30 indikator: Keterangan"]
    assert wide == tata_layanan.MOST_ANGKA


def test_a_filled_cell_always_has_its_place(forms):
    for kode in ("F-K12", "F-K13"):
        form = forms[kode]
        filled = [sel for sel, cell in form.cells.items() if cell.editable]
        empty = tata_layanan.left_out(form, filled)
        made = tata_layanan.block(form, 10, empty).whole()
        assert set(filled) <= set(made.sel.values())


def test_directions_are_words_in_a_package(forms):
    form = forms["F-K13"]
    cells = {number: form.cell(f"evaluasi.{row}.arah")
             for row, number in (("s1_01", -1), ("s1_03", 1), ("s4_02", 0))}  # fmt: skip
    told = [blok.shown_computed(cell, number) for number, cell in cells.items()]
    assert told == ["turun", "naik", "info"]
    assert blok.shown_computed(cells[-1], Fraction(-1)) == "turun"
    assert {blok.cell_style(cell) for cell in cells.values()} == {"hitung_teks"}


def test_no_table_of_a_service_is_folded(forms):
    """Services keep their layout: a package sent before must not look altered."""
    folded = {
        (kode, tabel.kode)
        for kode, form in forms.items()
        for tabel in form.tabel
        if tata_layanan.left_out(form, ()) & {f"{tabel.kode}/"}
    }
    pjpk = {("F-K12", f"s{n}") for n in range(1, 6)} | {("F-K13", "evaluasi")}
    # What the province saw on e-SPM is no service, and empty in most quarters.
    assert folded == pjpk | {("ESP-P01", "nilai")}
