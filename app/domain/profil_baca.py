"""What reading any table by a profile has in common: its rows, its left-overs and its sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from app.domain.isian import Ditolak
from app.domain.profil_baris import kinds, name_key, row_name
from app.domain.profil_nilai import Bahasa, Sumbangan, judged, read_figure, read_word
from app.domain.tabel_kontrol import Kontrol
from app.domain.tempel import Butir, Keputusan, Nasib, Rencana

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain import register
    from app.domain.formulir import Formulir, Sel, Tabel
    from app.domain.kisi import Kisi, Letak
    from app.domain.nilai import Nilai
    from app.domain.profil import Dikenali, KolomProfil, Profil

Tick = Callable[[int, int], None]
"""Told how many rows of how many are done; what it raises gives the reading up."""


def silent(_done: int, _all: int) -> None:
    """Nobody waits for this reading."""


@dataclass(frozen=True, slots=True)
class Tujuan:
    """Where a table goes: the form with its rows, what it holds, new row ids, names of regions."""

    form: Formulir
    values: Mapping[str, Nilai]
    ids: Sequence[str]
    bahasa: Bahasa
    terkunci: bool = False


class Kurang(NamedTuple):
    """A row (from 0) that lacks something, what it is called, and the column that is empty."""

    nomor: int
    nama: str
    kolom: str


@dataclass(frozen=True, slots=True)
class ProfilTerbaca:
    """What reading a table by a profile comes to.

    `kurang` are rows that are not complete, `asing` the names of rows without a place in the form,
    `sisa` the names of rows that only the form has.
    """

    rencana: Rencana
    form: Formulir
    baris: tuple[str, ...]
    baru: tuple[str, ...]
    penanda: register.Cells
    kontrol: tuple[Kontrol, ...]
    kurang: tuple[Kurang, ...] = ()
    asing: tuple[str, ...] = ()
    sisa: tuple[str, ...] = ()

    @property
    def cells(self) -> register.Cells:
        """Everything to be written, the places of new rows included."""
        cells = self.rencana.cells
        begun = {sel.split(".")[1] for sel in cells}
        return cells | {k: n for k, n in self.penanda.items() if k.split(".")[1] in begun}


class FixedTextError(ValueError):
    """A text every row should get is nothing its column can hold."""

    def __init__(self, kolom: str, teks: str, ditolak: Ditolak) -> None:
        super().__init__(f"{kolom}: {teks!r}")
        self.kolom, self.teks, self.ditolak = kolom, teks, ditolak


@dataclass(slots=True)
class Baris:
    """A row of the table: its number and name, where it goes, and what it brings for each column.

    `kode` is the row of a form with fixed rows.
    """

    nomor: int
    nama: str
    kode: str = ""
    isi: dict[str, list[Sumbangan]] = field(default_factory=dict)


class Reader:
    """A sheet, its profile, and what the form holds; `words` are the columns that keep words."""

    def __init__(
        self, kisi: Kisi, profil: Profil, dikenali: Dikenali, tujuan: Tujuan, putusan: Keputusan
    ) -> None:
        self.kisi, self.profil, self.dikenali = kisi, profil, dikenali
        self.tujuan, self.putusan = tujuan, putusan
        self.tabel: Tabel = tujuan.form.tables[profil.tabel]
        self.kolom: Mapping[int, KolomProfil] = dikenali.kolom
        self.words = {one.ke for one in self.kolom.values() if self.cell(one.ke).berkata}
        figures = [place for place, one in self.kolom.items() if one.ke not in self.words]
        known = {name_key(one.teks) for one in profil.baris}
        self.kinds = kinds(kisi, dikenali.judul, figures, known)
        self.kurang: list[Kurang] = []

    def cell(self, ke: str, baris: str = "") -> Sel:
        """The cell a column goes to; without a row one that stands for its whole column."""
        usual = self.tujuan.ids[0] if self.tabel.register else self.tabel.baris[0].kode
        own, _, kolom = ke.rpartition(".")
        return self.tujuan.form.cell(f"{self.tabel.kode}.{own or baris or usual}.{kolom}")

    def place_of(self, nama: str) -> str:  # noqa: ARG002 - tables with fixed rows look
        """The row of the form that a row of this name goes to; empty when none is known yet."""
        return ""

    # --- Rows

    def rows(self, tick: Tick) -> Iterator[Baris]:
        """The rows that bring something, in order."""
        numbers = [row for row, kind in self.kinds.items() if kind == "baris"]
        for done, number in enumerate(numbers):
            tick(done, len(numbers))
            name = row_name(self.kisi, number, self.dikenali.judul)
            row = Baris(number, name, self.place_of(name))
            for place, one in self.kolom.items():
                row.isi.setdefault(one.ke, []).append(self._contribution(row, place, one))
            yield row

    def _contribution(self, baris: Baris, place: int, one: KolomProfil) -> Sumbangan:
        sel, row = self.cell(one.ke, baris.kode), baris.nomor
        if sel.berkata:
            # A merged name holds for the rows it covers; a figure never counts twice.
            text = self.kisi.meant(row, place)
            isi = read_word(sel, text, self.tujuan.bahasa)
        else:
            text = self.kisi.own(row, place)
            isi = read_figure(sel, text, one.kali)
        return self._answered(Sumbangan((row, place), text, isi))

    def _answered(self, one: Sumbangan) -> Sumbangan:
        answer = self.putusan.jawaban.get(one.letak)
        if isinstance(one.isi, Ditolak) and answer is not None and answer in one.isi.pilihan:
            return one._replace(isi=answer)
        return one

    # --- Cells

    def put(self, sel: Sel, parts: Sequence[Sumbangan]) -> Iterator[Butir]:
        """What becomes of the cells that go to one cell of the form."""
        lama = self.tujuan.values.get(sel.kode)
        return judged(sel, lama, parts, terkunci=self.tujuan.terkunci)

    def lacks(self, row: Baris, sel: Sel, letak: Letak) -> Butir:
        """The item of an empty place that must not be empty."""
        label = sel.kolom.label if self.tabel.register else sel.label
        self.kurang.append(Kurang(row.nomor, row.nama, label))
        lama = self.tujuan.values.get(sel.kode)
        told = {"kolom": label}
        return Butir(letak, "", Nasib.TOLAK, sel, lama, None, "tabel.alasan.profil_kosong", told)

    def _left_out(self, taken: set[Letak]) -> Iterator[Butir]:
        """Filled cells that no cell of the form has anything of."""
        for number, kind in self.kinds.items():
            for place in self.kisi.filled(number):
                letak, text = (number, place), self.kisi.baris[number][place]
                if letak in taken:
                    continue
                if kind == "baris":
                    why = "tabel.alasan.profil_kolom_lain"
                    yield Butir(letak, text, Nasib.LEWATI, alasan=why)
                else:
                    nasib = Nasib.TOLAK if kind == "tanpa_angka" else Nasib.LEWATI
                    yield Butir(letak, text, nasib, alasan=f"tabel.alasan.profil_{kind}")

    def whole(self, butir: list[Butir]) -> Rencana:
        """The plan with every filled cell of the sheet accounted for."""
        taken = {one.letak for one in butir}
        return Rencana(tuple(sorted([*butir, *self._left_out(taken)], key=lambda one: one.letak)))

    # --- Sums

    def controls(self, rows: Sequence[Baris]) -> Iterator[Kontrol]:
        """Printed sums beside what the rows since the last one, or all rows, come to."""
        amounts = {
            part.letak: part.isi
            for row in rows
            for parts in row.isi.values()
            for part in parts
            if isinstance(part.isi, int)
        }
        for place, one in self.kolom.items():
            sel = self.cell(one.ke, next((row.kode for row in rows if row.kode), ""))
            kinds = {(cell.jenis, cell.desimal) for cell in self._cells(one.ke, rows)}
            if sel.jenis in {"bulat", "rupiah"} and not sel.kolom.is_year and len(kinds) <= 1:
                yield from self._column_controls(place, one, sel, amounts)

    def _cells(self, ke: str, rows: Sequence[Baris]) -> Iterator[Sel]:
        """The cells a column of the table goes to; what they count may differ row by row."""
        yield from (self.cell(ke, row.kode) for row in rows if row.kode)

    def _column_controls(
        self, place: int, one: KolomProfil, sel: Sel, amounts: Mapping[Letak, int]
    ) -> Iterator[Kontrol]:
        sums = [row for row, kind in self.kinds.items() if kind == "jumlah"]
        part = whole = 0
        for row in sorted(self.kinds):
            amount = amounts.get((row, place), 0)
            part, whole = part + amount, whole + amount
            text = self.kisi.own(row, place)
            if row not in sums or not text:
                continue
            printed = read_figure(sel, text, one.kali)
            added = part if row != sums[-1] and printed == part else whole
            title = f"{row_name(self.kisi, row, self.dikenali.judul)} · {one.kepala}"
            amount = printed if isinstance(printed, int) else -1
            yield Kontrol(place, title, amount, added, 0, sel.desimal)
            part = 0
