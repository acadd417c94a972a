"""Where the keys lead from the cursor: cell by cell, in jumps, a screenful, to the ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.grid.moves import Go

if TYPE_CHECKING:
    from app.ui.grid.moves import Place
    from app.ui.grid.stack import SheetGrid


class Cursor:
    """The cursor of one sheet, and the column it comes back to after Tab."""

    def __init__(self, grid: SheetGrid) -> None:
        self._grid = grid
        self._column_before_tab: int | None = None

    def walk(self, rows: int, columns: int, *, jump: bool, extend: bool) -> None:
        """An arrow key."""
        board, here = self._grid.board(), self._grid.place
        if jump:
            there = board.edge(here, rows, columns)
        else:
            there = board.down(here, rows) if rows else board.across(here, columns)
        self._arrive(there, extend=extend)

    def finish(self, go: Go) -> None:
        """Where Enter, Tab and the arrows that end editing lead."""
        board, here = self._grid.board(), self._grid.place
        before = self._column_before_tab
        there: Place | None = None
        if go in {Go.NEXT, Go.PREVIOUS}:
            there = board.next_free(here, 1 if go is Go.NEXT else -1)
            kept = here.column if before is None else before
            self._arrive(there)
            self._column_before_tab = kept if there and there.table == here.table else None
            return
        if go in {Go.DOWN, Go.UP}:
            # As in a spreadsheet, Enter after Tab returns to the column where the row was begun.
            start = here if before is None else here._replace(column=before)
            there = board.down(start, 1 if go is Go.DOWN else -1, only_free=True)
        elif go in {Go.LEFT, Go.RIGHT}:
            there = board.across(here, 1 if go is Go.RIGHT else -1)
        self._arrive(there)

    def page(self, step: int, *, extend: bool) -> None:
        """A screenful up or down."""
        grid = self._grid
        reach = grid.viewport().height() - grid.view.horizontalHeader().height()
        there = grid.board().page(grid.place, step, reach, grid.height_of, within=extend)
        self._arrive(there, extend=extend)

    def end(self, *, last: bool, sheet: bool, extend: bool) -> None:
        """The first or last cell of the row, or of the whole sheet."""
        board, here = self._grid.board(), self._grid.place
        there = board.corner(last=last) if sheet else board.row_end(here, last=last)
        self._arrive(there, extend=extend)

    def _arrive(self, there: Place | None, *, extend: bool = False) -> None:
        self._column_before_tab = None
        if there is not None and (not extend or there.table == self._grid.place.table):
            self._grid.put_cursor(there, extend=extend)
            self._grid.take_focus()
