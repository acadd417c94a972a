"""The board of a province: a tile per region, with a glyph and a word for each part of the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui import colours, icons, sizes
from app.ui.sizes import Step
from app.ui.widgets import paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

    from app.ui.colours import Tone

_WIDEST = 150
_EDGE = 14.0
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TileLine(NamedTuple):
    """A part of the work in a tile: its short name, its state in a word, glyph and tone."""

    label: str
    word: str
    icon: str
    tone: Tone


class Tile(NamedTuple):
    """What a tile says: a name and its parts; `spoken` is the whole sentence.

    Its ground has the tone of the first part.
    """

    kode: str
    name: str
    lines: Sequence[TileLine]
    spoken: str


class Board(QWidget):
    """Tiles in rows, walked with the arrow keys.

    Signals:
        chosen: the code of the region that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.tiles: Sequence[Tile] = ()
        self.current = 0
        self.setAccessibleName(name)
        self.setFont(sizes.font(Step.STRONG))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Replace all tiles."""
        self.tiles = tiles
        # A board without tiles has no place to show where the cursor is.
        policy = Qt.FocusPolicy
        self.setFocusPolicy(policy.StrongFocus if tiles else policy.NoFocus)
        self.go_to(min(self.current, max(len(tiles) - 1, 0)))
        self.updateGeometry()

    def go_to(self, place: int) -> None:
        """Put the cursor on a tile."""
        if 0 <= place < len(self.tiles):
            self.current = place
            self.setAccessibleDescription(self.tiles[place].spoken)
        self.update()

    def _columns(self, width: int) -> int:
        return max(2, -(-width // _WIDEST))

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _tile_height(self) -> int:
        most = max((len(tile.lines) for tile in self.tiles), default=1)
        return (1 + most) * self._line() + sizes.M + 2

    def box(self, place: int) -> QRectF:
        """Where a tile stands."""
        columns = self._columns(self.width())
        width = (self.width() - (columns - 1) * sizes.S) / columns
        row, column = divmod(place, columns)
        top = row * (self._tile_height() + sizes.S)
        return QRectF(column * (width + sizes.S), top, width, self._tile_height())

    def _at(self, x: float, y: float) -> int | None:
        places = range(len(self.tiles))
        return next((place for place in places if self.box(place).contains(x, y)), None)

    def _draw(self, painter: QPainter, place: int, tile: Tile) -> None:
        palette, box = self.palette(), self.box(place)
        first = tile.lines[0].tone
        ink = colours.tone(first, palette)
        paint.surface(painter, box, colours.soft(first, palette))
        bar = QRectF(box.left(), box.top() + sizes.S, 3, box.height() - 2 * sizes.S)
        paint.surface(painter, bar, ink, 1.5)
        words = box.adjusted(sizes.M, sizes.XS + 2, -sizes.XS, 0)
        painter.setFont(self.font())
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        name = self.fontMetrics().elidedText(
            tile.name, Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignTop), name)
        top = words.top() + self._line() + 1
        painter.setFont(sizes.font(Step.CAPTION))
        for line in tile.lines:
            self._draw_line(painter, QRectF(words.left(), top, words.width(), self._line()), line)
            top += self._line()
        if self.hasFocus() and place == self.current:
            paint.focus_ring(painter, self, box)

    def _draw_line(self, painter: QPainter, room: QRectF, line: TileLine) -> None:
        """Glyph, part, word."""
        palette = self.palette()
        ink = colours.tone(line.tone, palette)
        spot = QRectF(room.left(), room.top() + 1, _EDGE, _EDGE)
        icons.paint(painter, spot, line.icon, ink)
        said = room.adjusted(_EDGE + sizes.XS, 0, 0, 0)
        left = int(Qt.AlignmentFlag.AlignVCenter)
        metrics = painter.fontMetrics()
        label = f"{line.label} "
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(said, left, label)
        painter.setPen(ink)
        word = said.adjusted(metrics.horizontalAdvance(label), 0, 0, 0)
        painter.drawText(word, left, line.word)

    # Qt

    def hasHeightForWidth(self) -> bool:
        """A narrow board has more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many rows as the tiles need."""
        rows = -(-len(self.tiles) // self._columns(width))
        return max(rows * (self._tile_height() + sizes.S) - sizes.S, 0)

    def sizeHint(self) -> QSize:
        """A board of five columns."""
        return QSize(5 * _WIDEST, self.heightForWidth(5 * _WIDEST))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Every tile."""
        painter = paint.painter_for(self)
        for place, tile in enumerate(self.tiles):
            self._draw(painter, place, tile)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter opens."""
        key = Qt.Key(event.key())
        down = self._columns(self.width())
        step = {**_STEPS, Qt.Key.Key_Up: -down, Qt.Key.Key_Down: down}.get(key)
        if step is not None and 0 <= self.current + step < len(self.tiles):
            self.go_to(self.current + step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.tiles:
            self.chosen.emit(self.tiles[self.current].kode)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press opens the region."""
        place = self._at(event.position().x(), event.position().y())
        if place is not None:
            self.go_to(place)
            self.chosen.emit(self.tiles[place].kode)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the cursor is."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """The whole sentence as a tooltip."""
        if isinstance(event, QHelpEvent):
            place = self._at(event.pos().x(), event.pos().y())
            QToolTip.showText(
                event.globalPos(), self.tiles[place].spoken if place is not None else ""
            )
            return True
        return super().event(event)
