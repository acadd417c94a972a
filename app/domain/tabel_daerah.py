"""A printed table of regions brought into one's own sheet: one row is taken, all rows are counted.

The figures of the other regions, and columns the form does not ask for, serve the sum and are left
out by that rule; a figure is multiplied when the table counts in thousands and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.isian import Ditolak
from app.domain.tabel_kontrol import controls, repairs
from app.domain.tempel import Butir, Keputusan, Nasib, Rencana, change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.domain.angka_aksara import NumberError
    from app.domain.cetak import ImporWilayah
    from app.domain.formulir import Formulir, Sel
    from app.domain.kisi import Kisi, Letak
    from app.domain.nilai import Nilai
    from app.domain.tabel_kontrol import KolomAngka, Kontrol, Usulan
    from app.domain.tabel_wilayah import TabelWilayah

_WORD = re.compile(r"\w+")
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Tujuan:
    """Whose row is wanted, and where it goes."""

    form: Formulir
    values: Mapping[str, Nilai]
    wilayah: str
    provinsi: str
    tahun: int
    terkunci: bool = False


@dataclass(frozen=True, slots=True)
class DaerahTerbaca:
    """What a table of regions comes to; `asing` are regions without a row of their own."""

    rencana: Rencana
    kontrol: tuple[Kontrol, ...]
    usulan: tuple[Usulan, ...]
    hilang: tuple[str, ...]


def read_regions(
    kisi: Kisi,
    tabel: TabelWilayah,
    tujuan: Tujuan,
    regions: Sequence[str],
    putusan: Keputusan | None = None,
) -> DaerahTerbaca:
    """Work out what becomes of every cell; `regions` are the codes that should have a row."""
    decided = putusan or Keputusan()
    tabel = tabel.named(decided.jawaban)
    butir = _Reader(kisi, tabel, tujuan, decided).items()
    named = {code for codes in tabel.baris.values() for code in codes}
    return DaerahTerbaca(
        Rencana(tuple(sorted(butir, key=lambda one: one.letak))),
        tuple(controls(tabel.kolom)),
        tuple(repairs(tabel.kolom)),
        tuple(code for code in regions if code not in named),
    )


class _Reader:
    def __init__(self, kisi: Kisi, tabel: TabelWilayah, tujuan: Tujuan, putusan: Keputusan) -> None:
        self.kisi, self.tabel, self.tujuan, self.putusan = kisi, tabel, tujuan, putusan
        self.columns = {one.tempat: one for one in tabel.kolom}
        if tujuan.wilayah == tujuan.provinsi:
            self.own = tabel.baris_total
        else:
            self.own = tabel.row_of(tujuan.wilayah)
        self.goes = self._targets()

    def _targets(self) -> dict[int, Sel]:
        """The cell each column fills; a cell that several columns may fill is filled by none.

        What a column itself is called comes first, the titles above the table second.
        """
        goes: dict[int, Sel] = {}
        for one in self.tujuan.form.impor:
            for titled in (False, True):
                fitting = [p for p, col in self.columns.items() if self._fits(one, col, titled)]
                if len(fitting) == 1:
                    goes.setdefault(fitting[0], self.tujuan.form.cell(one.sel))
                if fitting:
                    break
        return goes

    def _fits(self, one: ImporWilayah, column: KolomAngka, titled: bool) -> bool:  # noqa: FBT001 - both are tried
        words = self._words(column, titled=titled)
        asked = (text.replace("{tahun}", str(self.tujuan.tahun)) for text in one.kepala)
        wanted = any(set(_WORD.findall(text.casefold())) <= words for text in asked)
        return wanted and not words & {text.casefold() for text in one.tanpa}

    def _words(self, column: KolomAngka, *, titled: bool = True) -> set[str]:
        """The words above a column; titles tell the year only where the column does not."""
        first = min(self.tabel.kepala, default=0)
        titles = [text for row in self.kisi.baris[:first] for text in row]
        said = {word for text in titles for word in _WORD.findall(text.casefold())}
        told = {word for word in said if word.isdecimal() or titled}
        if column.tahun:
            told = {word for word in told if not word.isdecimal()}
        return set(_WORD.findall(column.judul.casefold())) | told

    # --- Cells

    def items(self) -> Iterator[Butir]:
        """One item for every cell in which something stands."""
        for row in range(len(self.kisi.baris)):
            for column in self.kisi.filled(row):
                yield self._item((row, column), self.kisi.baris[row][column])

    def _item(self, letak: Letak, text: str) -> Butir:
        row, column = letak
        refused = self.columns[column].ragu.get(row) if column in self.columns else None
        if refused is not None:
            return self._refused(letak, text, refused)
        if row == self.own and column in self.goes:
            return self._taken(letak, text)
        part = self.tabel.arti.get(letak, "")
        if part == "nama":
            return self._name(letak, text)
        if not part:
            return self._left_over(letak, text)
        rule = "kolom_lain" if part == "angka" and row == self.own else part
        return Butir(letak, text, Nasib.LEWATI, alasan=f"tabel.alasan.daerah_{rule}")

    def _left_over(self, letak: Letak, text: str) -> Butir:
        """What is no part of the table: a row nobody knows, or a column."""
        row, column = letak
        rows, name = self.tabel.baris, self.tabel.nama
        inside = min(rows, default=0) < row < max(rows, default=0) or self._before_total(row)
        if not inside or row in rows or not self.kisi.own(row, name):
            return Butir(letak, text, Nasib.TOLAK, alasan="tabel.alasan.tanpa_kolom")
        if column == name:
            told = {"teks": self.kisi.own(row, name)}
            return Butir(letak, text, Nasib.TOLAK, alasan="tabel.alasan.daerah_asing", data=told)
        return Butir(letak, text, Nasib.TOLAK, alasan="tabel.alasan.daerah_tanpa_baris")

    def _before_total(self, row: int) -> bool:
        total = self.tabel.baris_total
        return total is not None and max(self.tabel.baris, default=total) < row < total

    def _name(self, letak: Letak, text: str) -> Butir:
        codes = self.tabel.baris[letak[0]]
        if len(codes) == 1:
            return Butir(letak, text, Nasib.LEWATI, alasan="tabel.alasan.daerah_nama")
        choices = tuple(code for code in codes if code)
        answer = self.putusan.jawaban.get(letak)
        if answer in choices:
            return Butir(letak, text, Nasib.LEWATI, alasan="tabel.alasan.daerah_nama")
        told = {"teks": text, "kode": ", ".join(choices)}
        return Butir(
            letak, text, Nasib.TANYA, alasan="tabel.alasan.nama_banyak", data=told, pilihan=choices
        )

    def _refused(self, letak: Letak, text: str, error: NumberError) -> Butir:
        told = {**error.data}
        readings = getattr(error, "pilihan", ())
        if readings:
            told["bacaan"] = getattr(error, "spelled", "")
        column = self.columns[letak[1]]
        fitting = (one.scaled(column.desimal) for one in readings)
        choices = tuple(one for one in fitting if one is not None)
        found = Ditolak(error.alasan, told, choices)
        return Butir(
            letak, text, Nasib.TANYA if choices else Nasib.TOLAK, alasan=found.kunci, data=told,
            pilihan=choices,
        )  # fmt: skip

    def _taken(self, letak: Letak, text: str) -> Butir:
        row, place = letak
        column, sel = self.columns[place], self.goes[place]
        figure = column.total if row == column.baris_total else column.nilai.get(row)
        lama = self.tujuan.values.get(sel.kode)
        if self.tujuan.terkunci:
            return Butir(letak, text, Nasib.LEWATI, sel, lama, lama, "tempel.alasan.terkunci")
        nilai = None if figure is None else self._scaled(column, figure, sel)
        if nilai is None:
            return Butir(letak, text, Nasib.TOLAK, sel, lama, alasan="angka.harus_bulat")
        return Butir(letak, text, change(lama, nilai), sel, lama, nilai)

    def _scaled(self, column: KolomAngka, figure: int, sel: Sel) -> int | None:
        """The figure as the cell keeps it; None when it has more decimals."""
        times = _THOUSAND if "ribu" in self._words(column) and sel.jenis == "bulat" else 1
        amount = figure * times * 10**sel.desimal
        whole, rest = divmod(amount, 10**column.desimal)
        return None if rest else whole
