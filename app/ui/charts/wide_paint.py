"""How a wide table is painted: places, heads in groups, names of rows, and the corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import colours, sizes
from app.ui.grid.inks import inks, square_ring
from app.ui.sizes import Step

if TYPE_CHECKING:
    from app.ui.charts.wide import WideTable

Index = QModelIndex | QPersistentModelIndex
_Flag = Qt.AlignmentFlag
_WRAP = Qt.TextFlag.TextWordWrap
_RIGHT = int(_Flag.AlignRight | _Flag.AlignVCenter)
_LEFT = int(_Flag.AlignLeft | _Flag.AlignVCenter)
_FOOT = int(_Flag.AlignRight | _Flag.AlignBottom | _WRAP)
_CORNER = int(_Flag.AlignLeft | _Flag.AlignBottom)
_HEAD_LINES = 2


class WideDelegate(QStyledItemDelegate):
    """Paints a place: ground, figure, the quieter line below, the ring of the cursor."""

    def __init__(self, table: WideTable) -> None:
        super().__init__(table)
        self._table = table
        self._body, self._strong = sizes.font(Step.BODY), sizes.font(Step.STRONG)
        self._small = sizes.font(Step.CAPTION)

    # Qt

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One place of the table."""
        wide, box = self._table.wide, QRect(option.rect)
        place, line = wide.place(index), wide.lines[index.row()]
        palette = self._table.palette()
        colour = inks(palette)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = colour.chosen if chosen else colour.band if line.strong else colour.base
        painter.fillRect(box, ground)
        painter.setPen(colour.line)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        self._paint_group_edge(painter, box, index.column())
        words = box.adjusted(sizes.S, 0, -sizes.S, 0)
        painter.setFont(self._strong if line.strong and not place.muted else self._body)
        painter.setPen(colour.muted if place.muted else colour.text)
        if place.below:
            half = words.height() // 2
            painter.drawText(words.adjusted(0, 0, 0, -half), _RIGHT, place.text)
            painter.setFont(self._small)
            painter.setPen(colours.tone(place.tone, palette) if place.tone else colour.muted)
            painter.drawText(words.adjusted(0, half, 0, 0), _RIGHT, place.below)
        else:
            painter.drawText(words, _RIGHT, place.text)
        if chosen and self._table.hasFocus():
            square_ring(painter, box, colour.accent)
        painter.restore()

    def _paint_group_edge(self, painter: QPainter, box: QRect, column: int) -> None:
        columns = self._table.wide.columns
        if column and columns[column].group != columns[column - 1].group:
            painter.setPen(inks(self._table.palette()).strong_line)
            painter.drawLine(box.topLeft(), box.bottomLeft())


