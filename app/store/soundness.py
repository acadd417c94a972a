"""Whether the file of an office is whole, looked at beside whatever else its opening needs.

SQLite reads the whole file for this, which on a slow disk takes longer than everything else.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

from app.store import sqlite_file

if TYPE_CHECKING:
    from pathlib import Path

_CHECK = "PRAGMA quick_check(1)"
# Each page is looked at once: nothing is gained by keeping it.
_LITTLE_MEMORY = "PRAGMA cache_size = -256"


def is_sound(conn: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong."""
    return bool(conn.execute(_CHECK).fetchone()[0] == "ok")


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
