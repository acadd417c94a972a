"""Editors with edges that can be seen in the dark too: a line of text, a day, a box to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QDateEdit, QLineEdit, QWidget

from app.ui import colours, sizes, tab_order
from app.ui.colours import Tone
from app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtCore import QDate, QPoint
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QWheelEvent

_CORNER = 4.0
_BOX = 17


class Line(QLineEdit):
    """One line of text."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setFrame(False)
        self.setTextMargins(sizes.XS + 2, 0, sizes.XS + 2, 0)

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The letter of its label leads here from anywhere; what is typed then is seen."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.ShortcutFocusReason:
            tab_order.scroll_to(self)

    def sizeHint(self) -> QSize:
        """As high as a button."""
        return QSize(super().sizeHint().width(), self.fontMetrics().height() + sizes.M)

    def minimumSizeHint(self) -> QSize:
        """Never lower than its text."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text as Qt paints it, then our edge."""
        super().paintEvent(event)
        _draw_edge(self)


class DateLine(QDateEdit):
    """A day to choose, typed or stepped with the arrow keys; Tab leaves it at once."""

    def __init__(self, day: QDate) -> None:
        super().__init__(day)
        self.setDisplayFormat("dd-MM-yyyy")

    # Qt

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own signature
        """Qt would go from day to month to year first; left and right do that here."""
        return QWidget.focusNextPrevChild(self, next)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel turned over the page must not move a date."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The editor as Qt paints it, then our edge."""
        super().paintEvent(event)
        _draw_edge(self)


class Tick(QCheckBox):
    """A box to tick."""

    # Qt

    def sizeHint(self) -> QSize:
        """Box, gap and text."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + _BOX + sizes.M
        return QSize(width, max(metrics.height(), _BOX) + sizes.S)

    def hitButton(self, pos: QPoint) -> bool:
        """The text counts too."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, its tick, the text."""
        painter = paint.painter_for(self)
        palette = self.palette()
        box = QRectF(1, self.height() / 2 - _BOX / 2, _BOX, _BOX)
        paint.tick(painter, self, box, ticked=self.isChecked())
        if self.hasFocus():
            paint.focus_ring(painter, self, QRectF(self.rect()), _CORNER)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        words = QRectF(self.rect()).adjusted(_BOX + sizes.S, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(words, int(flags), self.text())
        painter.end()


def _draw_edge(editor: QWidget) -> None:
    painter = paint.painter_for(editor)
    box = QRectF(editor.rect())
    if editor.hasFocus():
        paint.focus_ring(painter, editor, box, _CORNER)
    else:
        paint.outline(painter, box, colours.tone(Tone.EDGE, editor.palette()), _CORNER)
    painter.end()
