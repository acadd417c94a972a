"""Words that mean the same to those who look for something, from `resources/cari.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.store import toml_files

if TYPE_CHECKING:
    from app.domain.cari import Padanan

FILE = Path("cari.toml")


class _Kelompok(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and phrases of one meaning."""

    kata: list[str]


class _Berkas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    padanan: list[_Kelompok]


def load(folder: Path) -> Padanan:
    """Read the groups from the folder of resources.

    Raises:
        LontarError: the file is missing or not as it should be.

    """
    file = folder / FILE
    found = toml_files.decode(toml_files.read(file, folder), _Berkas, file, folder)
    return tuple(tuple(one.kata) for one in found.padanan)
