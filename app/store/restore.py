"""Putting a backup in the place of an office's database; what it replaces is kept aside.

The office must be closed. A power cut at any moment leaves either the old database or the new one.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.store import backup, files, leftovers, send_log, vault
from app.store.faults import in_words
from app.store.lockfile import OfficeLock
from app.store.office import DATABASE_NAME, connect, sync_folder
from app.store.vault import Simpanan

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.vault import Isi

ASIDE = "disisihkan"
_LOGS = ("-wal", "-shm")
_STAMP, _STAMP_LETTERS = "%Y%m%d-%H%M%S", 15


def restore(folder: Path, file: Path, now: datetime) -> Path | None:
    """Bring an office back to a backup; return where what was replaced lies, None for nothing.

    The send log stays as it is, so that no revision number is used again. Evidence, keys and
    sendings that lie beside the backup come back where they are missing. In an empty folder the
    whole office comes back.

    Raises:
        LontarError: the backup is damaged or of another office, the office is open, or the disk
            refuses; then the database is as it was.

    """
    isi = vault.look(file)
    with in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
    lock = OfficeLock(folder, now)
    try:
        _refuse_other(folder, isi, file)
        with in_words(folder):
            fresh = _fresh(folder, file)
            aside = _set_aside(folder, now)
        vault.bring_back(file.parent, folder)
        with in_words(folder):
            # A log of the old file would be played into the new one.
            for log in _LOGS:
                (folder / f"{DATABASE_NAME}{log}").unlink(missing_ok=True)
            files.replace(fresh, folder / DATABASE_NAME)
            sync_folder(folder)
    finally:
        (folder / f"{DATABASE_NAME}{leftovers.RESTORING}").unlink(missing_ok=True)
        lock.release()
    return aside


def set_aside(folder: Path) -> list[Simpanan]:
    """What going back has replaced here, newest first, by the time it was replaced."""
    found = []
    for place in (folder / ASIDE).glob("*/") if (folder / ASIDE).is_dir() else ():
        try:
            # A second one of the same moment has a number behind its name.
            when = datetime.strptime(place.name[:_STAMP_LETTERS], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        if (place / DATABASE_NAME).is_file():
            found.append(Simpanan(place / DATABASE_NAME, when))
    return sorted(found, key=lambda one: (one.waktu, one.berkas), reverse=True)


def _refuse_other(folder: Path, isi: Isi, file: Path) -> None:
    """A backup of another office must not take the place of this one."""
    own = vault.owner(folder / DATABASE_NAME)
    if own not in ("", isi.office_id):
        raise LontarError("cadangan_kantor_lain", berkas=file.name, milik=isi.kantor, folder=folder)


def _fresh(folder: Path, file: Path) -> Path:
    """The backup, copied beside the database and checked again."""
    fresh = folder / f"{DATABASE_NAME}{leftovers.RESTORING}"
    if files.copy(file, fresh) != files.sha256_of(file):
        raise LontarError("cadangan_tidak_utuh", folder=folder)
    vault.check(fresh)
    return fresh


def _set_aside(folder: Path, now: datetime) -> Path | None:
    """Copy the database as it is, with its log, into a folder of its own."""
    database = folder / DATABASE_NAME
    if not database.is_file():
        return None
    with suppress(sqlite3.Error), closing(connect(database)) as conn:
        send_log.note_all(folder, conn)
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    name = f"{backup.wall_clock(now):{_STAMP}}"
    places = (folder / ASIDE / f"{name}{f'-{n}' if n else ''}" for n in count())
    place = next(one for one in places if not one.exists())
    place.mkdir(parents=True)
    for part in (DATABASE_NAME, *(f"{DATABASE_NAME}{log}" for log in _LOGS[:1])):
        if (folder / part).is_file():
            files.copy(folder / part, place / part)
    sync_folder(place)
    if os.name == "posix":
        sync_folder(place.parent)
    return place
