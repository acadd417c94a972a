"""A map of tiles to walk through with the arrow keys; each tile is also said in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain import peta
from app.ui import colours, sizes
from app.ui.charts.tile_paint import MapData, TilePainter
from app.ui.colours import Tone
from app.ui.enter_key import ENTER
from app.ui.sizes import Step
from app.ui.widgets import paint, tip

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from app.domain.peta import Arah

_STEPS: dict[Qt.Key, Arah] = {
    Qt.Key.Key_Left: "kiri",
    Qt.Key.Key_Right: "kanan",
    Qt.Key.Key_Up: "atas",
    Qt.Key.Key_Down: "bawah",
}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_LEAST_TILE = (66, 76)


class TileMap(QWidget):
    """Regions where they lie.

    Signals:
        reached: the sentence of the tile the cursor has come to.
        opened: the code of the tile that was opened.
    """

    reached = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.data: MapData | None = None
        self.current = ""
        self._painter: TilePainter | None = None
        self.setAccessibleName(name)
        self.setFont(sizes.font(Step.CAPTION))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_data(self, data: MapData) -> None:
        """Show other tiles; the cursor stays on its region."""
        self.data = data
        if self.current not in data.places:
            self.current = next(iter(peta.reading_order(data.places)), "")
        self.updateGeometry()
        self._lay_out()
        self._tell()

    def go_to(self, kode: str) -> None:
        """Put the cursor on a tile."""
        self.current = kode
        self._tell()

    def cursor_box(self) -> QRectF:
        """Where the tile with the cursor stands."""
        return self._painter.tile_box(self.current) if self._painter and self.current else QRectF()

    def tile_box(self, kode: str) -> QRectF:
        """Where a tile stands."""
        return self._painter.tile_box(kode) if self._painter else QRectF()

    def _lay_out(self) -> None:
        if self.data is not None:
            self._painter = TilePainter(self.data, self.font(), self.palette())
            self._painter.lay_out(QRectF(self.rect()))

    def _tell(self) -> None:
        if self.data is not None and self.current:
            spoken = self.data.tiles[self.current].spoken
            self.setAccessibleDescription(spoken)
            self.reached.emit(spoken)
        self.update()

    def _at(self, x: float, y: float) -> str:
        codes = self.data.places if self.data is not None else ()
        return next((kode for kode in codes if self.tile_box(kode).contains(x, y)), "")

    # Qt

    def sizeHint(self) -> QSize:
        """Comfortable tiles."""
        return self.minimumSizeHint() * 1.3

    def minimumSizeHint(self) -> QSize:
        """Small tiles that can still be read."""
        if self.data is None or not self.data.places:
            return QSize(0, 0)
        rows = 1 + max(row for row, _ in self.data.places.values())
        columns = 1 + max(column for _, column in self.data.places.values())
        label = self.fontMetrics().height() + 2
        names = [tile.name for tile in self.data.tiles.values()]
        wide = TilePainter.least_width(names, QFontMetricsF(self.font()))
        return QSize(columns * max(_LEAST_TILE[0], wide), rows * (_LEAST_TILE[1] + label))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Everything, and the ring around the tile with the cursor."""
        self._lay_out()
        if self._painter is None:
            return
        painter = paint.painter_for(self)
        self._painter.draw(painter)
        if self.hasFocus() and self.current:
            box = self.cursor_box()
            paint.ring(painter, box, self.palette().color(QPalette.ColorRole.Base), 4)
            ring = box.adjusted(-3, -3, 3, 3)
            paint.ring(painter, ring, colours.tone(Tone.ACCENT, self.palette()), 6)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Home and End go to the corners, Enter opens."""
        key = Qt.Key(event.key())
        if self.data is None or not self.current:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.go_to(peta.neighbour(self.data.places, self.current, _STEPS[key]))
        elif key in _ENDS:
            self.go_to(peta.reading_order(self.data.places)[_ENDS[key]])
        elif key in ENTER:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press puts the cursor there."""
        kode = self._at(event.position().x(), event.position().y())
        if kode:
            self.go_to(kode)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens."""
        kode = self._at(event.position().x(), event.position().y())
        if kode:
            self.opened.emit(kode)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the cursor is."""
        super().focusInEvent(event)
        self._tell()

    def event(self, event: QEvent) -> bool:
        """The sentence of a tile as its tooltip."""
        if isinstance(event, QHelpEvent) and self.data is not None:
            kode = self._at(event.pos().x(), event.pos().y())
            words = tip.plain(self.data.tiles[kode].spoken) if kode else ""
            QToolTip.showText(event.globalPos(), words)
            return True
        return super().event(event)
