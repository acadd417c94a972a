"""A heat map as a page to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPdfWriter

from app.domain.kertas import A4
from app.ui import colours, paper, paper_mark
from app.ui.charts.heat_paint import HeatPainter

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.kertas import Kertas
    from app.ui.charts.heat_paint import HeatData

_POINTS_PER_INCH = 72
_RESOLUTION = 300
_LINE = 1.5


def print_pdf(
    data: HeatData,
    path: Path,
    title: str,
    footer: str,
    tanda_air: str = "",
    kertas: Kertas = A4,
) -> None:
    """Write the heat map on one landscape page, in the light palette whatever the screen shows.

    `tanda_air` is written over a page of an exercise.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.
    """
    from app.exchange import berkas

    drawn = QBuffer()
    drawn.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(drawn)
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(paper.sheet(kertas, wide=True))
    writer.setTitle(title)
    painter = QPainter(writer)
    scale = _RESOLUTION / _POINTS_PER_INCH
    painter.scale(scale, scale)
    page = QRectF(0, 0, writer.width() / scale, writer.height() / scale)
    _draw_page(painter, page, data, title, footer)
    if tanda_air:
        paper_mark.mark(painter, page, tanda_air)
    painter.end()
    berkas.write_atomic(path, bytes(drawn.data().data()))


def _draw_page(painter: QPainter, page: QRectF, data: HeatData, title: str, footer: str) -> None:
    font = QFont()
    font.setPixelSize(8)
    heading = QFont(font)
    heading.setPixelSize(14)
    heading.setBold(True)
    line = QFontMetricsF(font).height() * _LINE
    palette = colours.palette(dark=False)
    painter.setFont(heading)
    painter.setPen(palette.text().color())
    painter.drawText(QRectF(0, 0, page.width(), 2 * line), int(Qt.AlignmentFlag.AlignTop), title)
    heat = HeatPainter(data, font, palette)
    heat.lay_out(QRectF(0, 2 * line, page.width(), page.height() - 5 * line))
    heat.draw(painter)
    heat.draw_legend(painter, QRectF(0, page.height() - 2.5 * line, page.width(), line))
    painter.setPen(palette.placeholderText().color())
    below = QRectF(0, page.height() - line, page.width(), line)
    painter.drawText(below, int(Qt.AlignmentFlag.AlignBottom), footer)
