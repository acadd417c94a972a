"""A small tile per layanan: full with a tick, half, or empty; the count stands beside as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen

from app.ui import colours, icons, sizes
from app.ui.colours import Tone
from app.ui.widgets import paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QPalette

EDGE = 17
GAP = 4
_RADIUS = 4


def width(count: int) -> int:
    """The room a row of tiles takes."""
    return count * (EDGE + GAP) - GAP


def draw(
    painter: QPainter, left: float, top: float, states: Sequence[str], palette: QPalette
) -> None:
    """Draw tiles from the left for `lengkap`, `sebagian` and `kosong`."""
    for place, state in enumerate(states):
        box = QRectF(left + place * (EDGE + GAP), top, EDGE, EDGE)
        _tile(painter, box, state, palette)


def _tile(painter: QPainter, box: QRectF, state: str, palette: QPalette) -> None:
    accent = colours.tone(Tone.ACCENT, palette)
    if state == "lengkap":
        paint.surface(painter, box, accent, _RADIUS)
        icons.paint(painter, box.adjusted(2, 2, -2, -2), "check", palette.base().color())
        return
    edge = accent if state == "sebagian" else colours.tone(Tone.LINE, palette).darker(115)
    if state == "sebagian":
        painter.save()
        painter.setClipRect(box.adjusted(0, box.height() / 2, 0, 0))
        paint.surface(painter, box, accent, _RADIUS)
        painter.restore()
    painter.setPen(QPen(edge, sizes.HAIRLINE + 0.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), _RADIUS, _RADIUS)
