"""Where the cursor goes: pure steps over stacked tables, the way a spreadsheet moves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Go(Enum):
    """Where the cursor goes after something was finished."""

    STAY = auto()
    DOWN = auto()
    UP = auto()
    LEFT = auto()
    RIGHT = auto()
    NEXT = auto()
    PREVIOUS = auto()


class Ground(Enum):
    """What the cursor finds at a place."""

    NOTHING = auto()
    FIXED = auto()
    FREE = auto()


class Place(NamedTuple):
    """A cell by table, row and column of the model."""

    table: int
    row: int
    column: int


class Grid(Protocol):
    """One table as the cursor sees it; folded columns are left out of `columns`."""

    @property
    def rows(self) -> int:
        """How many rows there are."""

    @property
    def columns(self) -> list[int]:
        """The columns in view, left to right."""

    def centre(self, column: int) -> int:
        """Where the middle of a column is on the screen."""

    def ground(self, row: int, column: int) -> Ground:
        """What is at a place."""

    def filled(self, row: int, column: int) -> bool:
        """Whether the cell shows anything."""


@dataclass(frozen=True)
class Board:
    """All tables of a sheet, top to bottom."""

    grids: list[Grid]

    def ground(self, place: Place) -> Ground:
        return self.grids[place.table].ground(place.row, place.column)

    def down(self, place: Place, step: int, *, only_free: bool = False) -> Place | None:
        """One cell down (or up, with step -1), on into the next table."""
        grid = self.grids[place.table]
        wanted = {Ground.FREE} if only_free else {Ground.FREE, Ground.FIXED}
        row = place.row + step
        while 0 <= row < grid.rows:
            if grid.ground(row, place.column) in wanted:
                return place._replace(row=row)
            row += step
        return self._into_next(place, step, wanted)

    def across(self, place: Place, step: int) -> Place | None:
        """One cell to the right (or left) in the row."""
        columns = self.grids[place.table].columns
        at = columns.index(place.column) + step if place.column in columns else 0
        return place._replace(column=columns[at]) if 0 <= at < len(columns) else None

    def next_free(self, place: Place, step: int) -> Place | None:
        """The next cell to fill in reading order (or the one before)."""
        key = place if step > 0 else tuple(-part for part in place)
        for candidate in self.free() if step > 0 else reversed(list(self.free())):
            other = candidate if step > 0 else tuple(-part for part in candidate)
            if other > key:
                return candidate
        return None

    def free(self) -> Iterator[Place]:
        """Every cell to fill, in reading order."""
        for table, grid in enumerate(self.grids):
            columns = grid.columns
            for row in range(grid.rows):
                for column in columns:
                    if grid.ground(row, column) is Ground.FREE:
                        yield Place(table, row, column)

    def edge(self, place: Place, rows: int, columns: int) -> Place | None:
        """Where Ctrl and an arrow lead: the end of the filled run, else the next filled cell."""
        line = self._line(place, rows, columns)
        if not line:
            return self.down(place, rows) if rows else None
        filled = [self._filled(step) for step in line]
        if self._filled(place) and filled[0]:
            gap = filled.index(False) if False in filled else len(line)
            return line[gap - 1]
        return line[filled.index(True)] if True in filled else line[-1]

    def corner(self, *, last: bool) -> Place | None:
        """The first or the last cell of the sheet."""
        for table in range(len(self.grids))[:: -1 if last else 1]:
            grid = self.grids[table]
            for row in range(grid.rows)[:: -1 if last else 1]:
                for column in grid.columns[:: -1 if last else 1]:
                    if grid.ground(row, column) is not Ground.NOTHING:
                        return Place(table, row, column)
        return None

    def page(
        self, start: Place, step: int, reach: int, height: Callable[[Place], int], *, within: bool
    ) -> Place:
        """The row a screenful of `reach` pixels away, or the last; `within` stays in the table."""
        there = start
        while abs(height(there) - height(start)) < reach:
            following = self.down(there, step)
            if following is None or (within and following.table != start.table):
                break
            there = following
        return there

    def row_end(self, place: Place, *, last: bool) -> Place:
        """The first or last cell of the row."""
        return place._replace(column=self.grids[place.table].columns[-1 if last else 0])

    def _filled(self, place: Place) -> bool:
        return self.grids[place.table].filled(place.row, place.column)

    def _line(self, place: Place, rows: int, columns: int) -> list[Place]:
        """The cells of this table from here in one direction."""
        grid = self.grids[place.table]
        if rows:
            stops = range(place.row + rows, grid.rows if rows > 0 else -1, rows)
            line = [place._replace(row=row) for row in stops]
            return [step for step in line if self.ground(step) is not Ground.NOTHING]
        order = grid.columns[::columns]
        return [place._replace(column=column) for column in order[order.index(place.column) + 1 :]]

    def _into_next(self, place: Place, step: int, wanted: set[Ground]) -> Place | None:
        middle = self.grids[place.table].centre(place.column)
        table = place.table + step
        while 0 <= table < len(self.grids):
            grid = self.grids[table]
            for row in range(grid.rows)[::step]:
                usable = [c for c in grid.columns if grid.ground(row, c) in wanted]
                if usable:
                    nearest = min(usable, key=lambda c: abs(grid.centre(c) - middle))
                    return Place(table, row, nearest)
            table += step
        return None
