"""Draws the icon for Windows out of the product's own leaf, in every size that is asked for.

The same drawing gives the same bytes. Run: python packaging/ikon.py TARGET.ico
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAF = Path(__file__).resolve().parents[1] / "resources" / "icons" / "lontar.svg"
EDGES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""What Explorer, the taskbar and the start menu ask for at 100 to 250 percent."""
SIDE = (164, 314)
"""Width and height of that picture, in the pixels that the installer asks for."""
_SIDE_SHARE = 0.7
GROUND, GOLD = "#2C2118", "#E0B46A"
_AS_PNG = 256
_ROUND = 0.18
# The drawing has air around it, of which a small icon needs none.
_MARGIN, _SMALL, _SMALL_MARGIN = 0.09, 32, -0.06
_ENTRY = struct.Struct("<BBBBHHII")
_BITMAP = struct.Struct("<IiiHHIIiiII")


def drawn(edge: int) -> QImage:
    """A golden leaf on a rounded dark ground, so that it is seen on light and on dark."""
    image = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(GROUND))
    painter.drawRoundedRect(QRectF(0, 0, edge, edge), edge * _ROUND, edge * _ROUND)
    inset = edge * (_MARGIN if edge > _SMALL else _SMALL_MARGIN)
    _draw_leaf(painter, QRectF(inset, inset, edge - 2 * inset, edge - 2 * inset))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def _draw_leaf(painter: QPainter, box: QRectF) -> None:
    leaf = LEAF.read_text("utf-8").replace("currentColor", GOLD)
    QSvgRenderer(QByteArray(leaf.encode())).render(painter, box)


def write_side(target: Path) -> Path:
    """Write the picture beside the words of the installer, as a bitmap; returns its place."""
    wide, high = SIDE
    image = QImage(wide, high, QImage.Format.Format_RGB888)
    image.fill(QColor(GROUND))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = wide * _SIDE_SHARE
    _draw_leaf(painter, QRectF((wide - edge) / 2, (wide - edge) / 2, edge, edge))
    painter.end()
    image.save(str(target), "BMP")  # type: ignore[call-overload]  # text, whatever its stub says
    return target


def as_png(image: QImage) -> bytes:
    """Windows takes the largest size packed."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # text, whatever its stub says
    return bytes(buffer.data().data())


def as_bitmap(image: QImage) -> bytes:
    """The smaller ones as old programs read them: rows from below, a mask that hides nothing."""
    edge = image.width()
    pixels = bytes(image.constBits())
    rows = [pixels[4 * edge * line : 4 * edge * (line + 1)] for line in reversed(range(edge))]
    mask = bytes((edge + 31) // 32 * 4 * edge)
    head = _BITMAP.pack(_BITMAP.size, edge, 2 * edge, 1, 32, 0, len(pixels) + len(mask), 0, 0, 0, 0)
    return head + b"".join(rows) + mask


def packed(images: Sequence[QImage]) -> bytes:
    """The file: a list of sizes, then the drawings in the same order."""
    parts = [as_png(one) if one.width() >= _AS_PNG else as_bitmap(one) for one in images]
    place = 6 + _ENTRY.size * len(images)
    listed = b""
    for image, part in zip(images, parts, strict=True):
        edge = image.width() % 256  # 0 stands for 256
        listed += _ENTRY.pack(edge, edge, 0, 0, 1, 32, len(part), place)
        place += len(part)
    return struct.pack("<HHH", 0, 1, len(images)) + listed + b"".join(parts)


def write(target: Path) -> Path:
    """Write the icon; returns its place."""
    target.write_bytes(packed([drawn(edge) for edge in EDGES]))
    return target


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
