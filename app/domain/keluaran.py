"""What is handed in on paper, as data: which tables an output has, and what stands in each column.

A column shows a column of the table, the same row in another one (`rat.opd`), a fact of the row,
or a formula of the rule language; how, says `cara`.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from app.domain.bagian import Strict

CaraKolom = Literal[
    "isi",
    "rumus",
    "rentang",
    "rangkai",
    "lokasi",
    "baris",
    "cocok",
    "urut",
    "nomor",
    "kelompok",
    "banyak",
    "terbaru",
    "terbaru_kapan",
    "terbaru_lalu",
    "terbaru_beda",
]
"""What stands in a column: a cell, a formula, two cells as a range, several
one after the other, places, a fact of the row, the sum of
the rows of another register that say the same, the number of the row or of its group, the group,
how many rows have it, or the newest of several cells over the years: its value, when it is from,
the same a year earlier, and how far the two are apart."""


class KolomKeluaran(Strict, frozen=True, kw_only=True):
    """A column in print.

    `isi` is a column of the table, a fact of the row, or a formula, `dari` are the columns of a
    range, of several together (`antara` stands between them), of the newest figure, or of places:
    their level, their codes and their words; `isi` is printed where those say nothing. `mundur`
    looks so many years back, `lepas` leaves the column out where nothing stands in it, `gabung`
    prints equal cells below each other as one, `jumlah` sums it, `ikut` names the column that
    points to the row whose amount this one shares. Of a text, `pola` prints the part in its first
    brackets. `lewat` is the column two registers share. `satuan` is the column that holds the unit
    of this one: whole numbers of a unit that counts things have no decimals. `lebar` is in letters.
    """

    judul: str
    isi: str = ""
    cara: CaraKolom = "isi"
    dari: list[str] = []
    antara: str = " "
    grup: str = ""
    lebar: int = 12
    desimal: int = 2
    gabung: bool = False
    jumlah: bool = False
    mundur: int = 0
    lepas: bool = False
    ikut: str = ""
    pola: str = ""
    lewat: str = ""
    satuan: str = ""


class BagianKeluaran(Strict, frozen=True, kw_only=True):
    """Some tables printed alike, "F-K05.rat"; without columns a register is printed in its own way.

    `kait` are tables of other forms its columns look at. `kelompok` is the column (or fact of the
    row, "baris.grup") whose equal values make a group: with a heading (`kepala`), with a sum
    (`subtotal`), or, in a `rekap`, as one row. `baris` are the only rows to be printed, `dahulu`
    is true for those that come first, and `sampai` names a date that is not after the period.
    """

    tabel: list[str]
    kait: list[str] = []
    lembar: str = ""
    judul: list[str] = []
    kolom: list[KolomKeluaran] = []
    kelompok: str = ""
    kepala: bool = False
    subtotal: bool = False
    total: bool = False
    rekap: bool = False
    baris: list[str] = []
    dahulu: str = ""
    sampai: str = ""
    catatan: list[str] = []


class Keluaran(Strict, frozen=True, kw_only=True):
    """An output by its name, its parts in order. `milik` is the part of the work it belongs to."""

    kode: str
    nama: str
    milik: str
    bagian: list[BagianKeluaran]

    @property
    def tabel(self) -> list[str]:
        """The tables it prints, in order."""
        return [name for one in self.bagian for name in one.tabel]


class JumlahSamar(Strict, frozen=True, kw_only=True):
    """Columns that add up to another one."""

    utuh: str
    bagian: list[str]


class Samar(Strict, frozen=True, kw_only=True):
    """The counts of people in a table that may not be printed when they are small.

    `jumlah` are the sums within a row; rows with the same `kunci` are summed in the columns
    `dicetak` somewhere else. `tetap` are counts that are printed whatever they are.
    """

    tabel: str
    kolom: list[str]
    jumlah: list[JumlahSamar] = []
    kunci: str = ""
    dicetak: list[str] = []
    tetap: list[str] = []


class Grafik(Strict, frozen=True, kw_only=True):
    """A chart of one row of a form over the years, March and September apart.

    A `batang` stands for a count from zero, a `garis` for a level.
    """

    kode: str
    nama: str
    milik: str
    formulir: str
    baris: str
    bentuk: Literal["garis", "batang"] = "garis"


class DaftarKeluaran(Strict, frozen=True, kw_only=True):
    """All that is handed in on paper: outputs, charts, and the counts that no print shows small.

    `satuan_hitung` are the units that count things or people; always those of the program.
    """

    keluaran: list[Keluaran]
    satuan_hitung: list[str] = []
    grafik: list[Grafik] = []
    samar: list[Samar] = []

    @cached_property
    def outputs(self) -> dict[str, Keluaran]:
        """The outputs by code, in order."""
        return {one.kode: one for one in self.keluaran}

    @cached_property
    def charts(self) -> dict[str, Grafik]:
        """The charts by code, in order."""
        return {one.kode: one for one in self.grafik}

    @cached_property
    def veils(self) -> dict[str, Samar]:
        """What is veiled, by table, "F-K07.penerima"."""
        return {one.tabel: one for one in self.samar}
