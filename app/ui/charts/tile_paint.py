"""How a tile map is drawn: islands as plates, a tile for each region with its number and steps."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen

from app.ui import colours
from app.ui.charts import bands, hatch
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.domain.peta import Letak

_WRAPPED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_GAP = 4.0
_PLATE = 4.0
_CORNER = 4.0
_EDGE = 1.0
_PIP = 5.0
_HATCH = 7
_WIDEST, _HIGHEST = 150.0, 130.0
_ROOMY = 80.0
_LARGER = 1.45


class MapTile(NamedTuple):
    """A region on the map: `step` is its band from the lowest (None: no number).

    `figure` is what stands large; `missing` says that nothing came from it at all.
    """

    code: str
    name: str
    figure: str
    below: str
    step: int | None
    missing: bool
    spoken: str


class MapData(NamedTuple):
    """Everything a tile map shows; `bands` name the colours from the lowest up."""

    tiles: Mapping[str, MapTile]
    places: Mapping[str, Letak]
    islands: Mapping[str, Sequence[str]]
    bands: Sequence[str]
    missing: str


class TilePainter:
    """Lays a map out in a box and draws it with any painter."""

    def __init__(self, data: MapData, font: QFont, palette: QPalette) -> None:
        self.data = data
        self._palette = palette
        self._small = font
        self._large = QFont(font)
        if font.pixelSize() > 0:
            self._large.setPixelSize(round(font.pixelSize() * _LARGER))
        else:
            self._large.setPointSizeF(font.pointSizeF() * _LARGER)
        self._large.setWeight(QFont.Weight.DemiBold)
        self._line = QFontMetricsF(font).height()
        self._rows = 1 + max((row for row, _ in data.places.values()), default=0)
        self._columns = 1 + max((column for _, column in data.places.values()), default=0)
        self._start = QPointF()
        self._wide = self._high = 0.0

    @staticmethod
    def least_width(names: Iterable[str], metrics: QFontMetricsF) -> int:
        """The narrowest tile, in pixels, in which no word of these names is cut."""
        words = (word for name in names for word in name.split())
        widest = max(map(metrics.horizontalAdvance, words), default=0.0)
        return ceil(widest + 2 * (_GAP + _EDGE))

    @property
    def label(self) -> float:
        """The height the name of an island takes above its tiles."""
        return self._line + 2

    def lay_out(self, box: QRectF) -> None:
        """Share a box out among the tiles; a very large one is not filled."""
        self._wide = min(box.width() / self._columns, _WIDEST)
        self._high = min((box.height()) / self._rows, _HIGHEST + self.label)
        left = box.left() + (box.width() - self._wide * self._columns) / 2
        self._start = QPointF(left, box.top())

    def tile_box(self, kode: str) -> QRectF:
        """Where a tile stands, without the name of its island."""
        row, column = self.data.places[kode]
        top = self._start.y() + row * self._high + self.label
        whole = QRectF(
            self._start.x() + column * self._wide, top, self._wide, self._high - self.label
        )
        return whole.adjusted(_GAP, _PLATE, -_GAP, -_GAP)

    def draw(self, painter: QPainter) -> None:
        """The islands, then their tiles."""
        for name, codes in self.data.islands.items():
            self._draw_island(painter, name, codes)
        for kode in self.data.places:
            self._draw_tile(painter, self.tile_box(kode), self.data.tiles[kode])

    def _draw_island(self, painter: QPainter, name: str, codes: Sequence[str]) -> None:
        plate = self._palette.color(QPalette.ColorRole.Midlight)
        boxes = [self.tile_box(kode) for kode in codes]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(plate)
        edge = _GAP - 1.0
        for box in boxes:
            # Neighbours of an island share their ground: each reaches to the middle of the gap.
            painter.drawRoundedRect(box.adjusted(-edge, -edge, edge, edge), _CORNER, _CORNER)
        for one, other in pairwise(boxes):
            if abs(one.top() - other.top()) < 1 and other.left() - one.right() < 3 * _GAP:
                painter.drawRect(one.united(other).adjusted(0, -edge, 0, edge))
        painter.setFont(self._small)
        painter.setPen(self._palette.color(QPalette.ColorRole.PlaceholderText))
        first = boxes[0]
        words = QRectF(first.left(), first.top() - self.label - _PLATE, 400, self.label)
        painter.drawText(
            words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name
        )

    def _draw_tile(self, painter: QPainter, box: QRectF, tile: MapTile) -> None:
        ink = self._palette.color(QPalette.ColorRole.Text)
        if tile.step is not None:
            back, ink = bands.colour(tile.step, len(self.data.bands), self._palette)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(back)
        else:
            painter.setPen(QPen(colours.tone(Tone.EDGE, self._palette), 1))
            painter.setBrush(self._palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(box, _CORNER, _CORNER)
        if tile.missing:
            inside = box.adjusted(1, 1, -1, -1)
            draw_hatch(painter, inside, colours.tone(Tone.LINE, self._palette))
        self._draw_words(painter, box, tile, ink)

    def _draw_words(self, painter: QPainter, box: QRectF, tile: MapTile, ink: QColor) -> None:
        """Name, figure, steps, and below them what there is room for."""
        inner = box.adjusted(_EDGE, 2, -_EDGE, -2)
        metrics, large = QFontMetricsF(self._small), QFontMetricsF(self._large).height()
        tall = 2 if metrics.horizontalAdvance(tile.name) > inner.width() else 1
        figure = (self._small, self._line) if tile.missing else (self._large, large)
        lines = [(self._small, tall * self._line, tile.name), (*figure, tile.figure)]
        if box.height() >= _ROOMY and tile.below:
            lines.append((self._small, self._line, tile.below))
        pips = _PIP + 4 if tile.step is not None else 0.0
        top = inner.center().y() - (sum(high for _, high, _ in lines) + pips) / 2
        for number, (font, high, words) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QRectF(inner.left(), top, inner.width(), high), _WRAPPED, words)
            top += high
            if number == 1 and tile.step is not None:
                middle = QPointF(inner.center().x(), top + _PIP / 2)
                draw_steps(painter, middle, tile.step, len(self.data.bands), ink)
                top += pips


def draw_steps(painter: QPainter, middle: QPointF, step: int, count: int, ink: QColor) -> None:
    """The band as a row of dots, filled up to the band: it reads without any colour."""
    left = middle.x() - (count * (_PIP + 3) - 3) / 2
    painter.setPen(QPen(ink, 1))
    for place in range(count):
        painter.setBrush(ink if place <= step else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(left + place * (_PIP + 3), middle.y() - _PIP / 2, _PIP, _PIP))


def draw_hatch(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """Slanted lines: nothing is known here."""
    painter.setPen(QPen(ink, 1.4))
    hatch.draw(painter, box, _HATCH)
