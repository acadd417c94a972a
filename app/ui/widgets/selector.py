"""A flat drop-down list: the same surface and focus ring as the buttons beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QSizePolicy

from app.ui import colours, icons, sizes
from app.ui.colours import Tone
from app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent

_ARROW = 16
_VISIBLE_ITEMS = 24
_STEPS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


class Selector(QComboBox):
    """A combo box that cannot be typed into."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(_VISIBLE_ITEMS)
        self._careful = False

    def be_careful(self) -> None:
        """A key alone opens the list: what hangs on the choice is too much for a stray key."""
        self._careful = True

    def keep_narrow(self, letters: int) -> None:
        """Be as wide as so many letters need, however long the names to choose from are."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)

    def keep_whole(self) -> None:
        """Never be narrower than its words, whatever else has to give way."""
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow, Home or a letter would choose another entry before anybody has seen the list."""
        typed = event.text().isprintable() and bool(event.text().strip())
        if self._careful and (event.key() in _STEPS or typed):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel turned over the page must not choose something else."""
        event.ignore()

    def showPopup(self) -> None:
        """The list shows every name in full, also where the box is narrower."""
        view = self.view()
        bar = view.verticalScrollBar().sizeHint().width()
        room = self.window().width() - sizes.XL
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + bar + sizes.M, room))
        super().showPopup()

    def sizeHint(self) -> QSize:
        """As high as a button."""
        hint = super().sizeHint()
        return QSize(hint.width() + sizes.S, self.fontMetrics().height() + sizes.M)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Surface, edge or ring, text, arrow."""
        painter = paint.painter_for(self)
        palette = self.palette()
        box = QRectF(self.rect())
        hovered = self.underMouse() and self.isEnabled()
        role = QPalette.ColorRole.AlternateBase if hovered else QPalette.ColorRole.Base
        paint.surface(painter, box, palette.color(role))
        if self.hasFocus():
            paint.focus_ring(painter, self, box)
        else:
            paint.outline(painter, box, colours.tone(Tone.EDGE, palette))
        spot = QRectF(box.right() - _ARROW - sizes.S, 0, _ARROW, _ARROW)
        spot.moveTop(box.center().y() - _ARROW / 2)
        icons.paint(painter, spot, "chevron-down", colours.tone(Tone.MUTED, palette))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        words = box.adjusted(sizes.S + 2, 0, -_ARROW - sizes.M, 0)
        # Letters are wider by parts of a pixel than the room that was asked for them.
        room = int(words.width()) + 2
        shown = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
