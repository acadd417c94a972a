"""The whole sheet: tables stacked in one scrolling column, one cursor through all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.grid.cursor import Cursor
from app.ui.grid.edits import Edits
from app.ui.grid.hint import Hint
from app.ui.grid.keyboard import Keyboard
from app.ui.grid.moves import Board, Go, Ground, Place
from app.ui.grid.reading import Refused
from app.ui.grid.rows import Rows
from app.ui.grid.section import Section

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QResizeEvent

    from app.domain.formulir import Sel
    from app.ui.grid.sheet import OpenSheet
    from app.ui.grid.table import TableView


class SheetGrid(QScrollArea):
    """Shows the tables of an open sheet and moves the cursor through them.

    Signals:
        cursor_moved: the id of the cell under the cursor.
        noticed: tone and sentence to show above the grid.
        menu_wanted: a place on the screen where the menu of the cell belongs.
        typed: the text in an editor is another one now.
        settled: the editor is closed.
        left_out_wanted: the cursor has to go to a row that was left out.

    """

    cursor_moved = Signal(str)
    typed = Signal()
    settled = Signal()
    noticed = Signal(object, str)
    menu_wanted = Signal(QPoint)
    left_out_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sheet: OpenSheet | None = None
        self.folded = self.detailed = False
        self._sections: list[Section] = []
        self._active = 0
        self._told = ""
        self._cursor = Cursor(self)
        self._keyboard = Keyboard(self, self._cursor)
        self.edits = Edits(self)
        self.lines = Rows(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(sizes.L, sizes.S, sizes.L, sizes.XL)
        self._column.setSpacing(sizes.L)
        self._column.addStretch(1)
        self.setWidget(self._inner)
        self.hint = Hint(self.viewport())
        self.hint.chosen.connect(self._choose)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # --- The sheet

    def show_sheet(self, sheet: OpenSheet) -> None:
        """Show another sheet, the cursor on the first cell that waits for a value."""
        self.hint.hide()
        # A table of the sheet before may have the focus: it goes on with the cursor.
        focused = QApplication.focusWidget()
        focus = focused is not None and self.isAncestorOf(focused)
        self.sheet = sheet
        while len(self._sections) < len(sheet.form.tabel):
            self._add_section()
        for place, section in enumerate(self._sections):
            section.setVisible(place < len(sheet.form.tabel))
            if place < len(sheet.form.tabel):
                section.show_table(sheet, place)
                section.view.selectionModel().currentChanged.connect(self._follow_cursor)
                section.view.fold(folded=self.folded, detailed=self.detailed)
        sheet.changed.connect(self.lines.reveal)
        sheet.reshaped.connect(self.rows_changed)
        self._fit()
        self.verticalScrollBar().setValue(0)
        self._active = 0
        self._told = ""
        if begins_at := sheet.begins_at:
            self.go_to(begins_at, focus=focus)

    def sections(self) -> list[Section]:
        """The tables in view."""
        return self._sections[: len(self.sheet.form.tabel) if self.sheet else 0]

    def _add_section(self) -> None:
        section = Section(self._keyboard, self.finish_editing)
        view = section.view
        view.installEventFilter(self)
        view.menu_wanted.connect(self.menu_wanted)
        view.fitting.grown.connect(self._scrolled)
        cells = view.cells
        cells.finished.connect(self._finished)
        cells.closed.connect(self.settled)
        cells.abandoned.connect(self.hint.hide)
        cells.refused.connect(self._show_refusal)
        cells.typing.connect(self._show_typing)
        cells.dropped.connect(self._tell_dropped)
        self._column.insertWidget(len(self._sections), section)
        self._sections.append(section)

    def rows_changed(self) -> None:
        """Rows came, went or moved: make room, and keep the cursor where its cell is now."""
        self._fit()
        view = self.view
        if not view.currentIndex().isValid() and self.sheet is not None:
            view.put_cursor(max(0, view.rows - 1), view.columns[0])
        view.show_ring(on=True, firm=view.hasFocus())

    # --- The cursor

    def take_focus(self) -> None:
        """Let the keys go to the cursor."""
        if self.sheet is not None:
            self.view.setFocus()

    @property
    def view(self) -> TableView:
        """The table that has the cursor."""
        return self._sections[self._active].view

    @property
    def current(self) -> Sel | None:
        """The cell under the cursor."""
        if self.sheet is None:
            return None
        index = self.view.currentIndex()
        return self.view.table.sel(index.row(), index.column()) if index.isValid() else None

    @property
    def place(self) -> Place:
        """Where the cursor stands."""
        index = self.view.currentIndex()
        return Place(self._active, max(index.row(), 0), max(index.column(), 0))

    def board(self) -> Board:
        """What the cursor moves over."""
        return Board([section.view for section in self.sections()])

    def go_to(self, kode: str, *, focus: bool = True) -> bool:
        """Put the cursor on a cell; False when an editor cannot be left."""
        if self.sheet is None or not self.finish_editing():
            return False
        sel = self.sheet.form.cell(kode)
        if sel.kolom.lipat and self.folded:
            self.set_folded(folded=False)
        if sel.kolom.ringkas and not self.detailed:
            self.set_folded(folded=False, detailed=True)
        for table, section in enumerate(self.sections()):
            found = section.view.table.place(kode)
            if found is not None:
                if section.view.isRowHidden(found[0]):
                    self.left_out_wanted.emit()
                self.put_cursor(Place(table, *found))
        if focus:
            self.view.setFocus()
        return True

    def height_of(self, place: Place) -> int:
        """How far below the top of the sheet a row stands."""
        view = self._sections[place.table].view
        spot = QPoint(0, view.rowViewportPosition(place.row))
        return view.viewport().mapTo(self._inner, spot).y()

    def put_cursor(self, there: Place, *, extend: bool = False) -> None:
        """Put the cursor on a place, into view."""
        if there.table != self._active:
            old = self.view
            self._active = there.table
            old.clearSelection()
            old.show_ring(on=False)
        if there.row >= self.view.fitting.laid_out:
            self.view.fitting.fit_rest()
            self._settle()
        self.view.put_cursor(there.row, there.column, extend=extend)
        self.view.show_ring(on=True, firm=self.view.hasFocus())
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        view = self.view
        box = view.visualRect(view.currentIndex())
        top = view.viewport().mapTo(self._inner, box.topLeft()).y()
        bar, high = self.verticalScrollBar(), self.viewport().height()
        above = top - view.horizontalHeader().height() - sizes.XS
        if all(view.ground(row, 0) is Ground.NOTHING for row in range(view.currentIndex().row())):
            # The first row brings the title of its table with it.
            above = self._sections[self._active].y()
        below = top + box.height() + sizes.S
        if above < bar.value():
            bar.setValue(above)
        elif below > bar.value() + high:
            bar.setValue(below - high)

    def _follow_cursor(self, current: QModelIndex) -> None:
        view = self.view
        if current.isValid() and current.model() is view.model():
            view.show_ring(on=True, firm=view.hasFocus())
            sel = view.table.sel(current.row(), current.column())
            if sel is not None and sel.kode != self._told:
                self._told = sel.kode
                self.cursor_moved.emit(sel.kode)

    # --- Editing

    def finish_editing(self) -> bool:
        """Store what is being typed; False when it cannot be stored and its editor stays open."""
        return not self._sections or self.view.cells.finish(Go.STAY)

    def abandon_editing(self) -> None:
        """Store what is being typed, or say that it is lost: the sheet goes away."""
        if not self.finish_editing():
            cells = self.view.cells
            cells.setModelData(cells.editor or self, self.view.table, QModelIndex())

    def type_into(self, kode: str, text: str) -> None:
        """Open a cell with a text in its editor, as if it had just been typed."""
        if self.go_to(kode) and self.may_edit():
            self.view.open_editor(text)

    def may_edit(self) -> bool:
        """Whether typing may begin here; says why not."""
        sel = self.current
        if self.sheet is None or sel is None:
            return False
        reason = self.sheet.readonly
        if not reason and not sel.editable:
            reason = "isian.tertutup" if sel.closed else "isian.dihitung"
        if reason:
            self.hint.show_word(self._spot(), t(reason))
        return not reason

    def _finished(self, go: Go) -> None:
        self.hint.hide()
        self._cursor.finish(go)

    def _choose(self, choice: object) -> None:
        self.view.cells.choose(choice)  # type: ignore[arg-type]  # signals carry objects

    def _show_refusal(self, _editor: QWidget, outcome: Refused) -> None:
        self.hint.show_refusal(self._spot(), outcome.alasan, outcome.pilihan)

    def _show_typing(self, editor: QWidget, said: object) -> None:
        self.typed.emit()
        if isinstance(said, Refused):
            self._show_refusal(editor, said)
        elif said:
            self.hint.show_word(self._spot(), str(said))
        else:
            self.hint.hide()

    def _tell_dropped(self, sentence: str) -> None:
        self.hint.hide()
        self.noticed.emit(Tone.WARN, sentence)

    def _spot(self) -> QRect:
        view = self.view
        box = view.visualRect(view.currentIndex())
        return QRect(view.viewport().mapTo(self.viewport(), box.topLeft()), box.size())

    # --- Layout

    def set_folded(self, *, folded: bool, detailed: bool | None = None) -> None:
        """Fold or unfold the columns that fold, the fine breakdowns among them on their own."""
        self.folded = folded
        self.detailed = self.detailed if detailed is None else detailed
        for section in self.sections():
            section.view.fold(folded=folded, detailed=self.detailed)
        here = self.place
        if self.sheet is not None and here.column not in self.view.columns:
            self.put_cursor(here._replace(column=self.view.columns[0]))
        self._fit()

    def fit(self) -> None:
        """Lay out anew after rows or columns were hidden or shown."""
        self._fit()
        self._bring_into_view()

    def _fit(self) -> None:
        margins = self._column.contentsMargins()
        room = self.viewport().width() - margins.left() - margins.right()
        for section in self.sections():
            section.view.fitting.fit_into(room)
        self._settle()

    def _settle(self) -> None:
        # At once, and not when Qt finds the time: the cursor is about to be scrolled to.
        self._column.activate()
        QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))
        self._scrolled()

    def _scrolled(self) -> None:
        for section in self.sections():
            top = section.view.mapTo(self.viewport(), QPoint(0, 0)).y()
            section.view.stick(-top)
        if self.hint.isVisible():
            self.hint.place(self._spot())

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table that gets the focus has the cursor."""
        kind = event.type()
        if watched is self._inner and kind == QEvent.Type.Resize:
            # A row that grew has moved the tables below it.
            self._scrolled()
        if kind in {QEvent.Type.FocusIn, QEvent.Type.FocusOut} and self.sheet is not None:
            views = [section.view for section in self.sections()]
            if watched in views and kind == QEvent.Type.FocusIn:
                self._activate(views.index(watched))
            elif watched is self.view:
                editing = self.view.state() == QAbstractItemView.State.EditingState
                self.view.show_ring(on=True, firm=editing)
        return super().eventFilter(watched, event)

    def _activate(self, table: int) -> None:
        if table != self._active:
            self.view.clearSelection()
            self.view.show_ring(on=False)
            self._active = table
        self.view.show_ring(on=True)
        self._follow_cursor(self.view.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Widths follow the room there is."""
        super().resizeEvent(event)
        if self.sheet is not None:
            self._fit()
            self.view.scrollTo(self.view.currentIndex())
            self._bring_into_view()
