"""What the reports of one region are made from: its services, quarter by quarter of the year."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain import kata
from app.domain.angka import round_half_up
from app.domain.bagian import SPM
from app.domain.indeks import Simpul, region_index, service_index
from app.domain.lembar import SheetBook
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.domain.register import grown
from app.exchange import potongan
from app.store import laporan, pilihan_metode, pustaka, questions, region_lists
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from app.domain.cetak_rupa import Isi
    from app.domain.formulir import Formulir
    from app.domain.indeks import Metode
    from app.domain.lembar import Values
    from app.domain.wilayah import Wilayah
    from app.store.laporan import SelLaporan
    from app.store.office import Office

_PERCENT_DIGITS, _HUNDRED = 2, 100


@dataclass(frozen=True)
class Lembaran:
    """One service in one period: what was entered and what follows from it."""

    form: Formulir
    values: Values

    @cached_property
    def _book(self) -> SheetBook:
        return SheetBook(self.form, self.values, {}, {})

    def number(self, sel: str) -> Fraction | int | None:
        """The number in a cell, computed ones included; None when there is none."""
        return self._book.number(sel)

    def shown(self, sel: str) -> Isi:
        """What is printed for a cell: a number, a declared absence in words, a text, or nothing."""
        cell = self.form.find(sel)
        if cell is None:
            return None
        if cell.computed:
            number = self.number(sel)
            digits = cell.desimal or (_PERCENT_DIGITS if cell.jenis == "persen" else 0)
            return None if number is None else exact(number, digits)
        nilai = self.values.get(sel)
        if isinstance(nilai, Keadaan):
            return t(f"isian.keadaan.{nilai.value}")
        if isinstance(nilai, int):
            return Fraction(nilai, 10**cell.desimal) if cell.desimal else nilai
        return kata.shown(cell.kolom, nilai) if nilai else None


def share(have: Fraction | int | None, need: Fraction | int | None) -> Fraction | None:
    """One number in percent of another, unrounded; None where one is missing or need is none."""
    return None if have is None or not need else Fraction(_HUNDRED) * have / need


def exact(number: Fraction | int, digits: int) -> Isi:
    """A number as it is printed: whole, or with so many decimals, half-up."""
    rounded = round_half_up(number, digits)
    return Fraction(rounded, 10**digits) if digits else rounded


@dataclass(frozen=True)
class Layanan:
    """One service: `triwulan` holds its sheets of the year up to the period, `dulu` a year ago."""

    form: Formulir
    triwulan: tuple[Lembaran, ...]
    dulu: Lembaran
    simpul: Simpul

    @property
    def kini(self) -> Lembaran:
        """The sheet of the period."""
        return self.triwulan[-1]

    @property
    def ends(self) -> tuple[str, str] | None:
        """The cells of those served and those to be served: the part of the index with one pair."""
        parts = self.form.index_pairs.values()
        return next((pairs[0] for pairs in parts if len(pairs) == 1), None)

    def first(self, cells: list[str]) -> str:
        """The first of these cells with a number, else the last."""
        known = (sel for sel in cells if self.kini.number(sel) is not None)
        return next(known, cells[-1])


@dataclass(frozen=True, kw_only=True)
class BahanLaporan:
    """One region in one quarter."""

    wilayah: Wilayah
    periode: Periode
    kantor: str
    dibuat: datetime
    metode: Metode
    sel: SelLaporan
    urusan: Mapping[str, str]
    layanan: tuple[Layanan, ...]
    pohon: Simpul

    def of_urusan(self, kode: str) -> list[Layanan]:
        """The services of an urusan, in order."""
        return [one for one in self.layanan if one.form.urusan == kode]

    @property
    def quarters(self) -> list[str]:
        """The names of the quarters so far, for headings."""
        last = self.periode.triwulan or 4
        return [t("laporan.sd_triwulan", nomor=number) for number in range(1, last + 1)]


@dataclass(frozen=True, kw_only=True)
class Bacaan:
    """What the office holds, read but not worked out: `values` by region, form and period."""

    periode: Periode
    kantor: str
    dibuat: datetime
    metode: Metode
    sel: SelLaporan
    urusan: Mapping[str, str]
    forms: tuple[Formulir, ...]
    wilayah: tuple[Wilayah, ...]
    values: Mapping[str, Mapping[str, Mapping[str, Values]]]

    def of_region(self, wilayah: Wilayah) -> BahanLaporan:
        """Work out the reports of one of these regions; needs no office any more."""
        forms = [form for form in self.forms if form.filled_by(wilayah.kode)]
        of_region = self.values[wilayah.kode]
        services = tuple(
            _service(form, of_region[form.kode], self.periode, self.metode) for form in forms
        )
        groups: dict[str, list[Simpul]] = {}
        for one in services:
            if one.form.berindeks:
                groups.setdefault(one.form.urusan, []).append(one.simpul)
        there = {form.urusan for form in forms}
        urusan = {kode: nama for kode, nama in self.urusan.items() if kode in there}
        return BahanLaporan(
            wilayah=wilayah,
            periode=self.periode,
            kantor=self.kantor,
            dibuat=self.dibuat,
            metode=self.metode,
            sel=self.sel,
            urusan=urusan,
            layanan=services,
            pohon=region_index(wilayah.kode, wilayah.nama, groups, urusan, self.metode),
        )


def read(office: Office, periode: Periode, wilayah: Iterable[str], folder: Path) -> Bacaan:
    """Everything the reports of some regions need; `folder` holds the definitions.

    Raises:
        LontarError: a file of definitions is wrong.

    """
    return potongan.whole(reading(office, periode, wilayah, folder))


def reading(
    office: Office, periode: Periode, wilayah: Iterable[str], folder: Path
) -> Generator[None, None, Bacaan]:
    """The same in pieces, one for each region: others may do something between two."""
    regions = tuple(region_lists.region(office, folder, kode, periode) for kode in wilayah)
    urusan = pustaka.load_urusan(folder, SPM)
    place = {kode: number for number, kode in enumerate(urusan)}
    forms = [one for one in pustaka.forms_of(office, periode).values() if one.urusan in place]
    forms.sort(key=lambda form: (place[form.urusan], form.urut))
    wanted = [*_year(periode), periode.setahun_lalu()]
    values = {}
    for region in regions:
        values[region.kode] = {
            form.kode: questions.series(office, form.kode, region.kode, wanted)
            for form in forms
            if form.filled_by(region.kode)
        }
        yield
    return Bacaan(
        periode=periode,
        kantor=office.identitas.kantor,
        dibuat=office.now(),
        metode=pilihan_metode.chosen(office, folder, periode),
        sel=laporan.load(folder),
        urusan=urusan,
        forms=tuple(forms),
        wilayah=regions,
        values=values,
    )


def _year(periode: Periode) -> list[Periode]:
    """The quarters of a year up to a period."""
    return [Periode(periode.tahun, one) for one in range(1, (periode.triwulan or 4) + 1)]


def _service(
    form: Formulir, found: Mapping[str, Values], periode: Periode, metode: Metode
) -> Layanan:
    def sheet(when: Periode) -> Lembaran:
        values = found[str(when)]
        return Lembaran(grown(form, values), values)

    sheets = tuple(sheet(when) for when in _year(periode))
    node = service_index(form, sheets[-1].values, metode)
    return Layanan(sheets[-1].form, sheets, sheet(periode.setahun_lalu()), node)
