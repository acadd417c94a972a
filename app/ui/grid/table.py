"""One table on the screen: a view that shows all its rows and leaves the keys to the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from app.ui.grid.delegate import CellDelegate
from app.ui.grid.editors import Start
from app.ui.grid.fitting import Fitting
from app.ui.grid.headers import ColumnHeader, Corner, RowHeader
from app.ui.grid.model import TableModel
from app.ui.grid.moves import Ground

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from app.domain.formulir import Sel
    from app.ui.grid.sheet import OpenSheet

_Flag = QItemSelectionModel.SelectionFlag
_Trigger = QAbstractItemView.EditTrigger


class TableView(QTableView):
    """Rows are never scrolled inside the table: the sheet scrolls it as a whole.

    Signals:
        menu_wanted: where on the screen the menu of the cell under the cursor belongs.

    `on_key` sees every key first while nothing is edited and says whether it took it;
    `may_leave` is asked before a click moves the cursor away from an editor.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, on_key: Callable[[QKeyEvent], bool], may_leave: Callable[[], bool]) -> None:
        super().__init__()
        self._on_key = on_key
        self._may_leave = may_leave
        self._stuck = 0
        self._anchor: tuple[int, int] | None = None
        self.cells = CellDelegate(self)
        self.setItemDelegate(self.cells)
        self._columns = ColumnHeader(self)
        self._rows = RowHeader(self)
        self._corner = Corner(self)
        self.fitting = Fitting(self, self._columns, self._rows)
        self.setHorizontalHeader(self._columns)
        self.setVerticalHeader(self._rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            _Trigger.AnyKeyPressed | _Trigger.EditKeyPressed | _Trigger.DoubleClicked
        )

    # --- The model

    @property
    def table(self) -> TableModel:
        """The model it shows."""
        model = self.model()
        assert isinstance(model, TableModel)
        return model

    def show_table(self, sheet: OpenSheet, place: int) -> None:
        """Show one table of a sheet."""
        old = self.model()
        model = TableModel(sheet, sheet.form.tabel[place])
        self.setModel(model)
        if old is not None:
            old.deleteLater()
        self.setAccessibleName(model.tabel.judul)
        for row in range(self.rows):
            self.setRowHidden(row, False)
        self.fitting.forget()
        self._corner.describe(model.tabel)
        self._anchor = None
        self.cells.painter.ring = None
        model.dataChanged.connect(self.fitting.make_room)
        model.rowsInserted.connect(self._forget_anchor)
        model.rowsRemoved.connect(self._forget_anchor)

    def _forget_anchor(self) -> None:
        self._anchor = None

    # --- What the cursor sees (`moves.Grid`)

    @property
    def rows(self) -> int:
        """How many rows there are, captions included."""
        return len(self.table.rows)

    @property
    def columns(self) -> list[int]:
        """The columns in view."""
        count = len(self.table.tabel.kolom)
        return [place for place in range(count) if not self.isColumnHidden(place)]

    def centre(self, column: int) -> int:
        """The middle of a column, measured from the left edge of the table."""
        return self.columnViewportPosition(column) + self.columnWidth(column) // 2

    def ground(self, row: int, column: int) -> Ground:
        """What is at a place; rows left out are passed over."""
        return Ground.NOTHING if self.isRowHidden(row) else self.table.ground(row, column)

    def filled(self, row: int, column: int) -> bool:
        """Whether a cell shows anything."""
        sel = self.table.sel(row, column)
        return sel is not None and bool(self.table.sheet.look(sel.kode).text)

    # --- Cursor and selection

    def put_cursor(self, row: int, column: int, *, extend: bool = False) -> None:
        """Move the cursor; with `extend` the selection stretches from where it stood."""
        index = self.table.index(row, column)
        if self._anchor is None or not extend:
            self._anchor = (row, column)
        picked = QItemSelection(self.table.index(*self._anchor), index)
        chosen = self.selectionModel()
        chosen.setCurrentIndex(index, _Flag.NoUpdate)
        chosen.select(picked, _Flag.ClearAndSelect)
        self.scrollTo(index)

    def show_ring(self, *, on: bool, firm: bool = True) -> None:
        """Draw the ring around the cursor, firm while keys go there, or take it away."""
        painter, index = self.cells.painter, self.currentIndex()
        ring = (index.row(), index.column()) if on else None
        if (ring, firm) == (painter.ring, painter.firm):
            return
        for place in (painter.ring, ring):
            if place is not None:
                self.update(self.table.index(*place))
        painter.ring, painter.firm = ring, firm

    def chosen_cells(self) -> list[list[Sel]]:
        """The selected rectangle, row by row, captions left out."""
        places = [(index.row(), index.column()) for index in self.selectedIndexes()]
        if not places:
            current = self.currentIndex()
            places = [(current.row(), current.column())] if current.isValid() else []
        rows = sorted({row for row, _ in places})
        columns = sorted({column for _, column in places})
        found = [[self.table.sel(row, column) for column in columns] for row in rows]
        return [[sel for sel in row if sel is not None] for row in found if any(row)]

    # --- Sizes

    def fold(self, *, folded: bool, detailed: bool = False) -> bool:
        """Hide or show the columns that fold; tell whether there are any.

        Fine breakdowns are shown with `detailed`, and where something stands in their group.
        """
        foldable = [p for p, kolom in enumerate(self.table.tabel.kolom) if kolom.lipat]
        for place in foldable:
            self.setColumnHidden(place, folded or self._is_spare(place, detailed=detailed))
        return bool(foldable)

    def _is_spare(self, place: int, *, detailed: bool) -> bool:
        table, kolom = self.table, self.table.tabel.kolom[place]
        if not kolom.ringkas:
            return False
        if kolom.kode in table.sheet.form.idle_columns(table.tabel):
            return True
        group = [n for n, one in enumerate(table.tabel.kolom) if one.grup == kolom.grup]
        cells = (table.sel(row, n) for row in range(self.rows) for n in group)
        return not detailed and not any(
            sel is not None and table.sheet.nilai(sel.kode) is not None for sel in cells
        )

    # --- The header that stays in view

    def stick(self, offset: int) -> None:
        """Let the column header float `offset` below its place while the table scrolls under it."""
        self._stuck = min(max(offset, 0), max(0, self._rows.length() - self._columns.height()))
        self._place_header()

    def _place_header(self) -> None:
        self._columns.move(self._columns.x(), self._stuck)
        self._columns.raise_()
        self._corner.setGeometry(0, self._stuck, self._rows.width(), self._columns.height())
        self._corner.raise_()

    # Qt

    def edit(  # type: ignore[override]  # the form of the two that the views call
        self, index: QModelIndex, trigger: QAbstractItemView.EditTrigger, event: QEvent
    ) -> bool:
        """Remember how editing begins: typing replaces, F2 and a double click open."""
        self.cells.start = Start.TYPED if trigger == _Trigger.AnyKeyPressed else Start.OPENED
        return super().edit(index, trigger, event)

    def open_editor(self, text: str) -> None:
        """Open the cell under the cursor with a text in place of its value."""
        self.cells.start = Start.OPENED
        super().edit(self.currentIndex())
        if self.cells.editor is not None:
            self.cells.resume(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The sheet's keys first; what is left begins editing."""
        if self.state() == QAbstractItemView.State.EditingState or not self._on_key(event):
            if event.key() == Qt.Key.Key_Backspace:
                # Qt opens no editor for this key; a spreadsheet opens an empty one.
                self.edit(self.currentIndex(), _Trigger.AnyKeyPressed, event)
            else:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click elsewhere ends editing first; text that cannot be stored keeps its editor."""
        if not self._may_leave():
            event.accept()
            return
        super().mousePressEvent(event)
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = (self.currentIndex().row(), self.currentIndex().column())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """At the pointer, or at the cell when a key asks."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            corner = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(corner))
        else:
            self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt has put the header back into its place."""
        super().resizeEvent(event)
        self._place_header()

    def updateGeometries(self) -> None:
        """Qt has put the header back into its place."""
        super().updateGeometries()
        self._place_header()
