"""The board of a province: a tile per region, with a glyph and a word for each part of the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.teks import t
from app.ui import colours, icons, sizes, tab_order
from app.ui.colours import Tone
from app.ui.enter_key import ENTER
from app.ui.sizes import Step
from app.ui.widgets import paint, tip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

_WIDEST = 150
_EDGE = 14.0
_BOX, _INSET = 13.0, 2.0
_LEFT = 10
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
    """Tiles in rows, walked with the arrow keys; several are ticked with Space, Ctrl and Shift.

    Signals:
        chosen: the code of the region that was pressed.
        ticked: other regions are ticked than before.
    """

    chosen = Signal(str)
    ticked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.tiles: Sequence[Tile] = ()
        self.current = 0
        self._anchor = 0
        self._ticks: frozenset[str] = frozenset()
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
        self._anchor = self.current
        self.tick(self.ticks)
        self.updateGeometry()

    def go_to(self, place: int) -> None:
        """Put the cursor on a tile."""
        if 0 <= place < len(self.tiles):
            self.current = place
            self._tell()
        self.update()

    # --- What is ticked

    @property
    def ticks(self) -> list[str]:
        """The regions that are ticked, in the order they stand in."""
        return [tile.kode for tile in self.tiles if tile.kode in self._ticks]

    def tick(self, wanted: Iterable[str]) -> None:
        """Tick these regions and no others."""
        there = frozenset(wanted) & {tile.kode for tile in self.tiles}
        changed, self._ticks = there != self._ticks, there
        self._tell()
        self.update()
        if changed:
            self.ticked.emit()

    def _toggle(self, place: int) -> None:
        self._anchor = place
        self.tick(self._ticks ^ {self.tiles[place].kode})

    def _tick_up_to(self, place: int) -> None:
        """Tick everything from where the last tick was set."""
        first, last = sorted((self._anchor, place))
        self.tick(tile.kode for tile in self.tiles[first : last + 1])

    def _tell(self) -> None:
        """A screen reader hears the tile under the cursor, and whether it is ticked."""
        if self.tiles:
            tile = self.tiles[self.current]
            ticked = tile.kode in self._ticks
            self.setAccessibleDescription(
                t("papan.dipilih_ini", wilayah=tile.spoken) if ticked else tile.spoken
            )

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

    def tick_box(self, place: int) -> QRectF:
        """Where the box to tick of a tile stands."""
        box = self.box(place)
        return QRectF(box.right() - _BOX - _INSET, box.top() + _INSET + 2, _BOX, _BOX)

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
        words = box.adjusted(_LEFT, sizes.XS + 2, -_INSET, 0)
        painter.setFont(self.font())
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        room = int(self.tick_box(place).left() - words.left())
        name = self.fontMetrics().elidedText(tile.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignTop), name)
        top = words.top() + self._line() + 1
        painter.setFont(sizes.font(Step.CAPTION))
        for line in tile.lines:
            self._draw_line(painter, QRectF(words.left(), top, words.width(), self._line()), line)
            top += self._line()
        ticked = tile.kode in self._ticks
        paint.tick(painter, self, self.tick_box(place), ticked=ticked)
        if ticked:
            paint.outline(painter, box, colours.tone(Tone.ACCENT, palette))
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
        """Arrows walk, with Shift they tick; Space ticks, Ctrl+A all, Escape none; Enter opens."""
        key = Qt.Key(event.key())
        down = self._columns(self.width())
        step = {**_STEPS, Qt.Key.Key_Up: -down, Qt.Key.Key_Down: down}.get(key)
        if step is not None and 0 <= self.current + step < len(self.tiles):
            self._walk(step, ticks=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.tick(tile.kode for tile in self.tiles)
        elif key == Qt.Key.Key_Escape and self._ticks:
            self.tick(())
        elif key == Qt.Key.Key_Space and self.tiles:
            self._toggle(self.current)
        elif key in ENTER and self.tiles:
            self.chosen.emit(self.tiles[self.current].kode)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int, *, ticks: bool) -> None:
        if not ticks:
            self._anchor = self.current + step
        self.go_to(self.current + step)
        tab_order.scroll_to(self, self.box(self.current).toAlignedRect())
        if ticks:
            self._tick_up_to(self.current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press opens the region; on its box or with Ctrl it ticks, with Shift all up to it."""
        place = self._at(event.position().x(), event.position().y())
        if place is None:
            return
        self.go_to(place)
        held, air = event.modifiers(), sizes.XS
        spot = self.tick_box(place).adjusted(-air, -air, air, air)
        if held & Qt.KeyboardModifier.ShiftModifier:
            self._tick_up_to(place)
        elif held & Qt.KeyboardModifier.ControlModifier or spot.contains(event.position()):
            self._toggle(place)
        else:
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
                event.globalPos(), tip.plain(self.tiles[place].spoken) if place is not None else ""
            )
            return True
        return super().event(event)
