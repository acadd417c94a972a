"""How much of something is done: a painted bar; the number itself stands beside it as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import colours
from app.ui.colours import Tone
from app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_HEIGHT = 8


class Meter(QWidget):
    """A bar from empty to full; without a value it is a dotted line."""

    def __init__(self, name: str, tone: Tone = Tone.ACCENT) -> None:
        super().__init__()
        self._share: float | None = None
        self._tone = tone
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def share(self) -> float | None:
        """The part that is filled, 0 to 1."""
        return self._share

    def show_share(self, share: float | None, spoken: str, tone: Tone | None = None) -> None:
        """Fill the bar; `spoken` is what a screen reader says."""
        self._share = None if share is None else min(max(share, 0.0), 1.0)
        self._tone = tone or self._tone
        self.setAccessibleDescription(spoken)
        self.setToolTip(spoken)
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        """A slim bar of any width."""
        return QSize(120, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track and filled part, or the dotted line."""
        painter = paint.painter_for(self)
        line = colours.tone(Tone.LINE, self.palette())
        middle = self.height() / 2
        if self._share is None:
            painter.setPen(QPen(line, 2, Qt.PenStyle.DotLine))
            painter.drawLine(2, int(middle), self.width() - 2, int(middle))
        else:
            track = QRectF(0, middle - _HEIGHT / 2, self.width(), _HEIGHT)
            paint.surface(painter, track, line, _HEIGHT / 2)
            if self._share > 0:
                filled = QRectF(track)
                filled.setWidth(max(track.width() * self._share, _HEIGHT))
                fill = colours.tone(self._tone, self.palette())
                paint.surface(painter, filled, fill, _HEIGHT / 2)
        painter.end()
