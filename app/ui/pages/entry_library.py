"""What the entry screen tells beside the forms: sources by their codes, ways of counting."""

from __future__ import annotations

from functools import cache

import msgspec

from app import paths
from app.store import toml_files

_FILES = "*/sumber.toml"
"""Each part of the work explains its own sources."""


class _Sumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A source that forms name by its code."""

    kode: str
    apa: str
    jenis: str = ""
    di_mana: str = ""
    terbaca: str = ""


class _Cara(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way of counting a row."""

    kode: str
    nama: str
    teks: str


class _Keyakinan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a degree of confidence means."""

    kode: str
    teks: str


class _Berkas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of sources."""

    sumber: list[_Sumber]
    cara: list[_Cara] = []
    keyakinan: list[_Keyakinan] = []


@cache
def _read() -> _Berkas:
    folder = paths.forms()
    files = [
        toml_files.decode(toml_files.read(file, folder), _Berkas, file, folder)
        for file in sorted(folder.glob(_FILES))
    ]
    return _Berkas(
        [one for file in files for one in file.sumber],
        [one for file in files for one in file.cara],
        [one for file in files for one in file.keyakinan],
    )


def source(kode: str) -> str:
    """What a source is, in words."""
    return next((satu.apa for satu in _read().sumber if satu.kode == kode), kode)


def way_of_counting(kode: str) -> str:
    """How a row is to be counted."""
    return next((f"{satu.nama}. {satu.teks}" for satu in _read().cara if satu.kode == kode), kode)


def confidence(kode: str) -> str:
    """What a degree of confidence means."""
    return next((satu.teks for satu in _read().keyakinan if satu.kode == kode), kode)
