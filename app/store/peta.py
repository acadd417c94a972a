"""Where the tiles of the map stand: a file of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.store import toml_files

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.peta import Letak

_NAME = "peta.toml"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    petak: dict[str, tuple[int, int]]


def load(folder: Path) -> dict[str, Letak]:
    """The place of each region by code; `folder` is that of the resources.

    Raises:
        LontarError: the file is missing or wrong.

    """
    file = folder / _NAME
    return toml_files.decode(toml_files.read(file, folder), _File, file, folder).petak
