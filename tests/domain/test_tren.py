"""Trend and spread: eight quarters in order, a year apart, and who lies far from the others."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from app.domain.periode import Periode
from app.domain.sebaran import spread
from app.domain.tren import (
    index_change,
    index_spread,
    last_quarters,
    people_change,
    people_spread,
    trend,
)
from tests.domain.test_rekap_gabung import report, sheet

NOW = Periode(2026, 2)
QUARTERS = last_quarters(NOW)


def eight(*served: int | None):
    """One region that had served so many of a hundred in each quarter; None: nothing came."""
    sheets = [None if one is None else sheet(one, 100) for one in served]
    return trend(zip(QUARTERS, (report([one]) for one in sheets), strict=True))


def test_the_last_eight_quarters_end_with_this_one():
    assert [str(one) for one in QUARTERS] == [
        *(f"2024-T{n}" for n in (3, 4)),
        *(f"2025-T{n}" for n in (1, 2, 3, 4)),
        *(f"2026-T{n}" for n in (1, 2)),
    ]


def test_every_quarter_has_its_figure_and_a_gap_stays_a_gap():
    found = eight(None, 80, 20, 40, 60, 80, None, 50)
    (points,) = found.wilayah.values()
    assert [one.belum for one in points] == [None, 20, 80, 60, 40, 20, None, 50]
    assert points[0].indeks is None
    assert points[-1].indeks == Fraction(80 * 50, 100) + 10
    assert [one.dari for one in found.rerata] == [0, 1, 1, 1, 1, 1, 0, 1]
    assert [one.indeks for one in found.gabungan] == [one.indeks for one in points]


def test_a_change_is_told_against_the_same_quarter_a_year_ago():
    (points,) = eight(None, 80, 20, 40, 60, 80, 10, 50).wilayah.values()
    assert index_change(points) == 8
    assert people_change(points) == -10


def test_there_is_no_change_where_either_quarter_is_not_complete():
    (points,) = eight(None, 80, 20, None, 60, 80, 10, 50).wilayah.values()
    assert (index_change(points), people_change(points)) == (None, None)
    (points,) = eight(*[50] * 8).wilayah.values()
    pending = [*points[:-1], points[-1]._replace(final=False)]
    assert (index_change(pending), people_change(pending)) == (None, None)
    assert index_change(points[:3]) is None


def test_the_middle_and_the_median_deviation_are_exact():
    found = spread({"a": 80, "b": 82, "c": 84, "d": 90, "e": 40}, 1)
    assert found is not None
    assert [found.banyak, found.tengah, found.simpangan] == [5, 82, 2]
    # 3.5 times 1.4826 times 2 is 10.4: 90 lies within, 40 far below.
    assert found.pencilan == {"e": 40}


def test_the_farthest_is_named_first_and_small_steps_are_no_news():
    found = spread({"a": 80, "b": 80, "c": 80, "d": 83, "e": 99, "f": 20}, 1)
    assert found is not None
    assert list(found.pencilan) == ["f", "e"]


@pytest.mark.parametrize(("many", "told"), [(4, False), (5, True)])
def test_a_spread_needs_five_regions(many, told):
    found = report([sheet(90 - place, 100) for place in range(many)])
    assert (index_spread(found) is not None) is told


def test_people_are_compared_by_population_and_only_where_it_is_known():
    found = report([sheet(50, 100)] * 5 + [sheet(None, 100)])
    assert people_spread(found, 2026) is None
    peopled = [replace(one, penduduk={2026: 1000 * n}) for n, one in enumerate(found.wilayah, 1)]
    spread_now = people_spread(found._replace(wilayah=peopled), 2026)
    assert spread_now is not None
    assert spread_now.banyak == 5
    assert spread_now.tengah == Fraction(50, 3)
