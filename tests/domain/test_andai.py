"""Another metode: every region before and after, from the same values."""

from __future__ import annotations

from fractions import Fraction

from app.domain.andai import compare
from app.domain.nilai import Keadaan
from app.domain.rekap import region_row
from tests.domain.contoh_formulir import small_form
from tests.domain.test_indeks import method
from tests.domain.test_rekap_gabung import FORM, URUSAN, report, sheet

UNKNOWN = Keadaan.BELUM_TERSEDIA


def test_lifting_the_cap_moves_who_served_more_than_needed():
    reported = report([sheet(100, 100), sheet(150, 100, (20, 100)), None])
    found = compare(reported, method(batas=0))
    first, second, missing = found.wilayah
    assert [one.selisih for one in found.wilayah] == [0, 40, None]
    assert [one.tempat_dulu.tempat for one in (first, second) if one.tempat_dulu] == [1, 2]
    assert [one.tempat_nanti.tempat for one in (first, second) if one.tempat_nanti] == [2, 1]
    assert (first.naik, second.naik, missing.naik) == (-1, 1, None)
    assert (found.berubah, found.pindah, found.ganti_kategori) == (1, 2, 1)
    assert found.rerata == (Fraction(90 + 84, 2), Fraction(90 + 124, 2))
    assert (missing.dulu, missing.nanti) == (None, None)


def test_the_same_method_changes_nothing():
    found = compare(report([sheet(90, 100), sheet(80, 100)]), method())
    assert (found.berubah, found.pindah, found.ganti_kategori, found.jadi_sementara) == (0, 0, 0, 0)


def test_who_becomes_provisional_is_counted_and_has_no_place():
    """A layanan nobody needs, its mutu not known: left out now, awaited when it counts as 100."""
    other = small_form(kode="UJI-02")
    reported = report([sheet(90, 100), sheet(80, 100)])
    values = {
        kode: {**isi, other.kode: dict(nothing)}
        for (kode, isi), nothing in zip(
            reported.values.items(),
            (
                {"penerima.harus.jumlah": Keadaan.NIHIL, "mutu.m01.dibutuhkan": UNKNOWN},
                sheet(80, 100)[FORM.kode],
            ),
            strict=True,
        )
    }
    forms = [FORM, other]
    rows = {
        one.kode: region_row(one, forms, URUSAN, values[one.kode], reported.metode)
        for one in reported.wilayah
    }
    two = reported._replace(values=values, forms=forms, rows=rows)
    found = compare(two, method(kebutuhan_nol="penuh"))
    assert found.jadi_sementara == 1
    assert [one.tempat_nanti is None for one in found.wilayah] == [True, False]
    assert [found.provinsi_dulu.rerata_dari[""], found.provinsi_nanti.rerata_dari[""]] == [2, 1]
