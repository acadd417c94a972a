"""How printed rows are laid out: headings in two rows, groups, merged cells, and rows that sum."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Desimal:
    """A number with as many decimals as are printed; a plain `Fraction` is printed with two."""

    nilai: Fraction
    desimal: int


Isi = str | int | Fraction | Desimal | None
Rentang = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged cell; rows from the headings on."""

_TWO = 2


def decimal(nilai: Fraction, desimal: int) -> Isi:
    """A number as it is printed with so many decimals."""
    if desimal == _TWO:
        return nilai
    return Desimal(nilai, desimal) if desimal else int(nilai)


class Kepala(Protocol):
    """What a column needs to have for its heading and its cells to be laid out."""

    @property
    def judul(self) -> str:
        """Its name."""

    @property
    def grup(self) -> str:
        """The heading above several columns, if any."""

    @property
    def gabung(self) -> bool:
        """Whether equal cells below each other are printed as one."""


@dataclass(slots=True)
class BarisRupa:
    """A row: its cells, its group, and for shared amounts the row each column points to."""

    kode: str
    isi: list[Isi]
    grup: str = ""
    ikut: dict[int, str] = field(default_factory=dict)


class Gaya(NamedTuple):
    """What is done with groups: `nomor` are the columns that number them, `jumlah` those summed.

    `sum_of` works out the sum of a column over some rows. `kata_jumlah` and `kata_total` begin the
    rows of sums; empty, there are none. `kepala` gives every group a heading of its own.
    """

    nomor: frozenset[int]
    jumlah: Sequence[int]
    sum_of: Callable[[int, Sequence[BarisRupa]], Isi]
    kata_jumlah: str = ""
    kata_total: str = ""
    kepala: bool = False


class Tata(NamedTuple):
    """A laid out table: headings, rows, merged cells, and which rows stand out."""

    kepala: tuple[tuple[str, ...], ...]
    baris: tuple[tuple[Isi, ...], ...]
    gabungan: tuple[Rentang, ...]
    jumlah: frozenset[int]


def lay_out(
    kolom: Sequence[Kepala], rows: Sequence[BarisRupa], gaya: Gaya, fill: Callable[[str], str]
) -> Tata:
    """The table of these rows; `fill` puts region and year into the headings."""
    return _Penata(kolom, gaya, fill).table(rows)


class _Penata:
    def __init__(self, kolom: Sequence[Kepala], gaya: Gaya, fill: Callable[[str], str]) -> None:
        self.kolom, self.gaya, self.fill = kolom, gaya, fill
        self.merged: list[Rentang] = []
        self.sums: set[int] = set()
        self.rows: list[tuple[Isi, ...]] = []

    def table(self, rows: Sequence[BarisRupa]) -> Tata:
        heads = self._headings()
        self.top = len(heads)
        groups = [list(some) for _, some in groupby(rows, key=lambda row: row.grup)]
        for number, some in enumerate(groups, start=1):
            if self.gaya.kepala and some[0].grup:
                self._across(some[0].grup)
            self._group(some, number)
            if self.gaya.kata_jumlah and len(groups) > 1:
                self._sum(f"{self.gaya.kata_jumlah} {some[0].grup}".strip(), some)
        if rows and self.gaya.kata_total:
            self._sum(self.gaya.kata_total, rows)
        return Tata(heads, tuple(self.rows), tuple(self.merged), frozenset(self.sums))

    # --- Headings

    def _headings(self) -> tuple[tuple[str, ...], ...]:
        """Groups, where there are any, names and numbers of the columns."""
        numbers = tuple(str(number) for number in range(1, len(self.kolom) + 1))
        if not any(one.grup for one in self.kolom):
            return tuple(self.fill(one.judul) for one in self.kolom), numbers
        upper = [self.fill(one.grup or one.judul) for one in self.kolom]
        lower = [self.fill(one.judul) if one.grup else "" for one in self.kolom]
        for _, some in groupby(enumerate(self.kolom), key=lambda pair: pair[1].grup):
            places = [place for place, _ in some]
            if not self.kolom[places[0]].grup:
                self.merged += [(0, place, 1, place) for place in places]
                continue
            self.merged += [(0, places[0], 0, places[-1])] if len(places) > 1 else []
            upper[places[0] + 1 : places[-1] + 1] = [""] * (len(places) - 1)
        return tuple(upper), tuple(lower), numbers

    # --- Rows

    def _across(self, title: str) -> None:
        """A row that is one cell: the heading of a group."""
        here = self.top + len(self.rows)
        self.sums.add(len(self.rows))
        if len(self.kolom) > 1:
            self.merged.append((here, 0, here, len(self.kolom) - 1))
        self.rows.append((title, *[None] * (len(self.kolom) - 1)))

    def _group(self, some: Sequence[BarisRupa], number: int) -> None:
        start = self.top + len(self.rows)
        for row in some:
            for place in self.gaya.nomor:
                row.isi[place] = number
        for place, one in enumerate(self.kolom):
            for first, last in self._runs(one, place, some):
                for row in some[first + 1 : last + 1]:
                    row.isi[place] = None
                self.merged.append((start + first, place, start + last, place))
        self.rows += [tuple(row.isi) for row in some]

    def _runs(
        self, one: Kepala, place: int, some: Sequence[BarisRupa]
    ) -> Iterator[tuple[int, int]]:
        """Rows of a group whose cells in a column become one: first and last."""
        first = 0
        for number in range(1, len(some) + 1):
            if number < len(some) and _joins(one, place, some[first], some[number]):
                continue
            if number - first > 1:
                yield first, number - 1
            first = number

    # --- Sums

    def _sum(self, label: str, some: Sequence[BarisRupa]) -> None:
        """A row with the sums; its words reach to the first of them."""
        cells: list[Isi] = [None] * len(self.kolom)
        for place in self.gaya.jumlah:
            cells[place] = self.gaya.sum_of(place, some)
        if all(cells[place] is None for place in self.gaya.jumlah):
            # Nothing filled has no sum; it is not zero.
            return
        cells[0] = label
        self.sums.add(len(self.rows))
        last = min(self.gaya.jumlah, default=len(cells)) - 1
        if last > 0:
            here = self.top + len(self.rows)
            self.merged.append((here, 0, here, last))
        self.rows.append(tuple(cells))


def _joins(one: Kepala, place: int, first: BarisRupa, row: BarisRupa) -> bool:
    if place in row.ikut:
        return row.ikut[place] == first.kode and row.isi[place] is None
    return one.gabung and first.isi[place] is not None and row.isi[place] == first.isi[place]


def total(place: int, rows: Sequence[BarisRupa]) -> Isi:
    """The sum of the numbers in a column; None where there is none."""
    plain = (row.isi[place] for row in rows)
    figures = [one for one in plain if isinstance(one, int | Fraction)]
    return sum(figures) if figures else None
