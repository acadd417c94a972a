"""Paints one cell: ground, lines, figure, glyphs, and the ring around the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStyle

from app.ui import colours, icons, sizes
from app.ui.grid import measure
from app.ui.grid.inks import Inks, inks, square_ring
from app.ui.grid.looks import Kind
from app.ui.grid.model import TableModel
from app.ui.sizes import Step

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.ui.colours import Mark
    from app.ui.grid.looks import Look

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_RIGHT_WRAPPED = _RIGHT | int(Qt.TextFlag.TextWordWrap)
_TEXT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_PAD = measure.PAD
_CHOSEN = QStyle.StateFlag.State_Selected
_COMPUTED_GLYPH = "="
_CLOSED_GLYPH = "·"
_DOT = 7
_CORNER = 8
_STACKED = 2


class CellPainter:
    """Keeps the fonts; everything else comes with the call.

    `ring` is the place of the cursor while its table has it; `firm` while keys go there.
    """

    def __init__(self) -> None:
        self.ring: tuple[int, int] | None = None
        self.firm = True
        self._small = sizes.font(Step.CAPTION)
        self._state = QFont(self._small)
        self._state.setItalic(True)

    def state_height(self, text: str, width: int) -> int:
        """Room for a declared absence, which wraps where its cell is narrow."""
        return measure.text_height(QFontMetrics(self._state), text, width) + sizes.XS

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the cell of `index` into the option's rectangle."""
        model = index.model()
        assert isinstance(model, TableModel)
        box: QRect = option.rect
        palette = option.palette
        colour = inks(palette)
        sel = model.sel(index.row(), index.column())
        if sel is None:
            painter.fillRect(box, colour.band)
        else:
            look = model.sheet.look(sel.kode)
            chosen = bool(option.state & _CHOSEN)
            fixed = look.kind in {Kind.COMPUTED, Kind.CLOSED}
            painter.fillRect(box, colour.ground(chosen=chosen, fixed=fixed))
            self._content(painter, box, look, colour)
            for place, mark in enumerate(look.marks):
                tone = colours.tone(mark.tone, palette)
                _mark(painter, _mark_box(box, look, place), mark, tone)
            if look.noted:
                _turned_corner(painter, box, colour.accent)
        painter.setPen(colour.line)
        painter.drawLine(box.left(), box.bottom(), box.right(), box.bottom())
        painter.drawLine(box.right(), box.top(), box.right(), box.bottom())
        if self.ring == (index.row(), index.column()):
            square_ring(painter, box, colour.accent if self.firm else colour.strong_line)

    def _content(self, painter: QPainter, box: QRect, look: Look, colour: Inks) -> None:
        kind = look.kind
        inner = box.adjusted(_PAD, 0, -_PAD, 0)
        if kind is Kind.CLOSED:
            painter.fillRect(box, colour.hatch)
            _write(painter, inner, _CENTRE, _CLOSED_GLYPH, colour.muted)
        elif kind is Kind.COMPUTED:
            _write(painter, inner, _RIGHT, look.text, colour.text)
            painter.save()
            painter.setFont(self._small)
            _write(painter, box.adjusted(3, 0, 0, 0), _LEFT, _COMPUTED_GLYPH, colour.muted)
            painter.restore()
        elif kind is Kind.STATE:
            painter.save()
            painter.setFont(self._state)
            _write(painter, inner, _RIGHT_WRAPPED, look.text, colour.muted)
            painter.restore()
        elif kind is Kind.TEXT:
            beside = measure.mark_room(marked=bool(look.marks))
            _write(painter, inner.adjusted(beside, _PAD, 0, 0), _TEXT, look.text, colour.text)
        elif kind is Kind.NUMBER:
            _write(painter, inner, _RIGHT, look.text, colour.text)
        elif kind is Kind.MISSING:
            _waiting(painter, box, colour)


def _write(painter: QPainter, box: QRect, flags: int, text: str, colour: QColor) -> None:
    painter.setPen(colour)
    painter.drawText(box, flags, text)


def _waiting(painter: QPainter, box: QRect, colour: Inks) -> None:
    """A small empty ring: something is still wanted here."""
    painter.save()
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    painter.setPen(colour.muted)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    top = box.center().y() - _DOT / 2
    painter.drawEllipse(QRectF(box.right() - _PAD - _DOT, top, _DOT, _DOT))
    painter.restore()


def _turned_corner(painter: QPainter, box: QRect, colour: QColor) -> None:
    """The sign spreadsheets use for a note."""
    right, top = box.right(), box.top()
    corner = [QPoint(right - _CORNER, top), QPoint(right, top), QPoint(right, top + _CORNER)]
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(corner)
    painter.restore()


def _mark_box(box: QRect, look: Look, place: int) -> QRect:
    """At the left edge, in the middle or beside the first line; two stand above each other.

    A third one stands beside the first.
    """
    edge = measure.MARK
    column, row = divmod(place, _STACKED)
    first = box.center().y() - edge * min(len(look.marks), _STACKED) // 2
    top = box.top() + _PAD if look.kind is Kind.TEXT else first
    return QRect(box.left() + sizes.XS + edge * column, top + edge * row, edge, edge)


def _mark(painter: QPainter, spot: QRect, mark: Mark, colour: QColor) -> None:
    icons.icon(mark.icon, colour).paint(painter, spot)
