"""The panel on the right: the cell, its notes, evidence, formula and history; one at a time."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.pages import entry_guard
from app.ui.pages.entry_cell import CellPanel
from app.ui.pages.entry_evidence import EvidencePanel
from app.ui.pages.entry_explain import explain
from app.ui.pages.entry_history import HistoryPanel, entered
from app.ui.pages.entry_lines import LineList
from app.ui.pages.entry_notes import NotesPanel
from app.ui.pages.entry_questions import QuestionPanel
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.domain.catatan import JenisCatatan
    from app.domain.formulir import Sel
    from app.ui.grid.sheet import OpenSheet
    from app.ui.session import Session

# The panel follows the cursor when it rests; a fast typist never waits for it.
_FOLLOWS_AFTER_MS = 40


class Tab(IntEnum):
    """The parts of the panel."""

    CELL = 0
    NOTES = 1
    EVIDENCE = 2
    FORMULA = 3
    HISTORY = 4
    QUESTIONS = 5


class Inspector(QWidget):
    """Follows the cursor and the values.

    Signals:
        opened: the id of a cell to go to.
        declared: a `Keadaan` chosen for the selection, None to take it back.
        not_names: what looks like names of people at the cell is none.
        noticed: Tone and sentence about something done here.
        left: the user is done here and goes back to the sheet.

    """

    noticed = Signal(object, str)
    left = Signal()
    opened = Signal(str)
    declared = Signal(object)
    not_names = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.sheet: OpenSheet | None = None
        self.sel: Sel | None = None
        self._lent: Tab | None = None
        self.tabs = Tabs()
        self.tabs.setAccessibleName(t("isian.keterangan"))
        for tab in Tab:
            self.tabs.addTab(t(f"isian.tab.{tab.name.lower()}"))
        self.messages = MessageBar()
        self.cell = CellPanel()
        self.evidence = EvidencePanel()
        self.formula = LineList(t("isian.tab.formula"))
        self.notes = NotesPanel()
        self.history = HistoryPanel(session)
        self.questions = QuestionPanel(session)
        self._stack = QStackedWidget()
        self._parts = (
            self.cell,
            self.notes,
            self.evidence,
            self.formula,
            self.history,
            self.questions,
        )
        for part in self._parts:
            self._stack.addWidget(part)
        self._timer = QTimer(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.S, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.messages)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FOLLOWS_AFTER_MS)
        self._timer.timeout.connect(self.refresh)
        self.tabs.currentChanged.connect(self._show_tab)
        self.cell.declared.connect(self.declared)
        self.cell.not_names.connect(self.not_names)
        self.formula.opened.connect(self.opened)
        self.notes.told.connect(self._keep_note)
        self.notes.left.connect(self.left)
        self.notes.tidied.connect(lambda said: self.noticed.emit(Tone.INFO, said))
        self.questions.left.connect(self.left)
        self.history.noticed.connect(self.noticed)

    def follow(self, sheet: OpenSheet, sel: Sel | None) -> None:
        """Tell about this cell when the cursor rests."""
        if sel is not self.sel:
            self.notes.keep()
            self.questions.keep()
            self.messages.hide()
            self._give_back()
        self.sheet, self.sel = sheet, sel
        self._timer.start()

    def _give_back(self) -> None:
        """The part that stood in view before another was lent."""
        if self._lent is not None:
            self.tabs.setCurrentIndex(self._lent)
            self._lent = None

    @property
    def tab(self) -> Tab:
        """The part in view."""
        return Tab(self.tabs.currentIndex())

    def show_tab(self, tab: Tab) -> None:
        """Bring a part to the front and go there."""
        self._lent = None
        # Else Qt would hand the focus of the part that goes to the grid and move its cursor.
        self.tabs.setFocus()
        self.tabs.setCurrentIndex(tab)
        self.refresh()
        self._parts[tab].setFocus()

    def keep(self) -> None:
        """Keep what is being typed anywhere here: the page goes away."""
        self.evidence.facts.keep()
        self.notes.keep()
        self.questions.keep()

    def lend(self, tab: Tab, kode: str) -> None:
        """Bring a part into view as long as the cursor stays at a cell; the focus stays too."""
        if self.sel is None or self.sel.kode != kode or not self.isVisible():
            return
        if self._lent is None:
            self._lent = self.tab
        self.tabs.setCurrentIndex(tab)

    def refresh(self) -> None:
        """Bring the part in view up to date."""
        self._timer.stop()
        sheet, sel = self.sheet, self.sel
        # What was told about the sheet before is not about one that has no cell.
        self._stack.setHidden(sheet is not None and sel is None)
        if sheet is None or sel is None or not (self.isVisible() and self._session.is_open):
            return
        self._offer_questions(sheet, sel)
        self._count(Tab.EVIDENCE, sheet.evidence_count(sel.kode))
        self._count(Tab.NOTES, len(sheet.notes(sel.kode)))
        tab = self.tab
        if tab is Tab.CELL:
            guarded = entry_guard.told(self._session, sheet, sel)
            self.cell.show_cell(sheet, sel, guarded, entered(self._session, sheet, sel))
        elif tab is Tab.NOTES:
            self.notes.show_notes(sheet, sel)
        elif tab is Tab.EVIDENCE:
            self.refresh_evidence()
        elif tab is Tab.FORMULA:
            self.formula.show_lines(explain(sheet))
            self.formula.mark(sel.kode)
        elif tab is Tab.HISTORY:
            self.history.show_cell(sheet, sel)
        else:
            self.questions.show_questions(sheet, sel)

    def _offer_questions(self, sheet: OpenSheet, sel: Sel) -> None:
        """The tab is there where something was asked, and where the province may ask."""
        waiting = len(sheet.asked(sel.kode))
        self._count(Tab.QUESTIONS, waiting)
        elsewhere = sheet.wilayah != self._session.office.identitas.wilayah
        chosen = self.tabs.currentIndex() == Tab.QUESTIONS
        self.tabs.setTabVisible(Tab.QUESTIONS, bool(waiting) or elsewhere or chosen)

    def refresh_evidence(self) -> None:
        """Read the evidence of the cell, in view or not."""
        from app.store import evidence, evidence_review

        sheet, sel = self.sheet, self.sel
        if sheet is None or sel is None:
            return
        office = self._session.office
        of_period = evidence.evidence(office, sheet.wilayah, sheet.periode)
        here = [one for one in of_period if (one.formulir, one.sel) == (sheet.form.kode, sel.kode)]
        looked = evidence_review.reviewed(office, here, sheet.wilayah) if here else []
        listed = [(one, evidence.glance(office, one.bukti)) for one in looked]
        whole = evidence.total([one for one in of_period if one.ikut])
        self.evidence.show_evidence(sheet, sel, listed, whole)

    def _keep_note(self, jenis: JenisCatatan, text: str) -> None:
        if self.sheet is None or self.sel is None or not self._session.is_open:
            return
        try:
            self.sheet.write_note(self.sel.kode, jenis, text)
        except LontarError as error:
            self.messages.tell(Tone.BAD, str(error))

    def _count(self, tab: Tab, count: int) -> None:
        name = t(f"isian.tab.{tab.name.lower()}")
        self.tabs.setTabText(tab, f"{name} {count}" if count else name)

    def _show_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.refresh()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """A window that grew has room for it again: the cursor moved meanwhile, unseen."""
        super().showEvent(event)
        if self.sel is not None:
            self._timer.start()
