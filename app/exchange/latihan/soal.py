"""What was chosen at the questions beside the work, kept in the room of an exercise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.exchange import berkas

if TYPE_CHECKING:
    from pathlib import Path

_FILE = "soal.json"


def give(folder: Path, soal: str, isi: str) -> None:
    """Keep an answer; the one before is forgotten. `folder` is that of the files."""
    told = json.dumps({**given(folder), soal: isi}, ensure_ascii=False, indent=1)
    berkas.write_atomic(_place(folder), told.encode())


def given(folder: Path) -> dict[str, str]:
    """Every answer so far by its question; anything odd counts as not answered."""
    try:
        read = json.loads(_place(folder).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(key): str(one) for key, one in read.items()} if isinstance(read, dict) else {}


def _place(folder: Path) -> Path:
    # Beside the files, not among them: a participant hands in that folder as a whole.
    return folder.parent / _FILE
