"""Whether the file of an office is whole, looked at beside whatever else its opening needs.

SQLite reads the whole file for this, which on a slow disk takes longer than everything else.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from app.store import migrations, sqlite_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_CHECK = "PRAGMA quick_check(1)"
_WHOLE_CHECK = "PRAGMA integrity_check(5)"
_TABLES = "SELECT name FROM sqlite_master"
# Each page is looked at once: nothing is gained by keeping it.
_LITTLE_MEMORY = "PRAGMA cache_size = -256"


def is_sound(conn: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong."""
    return bool(conn.execute(_CHECK).fetchone()[0] == "ok")


class Health(NamedTuple):
    """What can be said of a database without saying what is in it."""

    rusak: str
    """SQLite's name for what keeps it from being read; empty when it can be."""

    utuh: tuple[str, ...] = ()
    """What the whole check says: "ok", or what is wrong."""

    versi: int = 0
    """The version of its layout."""

    banyak: tuple[tuple[str, int], ...] = ()
    """How many rows the tables that were asked for have."""


def health(database: Path, tables: Iterable[str]) -> Health:
    """Look at a database beside whoever has it open; damage is an answer, not an error."""
    try:
        with closing(sqlite_file.read_only(database)) as conn:
            utuh = tuple(line for (line,) in conn.execute(_WHOLE_CHECK))
            there = {name for (name,) in conn.execute(_TABLES)}
            counts = tuple(
                (name, conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0])  # noqa: S608 - our own names of tables
                for name in tables
                if name in there
            )
            return Health("", utuh, migrations.file_version(conn), counts)
    except sqlite3.Error as error:
        return Health(getattr(error, "sqlite_errorname", type(error).__name__))


class Look:
    """A look at a database by a thread of its own, which only reads; begun when this is made."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._sound: bool | None = None
        self._thread = threading.Thread(target=self._take, name="keutuhan")
        self._thread.start()

    def sound(self) -> bool | None:
        """Wait for the answer; None when there is none, and whoever asks has to look again."""
        self._thread.join()
        return self._sound

    def _take(self) -> None:
        try:
            with closing(sqlite_file.read_only(self._database)) as conn:
                conn.execute(_LITTLE_MEMORY)
                self._sound = is_sound(conn)
        except sqlite3.Error:
            # Held by another program, just being repaired after a power cut, no database at all:
            # the office finds that out itself, and says it in words.
            self._sound = None
