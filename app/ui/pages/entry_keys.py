"""Where the keys go when a window over the entry page has closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.pages.entry import EntryPage


def give_back(page: EntryPage) -> None:
    """To the sheet again; not every system hands them back by itself."""
    page.window().activateWindow()
    page.grid.take_focus()
