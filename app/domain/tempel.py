"""What pasting a block would do, cell by cell, before anything is written.

Every cell of the block is accounted for: read, asked, refused, passed over or left alone, each with
its reason. Nothing here writes; `Rencana.cells` is what may be written in one gesture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from app.domain.aksara import Rapi, tidied, together
from app.domain.isian import Ditolak, read_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.formulir import Formulir, Sel
    from app.domain.nilai import Nilai
    from app.domain.tempel_blok import Blok
    from app.domain.tempel_peta import Pemetaan

Letak = tuple[int, int]
"""Row and column within the block, from 0."""


class Nasib(Enum):
    """What becomes of one cell of the block; in the order in which a person should look at it."""

    TANYA = "tanya"
    TOLAK = "tolak"
    GANTI = "ganti"
    HAPUS = "hapus"
    BARU = "baru"
    SAMA = "sama"
    LEWATI = "lewati"
    KOSONG = "kosong"


MENULIS = frozenset({Nasib.GANTI, Nasib.HAPUS, Nasib.BARU})


@dataclass(frozen=True, slots=True)
class Butir:
    """One cell of the block: where it goes, what stands there, what it becomes, and why.

    `alasan` is a catalogue key: below `angka.` or `kata.` for what cannot be read, below
    `tempel.alasan.` for the rest. `rapi` is what was done to a text so that it can be kept.
    """

    letak: Letak
    teks: str
    nasib: Nasib
    sel: Sel | None = None
    lama: Nilai | None = None
    baru: Nilai | None = None
    alasan: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    pilihan: tuple[Nilai, ...] = ()
    rapi: Rapi | None = None


@dataclass(frozen=True, slots=True)
class Rencana:
    """What pasting would do."""

    butir: tuple[Butir, ...]

    @property
    def cells(self) -> dict[str, Nilai | None]:
        """The values to be written, by cell id."""
        return {b.sel.kode: b.baru for b in self.butir if b.sel and b.nasib in MENULIS}

    def named(self, form: Formulir) -> Rencana:
        """The same with the cells of a form that knows what their rows are called."""
        found: list[Butir] = []
        for one in self.butir:
            sel = form.find(one.sel.kode) if one.sel is not None else None
            found.append(replace(one, sel=sel) if sel is not None else one)
        return Rencana(tuple(found))

    @property
    def jumlah(self) -> Counter[Nasib]:
        """How many cells of the block have which lot."""
        return Counter(one.nasib for one in self.butir)

    @property
    def rapi(self) -> Rapi:
        """What was done to all texts together."""
        return together(one.rapi for one in self.butir if one.rapi is not None)

    @property
    def bersih(self) -> bool:
        """Whether nothing is asked or refused."""
        return not {Nasib.TANYA, Nasib.TOLAK} & self.jumlah.keys()


@dataclass(frozen=True, slots=True)
class Keputusan:
    """What the person has decided so far.

    `jawaban` answers questions by place; with `kosongkan` an empty cell of the block empties its
    target. `usulan` are the broken cells of a table whose proposed figures the person takes.
    """

    jawaban: Mapping[Letak, Nilai] = field(default_factory=dict)
    kosongkan: bool = False
    usulan: frozenset[Letak] = frozenset()


def plan(
    form: Formulir,
    values: Mapping[str, Nilai],
    blok: Blok,
    peta: Pemetaan,
    putusan: Keputusan | None = None,
    terkunci: frozenset[str] = frozenset(),
) -> Rencana:
    """Work out what becomes of every cell of a block.

    Args:
        form: the form that is filled.
        values: what its cells hold now.
        blok: what was pasted.
        peta: where each row and column goes.
        putusan: answers given so far.
        terkunci: cells that must not change, because their sheet is final.

    """
    judge = _Judge(form, values, putusan or Keputusan(), terkunci, set())
    return Rencana(tuple(judge.judge(*one) for one in _places(blok, peta)))


def _places(blok: Blok, peta: Pemetaan) -> Iterator[tuple[Letak, str, str | None, bool]]:
    """Place, text and target of every cell that is no heading; whether a merged cell covers it."""
    for number, row in enumerate(blok.baris):
        for place, text in enumerate(row):
            if number in peta.judul_baris or place in peta.judul_kolom:
                continue
            baris, kolom = peta.baris[number], peta.kolom[place]
            target = f"{peta.tabel}.{baris}.{kolom}" if baris and kolom else None
            yield (number, place), text, target, (number, place) in blok.gabungan


@dataclass(frozen=True, slots=True)
class _Judge:
    form: Formulir
    values: Mapping[str, Nilai]
    putusan: Keputusan
    terkunci: frozenset[str]
    seen: set[str]

    def judge(self, letak: Letak, teks: str, target: str | None, covered: bool) -> Butir:  # noqa: FBT001 - from one place
        sel = self.form.cells.get(target) if target else None
        if sel is None:
            if teks.strip():
                return Butir(letak, teks, Nasib.TOLAK, alasan="tempel.alasan.tanpa_tempat")
            return Butir(letak, teks, Nasib.KOSONG)
        lama = self.values.get(sel.kode)
        passed = self._passed_over(sel, covered=covered)
        if passed:
            nasib = Nasib.LEWATI if teks.strip() or covered else Nasib.KOSONG
            return Butir(letak, teks, nasib, sel, lama, lama, f"tempel.alasan.{passed}")
        if not teks.strip():
            empties = self.putusan.kosongkan and lama is not None
            nasib = Nasib.HAPUS if empties else Nasib.KOSONG
            return Butir(letak, teks, nasib, sel, lama, None if empties else lama)
        if sel.kode in self.seen:
            return Butir(letak, teks, Nasib.TOLAK, sel, lama, alasan="tempel.alasan.ganda")
        self.seen.add(sel.kode)
        return self._read(letak, teks, sel, lama)

    def _passed_over(self, sel: Sel, *, covered: bool) -> str:
        if sel.computed:
            return "dihitung"
        if sel.closed:
            return "ditutup"
        if sel.kode in self.terkunci:
            return "terkunci"
        return "gabungan" if covered else ""

    def _read(self, letak: Letak, teks: str, sel: Sel, lama: Nilai | None) -> Butir:
        text = teks if sel.berkata else teks.strip()
        outcome = read_cell(sel, text)
        if isinstance(outcome, Ditolak):
            reason = outcome.kunci
            answer = self.putusan.jawaban.get(letak)
            if answer is None or answer not in outcome.pilihan:
                nasib = Nasib.TANYA if outcome.pilihan else Nasib.TOLAK
                return Butir(
                    letak, teks, nasib, sel, lama, None, reason, outcome.data, outcome.pilihan
                )
            return Butir(
                letak, teks, change(lama, answer), sel, lama, answer, reason, outcome.data,
                outcome.pilihan,
            )  # fmt: skip
        rapi = tidied(text) if isinstance(outcome, str) else None
        return Butir(letak, teks, change(lama, outcome), sel, lama, outcome, rapi=rapi)


def change(lama: Nilai | None, baru: Nilai | None) -> Nasib:
    """What writing a value over another one is."""
    if lama == baru:
        return Nasib.SAMA
    return Nasib.BARU if lama is None else Nasib.GANTI
