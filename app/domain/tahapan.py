"""How far a service is in the four stages of penerapan SPM, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain.nilai import KEADAAN_TANPA_KEBUTUHAN, Keadaan
from app.domain.register import grown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.formulir import Formulir, Sel, Tabel
    from app.domain.nilai import Nilai

TAHAP = (1, 2, 3, 4)
"""Pengumpulan data, penghitungan kebutuhan, rencana, pelaksanaan (PP 2/2018 Pasal 11-15)."""

Mutu = Literal["lengkap", "nol", "sebagian", "kosong"]
DONE = "selesai"
_PLAN = 3


@dataclass(frozen=True, slots=True)
class Keterisian:
    """What a stage expects: cells that are answered, answered with 0, and left empty."""

    terisi: int = 0
    nol: int = 0
    kosong: int = 0

    @property
    def keadaan(self) -> Mutu:
        """`lengkap`, `nol` when nothing is empty but something is 0, `sebagian`, or `kosong`."""
        if self.kosong:
            return "sebagian" if self.terisi or self.nol else "kosong"
        return "nol" if self.nol else "lengkap"

    def __add__(self, other: Keterisian) -> Keterisian:
        return Keterisian(
            self.terisi + other.terisi, self.nol + other.nol, self.kosong + other.kosong
        )


class Tertunda(NamedTuple):
    """A problem whose solution is late: its cell, what it is about, since when."""

    sel: str
    uraian: str
    tenggat: date


def stages(form: Formulir, values: Mapping[str, Nilai]) -> dict[int, Keterisian]:
    """Every stage of one service. Without any need in the service every stage is complete."""
    if values.get(form.kebutuhan) in KEADAAN_TANPA_KEBUTUHAN:
        return {tahap: Keterisian(terisi=1) for tahap in TAHAP}
    form = grown(form, values)
    found = dict.fromkeys(TAHAP, Keterisian())
    for tahap, sel in _expected(form, values):
        found[tahap] += _answered(values.get(sel.kode))
    for tabel in form.tabel:
        # A register without a row expects its first.
        if tabel.register and not tabel.baris and not tabel.ikut and tabel.tahap == _PLAN:
            found[tabel.tahap] += Keterisian(kosong=1)
    return found


def _expected(form: Formulir, values: Mapping[str, Nilai]) -> Iterator[tuple[int, Sel]]:
    """The cells of each stage: what is required, and what the stages themselves ask for."""
    for sel in form.cells.values():
        if not sel.editable or _no_need(sel, values):
            continue
        if not sel.tabel.tahap and sel.wajib:
            yield (1 if sel.tahunan else 4), sel
        elif sel.tabel.tahap and (sel.wajib or not sel.tabel.register):
            yield sel.tabel.tahap, sel


def _no_need(sel: Sel, values: Mapping[str, Nilai]) -> bool:
    """A row whose need is declared absent expects nothing more."""
    source = sel.tabel.ikut or sel.tabel.kode
    need = values.get(f"{source}.{sel.baris.kode}.dibutuhkan")
    return need in KEADAAN_TANPA_KEBUTUHAN and sel.kolom.kode != "dibutuhkan"


def _answered(nilai: Nilai | None) -> Keterisian:
    if nilai is None or nilai is Keadaan.BELUM_TERSEDIA:
        return Keterisian(kosong=1)
    return Keterisian(nol=1) if nilai == 0 else Keterisian(terisi=1)


def overdue(form: Formulir, values: Mapping[str, Nilai], today: date) -> list[Tertunda]:
    """Rows with a day that has passed and a status other than done."""
    form = grown(form, values)
    return [late for tabel in form.tabel for late in _late_rows(tabel, values, today)]


def _late_rows(tabel: Tabel, values: Mapping[str, Nilai], today: date) -> Iterator[Tertunda]:
    names = {kolom.kode for kolom in tabel.kolom}
    if not (tabel.register and {"tenggat", "status"} <= names):
        return
    for baris in tabel.baris:
        place = f"{tabel.kode}.{baris.kode}"
        written = values.get(f"{place}.tenggat")
        if not isinstance(written, str) or values.get(f"{place}.status") == DONE:
            continue
        day = date.fromisoformat(written)
        if day < today:
            # The label of a row is cut to fit a table; a list on paper has room for all of it.
            told = values.get(f"{place}.{tabel.nama}")
            name = " ".join(told.split()) if isinstance(told, str) else baris.label
            yield Tertunda(f"{place}.tenggat", name, day)
