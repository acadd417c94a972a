"""What a database file is made of: the tables of its version, and nothing that acts by itself.

A file from a flash disk may hold anything SQLite can keep. A trigger of its own would change
figures while people type, a view in the place of a table would never end; so a file that has
anything Lontar did not make is not read at all.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from app.store import migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

_PARTS = "SELECT type, name, tbl_name, sql FROM sqlite_master"
# The library that counts the steps keeps a table of its own, and each of its releases may spell it
# in another way: it must be a table of plain columns.
_COUNTED = "_sqlite_migrations"
_PLAIN = re.compile(r'CREATE (?:TABLE|UNIQUE INDEX) [\w\s"\[\](),]*', re.ASCII)
_NOT_PLAIN = re.compile(r"\b(?:AS|CHECK|DEFAULT|GENERATED|WHERE)\b", re.IGNORECASE)
# What SQLite keeps for itself about its indexes.
_OWN = re.compile(r"CREATE TABLE sqlite_\w+\([\w,]*\)", re.ASCII)

Part = tuple[str, str, str, str | None]


def stranger(conn: sqlite3.Connection) -> str:
    """What a file has that Lontar did not make, or lacks that it makes; empty for nothing.

    Raises:
        sqlite3.DatabaseError: the file cannot be read.

    """
    expected = _parts_of(migrations.file_version(conn))
    found = frozenset(conn.execute(_PARTS))
    odd = {str(one[1]) for one in found ^ expected if not _beside(one)}
    return min(odd, default="")


@lru_cache(maxsize=4)
def _parts_of(version: int) -> frozenset[Part]:
    """What a file of a version consists of, made once in memory."""
    with closing(sqlite3.connect(":memory:")) as conn:
        for step in migrations.STEPS[: max(version, 0)]:
            # The steps only execute statements, which needs nothing of the library.
            step(cast("Database", conn))
        return frozenset(conn.execute(_PARTS))


def _beside(part: Part) -> bool:
    kind, name, table, sql = part
    if kind == "index" and name.startswith("sqlite_autoindex_"):
        return sql is None
    text = sql or ""
    if kind == "table" and name.startswith("sqlite_"):
        return _OWN.fullmatch(text) is not None
    counted = kind in {"table", "index"} and table == _COUNTED
    return counted and bool(_PLAIN.fullmatch(text)) and not _NOT_PLAIN.search(text)
