"""A heat map to walk through with the arrow keys; each tile is also said in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui import colours, sizes
from app.ui.charts.heat_paint import HeatData, HeatPainter
from app.ui.colours import Tone
from app.ui.enter_key import ENTER
from app.ui.sizes import Step
from app.ui.widgets import paint, tip

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_NARROWEST_TILE = 26
_WIDEST_TILE = 130
_FEWEST_ROWS = 8


class HeatMap(QWidget):
    """Regions down, layanan or urusan across.

    Signals:
        reached: the sentence of the tile the cursor has come to.
        opened: codes of the row and the column of the tile that was opened.
    """

    reached = Signal(str)
    opened = Signal(str, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.data: HeatData | None = None
        self.place = (0, 0)
        self._painter: HeatPainter | None = None
        self._room = 0
        self.setAccessibleName(name)
        self.setFont(sizes.font(Step.CAPTION))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_data(self, data: HeatData) -> None:
        """Show other tiles; the cursor stays where it was when it can."""
        self.data = data
        self._painter = self._painter_of(data)
        rows, columns = len(data.rows), len(data.columns)
        self.place = (min(self.place[0], rows - 1), min(self.place[1], columns - 1))
        self.updateGeometry()
        self._tell()

    def set_room(self, height: int) -> None:
        """How much of the map can be seen at once; in little room codes stand over the columns."""
        self._room = height
        if self.data is not None:
            self._painter = self._painter_of(self.data)
            self.updateGeometry()
            self.update()

    def _painter_of(self, data: HeatData) -> HeatPainter:
        named = HeatPainter(data, self.font(), self.palette())
        if not self._room or self._room >= named.heads + _FEWEST_ROWS * self._row_height():
            return named
        return HeatPainter(data, self.font(), self.palette(), codes=True)

    def _row_height(self) -> int:
        return self.fontMetrics().height() - 3

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a tile."""
        assert self.data is not None
        rows, columns = len(self.data.rows), len(self.data.columns)
        self.place = (min(max(row, 0), rows - 1), min(max(column, 0), columns - 1))
        self._tell()

    def cursor_box(self) -> QRectF:
        """Where the tile with the cursor stands; empty before the first painting."""
        if self._painter is None or not self._painter.is_laid_out:
            return QRectF()
        return self._painter.tile_box(*self.place)

    def _tell(self) -> None:
        if self.data is not None and self.data.tiles:
            row, column = self.place
            spoken = self.data.tiles[row][column].spoken
            self.setAccessibleDescription(spoken)
            self.reached.emit(spoken)
        self.update()

    def _open(self) -> None:
        if self.data is not None:
            row, column = self.place
            self.opened.emit(self.data.rows[row].code, self.data.columns[column].code)

    def _at(self, x: float, y: float) -> tuple[int, int] | None:
        if self.data is None or self._painter is None:
            return None
        places = (
            (row, column)
            for row in range(len(self.data.rows))
            for column in range(len(self.data.columns))
        )
        return next((at for at in places if self._painter.tile_box(*at).contains(x, y)), None)

    # Qt

    def sizeHint(self) -> QSize:
        """Comfortable tiles."""
        return self.minimumSizeHint() * 1.2

    def minimumSizeHint(self) -> QSize:
        """Small tiles that can still be read."""
        if self.data is None or self._painter is None:
            return QSize(0, 0)
        heads = int(self._painter.heads)
        width = sizes.chars(self, 24) + len(self.data.columns) * _NARROWEST_TILE
        return QSize(width, heads + len(self.data.rows) * self._row_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Everything, and the ring around the tile with the cursor."""
        if self._painter is None:
            return
        painter = paint.painter_for(self)
        self._painter = self._painter_of(self._painter.data)
        most = sizes.chars(self, 24) + len(self._painter.data.columns) * _WIDEST_TILE
        self._painter.lay_out(QRectF(0, 0, min(self.width(), most), self.height()))
        self._painter.draw(painter)
        if self.hasFocus() and self._painter.data.tiles:
            box = self._painter.tile_box(*self.place).adjusted(-1, -1, 0, 0)
            paint.ring(painter, box, self.palette().color(QPalette.ColorRole.Base), 3)
            paint.ring(
                painter, box.adjusted(-2, -2, 2, 2), colours.tone(Tone.ACCENT, self.palette()), 4
            )
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter opens."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self.data is not None:
            self.go_to(self.place[0] + step[0], self.place[1] + step[1])
        elif event.key() in ENTER:
            self._open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press puts the cursor there."""
        at = self._at(event.position().x(), event.position().y())
        if at is not None:
            self.go_to(*at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens."""
        if self._at(event.position().x(), event.position().y()) is not None:
            self._open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the cursor is."""
        super().focusInEvent(event)
        self._tell()

    def event(self, event: QEvent) -> bool:
        """The sentence of a tile as its tooltip."""
        if isinstance(event, QHelpEvent) and self.data is not None:
            at = self._at(event.pos().x(), event.pos().y())
            words = tip.plain(self.data.tiles[at[0]][at[1]].spoken) if at else ""
            QToolTip.showText(event.globalPos(), words)
            return True
        return super().event(event)
