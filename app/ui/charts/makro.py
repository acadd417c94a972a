"""The charts of the RAT: March as circles, September as triangles, never joined by one line."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF
from PySide6.QtSvg import QSvgGenerator

from app.teks import t
from app.ui import paper

if TYPE_CHECKING:
    from pathlib import Path

    from app.exchange.grafik_makro import IsiGrafik, Titik

_WIDE, _HIGH = 1200, 640
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 40, 110, 70
_INK, _RULE = QColor("#261F18"), QColor("#C9BFB0")
_COLOURS = {"maret": QColor("#84511D"), "september": QColor("#2F5D73")}
_MARK = 9.0
_HEADROOM = Fraction(1, 4)


def save(isi: IsiGrafik, target: Path) -> None:
    """Draw a chart into a PNG or, by the end of its name, an SVG.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.

    """
    from app.exchange import berkas

    keeper = paper.fonts()
    drawn = QBuffer()
    drawn.open(QBuffer.OpenModeFlag.WriteOnly)
    if target.suffix.casefold() == ".svg":
        generator = QSvgGenerator()
        generator.setOutputDevice(drawn)
        generator.setSize(QSize(_WIDE, _HIGH))
        generator.setViewBox(QRectF(0, 0, _WIDE, _HIGH))
        generator.setTitle(isi.judul)
        _draw(QPainter(generator), isi)
    else:
        image = QImage(_WIDE, _HIGH, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        _draw(QPainter(image), isi)
        image.save(drawn, "PNG")  # type: ignore[call-overload]  # the stub is wrong: only str works
    assert keeper is not None
    berkas.write_atomic(target, bytes(drawn.data().data()))


def _draw(painter: QPainter, isi: IsiGrafik) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_INK)
    painter.setFont(_font(16, bold=True))
    middle = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(QRectF(0, 10, _WIDE, 40), middle, f"{isi.judul} ({isi.satuan})")
    _legend(painter)
    painter.setPen(QPen(_RULE, 1))
    base = _HIGH - _BOTTOM
    painter.drawLine(QPointF(_LEFT, base), QPointF(_WIDE - _RIGHT, base))
    painter.setPen(_INK)
    painter.setFont(_font(12))
    for tahun in isi.tahun:
        x = _x(isi, tahun, "")
        painter.drawText(QRectF(x - 60, base + 10, 120, 24), middle, str(tahun))
    for bulan in _COLOURS:
        _series(painter, isi, [one for one in isi.titik if one.bulan == bulan])
    painter.end()


def _series(painter: QPainter, isi: IsiGrafik, points: list[Titik]) -> None:
    """One month of all years; a year without a figure interrupts its line."""
    places = {one.tahun: QPointF(_x(isi, one.tahun, one.bulan), _y(isi, one)) for one in points}
    for one in points:
        if one.tahun + 1 in places:
            painter.setPen(QPen(_COLOURS[one.bulan], 2))
            painter.drawLine(places[one.tahun], places[one.tahun + 1])
    for one in points:
        _mark(painter, places[one.tahun], one.bulan)
        painter.setPen(_INK)
        painter.setFont(_font(11))
        above = one.bulan == "maret"
        box = places[one.tahun] + QPointF(-70, -36 if above else 12)
        painter.drawText(
            QRectF(box.x(), box.y(), 140, 24), int(Qt.AlignmentFlag.AlignCenter), one.teks
        )


def _mark(painter: QPainter, place: QPointF, bulan: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_COLOURS[bulan])
    if bulan == "maret":
        painter.drawEllipse(place, _MARK * 0.8, _MARK * 0.8)
        return
    corners = ((0.0, -_MARK), (-_MARK, _MARK), (_MARK, _MARK))
    painter.drawPolygon(QPolygonF([place + QPointF(x, y) for x, y in corners]))


def _legend(painter: QPainter) -> None:
    painter.setFont(_font(12))
    for number, bulan in enumerate(_COLOURS):
        place = QPointF(_WIDE / 2 - 140 + 180 * number, 72)
        _mark(painter, place, bulan)
        painter.setPen(_INK)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(
            QRectF(place.x() + 18, place.y() - 12, 120, 24), left, t(f"grafik.{bulan}")
        )


def _x(isi: IsiGrafik, tahun: int, bulan: str) -> float:
    """Where a year stands; the two months beside each other."""
    step = (_WIDE - _LEFT - _RIGHT) / len(isi.tahun)
    aside = {"maret": -step / 6, "september": step / 6}.get(bulan, 0.0)
    return _LEFT + step * (isi.tahun.index(tahun) + 0.5) + aside


def _y(isi: IsiGrafik, one: Titik) -> float:
    figures = [point.nilai for point in isi.titik]
    low, high = min(figures), max(figures)
    room = (high - low) * _HEADROOM or abs(high) * _HEADROOM or Fraction(1)
    share = (one.nilai - low + room) / (high - low + 2 * room)
    return _HIGH - _BOTTOM - float(share) * (_HIGH - _TOP - _BOTTOM)


def _font(size: int, *, bold: bool = False) -> QFont:
    font = QFont("Segoe UI")
    font.setFamilies(["Segoe UI", "Noto Sans", "Arial"])
    font.setPixelSize(round(size * 1.4))
    font.setBold(bold)
    return font
