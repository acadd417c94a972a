"""The middle of many regions: exact fractions, and silence where it would tell of one region."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.domain.latar import Latar
from app.domain.median import ENOUGH, MedianLayanan, of_regions
from app.domain.periode import Periode
from tests.domain.contoh_formulir import small_form
from tests.forms import berkas

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

FORM = berkas.published()["KES-01"]
HARUS, TERLAYANI = "penerima.harus.jumlah", "penerima.terlayani.jumlah"
PAGU, REALISASI = "anggaran.pagu.pad", "anggaran.realisasi.pad"


def sheet(terlayani: int, harus: int = 3, **money: int) -> dict[str, Nilai]:
    spent = {PAGU: money["pagu"], REALISASI: money["realisasi"]} if money else {}
    return {HARUS: harus, TERLAYANI: terlayani, **spent}


def test_the_middle_is_taken_of_exact_fractions_and_rounded_once() -> None:
    # 1/3 and 2/3 lie in the middle: their mean is 50 exactly, of rounded figures as well; of
    # sevenths it is not: (14.2857... + 57.1428...) / 2 = 35.71428..., while 35.715 would go up.
    sheets = [sheet(n, 7) for n in (0, 0, 1, 4, 7, 7)]
    assert of_regions(FORM, sheets) == MedianLayanan(6, 3571)
    thirds = [sheet(n) for n in (0, 1, 1, 1, 3)]
    assert of_regions(FORM, thirds) == MedianLayanan(5, 3333)


def test_half_a_hundredth_goes_up() -> None:
    assert of_regions(FORM, [sheet(1, 800)] * ENOUGH) == MedianLayanan(ENOUGH, 13)


def test_four_regions_tell_nothing() -> None:
    assert of_regions(FORM, [sheet(1)] * (ENOUGH - 1)) is None


def test_a_region_without_a_percentage_is_no_region() -> None:
    whole, none = [sheet(1)] * (ENOUGH - 1), sheet(0, 0)
    open_: dict[str, Nilai] = {HARUS: 3}
    assert of_regions(FORM, [*whole, none, open_]) is None
    assert of_regions(FORM, [*whole, none, open_, sheet(2)]) == MedianLayanan(ENOUGH, 3333)


def test_what_was_spent_needs_as_many_regions() -> None:
    spending = [sheet(1, pagu=200, realisasi=n) for n in (10, 20, 30, 40)]
    assert of_regions(FORM, [*spending, sheet(1)]) == MedianLayanan(5, 3333, None)
    fifth = sheet(1, pagu=200, realisasi=0)
    assert of_regions(FORM, [*spending, fifth]) == MedianLayanan(5, 3333, 1000)


@pytest.mark.parametrize(
    ("known", "capaian", "wilayah"),
    [(None, None, None), (MedianLayanan(12, 7050), Fraction(141, 2), 12)],
)
def test_the_rules_see_the_median_only_where_the_province_told_it(
    known: MedianLayanan | None, capaian: Fraction | None, wilayah: int | None
) -> None:
    latar = Latar(Periode(2026, 3), median=known)
    assert latar.fact(small_form(), "median_capaian") == capaian
    assert latar.fact(small_form(), "median_wilayah") == wilayah
