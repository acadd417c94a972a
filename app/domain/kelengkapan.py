"""How much of a sheet has been answered: a figure and a declared absence both count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.domain.formulir import cell_of
from app.domain.nilai import KEADAAN_TANPA_KEBUTUHAN
from app.domain.register import grown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.formulir import Formulir, Tabel
    from app.domain.lembar import Values

_REQUIRED = "wajib"


class Kelengkapan(msgspec.Struct, frozen=True):
    """How much of what is required has been answered; a declaration is an answer.

    `isi` counts what is filled in a form that requires nothing.
    """

    wajib: int = 0
    terisi: int = 0
    dinyatakan: int = 0
    kosong: tuple[str, ...] = ()
    isi: int = 0

    @property
    def lengkap(self) -> bool:
        """Tell whether nothing required is left empty, and something is there at all."""
        return not self.kosong and bool(self.wajib or self.isi)

    @property
    def started(self) -> bool:
        """Tell whether at least one required cell has been answered."""
        return bool(self.terisi or self.dinyatakan)

    def __add__(self, other: Kelengkapan) -> Kelengkapan:
        return Kelengkapan(
            self.wajib + other.wajib,
            self.terisi + other.terisi,
            self.dinyatakan + other.dinyatakan,
            self.kosong + other.kosong,
            self.isi + other.isi,
        )


def completeness(form: Formulir, values: Values) -> Kelengkapan:
    """Count the required cells. Without any need in the service the rest is not required."""
    return counted(form, grown(form, values).tabel, values)


def counted(form: Formulir, tables: Iterable[Tabel], values: Values) -> Kelengkapan:
    """The same where the tables are known to have the rows of these values."""
    nothing_needed = values.get(form.kebutuhan) in KEADAAN_TANPA_KEBUTUHAN
    wajib = terisi = dinyatakan = 0
    kosong: list[str] = []
    for kode, need in _required(form, tables):
        if nothing_needed and kode != form.kebutuhan:
            continue
        if need and values.get(need) in KEADAAN_TANPA_KEBUTUHAN:
            continue
        wajib += 1
        nilai = values.get(kode)
        if nilai is None:
            kosong.append(kode)
        elif isinstance(nilai, int | str):
            terisi += 1
        else:
            dinyatakan += 1
    return Kelengkapan(wajib, terisi, dinyatakan, tuple(kosong), 0 if wajib else len(values))


def _required(form: Formulir, tables: Iterable[Tabel]) -> Iterator[tuple[str, str]]:
    """The required cells in reading order, each with the one that may waive it.

    Those of fixed tables are looked for once a form.
    """
    fixed = form.memo.get(_REQUIRED)
    if fixed is None:
        fixed = form.memo[_REQUIRED] = {
            tabel.kode: list(_required_cells(tabel)) for tabel in form.tabel if not tabel.register
        }
    for tabel in tables:
        yield from _required_cells(tabel) if tabel.register else fixed.get(tabel.kode, ())


def _required_cells(tabel: Tabel) -> Iterator[tuple[str, str]]:
    wanted = [kolom for kolom in tabel.kolom if kolom.wajib]
    plain = tabel.register and not tabel.tutup and not any(kolom.hitung for kolom in wanted)
    for baris in tabel.lines if wanted else ():
        for kolom in wanted:
            # In a plain register every cell of a required column is required.
            if not (plain and baris.wajib) and not cell_of(tabel, baris, kolom).wajib:
                continue
            place = f"{tabel.kode}.{baris.kode}."
            yield place + kolom.kode, place + kolom.gugur if kolom.gugur else ""
