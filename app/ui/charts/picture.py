"""A chart of the konsolidasi as a file: title and coverage above, the source below, PNG or SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from app.ui import colours, paper, paper_mark

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.exchange.gambar_rekap import Kepala

    Drawing = Callable[[QPainter, QRectF], None]
    """Draws a chart with its legend into a box."""

SVG = ".svg"
WIDE, HIGH = 1200, 848  # the shape of A4 lying down
_SCALE = 2
_DOTS_PER_METRE = round(_SCALE * WIDE / 0.273)  # as wide as A4 between its margins
_MARGIN, _TITLE, _FOOT = 28.0, 26.0, 22.0
SIZE, SMALL = 13, 11
WORDS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
NUMBER = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def font(size: int = SIZE, *, bold: bool = False) -> QFont:
    """The letters of a picture."""
    made = QFont("Segoe UI")
    made.setFamilies(["Segoe UI", "Noto Sans", "Arial"])
    made.setPixelSize(size)
    made.setBold(bold)
    return made


def save(kepala: Kepala, draw: Drawing, target: Path) -> None:
    """Draw a picture into a PNG or, by the end of its name, an SVG.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.

    """
    from app.exchange import berkas

    keeper = paper.fonts()
    drawn = QBuffer()
    drawn.open(QBuffer.OpenModeFlag.WriteOnly)
    if target.suffix.casefold() == SVG:
        generator = QSvgGenerator()
        generator.setOutputDevice(drawn)
        generator.setSize(QSize(WIDE, HIGH))
        generator.setViewBox(QRectF(0, 0, WIDE, HIGH))
        generator.setTitle(kepala.judul)
        generator.setDescription(kepala.cakupan)
        _fill(QPainter(generator), kepala, draw)
    else:
        image = QImage(_SCALE * WIDE, _SCALE * HIGH, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        image.setDotsPerMeterX(_DOTS_PER_METRE)
        image.setDotsPerMeterY(_DOTS_PER_METRE)
        painter = QPainter(image)
        painter.scale(_SCALE, _SCALE)
        _fill(painter, kepala, draw)
        image.save(drawn, "PNG")  # type: ignore[call-overload]  # the stub is wrong: only str works
    assert keeper is not None
    berkas.write_atomic(target, bytes(drawn.data().data()))


def _fill(painter: QPainter, kepala: Kepala, draw: Drawing) -> None:
    """Title, coverage, chart and source, one below the other."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
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
    painter.end()
