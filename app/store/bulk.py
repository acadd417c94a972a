"""Many rows into a table: a statement for a hundred of them takes two thirds of the time.

What is written for a window goes in piece by piece, so that keys and paint come between them.

Python's lock is let go of once a statement, so that a window beside the writer is heard in between.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterable, Sequence

T = TypeVar("T")
ROWS = 100
"""How many rows one statement puts in; more of them gain nothing."""
PIECE = 2_000
"""Rows that go in between two turns of a window: some 20 ms."""


def whole(steps: Generator[object, None, T]) -> T:
    """Do at once what could be done in pieces."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            found: T = done.value
            return found


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

    def putting(
        self, conn: sqlite3.Connection, rows: Iterable[Sequence[object]]
    ) -> Generator[int, None, None]:
        """The same in pieces; how many rows there are in each."""
        left = iter(rows)
        while piece := list(islice(left, PIECE)):
            self.put(conn, piece)
            yield len(piece)
