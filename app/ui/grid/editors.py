"""What one types in: a line for numbers, a small page for texts; both fill their cell."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPalette, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from app.ui import colours
from app.ui.colours import Tone
from app.ui.grid import measure
from app.ui.grid.inks import square_ring

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent


class Start(Enum):
    """How editing began: arrow keys leave the cell only when typing replaced its content."""

    TYPED = auto()
    OPENED = auto()


class NumberEditor(QLineEdit):
    """One line, right-aligned like the figures around it."""

    def __init__(self, parent: QWidget, start: Start) -> None:
        super().__init__(parent)
        self.start = start
        self._fresh = True
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setTextMargins(measure.PAD - 2, 0, measure.PAD - 2, 0)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)

    def content(self) -> str:
        """What has been typed."""
        return self.text()

    def fill(self, content: str) -> None:
        """Begin with the value of the cell."""
        self.setText(content)

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt chooses the whole text; when it was opened, the caret belongs at its end."""
        super().focusInEvent(event)
        if self._fresh and self.start is Start.OPENED:
            self.end(False)
        self._fresh = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line inside a firm ring."""
        super().paintEvent(event)
        _ring(self)


class TextEditor(QPlainTextEdit):
    """Several lines; Enter commits, Alt and Enter begin a new line."""

    def __init__(self, parent: QWidget, start: Start) -> None:
        super().__init__(parent)
        self.start = start
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(measure.PAD)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def content(self) -> str:
        """What has been typed."""
        return self.toPlainText()

    def fill(self, content: str) -> None:
        """Begin with the text of the cell: chosen as a whole when typing replaces it."""
        self.setPlainText(content)
        if self.start is Start.TYPED:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page inside a firm ring."""
        super().paintEvent(event)
        _ring(self.viewport())


Editor = NumberEditor | TextEditor


def _ring(widget: QWidget) -> None:
    painter = QPainter(widget)
    square_ring(painter, widget.rect(), colours.tone(Tone.ACCENT, widget.palette()))
    painter.end()
