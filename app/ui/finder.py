"""A list that opens over the window: type a few letters, walk with the arrows, Enter goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.enter_key import ENTER
from app.ui.pages.entry_lines import LineList
from app.ui.sizes import Step
from app.ui.widgets import paint
from app.ui.widgets.line import Line as Field
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent

    from app.ui.pages.entry_lines import Line

_CHARS = 78
_LINES = 22
_WALKING = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class Finder(QWidget):
    """Asks `answer` for lines as the question grows; closes when it is answered or left.

    Signals:
        chosen: the target of the line that was opened.

    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, name: str, placeholder: str, hint: str) -> None:
        super().__init__(parent)
        self._answer: Callable[[str], Sequence[Line]] | None = None
        self._before: QWidget | None = None
        self.field = Field()
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(name)
        self.list = LineList(name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hint = Text(hint, Step.CAPTION, Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.M, sizes.M, sizes.M, sizes.M)
        column.setSpacing(sizes.S)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)
        self.field.textChanged.connect(self._ask)
        self.field.installEventFilter(self)
        self.list.opened.connect(self._choose)
        self.list.reached.connect(self._speak)
        parent.installEventFilter(self)
        self.hide()

    def open(self, answer: Callable[[str], Sequence[Line]]) -> None:
        """Show the list with an empty question."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._answer = answer
        self.field.clear()
        self._ask("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_list(self) -> None:
        """Go away and give the focus back."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        self.hide()
        # A page that was drawn anew meanwhile took with it what had the focus.
        if before is not None and shiboken6.isValid(before):
            before.setFocus()

    def _ask(self, question: str) -> None:
        if self._answer is None:
            return
        lines = list(self._answer(question))
        self.list.show_lines(lines)
        first = next((n for n, one in enumerate(lines) if not one.caption), None)
        if first is not None:
            self.list.setCurrentIndex(self.list.model().index(first, 0))
            self.list.scrollToTop()

    def _choose(self, target: str) -> None:
        self.close_list()
        self.chosen.emit(target)

    def _speak(self, _target: str) -> None:
        """The focus stays in the field: the line under the cursor is told as its description."""
        row = self.list.currentIndex().row()
        if 0 <= row < len(self.list.lines):
            line = self.list.lines[row]
            self.field.setAccessibleDescription(", ".join(filter(None, (line.head, line.sub))))

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        width = min(sizes.chars(self, _CHARS), parent.width() - 2 * sizes.L)
        high = min(_LINES * self.fontMetrics().lineSpacing(), parent.height() - 2 * sizes.L)
        self.setGeometry((parent.width() - width) // 2, sizes.L, width, high)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_list()
        elif key in ENTER or key in _WALKING:
            self.list.keyPressEvent(event)
        else:
            return key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        return True

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list while the field has the focus; leaving the field closes the list."""
        kind = event.type()
        if watched is self.parent():
            if kind == QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Escape)
            return event.isAccepted()
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._key(event)
        if kind == QEvent.Type.FocusOut and not self.isAncestorOf(
            QApplication.focusWidget() or self
        ):
            self._before = None
            self.hide()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A surface with a firm edge over everything else."""
        painter = paint.painter_for(self)
        palette, box = self.palette(), QRectF(self.rect())
        painter.fillRect(box, palette.color(palette.ColorRole.Window))
        paint.surface(painter, box, palette.color(palette.ColorRole.Base))
        paint.outline(painter, box, colours.tone(Tone.ACCENT, palette))
        painter.end()
