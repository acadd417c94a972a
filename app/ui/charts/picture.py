"""A chart of the konsolidasi as a file: title and coverage above, the source below, PNG or SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from app.ui import colours, paper_mark
from app.ui.charts import canvas

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QFont, QPainter

    from app.exchange.gambar_rekap import Kepala

    Drawing = Callable[[QPainter, QRectF], None]
    """Draws a chart with its legend into a box."""

WIDE, HIGH = 1200, 848  # the shape of A4 lying down
_SCALE = 2
_MARGIN, _TITLE, _FOOT = 28.0, 26.0, 22.0
SIZE, SMALL = 13, 11
WORDS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
NUMBER = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def font(size: int = SIZE, *, bold: bool = False) -> QFont:
    """The letters of a picture; what is not said otherwise is set in the usual size."""
    return canvas.font(size, bold=bold)


def save(kepala: Kepala, draw: Drawing, target: Path) -> None:
    """Draw a picture into a PNG or, by the end of its name, an SVG.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.

    """
    canvas.save(
        target,
        (WIDE, HIGH),
        lambda painter: _fill(painter, kepala, draw),
        judul=kepala.judul,
        cakupan=kepala.cakupan,
        scale=_SCALE,
    )


def _fill(painter: QPainter, kepala: Kepala, draw: Drawing) -> None:
    """Title, coverage, chart and source, one below the other."""
    palette = colours.palette(dark=False)
    page = QRectF(_MARGIN, _MARGIN - 8, WIDE - 2 * _MARGIN, HIGH - 2 * _MARGIN + 16)
    painter.setPen(palette.text().color())
    painter.setFont(font(19, bold=True))
    painter.drawText(QRectF(page.left(), page.top(), page.width(), _TITLE), WORDS, kepala.judul)
    told = page.adjusted(0, _TITLE, 0, 0)
    high = QFontMetricsF(font()).boundingRect(told, _WRAP, kepala.cakupan).height()
    painter.setFont(font())
    painter.drawText(QRectF(told.left(), told.top(), told.width(), high + 2), _WRAP, kepala.cakupan)
    foot = QRectF(page.left(), page.bottom() - _FOOT, page.width(), _FOOT)
    draw(painter, page.adjusted(0, _TITLE + high + 12, 0, -_FOOT - 4))
    painter.setFont(font(SMALL))
    painter.setPen(colours.tone(colours.Tone.MUTED, palette))
    painter.drawText(foot, WORDS, kepala.sumber)
    if kepala.tanda_air:
        painter.setFont(font(SMALL))
        paper_mark.mark(painter, QRectF(0, 4, WIDE, HIGH - 4), kepala.tanda_air)
