"""A quiet table to read: flat heads, hairlines, a glyph with its word; sorted by head or by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from app.ui import sizes
from app.ui.charts.ledger_paint import LedgerDelegate, LedgerHeader
from app.ui.widgets import tip

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QResizeEvent

    from app.ui.colours import Tone

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROOT = QModelIndex()
_AIR = 6


class Head(NamedTuple):
    """A column: its title, a text as wide as most it will hold, and the side figures stand on.

    A figure is never cut: a column of figures is as wide as the longest it holds.
    With `ends`, a text that is too long keeps its end as well as its beginning. Room that is left
    goes to the columns that say `grow`, to all where none does. A text may take as many `lines`.
    """

    title: str
    sample: str
    right: bool = False
    tip: str = ""
    ends: bool = False
    grow: bool = False
    lines: int = 1


class Cell(NamedTuple):
    """What stands in a place; `key` sorts, and None goes last whichever way one sorts."""

    text: str
    key: Any = None
    icon: str = ""
    tone: Tone | None = None
    strong: bool = False
    muted: bool = False
    note: str = ""


class Row(NamedTuple):
    """A line of the table; `code` is what opening it leads to, empty for one that only divides.

    One at the `foot` stays below the others, however these are ordered.
    """

    code: str
    cells: Sequence[Cell]
    foot: bool = False


class LedgerModel(QAbstractTableModel):
    """Rows in memory."""

    def __init__(self, heads: Sequence[Head]) -> None:
        super().__init__()
        self.heads = heads
        self.rows: list[Row] = []
        self._order: tuple[int, Qt.SortOrder] | None = None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows; the order stays as it was chosen."""
        self.beginResetModel()
        self.rows = list(rows)
        self._sort()
        self.endResetModel()

    def cell(self, index: Index) -> Cell:
        """What stands at a place."""
        return self.rows[index.row()].cells[index.column()]

    def _sort(self) -> None:
        if self._order is None:
            return
        column, order = self._order
        body = [row for row in self.rows if not row.foot]
        foot = [row for row in self.rows if row.foot]
        keyed = [row for row in body if row.cells[column].key is not None]
        rest = [row for row in body if row.cells[column].key is None]
        down = order == Qt.SortOrder.DescendingOrder
        keyed.sort(key=lambda row: row.cells[column].key, reverse=down)
        self.rows = [*keyed, *rest, *foot]

    # Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.heads)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Dividing rows are passed over."""
        if not index.isValid() or not self.rows[index.row()].code:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """The words of a place, how a screen reader says them, and the note behind them."""
        if not index.isValid():
            return None
        if role == _Role.DisplayRole:
            return self.cell(index).text
        if role == _Role.AccessibleTextRole:
            return f"{self.heads[index.column()].title}: {self.cell(index).text}"
        if role == _Role.AccessibleDescriptionRole:
            return self.cell(index).note or None
        if role == _Role.ToolTipRole:
            return tip.plain(self.cell(index).note) or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """The titles of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        head = self.heads[section]
        if role == _Role.DisplayRole:
            return head.title
        return tip.plain(head.tip) or None if role == _Role.ToolTipRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; the cursor stays on its row."""
        self._order = (column, order) if column >= 0 else None
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        codes = [self.rows[index.row()].code for index in kept]
        self._sort()
        place = {row.code: number for number, row in enumerate(self.rows)}
        moved = [
            self.index(place[code], index.column()) for code, index in zip(codes, kept, strict=True)
        ]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()


