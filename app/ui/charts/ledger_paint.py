"""How a quiet table is painted: its heads and its places."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette, QPolygonF
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.ui import colours, icons, sizes
from app.ui.charts import ledger_wrap
from app.ui.colours import Tone
from app.ui.sizes import Step

if TYPE_CHECKING:
    from app.ui.charts.ledger import Cell, Ledger

Index = QModelIndex | QPersistentModelIndex
_ICON = 15
MARK = 8
_HALF = 4.0
_WRAP = Qt.TextFlag.TextWordWrap


class LedgerDelegate(QStyledItemDelegate):
    """Paints a place: ground, glyph, text, hairline below."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._ledger = ledger
        self._body = sizes.font(Step.BODY)
        self._strong = sizes.font(Step.STRONG)

    # Qt

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One place of the table."""
        painter.save()
        cell, box = self._ledger.ledger.cell(index), QRect(option.rect)
        palette = QPalette(option.palette)
        palette.setCurrentColorGroup(QPalette.ColorGroup.Normal)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, colours.soft(Tone.ACCENT, palette))
            if self._ledger.hasFocus() and index.column() == 0:
                bar = QRectF(box.left(), box.top(), 3, box.height())
                painter.fillRect(bar, colours.tone(Tone.ACCENT, palette))
        painter.setPen(colours.tone(Tone.LINE, palette))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = box.adjusted(sizes.S, 0, -sizes.S, 0)
        if cell.icon and cell.tone is not None:
            tone = colours.tone(cell.tone, palette)
            spot = QRectF(words.left(), box.center().y() - _ICON / 2 + 1, _ICON, _ICON)
            icons.paint(painter, spot, cell.icon, tone)
            words.setLeft(words.left() + _ICON + sizes.XS + 2)
            painter.setPen(tone)
        else:
            role = QPalette.ColorRole.PlaceholderText if cell.muted else QPalette.ColorRole.Text
            painter.setPen(palette.color(role))
        painter.setFont(self._strong if cell.strong else self._body)
        head, elide = self._ledger.ledger.heads[index.column()], Qt.TextElideMode
        side = Qt.AlignmentFlag.AlignRight if head.right else Qt.AlignmentFlag.AlignLeft
        mode = elide.ElideMiddle if head.ends else elide.ElideRight
        if head.lines > 1:
            shown = "\n".join(self._broken(cell, index.column()))
        else:
            shown = painter.fontMetrics().elidedText(cell.text, mode, words.width())
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def width_of(self, cell: Cell) -> int:
        """How much room the text of a place needs, so that nothing of it is left out."""
        font = self._strong if cell.strong else self._body
        return ceil(QFontMetricsF(font).horizontalAdvance(cell.text)) + 1

    def height_of(self, row: int) -> int:
        """How many lines the longest text of a row takes."""
        heads, cells = self._ledger.ledger.heads, self._ledger.ledger.rows[row].cells
        return max(
            (
                len(self._broken(cell, column))
                for column, (head, cell) in enumerate(zip(heads, cells, strict=True))
                if head.lines > 1
            ),
            default=1,
        )

    def _broken(self, cell: Cell, column: int) -> tuple[str, ...]:
        """The text of a place as it is broken into lines in the width of its column."""
        icon = _ICON + sizes.XS + 2 if cell.icon and cell.tone is not None else 0
        width = self._ledger.columnWidth(column) - 2 * sizes.S - icon
        font = self._strong if cell.strong else self._body
        return ledger_wrap.lines(cell.text, font, width, self._ledger.ledger.heads[column].lines)


class LedgerHeader(QHeaderView):
    """Flat heads in small letters that wrap, with an arrow on the one that orders the rows."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(Qt.Orientation.Horizontal, ledger)
        self._ledger = ledger
        self.setFont(sizes.font(Step.CAPTION))
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    # Qt

    def sizeHint(self) -> QSize:
        """Two lines when a title needs them, and room for the mark of the order."""
        metrics = self.fontMetrics()
        lines = 1
        for section, head in enumerate(self._ledger.ledger.heads):
            room = QRect(0, 0, max(self.sectionSize(section) - sizes.L, 1), 999)
            high = metrics.boundingRect(room, int(_WRAP), head.title).height()
            lines = max(lines, round(high / metrics.height()))
        return QSize(super().sizeHint().width(), lines * metrics.height() + MARK + sizes.XS)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Title, hairline below; the head that orders the rows has a firm line and an arrow."""
        painter.save()
        palette = self.palette()
        painter.fillRect(rect, palette.color(QPalette.ColorRole.Base))
        head = self._ledger.ledger.heads[section]
        words = rect.adjusted(sizes.S, 0, -sizes.S, -MARK)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        role = QPalette.ColorRole.Text if sorted_here else QPalette.ColorRole.PlaceholderText
        painter.setPen(palette.color(role))
        side = Qt.AlignmentFlag.AlignRight if head.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignBottom | _WRAP), head.title)
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if sorted_here:
            self._draw_order(painter, words.left(), words.right(), rect.bottom(), right=head.right)
        painter.restore()

    def _draw_order(
        self, painter: QPainter, left: int, right_edge: int, bottom: int, *, right: bool
    ) -> None:
        """A firm line under the title, and an arrow on it that points the way the rows go."""
        accent = colours.tone(Tone.ACCENT, self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(left, bottom - 1, right_edge - left, 2), accent)
        up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        x = right_edge - MARK if right else left + MARK
        base, tip = (bottom - 2, bottom - MARK + 1) if up else (bottom - MARK + 1, bottom - 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        corners = [QPointF(x - _HALF, base), QPointF(x + _HALF, base), QPointF(x, tip)]
        painter.drawPolygon(QPolygonF(corners))
