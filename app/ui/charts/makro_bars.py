"""A chart of counts: a bar for each March and September, from zero, its figure above it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPen

from app.ui.charts import hatch
from app.ui.charts.makro_ground import BASE, COLOURS, INK, TOP, font, x_of

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

    from app.exchange.grafik_makro import IsiGrafik

_WIDE, _HEADROOM = 56.0, Fraction(9, 8)
_BOX, _STEP = 140.0, 9.0


def draw(painter: QPainter, isi: IsiGrafik) -> None:
    """All bars; March is full, September is hatched, so that they differ without colour too."""
    most = max((one.nilai for one in isi.titik), default=Fraction(0)) or Fraction(1)
    for one in isi.titik:
        high = float(one.nilai / (most * _HEADROOM)) * (BASE - TOP)
        x = x_of(isi, one.tahun, one.bulan)
        bar(painter, QRectF(x - _WIDE / 2, BASE - high, _WIDE, high), one.bulan)
        painter.setPen(INK)
        painter.setFont(font(11))
        box = QRectF(x - _BOX / 2, BASE - high - 28, _BOX, 24)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), one.teks)


def bar(painter: QPainter, place: QRectF, bulan: str) -> None:
    """One bar in the way of its month."""
    painter.setPen(QPen(COLOURS[bulan], 2))
    painter.setBrush(_filling(COLOURS[bulan], bulan))
    painter.drawRect(place)
    if bulan != "maret":
        hatch.draw(painter, place, _STEP)


def _filling(colour: QColor, bulan: str) -> QBrush:
    return QBrush(colour) if bulan == "maret" else QBrush(Qt.BrushStyle.NoBrush)
