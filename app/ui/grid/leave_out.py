"""Leaves rows out of the tables of a sheet, and shows them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.grid.stack import SheetGrid
    from app.ui.grid.table import TableView


def show_all(grid: SheetGrid) -> None:
    """Show every row; where thousands were never hidden, none of their cells is looked at."""
    for section in grid.sections():
        view = section.view
        for row in range(view.rows):
            view.setRowHidden(row, False)
        lines = any(not isinstance(row, str) for row in view.table.rows)
        section.setVisible(_bare(grid) or lines)
    grid.fit()


def leave_out(grid: SheetGrid, cells: frozenset[str]) -> tuple[int, int]:
    """Leave out the rows without any of these cells; tell rows in view and all.

    The cursor goes to the first of the cells when its own row is left out.
    """
    shown = every = 0
    for section in grid.sections():
        seen, there = _leave_out_rows(section.view, cells)
        section.setVisible(_bare(grid) or seen > 0)
        shown, every = shown + seen, every + there
    if grid.sheet is not None and grid.view.isRowHidden(grid.place.row):
        grid.go_to(next(kode for kode in grid.sheet.form.cells if kode in cells))
    grid.fit()
    return shown, every


def _bare(grid: SheetGrid) -> bool:
    """The title of a sheet without any row still says what is not there."""
    return grid.sheet is not None and not grid.sheet.form.cells


def _leave_out_rows(view: TableView, cells: frozenset[str]) -> tuple[int, int]:
    """The same for one table; a caption goes with the rows below it."""
    shown = every = 0
    caption: int | None = None
    for row in range(view.rows):
        found = [view.table.sel(row, column) for column in range(len(view.table.tabel.kolom))]
        if not any(found):
            caption = row
            view.setRowHidden(row, True)
            continue
        keep = any(sel is not None and sel.kode in cells for sel in found)
        view.setRowHidden(row, not keep)
        if keep and caption is not None:
            view.setRowHidden(caption, False)
        shown, every = shown + keep, every + 1
    return shown, every
