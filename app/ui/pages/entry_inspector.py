"""The panel on the right: the cell, its evidence, the formula, the history; one at a time."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.grid import writing
from app.ui.pages import entry_guard
from app.ui.pages.entry_cell import CellPanel
from app.ui.pages.entry_evidence import EvidencePanel
from app.ui.pages.entry_explain import explain
from app.ui.pages.entry_lines import Line, LineList
from app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from app.domain.formulir import Sel
    from app.store.questions import Peristiwa, Riwayat
    from app.ui.grid.sheet import OpenSheet
    from app.ui.session import Session

# The panel follows the cursor when it rests; a fast typist never waits for it.
_FOLLOWS_AFTER_MS = 40


class Tab(IntEnum):
    """The parts of the panel."""

    CELL = 0
    EVIDENCE = 1
    FORMULA = 2
    HISTORY = 3


class Inspector(QWidget):
    """Follows the cursor and the values.

    Signals:
        opened: the id of a cell to go to.
        declared: a `Keadaan` chosen for the selection, None to take it back.
        not_names: what looks like names of people at the cell is none.

    """

    opened = Signal(str)
    declared = Signal(object)
    not_names = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.sheet: OpenSheet | None = None
        self.sel: Sel | None = None
        self.tabs = QTabBar()
        self.tabs.setExpanding(True)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(t("isian.keterangan"))
        for tab in Tab:
            self.tabs.addTab(t(f"isian.tab.{tab.name.lower()}"))
        self.messages = MessageBar()
        self.cell = CellPanel()
        self.evidence = EvidencePanel()
        self.formula = LineList(t("isian.tab.formula"))
        self.history = LineList(t("isian.tab.history"))
        self._stack = QStackedWidget()
        self._parts = (self.cell, self.evidence, self.formula, self.history)
        for part in self._parts:
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.S, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.messages)
        column.addWidget(self._stack, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FOLLOWS_AFTER_MS)
        self._timer.timeout.connect(self.refresh)
        self.tabs.currentChanged.connect(self._show_tab)
        self.cell.declared.connect(self.declared)
        self.cell.not_names.connect(self.not_names)
        self.formula.opened.connect(self.opened)

    def follow(self, sheet: OpenSheet, sel: Sel | None) -> None:
        """Tell about this cell when the cursor rests."""
        if sel is not self.sel:
            self.messages.hide()
        self.sheet, self.sel = sheet, sel
        self._timer.start()

    def show_tab(self, tab: Tab) -> None:
        """Bring a part to the front and go there."""
        # Else Qt would hand the focus of the part that goes to the grid and move its cursor.
        self.tabs.setFocus()
        self.tabs.setCurrentIndex(tab)
        self.refresh()
        self._parts[tab].setFocus()

    def refresh(self) -> None:
        """Bring the part in view up to date."""
        self._timer.stop()
        sheet, sel = self.sheet, self.sel
        if sheet is None or sel is None or not (self.isVisible() and self._session.is_open):
            return
        self._count_evidence(sheet.evidence_count(sel.kode))
        tab = Tab(self.tabs.currentIndex())
        if tab is Tab.CELL:
            self.cell.show_cell(sheet, sel, entry_guard.told(self._session, sheet, sel))
        elif tab is Tab.EVIDENCE:
            self.refresh_evidence()
        elif tab is Tab.FORMULA:
            self.formula.show_lines(explain(sheet))
            self.formula.mark(sel.kode)
        else:
            self.history.show_lines(_history(self._session, sheet, sel))

    def refresh_evidence(self) -> None:
        """Read the evidence of the cell, in view or not."""
        from app.store import evidence

        sheet, sel = self.sheet, self.sel
        if sheet is None or sel is None:
            return
        office = self._session.office
        of_period = evidence.evidence(office, sheet.wilayah, sheet.periode)
        listed = [
            (one, evidence.glance(office, one))
            for one in of_period
            if (one.formulir, one.sel) == (sheet.form.kode, sel.kode)
        ]
        whole = evidence.total([one for one in of_period if one.disertakan])
        self.evidence.show_evidence(sheet, sel, listed, whole)

    def _count_evidence(self, count: int) -> None:
        name = t("isian.tab.evidence")
        self.tabs.setTabText(Tab.EVIDENCE, f"{name} {count}" if count else name)

    def _show_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.refresh()


def _history(session: Session, sheet: OpenSheet, sel: Sel) -> list[Line]:
    """Every change of a cell and of what stands beside it, newest first."""
    from app.store import questions

    home = sheet.form.home_period(sel.kode, sheet.periode)
    place = session.office, sheet.form.kode, sheet.wilayah, home, sel.kode
    told = {
        change.tindakan: Line(
            head=t(
                "isian.dari_ke",
                lama=writing.shown(sel, change.lama) or t("isian.kosong"),
                baru=writing.shown(sel, change.baru) or t("isian.kosong"),
            ),
            sub=f"{_when(change)}\n{change.label}",
            icon="clock",
            strong=True,
        )
        for change in questions.history(*place)
    }
    for event in questions.beside(*place):
        icon = "evidence" if event.aspek == "bukti" else "note"
        told[event.tindakan] = Line(head=event.label, sub=_when(event), icon=icon)
    caption = Line(t("isian.riwayat_sel", sel=sel.label), caption=True)
    if not told:
        return [caption, Line(t("isian.tanpa_riwayat"), icon="clock")]
    return [caption, *(told[number] for number in sorted(told, reverse=True))]


def _when(change: Riwayat | Peristiwa) -> str:
    return f"{datetime.fromisoformat(change.waktu):%d-%m-%Y %H.%M} · {change.pelaku}"