class ColumnHeads(QHeaderView):
    """The group across its columns, the title that wraps, the unit below it."""

    def __init__(self, table: WideTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self._strong, self._small = sizes.font(Step.STRONG), sizes.font(Step.CAPTION)
        self.setMinimumSectionSize(24)

    def least_width(self, place: int) -> int:
        """Room for the title on two lines, and for the unit."""
        column, metrics = self._table.wide.columns[place], QFontMetrics(self._strong)
        words = max(metrics.horizontalAdvance(word) for word in column.title.split() or [""])
        room = max(words, QFontMetrics(self._small).horizontalAdvance(column.unit))
        high = _HEAD_LINES * metrics.lineSpacing()
        box = QRect(0, 0, room, 999)
        while metrics.boundingRect(box, int(_WRAP), column.title).height() > high:
            box.setWidth(box.width() + metrics.averageCharWidth())
        return box.width()

    def _band(self) -> int:
        return QFontMetrics(self._small).height() + sizes.XS

    def _group_box(self, place: int) -> QRect:
        columns = self._table.wide.columns
        group = columns[place].group
        members = [one for one, column in enumerate(columns) if column.group == group]
        left = max(self.sectionViewportPosition(members[0]), 0)
        last = self.sectionViewportPosition(members[-1]) + self.sectionSize(members[-1])
        return QRect(left, 0, min(last, self.viewport().width()) - left, self._band())

    # Qt

    def sizeHint(self) -> QSize:
        """As high as the highest title."""
        metrics, high = QFontMetrics(self._strong), 0
        for place, column in enumerate(self._table.wide.columns):
            room = QRect(0, 0, max(self.sectionSize(place) - 2 * sizes.S, 1), 999)
            high = max(high, metrics.boundingRect(room, int(_WRAP), column.title).height())
        unit = QFontMetrics(self._small).height()
        return QSize(super().sizeHint().width(), high + unit + self._band() + sizes.S)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One head."""
        column, colour = self._table.wide.columns[logicalIndex], inks(self._table.palette())
        painter.save()
        painter.setClipRect(rect)
        here = self._table.currentIndex().column() == logicalIndex
        painter.fillRect(rect, colour.band if here else colour.header)
        box = self._group_box(logicalIndex)
        painter.fillRect(QRect(rect.left(), 0, rect.width(), self._band()), colour.header)
        painter.setPen(colour.line)
        painter.drawLine(rect.left(), box.bottom(), rect.right(), box.bottom())
        painter.setPen(colour.muted)
        painter.setFont(self._small)
        painter.drawText(box.adjusted(sizes.S, 0, 0, 0), _LEFT, column.group)
        words = rect.adjusted(sizes.S, box.bottom(), -sizes.S, -sizes.XS)
        if column.unit:
            painter.drawText(words, _FOOT, column.unit)
            words.setBottom(words.bottom() - QFontMetrics(self._small).height())
        painter.setFont(self._strong)
        painter.setPen(colour.text)
        painter.drawText(words, _FOOT, column.title)
        painter.setPen(colour.strong_line)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        columns = self._table.wide.columns
        if logicalIndex and columns[logicalIndex - 1].group != column.group:
            painter.drawLine(rect.left(), 0, rect.left(), rect.bottom())
        painter.restore()


class RowHeads(QHeaderView):
    """The names of the rows; those that sum up are firm, with a second line."""

    def __init__(self, table: WideTable) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table
        self._body, self._strong = sizes.font(Step.BODY), sizes.font(Step.STRONG)
        self._small = sizes.font(Step.CAPTION)
        self.setMinimumSectionSize(1)

    def needed_width(self) -> int:
        """Room for the longest name."""
        metrics = QFontMetrics(self._strong)
        names = [metrics.horizontalAdvance(line.title) for line in self._table.wide.lines]
        return max(names, default=0) + 2 * sizes.S

    # Qt

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One name."""
        line, colour = self._table.wide.lines[logicalIndex], inks(self._table.palette())
        painter.save()
        here = self._table.currentIndex().row() == logicalIndex
        painter.fillRect(rect, colour.band if here or line.strong else colour.header)
        painter.setFont(self._strong if line.strong else self._body)
        painter.setPen(colour.text)
        words = rect.adjusted(sizes.S, 0, -sizes.XS, 0)
        if line.below:
            half = words.height() // 2
            painter.drawText(words.adjusted(0, 0, 0, -half), _LEFT, line.title)
            painter.setFont(self._small)
            painter.setPen(colour.muted)
            painter.drawText(words.adjusted(0, half, 0, 0), _LEFT, line.below)
        else:
            painter.drawText(words, _LEFT, line.title)
        painter.setPen(colour.line)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.setPen(colour.strong_line)
        painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())
        painter.restore()


class Corner(QWidget):
    """Says what the rows are; covers what passes below both heads."""

    def __init__(self, table: WideTable, words: str) -> None:
        super().__init__(table)
        self._table, self._words = table, words
        self.setFont(sizes.font(Step.STRONG))

    # Qt

    def paintEvent(self, _event: object) -> None:
        """Ground, words, both edges."""
        painter, colour, box = QPainter(self), inks(self._table.palette()), self.rect()
        painter.fillRect(box, colour.header)
        painter.setPen(colour.text)
        painter.drawText(box.adjusted(sizes.S, 0, -sizes.S, -sizes.XS), _CORNER, self._words)
        painter.setPen(colour.strong_line)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.end()
