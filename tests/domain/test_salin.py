"""Copying from last year: it shows what it would do and replaces only when told to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain import register, salin
from app.domain.formulir import URUT
from app.domain.nilai import Keadaan
from tests.domain.contoh_formulir import PENERIMA, small_form
from tests.domain.test_register import RENCANA

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

A, B = (register.row_id(ms, bytes(10)) for ms in (1, 2))
TABLES: list[dict[str, Any]] = [{"kode": "penerima", "salin": True}, {**RENCANA, "salin": True}]


def planned(last_year: dict[str, Nilai], now: dict[str, Nilai]) -> list[salin.Salinan]:
    form = small_form(tabel=TABLES)
    assert form.tables["penerima"].kolom[0].kode == PENERIMA["kolom"][0]["kode"]
    return salin.plan(form, last_year, now, form)


def test_empty_cells_are_filled_and_other_values_are_left_and_shown() -> None:
    last: dict[str, Nilai] = {"penerima.harus.jumlah": 90, "penerima.harus.l": 40}
    found = planned(last, {"penerima.harus.jumlah": 100})
    assert [(one.sel.kode, one.keadaan) for one in found] == [
        ("penerima.harus.jumlah", "beda"),
        ("penerima.harus.l", "baru"),
    ]
    assert salin.cells(found, replace=False) == {"penerima.harus.l": 40}
    assert salin.cells(found, replace=True) == last


def test_what_is_the_same_already_is_not_written_again() -> None:
    last: dict[str, Nilai] = {"penerima.harus.jumlah": Keadaan.NIHIL}
    found = planned(last, dict(last))
    assert [one.keadaan for one in found] == ["sama"]
    assert salin.cells(found, replace=True) == {}


def test_what_was_achieved_in_a_quarter_and_tables_not_meant_for_it_are_left_out() -> None:
    last: dict[str, Nilai] = {
        "penerima.terlayani.jumlah": 80,
        "mutu.m01.dibutuhkan": 3,
        "penerima.harus.tidak_ada": 1,
    }
    assert planned(last, {}) == []


def test_rows_keep_their_ids_and_their_places_and_join_those_of_this_year() -> None:
    last: dict[str, Nilai] = {f"rencana.{A}.nama": "Satu", f"rencana.{A}.{URUT}": 7}
    found = planned(last, {f"rencana.{B}.nama": "Dua"})
    assert [one.sel.kode for one in found] == [f"rencana.{A}.nama", f"rencana.{A}.{URUT}"]
    assert salin.cells(found, replace=False) == last


def test_what_this_years_form_lost_or_measures_otherwise_is_shown_and_never_copied() -> None:
    gone = {"kode": "p", "label": "Perempuan"}
    fine = {"kode": "jumlah", "jenis": "desimal", "desimal": 1}
    old = small_form(tabel=[{**TABLES[0], "kolom": [gone]}, TABLES[1]])
    new = small_form(versi=2, tabel=[{**TABLES[0], "kolom": [fine]}, TABLES[1]])
    last: dict[str, Nilai] = {
        "penerima.harus.jumlah": 90,
        "penerima.harus.l": 40,
        "penerima.harus.p": 50,
    }
    found = salin.plan(new, last, {}, old)
    assert [(one.sel.kode, one.keadaan) for one in found] == [
        ("penerima.harus.l", "baru"),
        ("penerima.harus.jumlah", "lain"),
        ("penerima.harus.p", "lain"),
    ]
    assert salin.cells(found, replace=True) == {"penerima.harus.l": 40}
