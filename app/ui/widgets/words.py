"""An editor for a few lines of words that are kept when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from app.domain.aksara import tidied
from app.exchange import aksara_kata
from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.enter_key import ENTER
from app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent

_LINES = 3


class Words(QPlainTextEdit):
    """A text of a few lines; Enter keeps and leaves, Alt and Enter begin a line.

    Signals:
        kept: the text, when it differs from what was shown.
        tidied: what was done to the text so that it can be kept, in a sentence.
        left: Enter was pressed.
        settled: nothing is being typed any more.

    """

    kept = Signal(str)
    tidied = Signal(str)
    left = Signal()
    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + sizes.M)

    @property
    def is_typed(self) -> bool:
        """Whether something stands here that is not kept yet."""
        return not self.isReadOnly() and self.toPlainText().strip() != self.shown

    def show_text(self, text: str, *, fresh: bool) -> None:
        """Show what is kept; what is being typed stays unless it is about something else."""
        typing = not fresh and self.is_typed
        self.shown = text
        if not typing:
            self._fill(text)

    def keep(self) -> None:
        """Keep what is being typed."""
        if self.is_typed:
            found = tidied(self.toPlainText())
            self.shown = found.teks.strip()
            self._fill(self.shown)
            self.kept.emit(self.shown)
            self.settled.emit()
            if found.berubah:
                self.tidied.emit(aksara_kata.said(found))

    def _fill(self, text: str) -> None:
        if self.toPlainText() != text:
            self.setPlainText(text)
            self.moveCursor(QTextCursor.MoveOperation.End)

    # Qt

    def event(self, event: QEvent) -> bool:
        """Escape belongs to a note that was typed in before it belongs to the page."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self.is_typed
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps and leaves; Escape gives back what was there."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in ENTER and alt:
            self.insertPlainText("\n")
        elif event.key() in ENTER:
            self.keep()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.is_typed:
            self._fill(self.shown)
            self.settled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is kept, wherever the user goes."""
        super().focusOutEvent(event)
        self.viewport().update()
        self.keep()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring appears."""
        super().focusInEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then an edge that tells where the keys go."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        box = QRectF(self.viewport().rect())
        if self.hasFocus():
            paint.focus_ring(painter, self, box)
        else:
            paint.outline(painter, box, colours.tone(Tone.EDGE, self.palette()))
        painter.end()
