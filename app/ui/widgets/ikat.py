"""A band of woven diamonds, the one ornament of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import colours
from app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPaintEvent

    from app.ui.colours import Tone

_STEP = 12.0


class IkatBand(QWidget):
    """Diamonds in a row, with small ones between them."""

    def __init__(self, tone: Tone, height: int = 10) -> None:
        super().__init__()
        self._tone = tone
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    # Qt

    def sizeHint(self) -> QSize:
        """As wide as its place, as high as asked."""
        return QSize(int(_STEP), self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Whole diamonds only, centred, so that no edge cuts one."""
        painter = paint.painter_for(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.tone(self._tone, self.palette()))
        count = int(self.width() // _STEP)
        start = (self.width() - count * _STEP) / 2
        for index in range(count):
            middle = QPointF(start + (index + 0.5) * _STEP, self._height / 2)
            _diamond(painter, middle, _STEP * 0.36, self._height / 2)
            if index:
                edge = QPointF(start + index * _STEP, self._height / 2)
                _diamond(painter, edge, _STEP * 0.11, self._height * 0.16)
        painter.end()


def _diamond(painter: QPainter, middle: QPointF, across: float, up: float) -> None:
    painter.drawPolygon(
        QPolygonF(
            [
                middle + QPointF(-across, 0),
                middle + QPointF(0, -up),
                middle + QPointF(across, 0),
                middle + QPointF(0, up),
            ]
        )
    )
