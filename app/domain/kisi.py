"""A sheet of somebody's own table as printed: texts where they stand, cells that are merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.tempel_blok import Blok

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Letak = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True, slots=True)
class Kisi:
    """Rows of texts, all of the same width; `induk` is the first cell of what covers a place."""

    baris: tuple[tuple[str, ...], ...]
    induk: Mapping[Letak, Letak] = field(default_factory=dict)

    @property
    def lebar(self) -> int:
        """How many columns there are."""
        return len(self.baris[0]) if self.baris else 0

    def own(self, row: int, column: int) -> str:
        """The text that stands in a place itself, on one line."""
        return one_line(self.baris[row][column])

    def meant(self, row: int, column: int) -> str:
        """The text of a place, or of the merged cell that covers it."""
        return self.own(*self.induk.get((row, column), (row, column)))

    def covered(self, row: int, column: int) -> Letak | None:
        """The first cell of the merged cell that covers a place from above; None if none does."""
        first = self.induk.get((row, column))
        return first if first is not None and first[0] < row else None

    def filled(self, row: int) -> Iterator[int]:
        """The columns of a row in which something stands."""
        return (place for place, text in enumerate(self.baris[row]) if text.strip())

    @property
    def blok(self) -> Blok:
        """The same as a block that is pasted."""
        return Blok(self.baris, frozenset(self.induk))


def kisi_of(
    rows: Iterable[Sequence[str]], merged: Iterable[tuple[int, int, int, int]] = ()
) -> Kisi:
    """A sheet from its rows and its merged cells: first row and column, last row and column."""
    listed = list(rows)
    wide = max(map(len, listed), default=0)
    induk = {
        (row, column): (top, left)
        for top, left, bottom, right in merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    return Kisi(tuple((*row, *[""] * (wide - len(row))) for row in listed), induk)


def one_line(text: str) -> str:
    """A text without line ends and doubled spaces, as its meaning does not depend on them."""
    return " ".join(text.split())


def address(letak: Letak) -> str:
    """A place as spreadsheets call it, `B7`."""
    row, column = letak
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
