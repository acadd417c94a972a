"""Which cells the reports read, from forms/laporan.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.store import toml_files

if TYPE_CHECKING:
    from pathlib import Path

BERKAS = "laporan.toml"


class _Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the file; an unknown field is an error with its path."""


class SelRencana(_Known, frozen=True, kw_only=True):
    """The register of plans: its columns, and `tabel.kolom` in the one that follows its rows."""

    tabel: str
    urutan: list[str]
    indikator: str
    satuan: str
    target: str
    pagu: str
    realisasi: str
    keluaran: str


class SelMasalah(_Known, frozen=True, kw_only=True):
    """The register of problems."""

    tabel: str
    uraian: str
    solusi: str


class SelLaporan(_Known, frozen=True, kw_only=True):
    """Every place a report looks at; `bagian` are the parts of the index in order of asking.

    `peraturan` is how the name of a regulation begins, `personil` are the groups of mutu rows that
    are staff; `nama_peraturan` are the full names of the kinds of regulations, by rank.
    """

    bagian: list[str]
    alokasi: list[str]
    realisasi: str
    permasalahan: str
    solusi: str
    peraturan: list[str]
    personil: list[str]
    rencana: SelRencana
    masalah: SelMasalah
    nama_peraturan: dict[str, str] = {}


def load(folder: Path) -> SelLaporan:
    """The places; `folder` holds the definitions.

    Raises:
        LontarError: the file is wrong.

    """
    file = folder / BERKAS
    return toml_files.decode(toml_files.read(file, folder), SelLaporan, file, folder)
