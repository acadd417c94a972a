"""Shows only some rows: those that still want something, and those with notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.catatan import JenisCatatan
from app.teks import t
from app.ui.colours import Tone
from app.ui.grid.leave_out import leave_out, show_all
from app.ui.pages.entry_sift import PHASE
from app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from app.ui.grid.sheet import OpenSheet
    from app.ui.grid.stack import SheetGrid

ALL = ""


def _empty(sheet: OpenSheet) -> frozenset[str]:
    return frozenset(sheet.hasil.kelengkapan.kosong)


def _wrong(sheet: OpenSheet) -> frozenset[str]:
    return frozenset(one.sel for one in sheet.temuan() if one.tingkat(PHASE) != "catatan")


def _asked(sheet: OpenSheet) -> frozenset[str]:
    noted = ((sel, sheet.notes(sel)) for sel in sheet.form.cells)
    return frozenset(
        sel
        for sel, notes in noted
        if JenisCatatan.PERTANYAAN in notes and JenisCatatan.JAWABAN not in notes
    )


def _noted(sheet: OpenSheet) -> frozenset[str]:
    return frozenset(sel for sel in sheet.form.cells if sheet.notes(sel))


WANTED: dict[str, Callable[[OpenSheet], frozenset[str]]] = {
    "kosong": _empty,
    "salah": _wrong,
    "ditanya": _asked,
    "bercatatan": _noted,
}
"""The cells each choice is about; its rows stay, the others go."""


class RowFilter(MessageBar):
    """Says above the grid that rows are left out, and shows them again.

    As in a spreadsheet the rows are chosen once: a row that has been answered stays until the
    choice is made anew or another service is opened.
    """

    def __init__(self, grid: SheetGrid) -> None:
        super().__init__(closable=False, radius=0)
        self._grid = grid
        self.mode = ALL
        grid.left_out_wanted.connect(self.forget)

    def follow(self) -> None:
        """Another sheet is shown: leave out its rows in the same way."""
        self.choose(self.mode)

    def forget(self) -> None:
        """Show all rows again."""
        self.choose(ALL)

    def step(self) -> None:
        """The next choice: rows empty, with findings, asked about, with notes, and all rows."""
        order = [*WANTED, ALL]
        self.choose(order[(order.index(self.mode) + 1) % len(order)])

    def choose(self, mode: str) -> None:
        """Show only the rows that one choice is about, or all of them."""
        sheet = self._grid.sheet
        if sheet is None or not self._grid.finish_editing():
            return
        self.mode = mode
        cells = WANTED[mode](sheet) if mode else None
        if not cells:
            show_all(self._grid)
            self.hide()
            if mode:
                self._grid.noticed.emit(Tone.INFO, t(f"temuan.tiada.{mode}"))
            return
        shown, every = leave_out(self._grid, cells)
        self.tell(
            Tone.INFO,
            t(f"temuan.hanya.{mode}", tampak=shown, semua=every),
            t("temuan.tampilkan_semua"),
            self.forget,
        )

    def offer(self, beside: QWidget) -> None:
        """Open the list of choices under a button."""
        menu = self.menu(beside)
        menu.popup(beside.mapToGlobal(QPoint(0, beside.height())))
        menu.aboutToHide.connect(menu.deleteLater)

    def menu(self, parent: QWidget) -> QMenu:
        """The choices, each with the number of cells it is about."""
        menu = QMenu(parent)
        group = QActionGroup(menu)
        for mode in (ALL, *WANTED):
            action = menu.addAction(self._name(mode))
            action.setCheckable(True)
            action.setChecked(mode == self.mode)
            action.setData(mode)
            group.addAction(action)
        group.triggered.connect(self._triggered)
        return menu

    def _triggered(self, action: QAction) -> None:
        self.choose(action.data())

    def _name(self, mode: str) -> str:
        sheet = self._grid.sheet
        if not mode or sheet is None:
            return t("temuan.baris.semua")
        return t(f"temuan.baris.{mode}", jumlah=len(WANTED[mode](sheet)))
