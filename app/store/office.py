"""One office: its folder, its database, and the promise that one program at a time writes to it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Self

import msgspec

from app.errors import LontarError
from app.store import files, handover, leftovers, migrations, sqlite_file
from app.store.faults import in_words
from app.store.lockfile import OfficeLock
from app.store.soundness import is_sound

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.soundness import Look

DATABASE_NAME = "lontar.db"
Clock = Callable[[], datetime]

_OUTER = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_INNER = ("SAVEPOINT dalam", "RELEASE dalam", ("ROLLBACK TO dalam", "RELEASE dalam"))
_ADD_IDENTITY = """
    INSERT INTO identitas (satu, office_id, jenis, wilayah, kantor, dibuat)
    VALUES (1, ?, ?, ?, ?, ?)
"""
_DAY_PARTS = ("year", "month", "day")
_LAST_TIME = "SELECT waktu FROM tindakan ORDER BY id DESC LIMIT 1"
# Typing through a whole day stays below this many pages (16 MB), so that a keystroke meets
# no checkpoint; closing the office empties the log.
_CHECKPOINT_PAGES = 4000


class Identitas(msgspec.Struct, frozen=True):
    """Whose data these are."""

    jenis: Literal["kabupaten", "provinsi", "latihan", "opd"]
    wilayah: str
    kantor: str
    office_id: str


class Office:
    """An open office. Use `create` or `open`, then `close` (or a `with` block)."""

    def __init__(
        self, folder: Path, conn: sqlite3.Connection, lock: OfficeLock, clock: Clock
    ) -> None:
        self.folder = folder
        self.conn = conn
        self.identitas = _read_identity(conn)
        self._lock = lock
        self._clock = clock
        self._depth = 0
        self._latest: datetime | None = None
        self.left_open_by = lock.before
        self.handed_over = handover.marked(folder)
        self.paused = False
        """Whether nothing may be written just now: a backup is being made of what is there."""
        self.busy = False
        """Whether a long gesture goes in piece by piece: nothing else may become a part of it."""

    @classmethod
    def create(cls, folder: Path, identitas: Identitas, clock: Clock) -> Self:
        """Set up an office in `folder` (made when missing) and open it.

        Raises:
            LontarError: there is one already, or the folder cannot be written to.

        """
        with in_words(folder):
            folder.mkdir(parents=True, exist_ok=True)
        lock = OfficeLock(folder, clock())
        try:
            if (folder / DATABASE_NAME).exists():
                raise LontarError("kantor_sudah_ada", folder=folder)
            with in_words(folder):
                _build(folder, identitas, clock())
        finally:
            lock.release()
        return cls.open(folder, clock)

    @classmethod
    def open(cls, folder: Path, clock: Clock, look: Look | None = None) -> Self:
        """Open an existing office, checked and brought up to date; `look` is one at its database.

        Raises:
            LontarError: not an office, in use, damaged, from a newer program, or not writable.

        """
        database = folder / DATABASE_NAME
        if not database.is_file():
            raise LontarError("bukan_kantor", folder=folder)
        lock = OfficeLock(folder, clock())
        conn: sqlite3.Connection | None = None
        try:
            leftovers.sweep(folder)
            with in_words(folder):
                conn = connect(database)
                _admit(conn, folder, clock(), look)
                return cls(folder, conn, lock, clock)
        except BaseException:
            if conn is not None:
                conn.close()
            lock.release()
            raise

    @property
    def database(self) -> Path:
        """The file that holds everything."""
        return self.folder / DATABASE_NAME

    def now(self) -> datetime:
        """The time by the office's clock."""
        return self._clock()

    def moment(self) -> datetime:
        """The time for the next gesture: never before the one of the last, whatever the clock says.

        A clock that was set back, or whose battery is empty, must not turn the history around.
        """
        if self._latest is None:
            self._latest = last_gesture(self.conn)
        now = self.now()
        self._latest = now if self._latest is None else max(now, self._latest)
        return self._latest

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; inside another transaction it is all or nothing of this part.

        Raises:
            LontarError: the office was handed over and can only be read here, a backup is being
                made or something long goes in before anything else is written, or the disk
                refuses.

        """
        if self.paused:
            raise LontarError("kantor_dicadangkan")
        if self.busy:
            raise LontarError("kantor_sedang_menulis")
        if self.handed_over is not None:
            raise LontarError(
                "kantor_diserahkan",
                kepada=self.handed_over.kepada,
                tanggal=local_day(self.handed_over.waktu),
            )
        if self._depth and not self.conn.in_transaction:
            raise RuntimeError("the surrounding transaction has already been rolled back")
        begin, end, undo = _INNER if self._depth else _OUTER
        # Files that the block may handle are not those of the office.
        with in_words(self.folder, (sqlite3.Error,)):
            self.conn.execute(begin)
            self._depth += 1
            try:
                yield self.conn
                self.conn.execute(end)
            except BaseException:
                # A full disk can make SQLite roll back by itself.
                for step in undo if self.conn.in_transaction else ():
                    self.conn.execute(step)
                raise
            finally:
                self._depth -= 1

    def close(self) -> None:
        """Fold the write-ahead log into the file and let others in."""
        try:
            self.conn.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def connect(database: Path) -> sqlite3.Connection:
    """Open an existing database file with the settings every connection of ours has."""
    conn = sqlite3.connect(
        sqlite_file.address(database.resolve(), sqlite_file.WRITE),
        uri=True,
        timeout=2,
        isolation_level=None,
        cached_statements=256,
    )
    try:
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA synchronous = FULL")
        # Else INSERT OR REPLACE would delete a row without waking the trigger that forbids it.
        conn.execute("PRAGMA recursive_triggers = ON")
        conn.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
    except BaseException:
        # No database at all. Held open, Windows would not let anybody put it aside.
        conn.close()
        raise
    return conn


def last_gesture(conn: sqlite3.Connection) -> datetime | None:
    """The time of the last gesture, None when there is none or it is unreadable."""
    row = conn.execute(_LAST_TIME).fetchone()
    try:
        moment = datetime.fromisoformat(row[0]) if row else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else moment.astimezone()


def local_day(waktu: str) -> str:
    """The day of an ISO time as Indonesians write it; a dash when it is unknown."""
    parts = waktu[:10].split("-")
    return "-".join(reversed(parts)) if len(parts) == len(_DAY_PARTS) else "–"


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system knows how."""
    if os.name == "posix":
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def _build(folder: Path, identitas: Identitas, now: datetime) -> None:
    # Under another name until it is whole: a crash here must not leave half an office.
    unfinished = folder / f"{DATABASE_NAME}.baru"
    for leftover in folder.glob(f"{unfinished.name}*"):
        leftover.unlink()
    unfinished.touch()
    conn = connect(unfinished)
    try:
        _use_log(conn, folder)
        migrations.upgrade(conn)
        conn.execute(
            _ADD_IDENTITY,
            (
                identitas.office_id,
                identitas.jenis,
                identitas.wilayah,
                identitas.kantor,
                now.isoformat(),
            ),
        )
    finally:
        conn.close()
    files.replace(unfinished, folder / DATABASE_NAME)
    sync_folder(folder)


