"""Where the keys of the entry screen lead: the next finding, the next empty cell, the next pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.teks import t
from app.ui.colours import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.pages.entry import EntryPage


class Walk:
    """Steps through the parts of a page."""

    def __init__(self, page: EntryPage) -> None:
        self._page = page

    def finding(self, step: int) -> None:
        """Go to the next finding, or the one before."""
        page = self._page
        here = page.grid.current
        sel = page.findings.next(here.kode if here else "", step)
        if not sel:
            page.tell(Tone.INFO, t("isian.tanpa_temuan"))
            return
        page.findings.reveal(sel)
        if centre := page.panes.centre.layout():
            # The list takes its height before the cell is brought into what is left of the grid.
            centre.activate()
        page.go_to(sel)

    def empty(self) -> None:
        """Go to the next required cell that waits for a value."""
        page = self._page
        if page.sheet is None or not page.grid.finish_editing():
            return
        empty = page.sheet.hasil.kelengkapan.kosong
        if not empty:
            page.tell(Tone.INFO, t("isian.tanpa_kosong"))
            return
        order = list(page.sheet.form.cells)
        here = order.index(page.grid.current.kode) if page.grid.current else -1
        page.go_to(next((sel for sel in empty if order.index(sel) > here), empty[0]))

    def pane(self, step: int) -> None:
        """Give the focus to the next part of the page, or the one before."""
        page = self._page
        if page.sheet is None:
            return
        listed = page.findings.list
        centre: list[QWidget] = [page.grid.view, *([listed] if listed.isVisible() else [])]
        stops: list[QWidget] = []
        for pane in page.panes.in_view():
            stops += centre if pane is page.panes.centre else [self._heart(pane)]
        here = next((n for n, stop in enumerate(stops) if has_focus(stop)), 0)
        stops[(here + step) % len(stops)].setFocus()

    def _heart(self, pane: QWidget) -> QWidget:
        page = self._page
        return page.services.list if pane is page.services else page.inspector.tabs


def has_focus(part: QWidget) -> bool:
    """Whether a part, or something inside it, has the focus."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is part or part.isAncestorOf(focused))
