"""Ranks: who is equal shares a place, and the places behind them stay empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from app.domain.rekap import BarisRekap


class Peringkat(NamedTuple):
    """A place from 1, and whether others share it."""

    tempat: int
    seri: bool


def ranks(figures: Mapping[str, Fraction | int]) -> dict[str, Peringkat]:
    """The places of exact figures, the highest first: 1, 2, 2, 4. Equal means exactly equal."""
    given = list(figures.values())
    return {
        key: Peringkat(1 + sum(other > one for other in given), given.count(one) > 1)
        for key, one in figures.items()
    }


def index_ranks(rows: Iterable[BarisRekap]) -> dict[str, Peringkat]:
    """The places of the wilayah by their final indices; who is not complete has no place yet."""
    return ranks(
        {row.wilayah.kode: row.indeks.final for row in rows if row.indeks.final is not None}
    )
