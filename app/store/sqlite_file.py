"""Opening a database file that is there already; none is ever made by looking for it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from pathlib import Path, PurePath

Way = Literal["mode=ro", "mode=rw", "mode=ro&immutable=1"]
VERSION: Final = sqlite3.sqlite_version
WRITE: Final = "mode=rw"
UNTOUCHED: Final = "mode=ro&immutable=1"
"""To read what nobody writes to, even on a disk that cannot hold the files of a log."""


def read_only(database: Path, way: Way = "mode=ro") -> sqlite3.Connection:
    """A connection that writes nothing, to a file that may be in use; the caller closes it.

    Raises:
        sqlite3.Error: there is no such file, or it cannot be read.

    """
    return sqlite3.connect(address(database.absolute(), way), uri=True)


def address(database: PurePath, way: Way) -> str:
    r"""The address of an absolute path as SQLite reads it.

    On Windows a drive that is a folder of another computer resolves to `\\server\folder`, whose
    server SQLite would refuse as a host: it has to stand in the path.
    """
    plain = database.as_uri()
    if not plain.startswith("file:///"):
        plain = plain.replace("file://", "file:////", 1)
    return f"{plain}?{way}"
