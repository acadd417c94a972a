"""A drawing as a file: a PNG or, by the end of its name, an SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from app.ui import paper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Draw = Callable[[QPainter], None]

SVG = ".svg"
_ACROSS = 0.273
"""Metres: as wide as A4 lying down, between its margins."""


def font(size: int, *, bold: bool = False) -> QFont:
    """The letters of a picture."""
    made = QFont("Segoe UI")
    made.setFamilies(["Segoe UI", "Noto Sans", "Arial"])
    made.setPixelSize(size)
    made.setBold(bold)
    return made


def save(
    target: Path,
    size: tuple[int, int],
    draw: Draw,
    *,
    judul: str,
    cakupan: str = "",
    scale: int = 1,
) -> None:
    """Draw on a page of `size` pixels; a PNG has `scale` as many of them.

    Raises:
        LontarError: the disk refuses; an old file is then as it was before.

    """
    from app.exchange import berkas

    keeper = paper.fonts()
    drawn = QBuffer()
    drawn.open(QBuffer.OpenModeFlag.WriteOnly)
    if target.suffix.casefold() == SVG:
        _as_svg(drawn, size, draw, judul, cakupan)
    else:
        _as_png(drawn, size, draw, scale)
    assert keeper is not None
    berkas.write_atomic(target, bytes(drawn.data().data()))


def _as_svg(drawn: QBuffer, size: tuple[int, int], draw: Draw, judul: str, cakupan: str) -> None:
    generator = QSvgGenerator()
    generator.setOutputDevice(drawn)
    generator.setSize(QSize(*size))
    generator.setViewBox(QRectF(0, 0, *size))
    generator.setTitle(judul)
    generator.setDescription(cakupan)
    _on(QPainter(generator), draw)


def _as_png(drawn: QBuffer, size: tuple[int, int], draw: Draw, scale: int) -> None:
    wide, high = size
    image = QImage(scale * wide, scale * high, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    dots = round(scale * wide / _ACROSS)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    painter = QPainter(image)
    painter.scale(scale, scale)
    _on(painter, draw)
    image.save(drawn, "PNG")  # type: ignore[call-overload]  # the stub is wrong: only str works


def _on(painter: QPainter, draw: Draw) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    painter.end()
