"""How a register is printed, as data: one plan for reading such a table and for printing it again.

A printed column shows one column of the register, or puts several of them into one cell in a way
the program knows (`cara`). Both directions live in `app.domain.cetak_sel`.
"""

from __future__ import annotations

import re
from typing import Literal

from app.domain.bagian import Strict

Cara = Literal["isi", "nomor", "ukuran", "lokasi", "daftar"]
"""What stands in a printed cell: the value itself, a number that goes up with every new group,
a target with its unit and perhaps a second one, places, or choices in the words of print."""

Turun = Literal["", "gabung", "kosong"]
"""When a cell holds for the rows below it: never, when it is merged over them, or also when they
are left empty."""

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_WORD = re.compile(r"[^a-z0-9]+")


class KolomCetak(Strict, frozen=True, kw_only=True):
    """A printed column. `dari` are the columns of the register in it, in the order `cara` wants.

    `grup` is a heading above several columns, `alias` are other headings it has been seen with,
    `eja` spells choices the way they are printed, `lebar` is in letters, and `gabung` prints
    equal cells below each other as one. `ikut` names the column
    that points to another row: a cell merged over several rows belongs to the first of them, and
    the others point there.
    """

    judul: str
    dari: list[str]
    cara: Cara = "isi"
    grup: str = ""
    alias: list[str] = []
    turun: Turun = ""
    gabung: bool = False
    ikut: str = ""
    eja: dict[str, str] = {}
    lebar: int = 14

    @property
    def headings(self) -> set[str]:
        """The letters of everything this column may be headed by, years left out."""
        own = {self.judul, *self.alias}
        group = self.grup.replace("{tahun}", "")
        return {letters(one) for one in (*own, *(f"{group} {name}" for name in own if group))}


class Cetak(Strict, frozen=True, kw_only=True):
    """A printed table, named `keluaran` among the outputs, with a sum for each `subtotal`.

    In `judul`, the lines above it, `{wilayah}` and `{tahun}` are replaced.
    """

    keluaran: str
    judul: list[str]
    kolom: list[KolomCetak]
    subtotal: str = ""
    lembar: str = ""


def without_years(text: str) -> str:
    """A heading as it is called in every year."""
    return _YEAR.sub("", text)


def years(text: str) -> list[int]:
    """The years a heading or a title names."""
    return [int(one) for one in _YEAR.findall(text)]


def letters(text: str) -> str:
    """A heading without case, spaces and signs, as different hands set them differently."""
    return _WORD.sub("", text.casefold())


class ImporWilayah(Strict, frozen=True, kw_only=True):
    """A cell that a column of a printed table of regions fills, from the row of one's own region.

    `kepala` are the words its heading and the titles above must have (`{tahun}` is the year of the
    sheet), `tanpa` words that make it another column.
    """

    sel: str
    kepala: list[str]
    tanpa: list[str] = []
