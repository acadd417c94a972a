"""Where the keys and the cursor go when something over the entry page is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.ui.pages.entry import EntryPage


def give_back(page: EntryPage) -> None:
    """To the sheet again; not every system hands the keys back by itself."""
    page.window().activateWindow()
    page.grid.take_focus()


def to_first(page: EntryPage, cells: Iterable[str]) -> None:
    """To the first of some cells, as they read, with the table scrolled to its left.

    What is folded away stays folded, unless there is nothing else.
    """
    sheet = page.sheet
    if sheet is None:
        return
    places = {
        sel: (table, *found)
        for sel in cells
        for table, section in enumerate(page.grid.sections())
        for found in (section.view.table.place(sel),)
        if found is not None
    }
    shown = [sel for sel in places if not sheet.form.cell(sel).kolom.lipat]
    first = min(shown or places, key=places.__getitem__, default=None)
    if first is not None:
        page.go_to(first)
        view = page.grid.view
        view.horizontalScrollBar().setValue(0)
        view.scrollTo(view.currentIndex())
