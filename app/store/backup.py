"""Copies of an office's file that are known to open: daily, before risky work, thinned with age."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.store import files, migrations, sqlite_file
from app.store.faults import copying_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from app.store.office import Office

    Progress = Callable[[int, int], None]

FOLDER_NAME = "cadangan"
_NAME = "lontar-%Y%m%d-%H%M%S.db"
_KEEP_LAST = 10
_KEEP_DAYS, _KEEP_WEEKS, _KEEP_MONTHS = 7, 4, 12
_PAGES = 256
"""Copied between two reports of progress: 1 MB, some milliseconds."""

_one_at_a_time = threading.Lock()
"""What is half copied looks like what a power cut left: the next backup would sweep it away."""

_LAST_ROW = "SELECT id, sha256 FROM riwayat ORDER BY id DESC LIMIT 1"


def backup(office: Office, target: Path) -> None:
    """Copy the open office's file to `target`; nothing appears there unless it is whole.

    Raises:
        LontarError: the place cannot be written to, is full, or returns something else than
            what was written.

    """
    copy_database(office.database, target)


def made_today(vault: Path, now: datetime) -> bool:
    """Whether a folder of backups has one of today already."""
    return any(when.date() == now.date() for when in dated(vault))


def keep(
    database: Path, now: datetime, vault: Path | None = None, progress: Progress | None = None
) -> Path:
    """Make a backup named by the time, by default beside the office, and thin out the old ones.

    `progress` is told how many pages of how many are copied; what it raises gives the backup up.
    Backups dated later than now, made while the clock was wrong, neither count nor go: they would
    push out those of today.
    """
    folder = vault or database.parent / FOLDER_NAME
    target = folder / f"{now:{_NAME}}"
    with _one_at_a_time:
        _sweep(folder)
        copy_database(database, target, progress)
    existing = dated(folder)
    for when in too_many(one for one in existing if one <= wall_clock(now)):
        with copying_in_words(folder):
            existing[when].unlink(missing_ok=True)
    return target


def too_many(existing: Iterable[datetime]) -> set[datetime]:
    """Which can go: all but the last ten and the newest of recent days, weeks and months."""
    newest_first = sorted(existing, reverse=True)
    kept = set(newest_first[:_KEEP_LAST])
    if newest_first:
        now = newest_first[0]
        kept |= _newest_of_each(newest_first, "%Y-%m-%d", now - timedelta(days=_KEEP_DAYS))
        kept |= _newest_of_each(newest_first, "%G-%V", now - timedelta(weeks=_KEEP_WEEKS))
        kept |= _newest_of_each(newest_first, "%Y-%m", now - timedelta(days=31 * _KEEP_MONTHS))
    return set(newest_first) - kept


def copy_database(source: Path, target: Path, progress: Progress | None = None) -> None:
    """Copy a database file that may be in use, check the copy, and only then give it its name."""
    unfinished = target.with_name(f"{target.name}.sebagian")
    with copying_in_words(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        try:
            head = _copy(source, unfinished, progress)
            _check(unfinished, head)
            _sync(unfinished)
            files.replace(unfinished, target)
        finally:
            unfinished.unlink(missing_ok=True)


def _copy(source: Path, target: Path, progress: Progress | None) -> object:
    with (
        closing(sqlite_file.read_only(source)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        # One view of the source for the copy and for what it is checked against.
        old.execute("BEGIN")
        head: object = old.execute(_LAST_ROW).fetchone()
        if progress is None:
            old.backup(new)
        else:
            told = progress
            old.backup(new, pages=_PAGES, progress=lambda _, left, all_: told(all_ - left, all_))
        # A copy is one file: it must not need a log beside it.
        new.execute("PRAGMA journal_mode = DELETE")
        return head


def _check(copy: Path, head: object) -> None:
    with closing(sqlite_file.read_only(copy)) as conn:
        sound = conn.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        same = conn.execute(_LAST_ROW).fetchone() == head
        ours = conn.execute("PRAGMA application_id").fetchone()[0] == migrations.APPLICATION_ID
    if not (sound and same and ours):
        raise LontarError("cadangan_tidak_utuh", folder=copy.parent)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def dated(folder: Path) -> dict[datetime, Path]:
    """The backups in a folder by the time in their name, as the clock on the wall showed it."""
    found: dict[datetime, Path] = {}
    for path in folder.glob("lontar-*.db") if folder.is_dir() else ():
        try:
            # The zone only has to be the same for all.
            found[datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)] = path
        except ValueError:
            continue
    return found


def _sweep(folder: Path) -> None:
    """Take away what a power cut left half-copied; it never had a name that counts."""
    for leftover in folder.glob("lontar-*.db.sebagian*"):
        with suppress(OSError):
            leftover.unlink()


def wall_clock(now: datetime) -> datetime:
    """The time as names of backups tell it: what the clock on the wall shows, to the second."""
    return now.replace(microsecond=0, tzinfo=UTC)


def _newest_of_each(newest_first: list[datetime], unit: str, since: datetime) -> set[datetime]:
    newest: dict[str, datetime] = {}
    for when in newest_first:
        if when > since:
            newest.setdefault(when.strftime(unit), when)
    return set(newest.values())
