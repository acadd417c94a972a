"""What stands in one printed cell of an output: a value, a formula, a range, the newest figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain import kata
from app.domain.angka import format_decimal, format_number, round_half_up
from app.domain.cetak_lingkup import GroupScope, RowScope
from app.domain.cetak_rupa import Desimal, decimal
from app.domain.cetak_samar import folded, sum_name
from app.domain.cetak_sel import places
from app.domain.nilai import Keadaan
from app.domain.rumus import compile_formula
from app.domain.sel_kecil import MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.cetak_rupa import Isi
    from app.domain.cetak_tabel import Naskah
    from app.domain.formulir import Baris, Formulir, Sel, Tabel
    from app.domain.fungsi import Number
    from app.domain.keluaran import KolomKeluaran
    from app.domain.lembar import SheetBook
    from app.domain.nilai import Nilai
    from app.domain.sel_kecil import Tabir

Values = Mapping[str, "Nilai"]
_RANGE = "\u2013"
_COMPUTED = 2
_FACT = "baris."
FACTS = frozenset({"label", "satuan", "grup", "definisi", "catatan"})
"""What is known of a row beside its cells, and can be printed."""

NEWEST = frozenset({"terbaru", "terbaru_kapan", "terbaru_lalu", "terbaru_beda"})
"""The ways that look for the newest of several cells over the years."""


@dataclass(frozen=True, slots=True)
class Bahan:
    """What a part of an output is printed from.

    `book` holds the form together with the tables its columns look at, grown to their rows, and
    `years` the values of the form by year, this one among them. `tabir` says what is veiled.
    `hari` is the day the report is about, as a number of days.
    """

    book: SheetBook
    naskah: Naskah
    years: Mapping[int, Values] = field(default_factory=dict)
    tabir: Mapping[str, Tabir] = field(default_factory=dict)
    hari: int = 0

    @property
    def form(self) -> Formulir:
        """The form with everything beside it."""
        return self.book.form


class Pengisi:
    """Fills the columns of one table. `veils` tells whether anything was printed veiled."""

    def __init__(
        self, bahan: Bahan, tabel: Tabel, kolom: Sequence[KolomKeluaran], kelompok: str
    ) -> None:
        self.bahan, self.tabel, self.kelompok = bahan, tabel, kelompok
        self.naskah, self.book = bahan.naskah, bahan.book
        self.veils = False
        self.twice = frozenset(sel for one in kolom if one.ikut for sel in self._repeated(one))

    def cell(self, one: KolomKeluaran, row: Baris, number: int) -> Isi:
        """What stands in a column of a row; `number` is where the row stands."""
        if one.cara in NEWEST:
            return self._newest(one, row)
        ways: dict[str, Callable[[], Isi]] = {
            "isi": lambda: self._plain(one, row.kode),
            "urut": lambda: number,
            "baris": lambda: _part(one, str(getattr(row, one.isi))),
            "rumus": lambda: _written(compile_formula(one.isi).number(self.scope(row.kode)), one),
            "rentang": lambda: self._range(one, row.kode),
            "rangkai": lambda: self._joined(one, row.kode),
            "lokasi": lambda: self._places(one, row.kode),
            "cocok": lambda: self._matching(one, row.kode),
        }
        return ways[one.cara]() if one.cara in ways else None

    def of_group(self, one: KolomKeluaran, some: Sequence[Baris], name: str, number: int) -> Isi:
        """What stands in a column for rows that are printed as one."""
        if one.cara in {"urut", "nomor"}:
            return number
        if one.cara == "kelompok":
            return name
        if one.cara == "banyak":
            return sum(not one.isi or self.raw(row.kode, one.isi) is not None for row in some)
        rows = tuple(row.kode for row in some)
        scope = GroupScope(self.book, f"{self.tabel.kode}.", "", rows, self.twice)
        found = compile_formula(self.naskah.fill(one.isi)).number(scope)
        whole = one.cara == "isi" and found is not None and found.denominator == 1
        return int(found) if whole and found is not None else _written(found, one)

    def group_of(self, row: Baris) -> str:
        """The name of the group a row is in; a row that does not say has one as well."""
        if not self.kelompok:
            return ""
        if self.kelompok.startswith(_FACT):
            return str(getattr(row, self.kelompok.removeprefix(_FACT)))
        found = self._shown(row.kode, self.kelompok)
        return str(found) if found is not None else self.naskah.kata_tanpa

    def group_order(self, baris: str) -> list[str]:
        """The names of groups in the order of the list they are chosen from."""
        return [*kata.choices(self.sel(baris, self.kelompok).kolom).values()]

    # --- One cell

    def _plain(self, one: KolomKeluaran, baris: str) -> Isi:
        name = self.naskah.fill(one.isi)
        kode = self._id(baris, name)
        if kode in self.twice:
            return None
        if one.mundur:
            values = self.bahan.years.get(self.naskah.tahun - one.mundur, {})
            return stored(self.bahan.form.cell(kode), values.get(kode), self.naskah)
        found = self._shown(baris, name)
        if isinstance(found, Fraction) and found.denominator == 1 and self._counts(one, baris):
            return int(found)
        return _part(one, found) if isinstance(found, str) else found

    def _counts(self, one: KolomKeluaran, baris: str) -> bool:
        """Whether the unit of a column, as written in the row, counts things or people."""
        unit = self._shown(baris, one.satuan) if one.satuan else None
        return isinstance(unit, str) and folded(unit) in self.naskah.satuan_hitung

    def _shown(self, baris: str, nama: str) -> Isi:
        sel = self.sel(baris, nama)
        if sel.kode in self.bahan.tabir:
            return self._veil(sel.kode)
        if not sel.hitung:
            return stored(sel, self.book.values.get(sel.kode), self.naskah)
        number = self.book.number(sel.kode)
        return None if number is None else _rounded(sel, number)

    def _veil(self, name: str) -> str:
        self.veils = True
        return MARKS[self.bahan.tabir[name]]

    def _range(self, one: KolomKeluaran, baris: str) -> Isi:
        """Two bounds as one text; a single figure when both are the same."""
        low, high = (self._shown(baris, self.naskah.fill(kode)) for kode in one.dari)
        if low is None or high is None or low == high:
            return high if low is None else low
        return f"{written(low)}{_RANGE}{written(high)}"

    def _joined(self, one: KolomKeluaran, baris: str) -> str | None:
        """Several cells in one; whole numbers without decimals, as in a sentence."""
        found = [self._shown(baris, self.naskah.fill(kode)) for kode in one.dari]
        whole = [int(i) if isinstance(i, Fraction) and i.denominator == 1 else i for i in found]
        return one.antara.join(written(isi) for isi in whole if isi is not None) or None

    def _places(self, one: KolomKeluaran, baris: str) -> Isi:
        """Where it happens, as the plan prints it; the words of the table itself otherwise."""
        tingkat, kode, teks = (self.raw(baris, name) for name in one.dari)
        return places(tingkat, kode, teks, self.naskah.peta) or self._plain(one, baris)

    def _matching(self, one: KolomKeluaran, baris: str) -> Isi:
        """The sum over the rows of another register that say the same in one column."""
        tabel, _, kolom = one.isi.partition(".")
        here = self.raw(baris, one.lewat)
        if not isinstance(here, str) or tabel not in self.book.form.tables:
            return None
        if sum_name(tabel, here, kolom) in self.bahan.tabir:
            return self._veil(sum_name(tabel, here, kolom))
        said = {
            row.kode: folded(str(self.book.values.get(f"{tabel}.{row.kode}.{one.lewat}", "")))
            for row in self.book.form.tables[tabel].baris
        }
        same = [row for row, words in said.items() if words == folded(here)]
        found = [self.book.number(f"{tabel}.{row}.{kolom}") for row in same]
        known = [number for number in found if number is not None]
        return _written(sum(known), one) if known else None

    def _newest(self, one: KolomKeluaran, row: Baris) -> Isi:
        """The newest of the columns named, the last of a year first; or something about it."""
        for year in sorted(self.bahan.years, reverse=True):
            for kolom in one.dari:
                sel = self.sel(row.kode, kolom)
                nilai = self.bahan.years[year].get(sel.kode)
                if nilai is not None:
                    return self._about(one, sel, year, nilai)
        return None

    def _about(self, one: KolomKeluaran, sel: Sel, year: int, nilai: Nilai) -> Isi:
        before = self.bahan.years.get(year - 1, {}).get(sel.kode)
        if one.cara == "terbaru_kapan":
            return f"{sel.kolom.label} {year}"
        if one.cara == "terbaru_beda":
            if not isinstance(nilai, int) or not isinstance(before, int):
                return None
            return decimal(Fraction(nilai - before, 10**sel.desimal), sel.desimal)
        return stored(sel, before if one.cara == "terbaru_lalu" else nilai, self.naskah)

    # --- Names

    def _repeated(self, one: KolomKeluaran) -> list[str]:
        """Shared amounts that stand once more in the row that only follows: they count once."""
        found = []
        for row in self.tabel.baris:
            parent, own = self.raw(row.kode, one.ikut), self._id(row.kode, one.isi)
            if parent:
                there = self.book.number(self._id(str(parent), one.isi))
                found += [own] if there is not None and there == self.book.number(own) else []
        return found

    def _id(self, baris: str, nama: str) -> str:
        """The cell of a row by the name of a column, or `tabel.kolom` for the same row there."""
        tabel, dot, kolom = nama.partition(".")
        return f"{tabel}.{baris}.{kolom}" if dot else f"{self.tabel.kode}.{baris}.{nama}"

    def sel(self, baris: str, nama: str) -> Sel:
        """The cell in a column of a row."""
        return self.book.form.cell(self._id(baris, nama))

    def raw(self, baris: str, nama: str) -> Nilai | None:
        """What is stored in a column of a row."""
        return self.book.values.get(self._id(baris, nama))

    def scope(self, baris: str) -> RowScope:
        """Where the formulas of a row look."""
        return RowScope(self.book, f"{self.tabel.kode}.{baris}.", hari=self.bahan.hari)


def stored(sel: Sel, nilai: Nilai | None, naskah: Naskah) -> Isi:
    """A stored value as it is printed: choices by their labels, states in words."""
    if isinstance(nilai, Keadaan):
        return nilai.value.replace("_", " ").capitalize()
    if isinstance(nilai, str):
        return kata.shown(sel.kolom, nilai, naskah.peta.nama) if sel.berkata else nilai
    if nilai is not None and sel.desimal:
        return decimal(Fraction(nilai, 10**sel.desimal), sel.desimal)
    return nilai


def written(isi: Isi) -> str:
    """A printed cell as a text, numbers the Indonesian way."""
    if isinstance(isi, Desimal):
        return format_decimal(isi.nilai, isi.desimal)
    if isinstance(isi, Fraction):
        return format_decimal(isi)
    if isinstance(isi, int):
        return format_number(isi)
    return isi or ""


def _rounded(sel: Sel, number: Number) -> Isi:
    """A computed number with the decimals of its cell, or its word; shares have two."""
    if str(number) in sel.kolom.kata:
        return sel.kolom.kata[str(number)]
    if number.denominator == 1 and sel.jenis in {"rupiah", "bulat"}:
        return int(number)
    places = _COMPUTED if sel.jenis == "persen" else sel.desimal or _COMPUTED
    return decimal(Fraction(round_half_up(number, places), 10**places), places)


def _written(number: Number | None, one: KolomKeluaran) -> Isi:
    if number is None:
        return None
    return decimal(Fraction(round_half_up(number, one.desimal), 10**one.desimal), one.desimal)


def _part(one: KolomKeluaran, text: str) -> str | None:
    """The part of a text that the column wants."""
    if not one.pola:
        return text or None
    found = re.search(one.pola, text)
    return found[1] if found else None
