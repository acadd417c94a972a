"""Copies of evidence that are opened for reading, under their own names, in the folder `dibuka`."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

from app.store import evidence
from app.store.evidence import write_file
from app.store.faults import in_words

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.evidence import Bukti
    from app.store.office import Office

OPENED = "dibuka"


def copy_to_read(office: Office, bukti: Bukti) -> Path:
    """A copy under its own name, for a program that shows it; what happens to it changes nothing.

    Raises:
        LontarError: the file is missing or damaged, or the disk refuses.

    """
    data = evidence.content(office, bukti)
    folder = office.folder / evidence.FOLDER / OPENED
    _sweep(folder)
    with in_words(office.folder):
        # Never over a copy that is still open: it may have been changed there.
        place = next(n for n in count(1) if not (folder / f"{bukti.sha256[:12]}-{n}").exists())
        target = folder / f"{bukti.sha256[:12]}-{place}" / bukti.nama
        target.parent.mkdir(parents=True)
        write_file(target, data)
    return target


def _sweep(folder: Path) -> None:
    """Take earlier copies away; one that is still open stays until the next time."""
    for path in sorted(folder.glob("*/*")):
        with suppress(OSError):
            path.unlink()
            path.parent.rmdir()
