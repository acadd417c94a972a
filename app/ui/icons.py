"""The only file that knows icon files: line drawings tinted with a palette colour when painted."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

from app import paths

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QPixmap

# One pixmap per screen scale a laptop of the field may have, so that no icon is ever enlarged.
_EDGES = (16, 20, 24, 32, 48)


@cache
def names() -> frozenset[str]:
    """Every icon there is."""
    return frozenset(file.stem for file in (paths.resources() / "icons").glob("*.svg"))


def paint(painter: QPainter, box: QRectF, name: str, colour: QColor) -> None:
    """Draw an icon in one colour inside a box, sharp at every scale."""
    _renderer(name, colour.name()).render(painter, box)


def icon(name: str, colour: QColor) -> QIcon:
    """The icon as Qt's buttons and menus want it."""
    return _icon(name, colour.name())


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


@cache
def _icon(name: str, colour: str) -> QIcon:
    # Only here: widgets paint their icons themselves, and this brings along hundreds of names.
    from PySide6.QtGui import QIcon

    made = QIcon()
    for edge in _EDGES:
        made.addPixmap(_pixmap(name, colour, edge))
    return made


def _pixmap(name: str, colour: str, edge: int) -> QPixmap:
    from PySide6.QtGui import QPixmap

    pixmap = QPixmap(QSize(edge, edge))
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    _renderer(name, colour).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    return pixmap
