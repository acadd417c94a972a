"""Many rows into a table: a statement for a hundred of them takes two thirds of the time.

Python's lock is let go of once a statement, so that a window beside the writer is heard in between.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

ROWS = 100
"""How many rows one statement puts in; more of them gain nothing."""


class Insertion:
    """An insertion of rows; `into` is its beginning, `otherwise` what follows the values."""

    def __init__(self, into: str, width: int, otherwise: str = "") -> None:
        """Prepare for rows of so many columns."""
        row = f"({', '.join('?' * width)})"
        self._one = f"{into} VALUES {row} {otherwise}"
        self._many = f"{into} VALUES {', '.join([row] * ROWS)} {otherwise}"

    def put(self, conn: sqlite3.Connection, rows: Sequence[Sequence[object]]) -> None:
        """Put these rows in, in this order."""
        rest = len(rows) - len(rows) % ROWS
        for start in range(0, rest, ROWS):
            conn.execute(self._many, list(chain.from_iterable(rows[start : start + ROWS])))
        if rest < len(rows):
            conn.executemany(self._one, rows[rest:])