def _admit(conn: sqlite3.Connection, folder: Path, now: datetime, look: Look | None) -> None:
    if conn.execute("PRAGMA application_id").fetchone()[0] != migrations.APPLICATION_ID:
        raise LontarError("bukan_kantor", folder=folder)
    version, known = migrations.file_version(conn), migrations.known_version()
    if version > known:
        raise LontarError("kantor_lebih_baru", folder=folder, versi=version, dikenal=known)
    sound = look.sound() if look is not None else None
    if not (is_sound(conn) if sound is None else sound):
        raise LontarError("kantor_rusak", folder=folder)
    _use_log(conn, folder)
    # A write that is taken back: a read-only file is found out here, not at the first keystroke.
    conn.execute("BEGIN IMMEDIATE")
    conn.execute(f"PRAGMA user_version = {version}")
    conn.execute("ROLLBACK")
    if version < known:
        from app.store import backup

        backup.keep(folder / DATABASE_NAME, now)
        migrations.upgrade(conn)


def _use_log(conn: sqlite3.Connection, folder: Path) -> None:
    if conn.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise LontarError("kantor_bukan_disk_lokal", folder=folder)


def _read_identity(conn: sqlite3.Connection) -> Identitas:
    row = conn.execute("SELECT jenis, wilayah, kantor, office_id FROM identitas").fetchone()
    return Identitas(*row)
