"""The places of a hall on the wall: a tile each, its letters as large as the wall allows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui import colours, icons, sizes
from app.ui.colours import Tone
from app.ui.widgets import paint, tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QPaintEvent

    from app.exchange.latihan.aula import Tempat

# Places up to which so many columns are enough.
_COLUMNS = ((4, 2), (9, 3), (24, 4))
# Shares of a tile's height.
_NAME, _REGION, _STATE = 0.42, 0.32, 0.26
_LETTERS, _SMALLER, _LEAST = 0.74, 0.66, 11.0
_EDGE = 3.0


class HallTiles(QWidget):
    """All places at once, without scrolling."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[HallTile] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(sizes.S)

    def show_places(self, places: Sequence[Tempat], told: Sequence[str]) -> None:
        """Draw every place with the words for its state."""
        for tile in self.tiles:
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        columns = next(wide for most, wide in _COLUMNS if len(places) <= most)
        # Down the columns, as a list is read from the back of a hall.
        rows = math.ceil(len(places) / columns)
        self.tiles = [HallTile(one, said) for one, said in zip(places, told, strict=True)]
        for number, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, number % rows, number // rows)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, int(column < columns))
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, int(row < rows))


class HallTile(QWidget):
    """Somebody, the region, and whether its package is there: in words, a sign, and a colour."""

    def __init__(self, place: Tempat, told: str) -> None:
        super().__init__()
        self.place, self.told = place, told
        self.setMinimumSize(120, 40)
        self.setAccessibleName(f"{place.nama}, {place.wilayah}: {told}")
        self.setToolTip(tip.plain(self.accessibleName()))

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The name largest; what does not fit is shortened, and whole in the tip."""
        painter = paint.painter_for(self)
        box, arrived = QRectF(self.rect()), self.place.revisi > 0
        tone = colours.tone(Tone.GOOD if arrived else Tone.EDGE, self.palette())
        paint.surface(painter, box, self.palette().color(QPalette.ColorRole.Base))
        if arrived:
            paint.ring(painter, box, tone)
            stripe = QRectF(0, 0, 2 * _EDGE + sizes.S, box.height())
            paint.surface(painter, stripe, tone)
        else:
            paint.outline(painter, box, tone)
        inside = box.adjusted(sizes.XL, sizes.XS, -sizes.S, -sizes.XS)
        edge = inside.height() * _STATE
        sign = QRectF(inside.right() - edge, inside.bottom() - edge, edge, edge)
        icons.paint(painter, sign, "check-circle" if arrived else "circle", tone)
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        top = inside.top()
        for words, share in (
            (self.place.nama, _NAME),
            (self.place.wilayah, _REGION),
            (self.told, _STATE),
        ):
            high, last = inside.height() * share, share == _STATE
            room = inside.width() - (edge + sizes.S if last else 0)
            painter.setPen(tone if last and arrived else ink)
            _line(painter, QRectF(inside.left(), top, room, high), words, strong=share == _NAME)
            top += high
        painter.end()


def _line(painter: QPainter, box: QRectF, words: str, *, strong: bool) -> None:
    """One line as high as its box; smaller rather than cut, and cut at last."""
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    pixels = max(_LEAST, box.height() * _LETTERS)
    font.setPixelSize(round(pixels))
    wide = QFontMetricsF(font).horizontalAdvance(words)
    if wide > box.width():
        font.setPixelSize(int(max(_LEAST, pixels * _SMALLER, pixels * box.width() / wide)))
    painter.setFont(font)
    short = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), short)
