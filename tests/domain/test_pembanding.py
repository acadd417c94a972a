"""Nilai e-SPM beside the index: whose word comes first, and missing is not 0."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app import paths
from app.domain import pembanding
from app.domain.nilai import Keadaan
from app.domain.pembanding import Sikap
from app.store import pustaka
from tests.domain.test_rekap_gabung import report, sheet

FORMS = [one for one in pustaka.load_forms(paths.forms()).values() if one.urusan == "ESP"]
OWN, SEEN = "ESP-01", "ESP-P01"


def compare(own=None, seen=None, *, need=100, points=1):
    """One region that serves 90 of 100, or as many of `need`, beside what was reported."""
    reported = report([sheet(90, need)])
    (region,) = reported.wilayah
    values = {region.kode: {**reported.values[region.kode], OWN: own or {}}}
    values[region.kode.partition(".")[0]] = {SEEN: seen or {}}
    found = pembanding.compare([region], reported.rows, values, FORMS, Fraction(points))
    return found, found.baris[0], reported.rows[region.kode]


def place(kode):
    (region,) = report([sheet(90, 100)]).wilayah
    return f"nilai.{pembanding.row_of(region.kode)}.{kode}"


def test_the_difference_is_exact_and_judged_by_the_tolerance_itself():
    _, row, mine = compare({"nilai.daerah.indeks": 7000})
    index = mine.indeks.final
    assert row.seluruh.titik == 70 - index
    at_the_limit = abs(70 - index)
    assert row.seluruh.sikap(at_the_limit) is Sikap.SAMA
    assert row.seluruh.sikap(at_the_limit - Fraction(1, 10**9)) is Sikap.LUAR


def test_empty_is_not_zero_and_a_declared_absence_is_no_figure():
    for own in ({}, {"nilai.daerah.indeks": Keadaan.BELUM_TERSEDIA}):
        found, row, _ = compare(own)
        assert (row.seluruh.luar, row.seluruh.titik) == (None, None)
        assert (row.seluruh.sikap(Fraction(1)), found.reported) == (Sikap.BELUM, 0)
    found, row, mine = compare({"nilai.daerah.indeks": 0})
    assert (row.seluruh.titik, found.reported) == (-mine.indeks.final, 1)


def test_what_the_region_declares_comes_before_what_the_province_saw_which_stays_visible():
    seen = {place("daerah"): 8100, place("tanggal"): "2026-10-20", place("sumber"): "dasbor"}
    _, row, _ = compare(None, seen)
    assert (row.seluruh.luar.dari, row.seluruh.luar.pada, row.catatan) == ("provinsi", "53", None)
    assert (row.seluruh.luar.tanggal, row.seluruh.luar.sumber) == ("2026-10-20", "Dasbor e-SPM")
    _, row, _ = compare({"nilai.daerah.indeks": 8000}, seen)
    assert (row.seluruh.luar.dari, row.seluruh.luar.angka) == ("wilayah", 80)
    assert (row.catatan.angka, row.catatan.sel) == (81, place("daerah"))


def test_an_urusan_stands_for_itself_and_the_index_never_changes():
    _, row, mine = compare({"nilai.kes.indeks": 5000})
    assert (row.urusan["KES"].luar.angka, row.urusan["KES"].titik) == (50, None)
    assert row.urusan["KES"].sikap(Fraction(1)) is Sikap.TANPA_HITUNG
    assert row.seluruh.luar is None
    _, _, without = compare()
    assert mine.indeks == without.indeks


def test_a_provisional_index_is_shown_beside_but_judged_by_nobody():
    found, row, _ = compare({"nilai.daerah.indeks": 100}, need=None)
    assert row.seluruh.sikap(found.toleransi) in (Sikap.SEMENTARA, Sikap.TANPA_HITUNG)
    assert found.count(Sikap.LUAR) == 0


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kode)
def test_what_is_compared_with_feeds_no_index_and_must_not_be_filled(form):
    assert not form.berindeks
    assert not any(sel.wajib for sel in form.cells.values())
