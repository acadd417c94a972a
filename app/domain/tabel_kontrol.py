"""Columns of figures checked against the total printed below them (R-31), and what may be broken.

A column that does not add up is never mended: the cells that look broken are named with the figure
that would close the sum, and a person decides. Almost all of them lost zeros at their end, because
"296.660" was read as a decimal number on its way into print (Pergub NTT 88/2025, Tabel 1.2: exactly
the five figures ending in 0 are broken).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

from app.domain.angka import format_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.domain.angka_aksara import NumberError
    from app.domain.kisi import Letak

GROWTH = 15
"""Percent a year: a region does not grow or shrink faster (R-30, hard bound)."""

_TENS = (10, 100, 1000)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST_YEARS = 3
_PAIR = 2


@dataclass(frozen=True, slots=True)
class KolomAngka:
    """A column of figures by row, whole numbers scaled by 10**desimal.

    `ragu` holds the cells that cannot be read, `kosong` those in which nothing stands; `total` is
    what is printed in row `baris_total`. Shares and indices are not `dijumlah`: what stands below
    them is no sum.
    """

    tempat: int
    judul: str
    desimal: int
    nilai: Mapping[int, int]
    ragu: Mapping[int, NumberError] = field(default_factory=dict)
    kosong: tuple[int, ...] = ()
    total: int | None = None
    baris_total: int | None = None
    dijumlah: bool = True

    @property
    def tahun(self) -> int | None:
        """The year the heading names, if it names one."""
        found = set(_YEAR.findall(self.judul))
        return int(found.pop()) if len(found) == 1 else None

    @property
    def selisih(self) -> int:
        """By how much the printed total exceeds the sum."""
        return (self.total or 0) - sum(self.nilai.values())


class Kontrol(NamedTuple):
    """A printed total and the sum it should be. `batas` is what rounding may make of it."""

    tempat: int
    judul: str
    cetak: int
    hitung: int
    batas: int
    desimal: int

    @property
    def selisih(self) -> int:
        """By how much the printed total exceeds the sum."""
        return self.cetak - self.hitung

    @property
    def cocok(self) -> bool:
        """Whether the sum is the printed total."""
        return abs(self.selisih) <= self.batas

    @property
    def teks(self) -> tuple[str, str, str]:
        """Printed, added up, and the difference, as they are written here."""
        figures = (self.cetak, self.hitung, self.selisih)
        return tuple(format_number(one, self.desimal) for one in figures)  # type: ignore[return-value]  # as many as came in


class Usulan(NamedTuple):
    """A cell that looks broken, and the figure that may have stood there.

    `pasti`: with all figures proposed for its column the sum is exactly the printed total.
    """

    letak: Letak
    judul: str
    tertulis: int | None
    usul: int
    desimal: int
    pasti: bool

    @property
    def teks(self) -> tuple[str, str]:
        """What is printed and what is proposed, as they are written here."""
        old = "" if self.tertulis is None else format_number(self.tertulis, self.desimal)
        return old, format_number(self.usul, self.desimal)


def controls(columns: Iterable[KolomAngka]) -> list[Kontrol]:
    """Every column that has a printed total; figures with decimals were rounded one by one."""
    return [
        Kontrol(
            one.tempat,
            one.judul,
            one.total,
            sum(one.nilai.values()),
            (len(one.nilai) + 1) // 2 if one.desimal else 0,
            one.desimal,
        )
        for one in columns
        if one.total is not None and one.dijumlah
    ]


def repairs(columns: Sequence[KolomAngka]) -> list[Usulan]:
    """What would close the columns that do not add up; nothing where nothing is likely."""
    years = [one for one in columns if one.tahun is not None]
    series = years if len(years) >= _FEWEST_YEARS else []
    wrong = {one.tempat for one in controls(columns) if not one.cocok}
    found: list[Usulan] = []
    for column in columns:
        if column.tempat in wrong:
            found += _repairs(column, series if column in series else [])
    return sorted(found)


def _repairs(column: KolomAngka, series: Sequence[KolomAngka]) -> list[Usulan]:
    off = _out_of_line(column, series)
    if off:
        return _proposed(column, off)
    if len(column.kosong) == 1 and column.selisih > 0:
        return _proposed(column, {column.kosong[0]: column.selisih})
    return _proposed(column, _only_way(column))


def _proposed(column: KolomAngka, new: Mapping[int, int]) -> list[Usulan]:
    gained = sum(usul - column.nilai.get(row, 0) for row, usul in new.items())
    return [
        Usulan(
            (row, column.tempat),
            column.judul,
            column.nilai.get(row),
            usul,
            column.desimal,
            gained == column.selisih,
        )
        for row, usul in new.items()
    ]


def _out_of_line(column: KolomAngka, series: Sequence[KolomAngka]) -> dict[int, int]:
    """Cells far from the same row in other years that come into line with zeros at their end."""
    found: dict[int, int] = {}
    for row, written in column.nilai.items():
        others = [one for one in series if row in one.nilai and one is not column]
        if len(others) < _FEWEST_YEARS - 1:
            continue
        usual = median_low([written, *(one.nilai[row] for one in others)])
        near = min((one for one in others if one.nilai[row] == usual), default=None, key=_tempat)
        years = abs((near.tahun or 0) - (column.tahun or 0)) if near is not None else 1
        if _fits(written, usual, years):
            continue
        grown = [written * ten for ten in _TENS if _fits(written * ten, usual, years)]
        found.update({row: grown[0]} if grown else {})
    return found


def _tempat(column: KolomAngka) -> int:
    return column.tempat


def _fits(figure: int, usual: int, years: int) -> bool:
    return abs(figure - usual) * 100 <= GROWTH * max(years, 1) * abs(usual)


def _only_way(column: KolomAngka) -> dict[int, int]:
    """The one way to close the sum by zeros lost or gained in one cell, else in two."""
    for count in (1, _PAIR):
        # Two ways are as good as a hundred: none is taken then.
        ways = list(islice(_ways(column, count), 2))
        if ways:
            return ways[0] if len(ways) == 1 else {}
    return {}


def _ways(column: KolomAngka, count: int) -> Iterator[dict[int, int]]:
    changed = [
        (row, usul, usul - written)
        for row, written in column.nilai.items()
        for usul in _shifted(written)
    ]
    if count == 1:
        yield from ({row: usul} for row, usul, gain in changed if gain == column.selisih)
        return
    # Each is looked for by what the other leaves, or a long column would take a pair of every two.
    before: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for row, usul, gain in changed:
        for other, first in before[column.selisih - gain]:
            if other != row:
                yield {other: first, row: usul}
        before[gain].append((row, usul))


def _shifted(written: int) -> Iterator[int]:
    if written:
        yield from (written * ten for ten in _TENS)
        yield from (written // ten for ten in _TENS if written % ten == 0)
