"""The charts of the RAT as files: title, years and legend, and the points as lines or bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from app.teks import t
from app.ui import paper_mark
from app.ui.charts import canvas, makro_bars, makro_lines
from app.ui.charts.makro_ground import BASE, COLOURS, HIGH, INK, LEFT, RIGHT, RULE, WIDE, font, x_of

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPainter

    from app.exchange.grafik_makro import IsiGrafik

_BAR = QRectF(-12, -10, 24, 20)


def save(isi: IsiGrafik, target: Path, tanda_air: str = "") -> None:
    """Draw a chart into a PNG or, by the end of its name, an SVG; `tanda_air` is written over it.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.

    """
    canvas.save(
        target, (WIDE, HIGH), lambda painter: _draw(painter, isi, tanda_air), judul=isi.judul
    )


def _draw(painter: QPainter, isi: IsiGrafik, tanda_air: str) -> None:
    painter.setPen(INK)
    painter.setFont(font(16, bold=True))
    middle = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(QRectF(0, 10, WIDE, 40), middle, f"{isi.judul} ({isi.satuan})")
    _legend(painter, isi)
    painter.setPen(QPen(RULE, 1))
    painter.drawLine(QPointF(LEFT, BASE), QPointF(WIDE - RIGHT, BASE))
    painter.setPen(INK)
    painter.setFont(font(12))
    for tahun in isi.tahun:
        painter.drawText(QRectF(x_of(isi, tahun) - 60, BASE + 10, 120, 24), middle, str(tahun))
    _unknown(painter, isi)
    _source(painter, isi)
    (makro_bars if isi.bentuk == "batang" else makro_lines).draw(painter, isi)
    if tanda_air:
        paper_mark.mark(painter, QRectF(0, 0, WIDE, HIGH), tanda_air)


def _unknown(painter: QPainter, isi: IsiGrafik) -> None:
    """A year without a figure says so: an empty place could be read as nothing."""
    known = {one.tahun for one in isi.titik}
    painter.setFont(font(10))
    for tahun in isi.tahun:
        if tahun not in known:
            place = QRectF(x_of(isi, tahun) - 90, BASE - 34, 180, 24)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), t("grafik.kosong"))


def _source(painter: QPainter, isi: IsiGrafik) -> None:
    """Where the figures come from, and that lines show differences larger than they are."""
    painter.setFont(font(9))
    told = t("grafik.sumber" if isi.bentuk == "batang" else "grafik.sumber_garis")
    left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(QRectF(LEFT, HIGH - 30, WIDE - LEFT - RIGHT, 24), left, told)


def _legend(painter: QPainter, isi: IsiGrafik) -> None:
    for number, bulan in enumerate(COLOURS):
        place = QPointF(WIDE / 2 - 140 + 180 * number, 72)
        if isi.bentuk == "batang":
            makro_bars.bar(painter, _BAR.translated(place), bulan)
        else:
            makro_lines.mark(painter, place, bulan)
        painter.setPen(INK)
        painter.setFont(font(12))
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(
            QRectF(place.x() + 22, place.y() - 12, 120, 24), left, t(f"grafik.{bulan}")
        )
