"""What an open-data set consists of, from forms/satu_data.toml: tables, columns, licence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from app.store import toml_files

if TYPE_CHECKING:
    from pathlib import Path

BERKAS = "satu_data.toml"


class _Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the file; an unknown field is an error with its path."""


class KolomData(_Known, frozen=True, kw_only=True):
    """A column: its name in the file, its kind, and what a reader must know about it."""

    nama: str
    jenis: Literal["string", "integer", "number"]
    judul: str
    uraian: str
    pilihan: list[str] = []
    boleh_kosong: bool = False


class RujukanData(_Known, frozen=True, kw_only=True):
    """Columns whose values are found in another table of the set."""

    kolom: list[str]
    tabel: str
    ke: list[str]


class TabelData(_Known, frozen=True, kw_only=True):
    """One CSV file; `kunci` are the columns no two rows have in common."""

    nama: str
    judul: str
    kunci: list[str]
    kolom: list[KolomData]
    rujukan: list[RujukanData] = []


class Himpunan(_Known, frozen=True, kw_only=True):
    """The whole set."""

    nama: str
    judul: str
    uraian: str
    kata_kunci: list[str]
    walidata: str
    lisensi: dict[str, str]
    tabel: list[TabelData]


def load(folder: Path) -> Himpunan:
    """The description of the set; `folder` holds the definitions.

    Raises:
        LontarError: the file is wrong.

    """
    file = folder / BERKAS
    return toml_files.decode(toml_files.read(file, folder), Himpunan, file, folder)
