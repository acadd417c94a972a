"""Budget beside service: each side from what is known, never one made from the other."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app import paths
from app.domain.anggaran import Serapan, absorption, by_urusan, spent_together
from app.domain.nilai import Keadaan, Nilai
from app.domain.rekap_gedsi import coverage_of_all
from app.store import pustaka
from tests.domain.test_rekap_gabung import FORM, report, sheet

HAMIL = pustaka.load_forms(paths.forms())["KES-01"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"pagu.pad": 100, "pagu.dau": 100, "realisasi.pad": 50}, Serapan(200, 50, 1)),
        ({"pagu.pad": 100, "perubahan.pad": 80, "realisasi.pad": 60}, Serapan(80, 60, 1)),
        ({"pagu.pad": 100, "realisasi.pad": 0}, Serapan(100, 0, 1)),
        ({"pagu.pad": 100}, Serapan()),
        ({"realisasi.pad": 60}, Serapan()),
        ({}, Serapan()),
    ],
)
def test_a_budget_counts_where_it_is_known_what_was_spent_of_it(cells, expected):
    values = {f"anggaran.{sel}": amount for sel, amount in cells.items()}
    assert absorption(HAMIL, values) == expected


def test_a_share_is_made_of_sums_and_there_is_none_without_a_budget():
    assert (Serapan(100, 100, 1) + Serapan(300, 0, 1)).persen == 25
    assert Serapan().persen is None


def test_capaian_is_the_mean_of_penerima_alone_and_no_budget_leaves_serapan_empty():
    reported = report([sheet(90, 100, (0, 100)), sheet(None, 100), sheet(0, 0), None])
    sides = {kode: own[FORM.urusan] for kode, own in by_urusan(reported).items()}
    assert [(one.capaian, one.final) for one in sides.values()] == [
        (Fraction(90), True),
        (None, False),
        (None, False),
    ]
    assert [one.serapan for one in sides.values()] == [Serapan()] * 3
    assert spent_together(by_urusan(reported).values(), FORM.urusan) == Serapan()


def test_what_is_not_our_authority_has_neither_side():
    reported = report([sheet(None, Keadaan.BUKAN_KEWENANGAN)])
    (side,) = (own[FORM.urusan] for own in by_urusan(reported).values())
    assert (side.capaian, side.final, side.serapan.persen) == (None, False, None)


def test_the_coverage_of_the_province_weighs_regions_by_their_people_and_hides_the_kinds():
    bare: dict[str, Nilai] = {"penerima.harus.jumlah": 1000, "penerima.terlayani.jumlah": 900}
    told = bare | {
        "penerima.terlayani.jumlah": 100,
        "penerima.terlayani.dis": 8,
        "penerima.terlayani.dis_fisik": 8,
    }
    values = {"53.01": {HAMIL.kode: told}, "53.02": {HAMIL.kode: bare}}
    reported = report([sheet(1, 1), sheet(1, 1)])._replace(values=values, forms=[HAMIL])
    regions, whole = coverage_of_all(reported)
    assert [one["disabilitas"].persen for one in regions.values()] == [100, 0]
    assert whole["disabilitas"].persen == 10
    assert "ragam" not in {*whole, *regions["53.01"]}
