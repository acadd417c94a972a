"""A chart of levels: March as circles, September as triangles, never joined by one line."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

from app.ui.charts.makro_ground import BASE, COLOURS, INK, TOP, font, x_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from app.exchange.grafik_makro import IsiGrafik, Titik

_MARK = 9.0
_HEADROOM = Fraction(1, 4)


def draw(painter: QPainter, isi: IsiGrafik) -> None:
    """Both months, each by itself."""
    for bulan in COLOURS:
        _series(painter, isi, [one for one in isi.titik if one.bulan == bulan])


def _series(painter: QPainter, isi: IsiGrafik, points: list[Titik]) -> None:
    """One month of all years; a year without a figure interrupts its line."""
    places = {one.tahun: QPointF(x_of(isi, one.tahun, one.bulan), _y(isi, one)) for one in points}
    for one in points:
        if one.tahun + 1 in places:
            painter.setPen(QPen(COLOURS[one.bulan], 2))
            painter.drawLine(places[one.tahun], places[one.tahun + 1])
    for one in points:
        mark(painter, places[one.tahun], one.bulan)
        painter.setPen(INK)
        painter.setFont(font(11))
        above = one.bulan == "maret"
        box = places[one.tahun] + QPointF(-70, -36 if above else 12)
        painter.drawText(
            QRectF(box.x(), box.y(), 140, 24), int(Qt.AlignmentFlag.AlignCenter), one.teks
        )


def mark(painter: QPainter, place: QPointF, bulan: str) -> None:
    """The mark of a month: a circle, a triangle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(COLOURS[bulan])
    if bulan == "maret":
        painter.drawEllipse(place, _MARK * 0.8, _MARK * 0.8)
        return
    corners = ((0.0, -_MARK), (-_MARK, _MARK), (_MARK, _MARK))
    painter.drawPolygon(QPolygonF([place + QPointF(x, y) for x, y in corners]))


def _y(isi: IsiGrafik, one: Titik) -> float:
    figures = [point.nilai for point in isi.titik]
    low, high = min(figures), max(figures)
    room = (high - low) * _HEADROOM or abs(high) * _HEADROOM or Fraction(1)
    share = (one.nilai - low + room) / (high - low + 2 * room)
    return BASE - float(share) * (BASE - TOP)
