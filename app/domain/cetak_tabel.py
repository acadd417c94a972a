"""Tables laid out for print: headings, rows, merged cells and sums, for Excel and paper alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from app.domain import register
from app.domain.angka import round_half_up
from app.domain.cetak_sel import printed
from app.domain.lembar import SheetBook

if TYPE_CHECKING:
    from app.domain.cetak import Cetak, KolomCetak
    from app.domain.formulir import Formulir, Sel, Tabel
    from app.domain.lokasi import Peta
    from app.domain.nilai import Nilai

Isi = str | int | Fraction | None
Rentang = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged cell; rows from the headings on."""


@dataclass(frozen=True, slots=True)
class LembarCetak:
    """A table to be printed. `jumlah` are the rows of `baris` that sum others.

    `gabungan` counts rows from the first heading; `lebar` is in letters, `tengah` are the columns
    set in the middle. `catatan` stands below the table.
    """

    nama: str
    judul: tuple[str, ...]
    kepala: tuple[tuple[str, ...], ...]
    baris: tuple[tuple[Isi, ...], ...]
    lebar: tuple[int, ...]
    gabungan: tuple[Rentang, ...] = ()
    jumlah: frozenset[int] = frozenset()
    tengah: frozenset[int] = frozenset()
    catatan: tuple[str, ...] = ()

    @property
    def spans(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The last place of every merged cell, by its first."""
        return {(r, c): (r2, c2) for r, c, r2, c2 in self.gabungan}

    @property
    def covered(self) -> set[tuple[int, int]]:
        """The places that a merged cell covers, its first left out."""
        return {
            (row, column)
            for r, c, r2, c2 in self.gabungan
            for row in range(r, r2 + 1)
            for column in range(c, c2 + 1)
        } - self.spans.keys()


@dataclass(frozen=True, slots=True)
class Naskah:
    """What the words of a printed register are filled with, and the names of places."""

    wilayah: str
    tahun: int
    peta: Peta
    kata_jumlah: str
    kata_total: str
    periode: str = ""

    def fill(self, text: str) -> str:
        """A title or heading with its region, year and period."""
        text = text.replace("{wilayah}", self.wilayah).replace("{tahun}", str(self.tahun))
        return text.replace("{periode}", self.periode)


@dataclass(slots=True)
class _Baris:
    kode: str
    isi: list[Isi]
    grup: str = ""


def printed_register(
    form: Formulir, tabel: Tabel, values: Mapping[str, Nilai], naskah: Naskah
) -> LembarCetak:
    """A register as its `cetak` wants it, in the order its rows are kept in."""
    cetak = tabel.cetak
    assert cetak is not None
    registers = [one for one in form.tabel if one.register]
    rows = register.rows_by_table(registers, values)
    whole = register.grown(form, values, known=rows)
    return _Printer(whole, tabel, cetak, values, naskah).table()


class _Printer:
    def __init__(
        self,
        form: Formulir,
        tabel: Tabel,
        cetak: Cetak,
        values: Mapping[str, Nilai],
        naskah: Naskah,
    ) -> None:
        self.form, self.tabel, self.cetak = form, tabel, cetak
        self.values, self.naskah = values, naskah
        self.book = SheetBook(form, values, {}, {})
        self.merged: list[Rentang] = []
        self.sums: set[int] = set()
        self.rows: list[tuple[Isi, ...]] = []
        first = register.sampled(form).tables[tabel.kode].baris[0].kode
        self.columns: dict[str, Sel] = {
            kode: form.cell(f"{tabel.kode}.{first}.{kode}")
            for one in cetak.kolom
            for kode in one.dari
        }

    def table(self) -> LembarCetak:
        """The whole table."""
        heads = self._headings()
        self.top = len(heads)
        self._body()
        numbers = {n for n, one in enumerate(self.cetak.kolom) if one.cara == "nomor"}
        return LembarCetak(
            self.cetak.lembar or self.cetak.keluaran,
            tuple(self.naskah.fill(line) for line in self.cetak.judul),
            heads,
            tuple(self.rows),
            tuple(one.lebar for one in self.cetak.kolom),
            tuple(self.merged),
            frozenset(self.sums),
            frozenset(numbers),
        )

    # --- Headings

    def _headings(self) -> tuple[tuple[str, ...], ...]:
        """Groups, names and numbers of the columns."""
        columns = self.cetak.kolom
        upper = [self.naskah.fill(one.grup or one.judul) for one in columns]
        lower = [self.naskah.fill(one.judul) if one.grup else "" for one in columns]
        for _, some in groupby(enumerate(columns), key=lambda pair: pair[1].grup):
            places = [place for place, _ in some]
            if not columns[places[0]].grup:
                self.merged += [(0, place, 1, place) for place in places]
                continue
            self.merged += [(0, places[0], 0, places[-1])] if len(places) > 1 else []
            upper[places[0] + 1 : places[-1] + 1] = [""] * (len(places) - 1)
        numbers = tuple(str(number) for number in range(1, len(columns) + 1))
        return tuple(upper), tuple(lower), numbers

    # --- Rows

    def _body(self) -> None:
        rows = list(self._lines())
        groups = [list(some) for _, some in groupby(rows, key=lambda row: row.grup)]
        for number, some in enumerate(groups, start=1):
            self._group(some, number)
            if self.cetak.subtotal and len(groups) > 1:
                name = some[0].grup
                self._sum(f"{self.naskah.kata_jumlah} {name}".strip(), some)
        if rows:
            self._sum(self.naskah.kata_total, rows)

    def _lines(self) -> Iterator[_Baris]:
        kode = self.tabel.kode
        for row in self.form.tables[kode].baris:
            baris = row.kode

            def value(kolom: str, baris: str = baris) -> Nilai | None:
                return self.values.get(f"{kode}.{baris}.{kolom}")

            cells = [self._cell(one, baris, value) for one in self.cetak.kolom]
            group = value(self.cetak.subtotal) if self.cetak.subtotal else None
            yield _Baris(baris, cells, group if isinstance(group, str) else "")

    def _cell(self, one: KolomCetak, baris: str, value: Callable[[str], Nilai | None]) -> Isi:
        if one.cara == "nomor":
            return None
        sel = self.columns[one.dari[0]]
        if one.cara == "isi" and sel.hitung:
            number = self.book.number(f"{self.tabel.kode}.{baris}.{sel.kolom.kode}")
            if number is None or sel.jenis == "rupiah":
                return number
            return Fraction(round_half_up(number), 100)
        return printed(one, self.columns.__getitem__, value, self.naskah.peta)

    def _group(self, some: Sequence[_Baris], number: int) -> None:
        start = len(self.rows)
        for row in some:
            for place, one in enumerate(self.cetak.kolom):
                if one.cara == "nomor":
                    row.isi[place] = number
        for place, one in enumerate(self.cetak.kolom):
            for first, last in self._runs(one, place, some):
                for row in some[first + 1 : last + 1]:
                    row.isi[place] = None
                self.merged.append(
                    (self.top + start + first, place, self.top + start + last, place)
                )
        self.rows += [tuple(row.isi) for row in some]

    def _runs(
        self, one: KolomCetak, place: int, some: Sequence[_Baris]
    ) -> Iterator[tuple[int, int]]:
        """Rows of a group whose cells in a column become one: first and last."""
        first = 0
        for number in range(1, len(some) + 1):
            if number < len(some) and self._joins(one, place, some[first], some[number]):
                continue
            if number - first > 1:
                yield first, number - 1
            first = number

    def _joins(self, one: KolomCetak, place: int, first: _Baris, row: _Baris) -> bool:
        if one.ikut:
            points = self.values.get(f"{self.tabel.kode}.{row.kode}.{one.ikut}")
            return points == first.kode and row.isi[place] is None
        return one.gabung and first.isi[place] is not None and row.isi[place] == first.isi[place]

    # --- Sums

    def _sum(self, label: str, some: Sequence[_Baris]) -> None:
        """A row with the sums; its words reach to the first of them."""
        cells: list[Isi] = [None] * len(self.cetak.kolom)
        summed = [p for p, one in enumerate(self.cetak.kolom) if self._is_summed(one)]
        for place in summed:
            figures = [row.isi[place] for row in some if isinstance(row.isi[place], int | Fraction)]
            cells[place] = sum(figures) if figures else None  # type: ignore[arg-type]
        if all(cells[place] is None for place in summed):
            # Nothing filled has no sum; it is not zero.
            return
        cells[0] = label
        self.sums.add(len(self.rows))
        last = min(summed, default=len(cells)) - 1
        if last > 0:
            here = self.top + len(self.rows)
            self.merged.append((here, 0, here, last))
        self.rows.append(tuple(cells))

    def _is_summed(self, one: KolomCetak) -> bool:
        return one.cara == "isi" and self.columns[one.dari[0]].kolom.total
