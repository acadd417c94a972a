"""Strokes that several painted widgets share: a pill, a surface, the ring of the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen

from app.ui import colours, icons, sizes
from app.ui.colours import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget

_RING = 2.0
_CORNER = 4.0


def painter_for(widget: QWidget) -> QPainter:
    """A smooth painter on the widget."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def surface(painter: QPainter, box: QRectF, fill: QColor, radius: float = sizes.RADIUS) -> None:
    """A filled rounded box without an edge."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(box, radius, radius)


def outline(painter: QPainter, box: QRectF, edge: QColor, radius: float = sizes.RADIUS) -> None:
    """A hairline around a rounded box."""
    painter.setPen(QPen(edge, sizes.HAIRLINE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def focus_ring(
    painter: QPainter, widget: QWidget, box: QRectF, radius: float = sizes.RADIUS
) -> None:
    """The visible focus: a firm ring in the accent, just inside the box."""
    ring(painter, box, colours.tone(Tone.ACCENT, widget.palette()), radius)


def ring(painter: QPainter, box: QRectF, edge: QColor, radius: float = sizes.RADIUS) -> None:
    """A firm ring in a colour."""
    painter.setPen(QPen(edge, _RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = _RING / 2
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)


def tick(painter: QPainter, widget: QWidget, box: QRectF, *, ticked: bool) -> None:
    """A box to tick, with its tick or empty."""
    palette = widget.palette()
    if ticked:
        surface(painter, box, colours.tone(Tone.ACCENT, palette), _CORNER)
        inner = box.adjusted(2, 2, -2, -2)
        icons.paint(painter, inner, "check", palette.color(QPalette.ColorRole.HighlightedText))
    else:
        surface(painter, box, palette.color(QPalette.ColorRole.Base), _CORNER)
        outline(painter, box, colours.tone(Tone.EDGE, palette), _CORNER)
