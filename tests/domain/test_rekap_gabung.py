"""Klaster and province: the mean of regions beside the pooled index, each with what it rests on."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app.domain.indeks import Status
from app.domain.nilai import Keadaan, Nilai
from app.domain.peringkat import Peringkat, index_ranks, ranks
from app.domain.rekap import region_row
from app.domain.rekap_gabung import WHOLE, Golongan, Reported, groups
from app.domain.wilayah import Wilayah
from tests.domain.contoh_formulir import small_form
from tests.domain.test_indeks import method

FORM = small_form()
URUSAN = {FORM.urusan: "Urusan uji"}
ABSENT = Keadaan.TIDAK_BERLAKU


def sheet(served: Nilai | None, need: Nilai | None, mutu: tuple[int, int] | None = (50, 100)):
    filled: dict[str, Nilai | None] = {
        "penerima.harus.jumlah": need,
        "penerima.terlayani.jumlah": served,
        "mutu.m02.dibutuhkan": ABSENT,
    }
    if mutu is not None:
        filled["mutu.m01.tersedia"], filled["mutu.m01.dibutuhkan"] = mutu
    return {FORM.kode: {kode: nilai for kode, nilai in filled.items() if nilai is not None}}


def report(sheets, klaster=None, **changes) -> Reported:
    """One region for each sheet; None is a region nothing came from."""
    metode = method(**changes)
    regions = [
        Wilayah(f"53.{place:02}", f"Kabupaten {place}", f"K{place}", "kabupaten", name)
        for place, name in enumerate(klaster or [""] * len(sheets), 1)
    ]
    pairs = zip(regions, sheets, strict=True)
    values = {one.kode: isi for one, isi in pairs if isi is not None}
    rows = {
        one.kode: region_row(one, [FORM], URUSAN, values[one.kode], metode)
        for one in regions
        if one.kode in values
    }
    return Reported(regions, rows, values, [FORM], URUSAN, metode)


def province(*sheets, **changes) -> Golongan:
    return groups(report(sheets, **changes))[-1]


def test_mean_and_pooled_index_differ_and_both_are_exact():
    whole = province(sheet(90, 100), sheet(100, 1000))
    # 0.8 of the recipients and 0.2 of 50 %: 82 and 18 for the regions, 190 of 1,100 together.
    assert whole.rerata[WHOLE] == Fraction(82 + 18, 2)
    assert whole.gabungan.final == Fraction(80 * 190, 1100) + 10
    assert whole.belum_terlayani == {"orang": 910}


def test_a_missing_region_is_counted_as_missing_and_makes_nothing_provisional():
    whole = province(sheet(90, 100), None, sheet(80, 100))
    assert (len(whole.hadir), len(whole.anggota)) == (2, 3)
    assert whole.rerata_dari[WHOLE] == 2
    assert whole.gabungan.final == 80 * Fraction(170, 200) + 10


def test_a_figure_still_awaited_makes_the_pooled_index_provisional_and_takes_its_pair_out():
    whole = province(sheet(90, 100), sheet(None, 400))
    assert whole.gabungan.status is Status.BELUM_LENGKAP
    assert whole.gabungan.nilai == 82
    assert whole.rerata_dari == {WHOLE: 1, FORM.urusan: 1}


def test_nobody_in_need_weighs_nothing_and_its_unanswered_mutu_is_not_awaited():
    whole = province(sheet(90, 100), sheet(None, 0, mutu=None))
    assert whole.gabungan.final == 82
    assert whole.rerata_dari[WHOLE] == 1


@pytest.mark.parametrize(
    ("sheets", "status"),
    [
        ([sheet(0, 0), sheet(None, Keadaan.NIHIL)], Status.TANPA_KEBUTUHAN),
        ([sheet(None, ABSENT), sheet(None, ABSENT)], Status.DIKECUALIKAN),
        ([sheet(None, ABSENT), sheet(0, 0)], Status.TANPA_KEBUTUHAN),
        ([None, None], Status.BELUM_LENGKAP),
    ],
)
def test_where_there_is_nothing_to_pool_it_says_why(sheets, status):
    whole = province(*sheets)
    assert (whole.gabungan.status, whole.gabungan.nilai) == (status, None)
    assert whole.rerata == {}


def test_the_zero_need_policy_counts_as_it_does_for_a_region():
    whole = province(sheet(0, 0), sheet(0, 0), kebutuhan_nol="penuh")
    assert whole.gabungan.final == whole.rerata[WHOLE] == 90


def test_serving_more_than_needed_makes_up_for_others_and_is_capped_together():
    whole = province(sheet(200, 100), sheet(0, 100))
    assert whole.gabungan.final == 90
    assert whole.belum_terlayani == {"orang": 100}


def test_clusters_stand_in_the_order_of_the_regions_and_those_in_none_last():
    sheets = [sheet(90, 100), sheet(80, 100), sheet(70, 100), None]
    found = groups(report(sheets, klaster=["", "Timor", "Sumba", "Timor"]))
    assert [one.kode for one in found] == ["klaster:Timor", "klaster:Sumba", "klaster:", "provinsi"]
    assert [(len(one.hadir), len(one.anggota)) for one in found] == [(1, 2), (1, 1), (1, 1), (3, 4)]


def test_without_any_cluster_there_is_only_the_province():
    assert [one.kode for one in groups(report([sheet(90, 100)]))] == ["provinsi"]


def test_equals_share_a_place_and_the_places_behind_them_stay_empty():
    third = Fraction(1, 3)
    given = {"a": Fraction(80), "b": Fraction(90), "c": Fraction(80), "d": 80 - third}
    assert ranks(given) == {
        "b": Peringkat(1, seri=False),
        "a": Peringkat(2, seri=True),
        "c": Peringkat(2, seri=True),
        "d": Peringkat(4, seri=False),
    }


def test_who_is_not_complete_has_no_place():
    found = report([sheet(90, 100), sheet(None, 100), sheet(90, 100)])
    assert index_ranks(found.rows.values()) == {
        "53.01": Peringkat(1, seri=True),
        "53.03": Peringkat(1, seri=True),
    }
