"""Which files somebody means who drops files and folders, within limits that keep it usable."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import berkas

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MOST_FILES = 300
"""Looked at together; every package of a quarter, its revisions and its letters are fewer."""
MOST_ENTRIES = 20_000
"""Looked through in a folder; a folder of downloads of many years has some thousands."""
# What spreadsheet programs leave beside an open file.
_LOCKS = ("~$", ".~lock")


def in_folder(folder: Path, endings: Sequence[str]) -> list[Path]:
    """What lies in a folder itself and ends in one of these, sorted by name.

    Args:
        folder: it is not entered further, so links to itself do no harm.
        endings: with their dot, in small letters.

    Raises:
        LontarError: the folder cannot be read, or is fuller than anyone would look through.

    """
    found = []
    try:
        with os.scandir(folder) as entries:
            for number, entry in enumerate(entries):
                if number == MOST_ENTRIES:
                    raise LontarError("folder_terlalu_penuh", folder=folder, batas=MOST_ENTRIES)
                if _is_meant(entry.name, endings) and not _is_folder(entry):
                    found.append(folder / entry.name)
    except OSError as error:
        data = {"berkas": folder.name, "folder": str(folder.parent), "nomor": error.errno or 0}
        raise LontarError(berkas.situation(error, berkas.READING), **data) from error
    return sorted(found)


def few(found: Sequence[Path]) -> None:
    """Refuse more files than are looked at together; none of them has been opened.

    Raises:
        LontarError: they are too many.

    """
    if len(found) > MOST_FILES:
        raise LontarError("berkas_terlalu_banyak", batas=MOST_FILES)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # A link that leads to itself is told as a file that is not there.
        return False


def _is_meant(name: str, endings: Sequence[str]) -> bool:
    return name.lower().endswith(tuple(endings)) and not name.startswith(_LOCKS)
