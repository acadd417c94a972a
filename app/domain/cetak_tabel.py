"""Tables laid out for print: headings, rows, merged cells and sums, for Excel and paper alike."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from app.domain import register
from app.domain.angka import round_half_up
from app.domain.cetak_rupa import BarisRupa, Desimal, Gaya, Isi, Rentang, lay_out, total
from app.domain.cetak_sel import printed
from app.domain.lembar import SheetBook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.domain.cetak import Cetak, KolomCetak
    from app.domain.formulir import Formulir, Sel, Tabel
    from app.domain.lokasi import Peta
    from app.domain.nilai import Nilai

    _Value = Callable[[str], Nilai | None]
    _Make = Callable[[str, _Value], Isi]


_LONGEST_WORD = 18
"""Letters; what is declared in the place of a figure ("Bukan kewenangan") is not longer."""


@dataclass(frozen=True, slots=True)
class LembarCetak:
    """A table to be printed. `jumlah` are the rows of `baris` that sum others.

    `gabungan` counts rows from the first heading; `lebar` is in letters, `tengah` are the columns
    set in the middle, `angka` those of figures although none may stand in them. `catatan` stands
    below the table.
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
    angka: frozenset[int] = frozenset()

    @property
    def figures(self) -> frozenset[int]:
        """The columns of figures: told, or with a figure and otherwise short words only."""
        found = {place for place in range(len(self.lebar)) if self._counts(place)}
        return (self.angka | found) - self.tengah

    def _counts(self, kolom: int) -> bool:
        cells = [row[kolom] for number, row in enumerate(self.baris) if number not in self.jumlah]
        words = (one for one in cells if isinstance(one, str))
        return any(isinstance(one, int | Fraction | Desimal) for one in cells) and all(
            len(one) <= _LONGEST_WORD and "\n" not in one for one in words
        )

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
    """What the words of a printed register are filled with, and the names of places.

    `satuan_hitung` are the units that count things or people, in small letters.
    """

    wilayah: str
    tahun: int
    peta: Peta
    kata_jumlah: str
    kata_total: str
    periode: str = ""
    semester: int = 0
    kata_tanpa: str = ""
    kata_samar: str = ""
    satuan_hitung: frozenset[str] = frozenset()

    def fill(self, text: str) -> str:
        """A title or heading with its region, year, period and semester."""
        text = text.replace("{wilayah}", self.wilayah).replace("{tahun}", str(self.tahun))
        text = text.replace("{periode}", self.periode).replace("{semester}", str(self.semester))
        return text.replace("{semester_romawi}", "I" * self.semester)


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


def _nothing(_: str, __: _Value) -> Isi:
    """The cell of a column that is numbered once its groups are known."""
    return None


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
        first = register.sampled(form).tables[tabel.kode].baris[0].kode
        self.columns: dict[str, Sel] = {
            kode: form.cell(f"{tabel.kode}.{first}.{kode}")
            for one in cetak.kolom
            for kode in one.dari
        }

    def table(self) -> LembarCetak:
        """The whole table."""
        cetak, naskah = self.cetak, self.naskah
        numbers = frozenset(n for n, one in enumerate(cetak.kolom) if one.cara == "nomor")
        summed = [place for place, one in enumerate(cetak.kolom) if self._is_summed(one)]
        words = (naskah.kata_jumlah if cetak.subtotal else "", naskah.kata_total)
        gaya = Gaya(numbers, summed, total, *words)
        tata = lay_out(cetak.kolom, list(self._lines()), gaya, naskah.fill)
        return LembarCetak(
            cetak.lembar or cetak.keluaran,
            tuple(naskah.fill(line) for line in cetak.judul),
            tata.kepala,
            tata.baris,
            tuple(one.lebar for one in cetak.kolom),
            tata.gabungan,
            tata.jumlah,
            numbers,
        )

    def _lines(self) -> Iterator[BarisRupa]:
        followed = [(place, one.ikut) for place, one in enumerate(self.cetak.kolom) if one.ikut]
        makers = [self._maker(one) for one in self.cetak.kolom]
        filled = self._filled()
        for row in self.form.tables[self.tabel.kode].baris:
            baris = row.kode
            value = filled.get(baris, {}).get
            cells = [make(baris, value) for make in makers]
            group = value(self.cetak.subtotal) if self.cetak.subtotal else None
            points = {place: str(value(kolom) or "") for place, kolom in followed}
            yield BarisRupa(baris, cells, group if isinstance(group, str) else "", points)

    def _filled(self) -> dict[str, dict[str, Nilai]]:
        """What the rows of this table hold, by row and column."""
        rows: dict[str, dict[str, Nilai]] = {}
        for sel, nilai in self.values.items():
            tabel, _, rest = sel.partition(".")
            if tabel == self.tabel.kode:
                baris, _, kolom = rest.partition(".")
                rows.setdefault(baris, {})[kolom] = nilai
        return rows

    def _maker(self, one: KolomCetak) -> _Make:
        """How the cells of a column are made; what is the same in every row is asked once."""
        if one.cara == "nomor":
            return _nothing
        sel = self.columns[one.dari[0]]
        if one.cara == "isi" and sel.hitung:
            return partial(self._worked_out, sel)
        if one.cara == "isi":
            return partial(self._plain, one)
        # Places, measures and lists repeat from row to row, and take long to put into words.
        return partial(self._remembered, one, {})

    def _worked_out(self, sel: Sel, baris: str, _: _Value) -> Isi:
        number = self.book.number(f"{self.tabel.kode}.{baris}.{sel.kolom.kode}")
        if number is None or sel.jenis == "rupiah":
            return number
        return Fraction(round_half_up(number), 100)

    def _plain(self, one: KolomCetak, _: str, value: _Value) -> Isi:
        first = value(one.dari[0])
        if first is None or isinstance(first, str):
            return first
        return printed(one, self.columns.__getitem__, value, self.naskah.peta)

    def _remembered(
        self, one: KolomCetak, told: dict[tuple[Nilai | None, ...], Isi], _: str, value: _Value
    ) -> Isi:
        key = tuple(map(value, one.dari))
        if key not in told:
            told[key] = printed(one, self.columns.__getitem__, value, self.naskah.peta)
        return told[key]

    def _is_summed(self, one: KolomCetak) -> bool:
        return one.cara == "isi" and self.columns[one.dari[0]].kolom.total
