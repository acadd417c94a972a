"""A quiet surface that groups what belongs together; cards are never put inside cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.widgets import paint, text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Card(QWidget):
    """A rounded surface with an optional heading; put the contents into `body`."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(sizes.L, sizes.L, sizes.L, sizes.L)
        self.body.setSpacing(sizes.S)
        if heading:
            self.setAccessibleName(heading)
            self.body.addWidget(text.heading(heading))

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface and its hairline."""
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        paint.surface(painter, box, self.palette().color(QPalette.ColorRole.Base), sizes.RADIUS + 2)
        line = colours.tone(Tone.LINE, self.palette())
        paint.outline(painter, box, line, sizes.RADIUS + 2)
        painter.end()
