"""The last periods of one cell as small columns; the numbers stand beside them in words."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.widgets import paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_HIGH = 40
_GAP = 3
_LEAST = 2
_DOT = 4


class Spark(QWidget):
    """One column for each period, the last one filled; where there is no number stands a dot."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: tuple[Fraction | int | None, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_numbers(self, numbers: Sequence[Fraction | int | None], words: str) -> None:
        """Show these, oldest first; `words` says the same to whoever cannot see it."""
        self._numbers = tuple(numbers)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def heights(self, room: float) -> list[float | None]:
        """How high each column is in a room: the largest number fills it, 0 leaves a line."""
        known = [Fraction(number) for number in self._numbers if number is not None]
        most = max(map(abs, known), default=Fraction(0))
        return [
            None if number is None else _LEAST + (room - _LEAST) * _share(Fraction(number), most)
            for number in self._numbers
        ]

    # Qt

    def sizeHint(self) -> QSize:
        """A strip of some lines."""
        return QSize(8 * sizes.XL, _HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Columns on a base line."""
        painter = paint.painter_for(self)
        palette, count = self.palette(), max(len(self._numbers), 1)
        edge, accent = colours.tone(Tone.EDGE, palette), colours.tone(Tone.ACCENT, palette)
        width = (self.width() - _GAP * (count - 1)) / count
        base = float(self.height() - 1)
        painter.fillRect(QRectF(0, base, self.width(), 1), edge)
        for place, high in enumerate(self.heights(base - 1)):
            left = place * (width + _GAP)
            if high is None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(edge)
                painter.drawEllipse(
                    QRectF(left + width / 2 - _DOT / 2, base - _DOT - 2, _DOT, _DOT)
                )
                continue
            box = QRectF(left, base - high, width, high)
            painter.fillRect(box, accent if place == count - 1 else edge)
        painter.end()


def _share(number: Fraction, most: Fraction) -> float:
    return float(abs(number) / most) if most else 0.0
