"""A printed register read into rows: every filled cell is taken, left out by a rule, or listed.

Nothing is written here. A merged cell holds for the rows it covers; a sum that is merged over
several rows belongs to the first of them, and the others point to it, so that no amount is counted
twice. Rows that are in the register already are found again by their words.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain import cetak_sel, register
from app.domain.aksara import tidied
from app.domain.angka_aksara import NumberError
from app.domain.angka_baca import parse_number
from app.domain.isian import Ditolak
from app.domain.tabel_kepala import Kepala, find_headings, kinds, money_scale
from app.domain.tabel_kontrol import Kontrol
from app.domain.tempel import Butir, Keputusan, Nasib, Rencana, change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.cetak import Cetak, KolomCetak
    from app.domain.formulir import Formulir, Sel, Tabel
    from app.domain.kisi import Kisi, Letak
    from app.domain.lokasi import Peta
    from app.domain.nilai import Nilai


@dataclass(frozen=True, slots=True)
class Tujuan:
    """Where a table goes: the form as it is now, its register, what it holds, and new row ids.

    `tahun` is the year of the sheet.
    """

    form: Formulir
    tabel: Tabel
    values: Mapping[str, Nilai]
    peta: Peta
    ids: Sequence[str]
    terkunci: bool = False
    tahun: int | None = None


@dataclass(frozen=True, slots=True)
class TabelTerbaca:
    """What reading a table comes to. `baris` are its rows, `baru` those the register lacks.

    `kali` is what its rupiah were multiplied by, 1 when they are written in full.
    """

    rencana: Rencana
    baris: tuple[str, ...]
    baru: tuple[str, ...]
    kontrol: tuple[Kontrol, ...]
    tahun: int | None
    form: Formulir
    penanda: register.Cells = field(default_factory=dict)
    kali: int = 1

    @property
    def cells(self) -> register.Cells:
        """Everything to be written, the places of new rows included."""
        cells = self.rencana.cells
        begun = {sel.split(".")[1] for sel in cells}
        return cells | {k: n for k, n in self.penanda.items() if k.split(".")[1] in begun}


@dataclass(slots=True)
class _Baris:
    """A row as it is read: where it stands, what it holds, and which cell each value is from."""

    nomor: int
    isi: dict[str, tuple[Letak, Nilai | Ditolak | None]] = field(default_factory=dict)
    ikut: tuple[Letak, int, str] | None = None
    """The covered place, the row that holds the sum, and the column that points there."""


Tick = Callable[[int, int], None]
"""Told how many steps of how many are done; what it raises gives the reading up."""

_PASSES = 2
"""A row is read, then judged."""


def read_table(
    kisi: Kisi,
    cetak: Cetak,
    tujuan: Tujuan,
    putusan: Keputusan | None = None,
    tick: Tick = lambda _done, _all: None,
) -> TabelTerbaca | None:
    """Work out what becomes of every cell of a sheet; None when it has no such table."""
    kepala = find_headings(kisi, cetak, tujuan.tahun)
    if kepala is None:
        return None
    return _Reader(kisi, cetak, kepala, tujuan, putusan or Keputusan()).read(tick)


class _Reader:
    def __init__(
        self, kisi: Kisi, cetak: Cetak, kepala: Kepala, tujuan: Tujuan, putusan: Keputusan
    ) -> None:
        self.kisi, self.cetak, self.kepala = kisi, cetak, kepala
        self.tujuan, self.putusan = tujuan, putusan
        self.sums = frozenset(
            place for place, one in kepala.kolom.items() if self._cell(one.dari[0]).kolom.total
        )
        self.kali = {
            place: money_scale(kisi, kepala, place)
            for place, one in kepala.kolom.items()
            if one.dari and self._cell(one.dari[0]).jenis == "rupiah"
        }
        self.kinds = kinds(kisi, kepala, self.sums)

    def _cell(self, kolom: str, baris: str = "") -> Sel:
        code = baris or self.tujuan.ids[0]
        return self.tujuan.form.cell(f"{self.tujuan.tabel.kode}.{code}.{kolom}")

    def read(self, tick: Tick) -> TabelTerbaca:
        """Everything."""
        steps = _PASSES * sum(kind == "baris" for kind in self.kinds.values())
        rows: list[_Baris] = []
        for row in self._rows():
            tick(len(rows), steps)
            rows.append(row)
        ids, new = self._identified(rows)
        known = {row.nomor: code for row, code in zip(rows, ids, strict=True)}
        butir = list(self._left_out())
        for done, (row, code) in enumerate(zip(rows, ids, strict=True), len(rows)):
            tick(done, steps)
            butir += self._item(row, code, known)
        rencana = Rencana(tuple(sorted(butir, key=lambda one: one.letak)))
        form = register.grown(self.tujuan.form, {**self.tujuan.values, **_filled(rencana)})
        tabel, values = self.tujuan.tabel, self.tujuan.values
        return TabelTerbaca(
            rencana.named(form),
            tuple(ids),
            tuple(new),
            tuple(self._controls(rows)),
            self.kepala.tahun,
            form,
            register.place_before(tabel, new, None, values) if new else {},
            max(self.kali.values(), default=1),
        )

    # --- Rows

    def _rows(self) -> Iterator[_Baris]:
        before: _Baris | None = None
        for number, kind in sorted(self.kinds.items()):
            if kind == "baris":
                before = self._row(number, before)
                yield before

    def _row(self, number: int, before: _Baris | None) -> _Baris:
        row = _Baris(number)
        for place, one in self.kepala.kolom.items():
            text = self._text(row, place, one)
            read = cetak_sel.read(one, self._cell, text, self.tujuan.peta)
            if not read and one.turun == "kosong" and before is not None and one.cara != "nomor":
                read = {kode: isi for kode, (_, isi) in before.isi.items() if kode in one.dari}
            for kode, isi in read.items():
                full = isi * self.kali.get(place, 1) if isinstance(isi, int) else isi
                row.isi[kode] = (number, place), self._decided((number, place), full)
        return row

    def _text(self, row: _Baris, place: int, one: KolomCetak) -> str:
        """What a place says: its own text, or that of a merged cell that holds for it."""
        own = self.kisi.own(row.nomor, place)
        above = self.kisi.covered(row.nomor, place)
        if own or above is None or self.kinds.get(above[0]) != "baris":
            return own
        text = self.kisi.own(*above)
        if one.ikut and text:
            row.ikut = (row.nomor, place), above[0], one.ikut
        return text if one.turun else ""

    def _decided(self, letak: Letak, isi: Nilai | Ditolak | None) -> Nilai | Ditolak | None:
        answer = self.putusan.jawaban.get(letak)
        if isinstance(isi, Ditolak) and answer is not None and answer in isi.pilihan:
            return answer
        return isi

    def _identified(self, rows: Sequence[_Baris]) -> tuple[list[str], list[str]]:
        """The id of every row: that of a row with the same words, else a new one."""
        texts = [k.dari[0] for k in self.cetak.kolom if k.cara == "isi"]
        words = [kode for kode in dict.fromkeys(texts) if self._cell(kode).berkata]
        known: dict[tuple[object, ...], deque[str]] = {}
        tabel = self.tujuan.tabel.kode
        for code in register.rows_of(self.tujuan.tabel, self.tujuan.values):
            key = tuple(self.tujuan.values.get(f"{tabel}.{code}.{kode}") for kode in words)
            known.setdefault(key, deque()).append(code)
        fresh = iter(self.tujuan.ids)
        ids, new = [], []
        for row in rows:
            twins = known.get(tuple(row.isi.get(kode, (None, None))[1] for kode in words))
            if twins:
                ids.append(twins.popleft())
            else:
                new.append(next(fresh))
                ids.append(new[-1])
        return ids, new

    # --- Cells

    def _item(self, row: _Baris, code: str, known: Mapping[int, str]) -> Iterator[Butir]:
        for kode, (letak, isi) in row.isi.items():
            text = self.kisi.baris[letak[0]][letak[1]]
            if isi is not None:
                yield self._judged(letak, text, self._cell(kode, code), isi)
        if row.ikut is not None and row.ikut[1] in known:
            letak, first, kode = row.ikut
            yield self._judged(letak, "", self._cell(kode, code), known[first])
        yield from self._beside(row)

    def _judged(self, letak: Letak, text: str, sel: Sel, isi: Nilai | Ditolak) -> Butir:
        lama = self.tujuan.values.get(sel.kode)
        if self.tujuan.terkunci or sel.computed:
            why = "tempel.alasan.dihitung" if sel.computed else "tempel.alasan.terkunci"
            return Butir(letak, text, Nasib.LEWATI, sel, lama, lama, why)
        if isinstance(isi, Ditolak):
            nasib = Nasib.TANYA if isi.pilihan else Nasib.TOLAK
            return Butir(letak, text, nasib, sel, lama, None, isi.kunci, isi.data, isi.pilihan)
        rapi = tidied(text) if isinstance(isi, str) and sel.jenis == "teks" else None
        return Butir(letak, text, change(lama, isi), sel, lama, isi, rapi=rapi)

    def _beside(self, row: _Baris) -> Iterator[Butir]:
        """Filled cells of a row that say nothing to the register."""
        taken = {letak for letak, isi in row.isi.values() if isi is not None}
        for place in self.kisi.filled(row.nomor):
            letak, text = (row.nomor, place), self.kisi.baris[row.nomor][place]
            one = self.kepala.kolom.get(place)
            if one is not None and one.cara == "nomor":
                yield Butir(letak, text, Nasib.LEWATI, alasan="tabel.alasan.nomor")
            elif place in self.kepala.lain:
                yield Butir(letak, text, Nasib.LEWATI, alasan="tabel.alasan.kolom_lain_tahun")
            elif letak not in taken:
                yield Butir(letak, text, Nasib.TOLAK, alasan="tabel.alasan.tanpa_kolom")

    def _left_out(self) -> Iterator[Butir]:
        """The cells of rows that are none: by the rule that says so, or listed."""
        for number, kind in self.kinds.items():
            if kind == "baris":
                continue
            nasib = Nasib.TOLAK if kind == "sambungan" else Nasib.LEWATI
            for place in self.kisi.filled(number):
                text = self.kisi.baris[number][place]
                yield Butir((number, place), text, nasib, alasan=f"tabel.alasan.{kind}")

    # --- Sums

    def _controls(self, rows: Sequence[_Baris]) -> Iterator[Kontrol]:
        for place in sorted(self.sums):
            yield from self._column_controls(place, rows)

    def _column_controls(self, place: int, rows: Sequence[_Baris]) -> Iterator[Kontrol]:
        """Printed sums: of the rows since the last one, or of all rows."""
        kode = self.kepala.kolom[place].dari[0]
        sel = self._cell(kode)
        amounts = {row.nomor: row.isi.get(kode, (None, None))[1] for row in rows}
        part = whole = 0
        for number, kind in sorted(self.kinds.items()):
            isi = amounts.get(number)
            if isinstance(isi, int):
                part, whole = part + isi, whole + isi
            if kind != "jumlah" or not self.kisi.own(number, place):
                continue
            try:
                printed = parse_number(self.kisi.own(number, place), sel.desimal, "rupiah")
                printed *= self.kali.get(place, 1)
            except NumberError:
                printed = -1
            added = whole if printed == whole else part
            title = " ".join(
                self.kisi.own(number, c) for c in self.kisi.filled(number) if c != place
            )
            last = not any(k == "jumlah" and n > number for n, k in self.kinds.items())
            added = whole if last else added
            yield Kontrol(place, title, printed, added, 0, sel.desimal)
            part = 0


def _filled(rencana: Rencana) -> dict[str, Nilai]:
    return {kode: nilai for kode, nilai in rencana.cells.items() if nilai is not None}
