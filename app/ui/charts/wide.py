"""A wide table to read: the names of the rows stand still, the columns pass by in groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from app.ui import sizes
from app.ui.charts.wide_paint import ColumnHeads, Corner, RowHeads, WideDelegate
from app.ui.enter_key import ENTER
from app.ui.sizes import Step
from app.ui.widgets import tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from app.ui.colours import Tone

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROOT = QModelIndex()
_AIR = 6


class Column(NamedTuple):
    """A column: title, unit below it, and the group it stands in."""

    code: str
    title: str
    unit: str = ""
    group: str = ""


class Place(NamedTuple):
    """What stands in a place: a figure, a quieter line below it, and a tone with its own word."""

    text: str
    below: str = ""
    muted: bool = False
    tone: Tone | None = None


class Line(NamedTuple):
    """A row; `strong` ones sum up, and have a second line."""

    code: str
    title: str
    places: Sequence[Place]
    below: str = ""
    strong: bool = False


class WideModel(QAbstractTableModel):
    """Columns and rows in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: Sequence[Column] = ()
        self.lines: Sequence[Line] = ()

    def show(self, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.columns, self.lines = columns, lines
        self.endResetModel()

    def place(self, index: Index) -> Place:
        """What stands at a place."""
        return self.lines[index.row()].places[index.column()]

    # Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """The words of a place, and how a screen reader says them."""
        if not index.isValid():
            return None
        place = self.place(index)
        if role == _Role.DisplayRole:
            return place.text
        if role == _Role.AccessibleTextRole:
            row, column = self.lines[index.row()], self.columns[index.column()]
            told = (f"{row.title}, {column.title}: {place.text} {column.unit}", place.below)
            return ", ".join(part.strip() for part in told if part)
        return tip.plain(place.below) or None if role == _Role.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """The titles of the columns, the names of the rows."""
        if role != _Role.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return self.lines[section].title


class WideTable(QTableView):
    """Walk with the arrow keys, place by place; Enter or a double click opens one.

    Signals:
        reached: codes of the row and the column the cursor has come to.
        opened: codes of the row and the column that were opened.
    """

    reached = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, name: str, corner: str) -> None:
        super().__init__()
        self.wide = WideModel()
        self.setModel(self.wide)
        self.setItemDelegate(WideDelegate(self))
        self.setHorizontalHeader(ColumnHeads(self))
        self.setVerticalHeader(RowHeads(self))
        self._corner = Corner(self, corner)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(self._reach)
        self.doubleClicked.connect(self._open)

    def show_table(self, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """Show other figures; the cursor stays where it was, else it goes to the first place."""
        row, column = self.current
        self.wide.show(columns, lines)
        self._fit()
        self.go_to(row, column)

    @property
    def current(self) -> tuple[str, str]:
        """Codes of the row and column under the cursor; empty before anything is shown."""
        index = self.currentIndex()
        if not index.isValid():
            return "", ""
        return self.wide.lines[index.row()].code, self.wide.columns[index.column()].code

    def go_to(self, row: str, column: str) -> None:
        """Put the cursor on a place; what is not there is taken from the beginning."""
        rows = [line.code for line in self.wide.lines]
        columns = [one.code for one in self.wide.columns]
        if not rows or not columns:
            return
        down = rows.index(row) if row in rows else 0
        across = columns.index(column) if column in columns else 0
        self.setCurrentIndex(self.wide.index(down, across))

    def show_group(self, group: str) -> None:
        """Bring the columns of a group to the left edge, the cursor on its first."""
        for place, column in enumerate(self.wide.columns):
            if column.group == group:
                row = max(self.currentIndex().row(), 0)
                self.setCurrentIndex(self.wide.index(row, place))
                scroll = self.horizontalScrollBar()
                scroll.setValue(self.horizontalHeader().sectionPosition(place))
                return

    def _fit(self) -> None:
        """Every column as wide as what stands in it, every row as high as its lines."""
        body, firm = self.fontMetrics(), QFontMetrics(sizes.font(Step.STRONG))
        heads = self.horizontalHeader()
        assert isinstance(heads, ColumnHeads)
        for place, _ in enumerate(self.wide.columns):
            texts = [line.places[place] for line in self.wide.lines]
            widest = max((one.text for one in texts), key=len, default="")
            below = max((one.below for one in texts), key=len, default="")
            room = max(
                firm.horizontalAdvance(widest),
                body.horizontalAdvance(below),
                heads.least_width(place),
            )
            self.setColumnWidth(place, room + 2 * sizes.S)
        plain, high = body.height() + _AIR, 2 * body.height() + _AIR
        for row, line in enumerate(self.wide.lines):
            self.setRowHeight(row, high if line.strong else plain)
        names = self.verticalHeader()
        assert isinstance(names, RowHeads)
        names.setFixedWidth(names.needed_width())
        self.updateGeometries()

    def _reach(self, index: QModelIndex) -> None:
        if index.isValid():
            self.horizontalHeader().viewport().update()
            self.verticalHeader().viewport().update()
            self.reached.emit(*self.current)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(*self.current)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the place under the cursor."""
        if event.key() in ENTER:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def updateGeometries(self) -> None:
        """The corner covers what both heads leave."""
        super().updateGeometries()
        self._corner.setGeometry(
            0, 0, self.verticalHeader().width(), self.horizontalHeader().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Heads and corner follow."""
        super().resizeEvent(event)
        self.updateGeometries()
