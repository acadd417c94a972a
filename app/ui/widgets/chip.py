"""A state in two or three words, always with its glyph, so that colour is never alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import colours, icons, sizes
from app.ui.sizes import Step
from app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.colours import Tone

_EDGE = 14


class Chip(QWidget):
    """A small rounded tag in a tone."""

    def __init__(self, text: str, tone: Tone, icon: str, *, solid: bool = False) -> None:
        super().__init__()
        self._solid = solid
        self.setFont(sizes.font(Step.CAPTION))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(text, tone, icon)

    @property
    def text(self) -> str:
        """The words it shows."""
        return self._text

    def show_state(self, text: str, tone: Tone, icon: str) -> None:
        """Change words, tone and glyph together."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        """Glyph, words and margins."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._text) + _EDGE + sizes.XS + 2 * sizes.S
        return QSize(width, metrics.height() + sizes.XS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill, the glyph, the words."""
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        palette = self.palette()
        fill, ink = colours.soft(self._tone, palette), colours.tone(self._tone, palette)
        if self._solid:
            fill, ink = ink, palette.color(QPalette.ColorRole.HighlightedText)
        paint.surface(painter, box, fill, box.height() / 2)
        spot = QRectF(sizes.S, box.center().y() - _EDGE / 2, _EDGE, _EDGE)
        icons.paint(painter, spot, self._icon, ink)
        painter.setPen(ink)
        words = box.adjusted(sizes.S + _EDGE + sizes.XS, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self._text)
        painter.end()
