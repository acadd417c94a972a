"""A list of lines that can be walked and opened: findings, formula, history and services use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import colours, icons, sizes
from app.ui.colours import Tone
from app.ui.enter_key import ENTER
from app.ui.grid import measure
from app.ui.grid.inks import inks, square_ring
from app.ui.sizes import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent

Index = QModelIndex | QPersistentModelIndex

_Role = Qt.ItemDataRole
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_VALUE = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_EDGE = 15
_INDENT = 14
_BAR = 2
_KNOWN_HEIGHTS = 2_000
_NO_END = 1 << 24


class Line(NamedTuple):
    """One line: glyph, words, a value on the right, a quieter second line.

    `target` is what opening the line leads to; `share` draws how much of it is done.
    """

    head: str
    sub: str = ""
    value: str = ""
    icon: str = ""
    tone: Tone = Tone.MUTED
    indent: int = 0
    target: str = ""
    strong: bool = False
    caption: bool = False
    share: float | None = None
    spoken: str = ""


class LineModel(QAbstractListModel):
    """The lines as Qt's views want them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Replace what differs; a list of the same length keeps its cursor."""
        if len(lines) != len(self.lines):
            self.beginResetModel()
            self.lines = list(lines)
            self.endResetModel()
            return
        for row, (old, new) in enumerate(zip(self.lines, lines, strict=True)):
            if old != new:
                self.lines[row] = new
                index = self.index(row)
                self.dataChanged.emit(index, index)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Captions are passed over."""
        if not index.isValid() or self.lines[index.row()].caption:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """The words of a line, and how a screen reader says it."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == _Role.DisplayRole:
            return line.head
        if role == _Role.AccessibleTextRole:
            return line.spoken or ", ".join(filter(None, (line.head, line.value, line.sub)))
        return None


class LineDelegate(QStyledItemDelegate):
    """Paints a line; its height follows the width of the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._body = sizes.font(Step.BODY)
        self._strong = sizes.font(Step.STRONG)
        self._small = sizes.font(Step.CAPTION)
        self._heights: dict[tuple[Line, int], int] = {}

    def height(self, line: Line, width: int) -> int:
        """Room for a line in a list of some width."""
        known = self._heights.get((line, width))
        if known is None:
            known = self._heights[line, width] = self._measured(line, width)
        return known

    def _measured(self, line: Line, width: int) -> int:
        if len(self._heights) > _KNOWN_HEIGHTS:
            self._heights.clear()
        head, sub = self._boxes(line, QRect(0, 0, width, 0))
        return max(sub.bottom(), head.bottom()) + 1 + sizes.XS + (1 if not line.caption else 0)

    def _boxes(self, line: Line, box: QRect) -> tuple[QRect, QRect]:
        """Where the first and the second line of words go."""
        left = box.left() + sizes.S + line.indent * _INDENT
        if line.icon:
            left += _EDGE + sizes.S
        right = box.right() - sizes.S
        font = QFontMetrics(self._strong if line.strong or line.caption else self._body)
        value = QFontMetrics(self._strong).horizontalAdvance(line.value)
        room = right - left - (value + sizes.S if value else 0)
        top = box.top() + (sizes.M if line.caption else sizes.XS)
        high = measure.text_height(font, line.head, room)
        head = QRect(left, top, room, high)
        if not line.sub:
            return head, QRect(left, top + high, 0, 0)
        below = measure.text_height(QFontMetrics(self._small), line.sub, right - left)
        return head, QRect(left, top + high, right - left, below)

    # Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list, as high as the words need."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 0
        model = index.model()
        assert isinstance(model, LineModel)
        return QSize(1, self.height(model.lines[index.row()], width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, glyph, words, value, and how much is done."""
        model = index.model()
        assert isinstance(model, LineModel)
        line, box, palette = model.lines[index.row()], QRect(option.rect), option.palette
        colour = inks(palette)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, colour.chosen)
        head, sub = self._boxes(line, box)
        tone = colours.tone(line.tone, palette)
        if line.icon:
            spot = QRectF(head.left() - _EDGE - sizes.S, head.top() + 2, _EDGE, _EDGE)
            icons.paint(painter, spot, line.icon, tone)
        painter.setFont(self._strong if line.strong or line.caption else self._body)
        painter.setPen(colour.muted if line.caption else colour.text)
        painter.drawText(head, _WRAPPED, line.head)
        painter.setFont(self._strong)
        painter.setPen(tone if line.tone is not Tone.MUTED else colour.text)
        beside = head.adjusted(0, 0, box.right() - sizes.S - head.right(), 0)
        painter.drawText(beside, _VALUE, line.value)
        painter.setFont(self._small)
        painter.setPen(colour.muted)
        painter.drawText(sub, _WRAPPED, line.sub)
        if line.share is not None:
            _paint_share(painter, box, line.share, colour.line, tone)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            square_ring(painter, box, colour.accent)
        painter.restore()


def _paint_share(painter: QPainter, box: QRect, share: float, ground: QColor, fill: QColor) -> None:
    track = QRect(box.left(), box.bottom() - _BAR + 1, box.width(), _BAR)
    painter.fillRect(track, ground)
    track.setWidth(round(track.width() * share))
    painter.fillRect(track, fill)


class LineList(QListView):
    """Lines under each other; Enter or a click opens one, or a double click where one only shows.

    Signals:
        opened: the target of the line.
        reached: the target of the line the cursor has come to.

    """

    opened = Signal(str)
    reached = Signal(str)

    def __init__(self, name: str, *, click_shows: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._lines = LineModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(LineDelegate(self))
        (self.doubleClicked if click_shows else self.clicked).connect(self._open)
        self.selectionModel().currentChanged.connect(self._reach)

    @property
    def lines(self) -> list[Line]:
        """What it shows."""
        return self._lines.lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self._lines.show_lines(lines)

    def contents_height(self, most: int = _NO_END) -> int:
        """How high all lines are together, but never more than `most`.

        No further line is measured then: thousands of them would take a second.
        """
        delegate = self.itemDelegate()
        assert isinstance(delegate, LineDelegate)
        total, width = 0, self.viewport().width()
        for line in self.lines:
            total += delegate.height(line, width)
            if total >= most:
                return most
        return total

    def mark(self, target: str) -> None:
        """Put the cursor on the line that leads to `target`, without opening it."""
        for row, line in enumerate(self.lines):
            if line.target == target and not line.caption:
                if row != self.currentIndex().row():
                    self.setCurrentIndex(self._lines.index(row))
                return

    def _open(self, index: QModelIndex) -> None:
        line = self.lines[index.row()]
        if line.target and not line.caption:
            self.opened.emit(line.target)

    def _reach(self, index: QModelIndex) -> None:
        if index.isValid():
            self.reached.emit(self.lines[index.row()].target)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the line under the cursor."""
        if event.key() in ENTER and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
