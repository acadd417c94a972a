"""Names side by side in a narrow panel; the one in view is underlined, none is cut or scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QTabBar

from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_BESIDE = 10
_UNDERLINE = 3


class Tabs(QTabBar):
    """Qt's bar of tabs, drawn with less around each name than its styles have."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(sizes.font(Step.CAPTION))
        self.setExpanding(True)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)

    # Qt

    def tabSizeHint(self, index: int) -> QSize:
        """The name with little around it."""
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self.tabText(index))
        return QSize(words + _BESIDE, metrics.height() + sizes.M + _UNDERLINE)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """A name is never cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names, a line below the one in view, the ring where the keys go."""
        painter = paint.painter_for(self)
        palette = self.palette()
        for place in range(self.count()):
            box = QRectF(self.tabRect(place))
            shown = place == self.currentIndex()
            painter.setPen(
                palette.color(palette.ColorRole.WindowText)
                if shown
                else colours.tone(Tone.MUTED, palette)
            )
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.tabText(place))
            high = _UNDERLINE if shown else 1
            line = QRectF(box.left(), box.bottom() - high, box.width(), high)
            painter.fillRect(line, colours.tone(Tone.ACCENT if shown else Tone.LINE, palette))
            if shown and self.hasFocus():
                paint.focus_ring(painter, self, box)
        painter.end()
