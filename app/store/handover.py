"""The mark of an office that was handed over: it can still be read here, and nothing more.

The mark is a file beside the database, not a row in it: a restored backup must not take it away.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import msgspec

from app.store import files
from app.store.faults import in_words

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "diserahkan.json"
_LONGEST = 10_000


class Penyerahan(msgspec.Struct, frozen=True):
    """To whom, by whom, when (ISO), in which file, and the six words of that file."""

    kepada: str
    oleh: str
    waktu: str
    berkas: str
    kata: str


def mark(folder: Path, penyerahan: Penyerahan) -> None:
    """Mark an office as handed over; it is on disk when this returns.

    Raises:
        LontarError: the disk refuses.

    """
    target = folder / FILE_NAME
    unfinished = folder / f".{FILE_NAME}.sebagian"
    with in_words(folder):
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(msgspec.structs.asdict(penyerahan), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        files.replace(unfinished, target)


def marked(folder: Path) -> Penyerahan | None:
    """The mark, None for an office that is in use here; one that cannot be read still counts."""
    file = folder / FILE_NAME
    if not file.exists():
        return None
    try:
        return msgspec.json.decode(file.read_bytes()[:_LONGEST], type=Penyerahan)
    except (OSError, ValueError, RecursionError):
        return Penyerahan("?", "?", "", "?", "")


def unmark(folder: Path) -> None:
    """Take the mark away: the office is used here again.

    Raises:
        LontarError: the disk refuses.

    """
    with in_words(folder):
        (folder / FILE_NAME).unlink(missing_ok=True)
