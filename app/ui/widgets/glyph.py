"""One icon as a widget of its own, repainted when the system turns dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import colours, icons, sizes
from app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.colours import Tone


class Glyph(QWidget):
    """An icon beside text; the text says what it means."""

    def __init__(self, icon: str, tone: Tone, edge: int = sizes.ICON) -> None:
        super().__init__()
        self._icon, self._tone, self._edge = icon, tone, edge
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, tone: Tone) -> None:
        """Change the drawing."""
        self._icon, self._tone = icon, tone
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._edge, self._edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon in its tone."""
        painter = paint.painter_for(self)
        box = QRectF(0, 0, self._edge, self._edge)
        icons.paint(painter, box, self._icon, colours.tone(self._tone, self.palette()))
        painter.end()
