"""How a heat map is drawn, on the screen and on paper: heads, tiles with their numbers, legend."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen, QPolygonF

from app.ui import colours
from app.ui.charts import bands
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEFT_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_GROUP_GAP = 7.0
_GAP = 1.5
_CORNER = 6.0
_SWATCH = 1.2


class Tile(NamedTuple):
    """A tile: `step` picks the colour (None: no number), `marked` says it is provisional."""

    text: str
    step: int | None
    marked: bool
    spoken: str


class Column(NamedTuple):
    """A column of tiles: its head, and the group it belongs to (empty: a column of its own)."""

    code: str
    head: str
    group: str
    title: str


class Row(NamedTuple):
    """A line of tiles; `note` stands in place of the tiles when there are none."""

    code: str
    name: str
    note: str = ""


class HeatData(NamedTuple):
    """Everything a heat map shows; `bands` name the colours from the lowest up."""

    rows: Sequence[Row]
    columns: Sequence[Column]
    tiles: Sequence[Sequence[Tile]]
    bands: Sequence[str]
    marked: str
    nothing: str


class HeatPainter:
    """Lays a heat map out in a box and draws it with any painter.

    `codes` head tall columns in place of their names, where these would leave no room for tiles.
    """

    def __init__(
        self, data: HeatData, font: QFont, palette: QPalette, *, codes: bool = False
    ) -> None:
        self.data = data
        self._codes = codes
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._palette = palette
        self.tall_heads = len(data.columns) > len(data.bands) * 2
        widths = [self._metrics.horizontalAdvance(row.name) for row in data.rows]
        self._names = max(widths, default=0) + 10
        self.heads = self._head_height()
        self._box = QRectF()
        self._lefts: list[float] = []
        self._tile_width = self._tile_height = 0.0

    def lay_out(self, box: QRectF) -> None:
        """Divide a box among names, heads and tiles."""
        self._box = box
        data = self.data
        gaps = sum(self._starts_group(place) for place in range(1, len(data.columns)))
        room = box.width() - self._names - gaps * _GROUP_GAP
        self._tile_width = room / max(len(data.columns), 1)
        self._tile_height = (box.height() - self.heads) / max(len(data.rows), 1)
        left, self._lefts = box.left() + self._names, []
        for place in range(len(data.columns)):
            left += _GROUP_GAP if place and self._starts_group(place) else 0
            self._lefts.append(left)
            left += self._tile_width

    @property
    def is_laid_out(self) -> bool:
        """Whether every tile has its place."""
        return bool(self._lefts)

    def tile_box(self, row: int, column: int) -> QRectF:
        """Where a tile stands."""
        top = self._box.top() + self.heads + row * self._tile_height
        return QRectF(self._lefts[column], top, self._tile_width, self._tile_height)

    def draw(self, painter: QPainter) -> None:
        """Names, heads and tiles."""
        painter.setFont(self._font)
        self._draw_heads(painter)
        for place, row in enumerate(self.data.rows):
            first = self.tile_box(place, 0)
            painter.setPen(self._palette.color(QPalette.ColorRole.Text))
            words = QRectF(self._box.left(), first.top(), self._names, first.height())
            painter.drawText(words, int(_LEFT_MIDDLE), row.name)
            if row.note:
                whole = first.united(self.tile_box(place, len(self.data.columns) - 1))
                self._draw_tile(painter, whole, Tile(row.note, None, marked=False, spoken=""))
                continue
            for column, tile in enumerate(self.data.tiles[place]):
                self._draw_tile(painter, self.tile_box(place, column), tile)

    def legend(self, width: float) -> list[tuple[Tile, str, QRectF]]:
        """The bands with their colours and the other marks, in as many lines as they need."""
        steps = range(len(self.data.bands))
        entries = [
            (Tile("", step, marked=False, spoken=""), self.data.bands[step]) for step in steps
        ]
        entries.append((Tile("", len(steps) - 2, marked=True, spoken=""), self.data.marked))
        entries.append((Tile("–", None, marked=False, spoken=""), self.data.nothing))
        placed, left, top = [], 0.0, 0.0
        line = self._metrics.height() + 4
        for tile, name in entries:
            wide = line * _SWATCH + 5 + self._metrics.horizontalAdvance(name)
            if left and left + wide > width:
                left, top = 0.0, top + line
            placed.append((tile, name, QRectF(left, top, wide, line)))
            left += wide + 14
        return placed

    def draw_legend(self, painter: QPainter, box: QRectF) -> None:
        """Draw the legend from the top left of a box."""
        painter.setFont(self._font)
        for tile, name, place in self.legend(box.width()):
            spot = place.translated(box.topLeft())
            swatch = QRectF(spot.left(), spot.top() + 2, spot.height() * _SWATCH, spot.height() - 4)
            self._draw_tile(painter, swatch, tile)
            painter.setPen(self._palette.color(QPalette.ColorRole.Text))
            words = spot.adjusted(swatch.width() + 5, 0, 4, 0)
            painter.drawText(words, int(_LEFT_MIDDLE), name)

    def _starts_group(self, place: int) -> bool:
        columns = self.data.columns
        return (
            place == 0
            or not columns[place].group
            or columns[place].group != columns[place - 1].group
        )

    def _head_height(self) -> float:
        line = self._metrics.height()
        if not self.tall_heads:
            return 2 * line + 6
        heads = map(self._head_of, self.data.columns)
        longest = max(self._metrics.horizontalAdvance(head) for head in heads)
        return longest + line + 14

    def _head_of(self, column: Column) -> str:
        return column.code if self._codes and self.tall_heads else column.head

    def _draw_heads(self, painter: QPainter) -> None:
        line = self._metrics.height()
        for place, column in enumerate(self.data.columns):
            left = self._lefts[place]
            painter.setPen(self._palette.color(QPalette.ColorRole.PlaceholderText))
            if self.tall_heads:
                painter.save()
                painter.translate(left + self._tile_width / 2, self._box.top() + self.heads - 4)
                painter.rotate(-90)
                words = QRectF(0, -line / 2, self.heads, line)
                painter.drawText(words, int(_LEFT_MIDDLE), self._head_of(column))
                painter.restore()
                self._draw_group(painter, place)
            else:
                box = QRectF(left, self._box.top(), self._tile_width, self.heads - 4)
                flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
                painter.drawText(box, int(flags | Qt.TextFlag.TextWordWrap), column.head)

    def _draw_group(self, painter: QPainter, place: int) -> None:
        """The name of a group over its columns, with a line under it."""
        columns = self.data.columns
        group = columns[place].group
        if not group or not self._starts_group(place):
            return
        count = sum(column.group == group for column in columns)
        line = self._metrics.height()
        box = QRectF(self._lefts[place], self._box.top(), count * self._tile_width - _GAP, line)
        painter.setPen(self._palette.color(QPalette.ColorRole.Text))
        fits = self._metrics.horizontalAdvance(group) <= box.width()
        first = self._metrics.elidedText(group.split()[0], Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(_LEFT_MIDDLE), group if fits else first)
        painter.setPen(QPen(colours.tone(Tone.GOLD, self._palette), 1.4))
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _draw_tile(self, painter: QPainter, box: QRectF, tile: Tile) -> None:
        inner = box.adjusted(0, 0, -_GAP, -_GAP)
        line = colours.tone(Tone.LINE, self._palette)
        ink = self._palette.color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(Qt.PenStyle.NoPen)
        if tile.step is not None:
            back, ink = bands.colour(tile.step, len(self.data.bands), self._palette)
            painter.setBrush(back)
            painter.drawRoundedRect(inner, 2, 2)
        else:
            painter.setPen(QPen(line, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        if tile.marked:
            self._draw_corner(painter, inner, ink)
        painter.setPen(ink)
        painter.drawText(inner, _CENTRE, tile.text)

    def _draw_corner(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        """A folded corner: the number under it is provisional."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        corner = box.topRight()
        edge = min(_CORNER, box.height() / 2)
        painter.drawPolygon(
            QPolygonF([corner, corner + QPointF(-edge, 0), corner + QPointF(0, edge)])
        )