class Ledger(QTableView):
    """A table to read; Enter or a double click activates a row.

    With `several`, rows are chosen together as in a file manager: Ctrl, Shift, Ctrl+A.
    """

    def __init__(
        self, name: str, heads: Sequence[Head], *, sortable: bool = False, several: bool = False
    ) -> None:
        super().__init__()
        self.ledger = LedgerModel(heads)
        self._asked = 0
        self._figures = [0] * len(heads)
        self._whole: int | None = None
        self.setModel(self.ledger)
        self._painter = LedgerDelegate(self)
        self.setItemDelegate(self._painter)
        self.setHorizontalHeader(LedgerHeader(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _AIR)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.horizontalHeader().setStretchLastSection(True)
        self.setSortingEnabled(False)
        if sortable:
            self.horizontalHeader().setSectionsClickable(True)
            self.horizontalHeader().setSortIndicatorShown(True)
            self.horizontalHeader().sortIndicatorChanged.connect(self.ledger.sort)
            self.ledger.layoutChanged.connect(self._fit_rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows; the cursor stays on the row with the same code."""
        here = self.current_code
        self.ledger.show_rows(rows)
        figures = [self._widest_figure(column) for column in range(len(self.ledger.heads))]
        if figures != self._figures:
            self._figures = figures
            self._share_out()
        self._fit_rows()
        self.go_to(here)

    def show_heads(self, heads: Sequence[Head]) -> None:
        """Name the columns anew; there are as many as before."""
        self.ledger.heads = heads
        last = len(heads) - 1
        self.ledger.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        self._share_out()

    def _share_out(self) -> None:
        """Give every column its part of the width; a very narrow table scrolls instead."""
        pairs = zip(self.ledger.heads, self._figures, strict=True)
        wanted = [self._width_of(head, figure) for head, figure in pairs]
        left = max(self.viewport().width() - sum(wanted), 0)
        growing = [head.grow for head in self.ledger.heads]
        all_of_them = not any(growing)
        room = sum(
            width for width, grow in zip(wanted, growing, strict=True) if grow or all_of_them
        )
        for column, (width, grow) in enumerate(zip(wanted, growing, strict=True)):
            more = left * width // room if grow or all_of_them else 0
            self.setColumnWidth(column, width + more)
        self._fit_rows()
        self.updateGeometries()

    def _fit_rows(self) -> None:
        """A row is as high as its longest text needs, where texts may take several lines."""
        if all(head.lines == 1 for head in self.ledger.heads):
            return
        line = self.fontMetrics().height()
        for row in range(len(self.ledger.rows)):
            self.setRowHeight(row, self._painter.height_of(row) * line + _AIR)
        if self._whole is not None:
            self.setFixedHeight(self.contents_height() + self._whole)

    def _widest_figure(self, column: int) -> int:
        """How wide the longest figure of a column is; digits are all of one width."""
        if not self.ledger.heads[column].right:
            return 0
        cells = (row.cells[column] for row in self.ledger.rows)
        # Texts that happen to stand among figures may be cut.
        figures = (one for one in cells if not any(map(str.isalpha, one.text)))
        longest = max(figures, key=lambda one: (len(one.text), one.strong), default=None)
        return 0 if longest is None else self._painter.width_of(longest)

    def _width_of(self, head: Head, figure: int) -> int:
        """Room for the widest text, and for the longest word of the title."""
        title = self.horizontalHeader().fontMetrics()
        word = max(title.horizontalAdvance(part) for part in head.title.split() or [""])
        text = self.fontMetrics().horizontalAdvance(head.sample)
        return max(text, word, figure) + sizes.L

    @property
    def current_code(self) -> str:
        """The code of the row under the cursor."""
        index = self.currentIndex()
        return self.ledger.rows[index.row()].code if index.isValid() else ""

    @property
    def current_note(self) -> str:
        """The note behind the first place of the row under the cursor."""
        index = self.currentIndex()
        return self.ledger.rows[index.row()].cells[0].note if index.isValid() else ""

    @property
    def chosen(self) -> list[str]:
        """The codes of the rows that are chosen, from the top."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.ledger.rows[place].code for place in places]

    def choose(self, codes: Collection[str]) -> None:
        """Choose these rows and no others; the cursor goes to the first of them."""
        selection, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        selection.clearSelection()
        for place in reversed(range(len(self.ledger.rows))):
            if self.ledger.rows[place].code in codes:
                index = self.ledger.index(place, 0)
                selection.setCurrentIndex(index, flags.Select | flags.Rows)

    def go_to(self, code: str) -> None:
        """Put the cursor on a row; on the first one when there is no such row."""
        rows = self.ledger.rows
        wanted = next(
            (place for place, row in enumerate(rows) if row.code and row.code == code), None
        )
        if wanted is None:
            wanted = next((place for place, row in enumerate(rows) if row.code), None)
        if wanted is not None:
            self.setCurrentIndex(self.ledger.index(wanted, 0))

    def contents_height(self) -> int:
        """The height that shows every row."""
        return self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()

    def keep_whole(self, air: int) -> None:
        """Show every row from now on, however high they become, and some pixels below."""
        self._whole = air
        self.setFixedHeight(self.contents_height() + air)

    def ask_for(self, rows: int) -> None:
        """Need the room of so many rows; more is taken where there is some."""
        head = self.horizontalHeader().sizeHint().height()
        self._asked = head + rows * self.verticalHeader().defaultSectionSize()
        self.setMinimumHeight(self._asked)
        self.updateGeometry()

    def sort_by(self, column: int, order: Qt.SortOrder) -> None:
        """Order the rows, and show the order in the heads; -1 is the order they came in."""
        self.horizontalHeader().setSortIndicator(column, order)

    # Qt

    def sizeHint(self) -> QSize:
        """What was asked for, else what any table would like."""
        liked = super().sizeHint()
        return QSize(liked.width(), self._asked) if self._asked else liked

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns follow the width."""
        super().resizeEvent(event)
        self._share_out()
