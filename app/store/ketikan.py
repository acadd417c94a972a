"""What was being typed and is in no cell yet: one small file beside the database.

It is written while somebody types and taken away when the editor closes. A file that is found when
the office opens means that the program ended in between; it is offered, never applied.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from app.store import files

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.office import Office

FILE = "ketikan.json"
_LONGEST = 100_000


class Ketikan(NamedTuple):
    """A text in an editor: where it was meant for, when, by whom.

    `lama` is what the cell held when typing began, as the editor spelt it. `catatan` names the
    kind of note that was being typed beside the cell; empty for the cell itself.
    """

    formulir: str
    wilayah: str
    periode: str
    sel: str
    lama: str
    teks: str
    waktu: str
    pelaku: str
    catatan: str = ""

    @property
    def place(self) -> tuple[str, ...]:
        """The cell it was meant for, or the note beside it."""
        return self.formulir, self.wilayah, self.periode, self.sel, self.catatan


def keep(office: Office, ketikan: Ketikan) -> None:
    """Keep what is being typed in the place of what was kept before.

    A disk that refuses is no reason to stop anyone from typing: the commit will tell.
    """
    target = _path(office)
    unfinished = target.with_name(f".{FILE}.sebagian")
    with suppress(OSError):
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(ketikan._asdict(), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        files.replace(unfinished, target)


def found(office: Office) -> Ketikan | None:
    """What was left behind; anything odd in the file counts as nothing."""
    try:
        read = json.loads(_path(office).read_bytes()[:_LONGEST])
        ketikan = Ketikan(**read)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return ketikan if all(isinstance(part, str) for part in ketikan) else None


def drop(office: Office) -> None:
    """Forget it: it was stored, given up, or decided upon."""
    with suppress(OSError):
        _path(office).unlink(missing_ok=True)


def _path(office: Office) -> Path:
    return office.folder / FILE
