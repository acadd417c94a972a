"""A small note beside the cell being typed in: why the text is refused, and what it may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.widgets import paint, text
from app.ui.widgets.button import Button
from app.ui.widgets.glyph import Glyph

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.grid.reading import Choice

_CHARS = 44
_BELOW = 4


class Hint(QWidget):
    """Shows itself below the cell, or above it where there is no room; never takes the focus.

    Signals:
        chosen: one of the offered readings was clicked.

    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = Tone.BAD
        self._glyph = Glyph("stop", Tone.BAD, 16)
        self._words = text.body()
        self._choices = QVBoxLayout()
        self._choices.setSpacing(sizes.XS)
        row = QHBoxLayout()
        row.setSpacing(sizes.S)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.M, sizes.S, sizes.M, sizes.S)
        column.addLayout(row)
        column.addLayout(self._choices)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text() if self.isVisible() else ""

    def show_refusal(self, spot: QRect, sentence: str, choices: tuple[Choice, ...] = ()) -> None:
        """Say why a text is refused, with the readings it may have, at a cell of the parent."""
        asking = bool(choices)
        self._show(sentence, Tone.INFO if asking else Tone.BAD, "help" if asking else "stop")
        for number, choice in enumerate(choices, start=1):
            self._choices.addWidget(self._button(number, choice))
        self.place(spot)

    def show_word(self, spot: QRect, sentence: str) -> None:
        """Say how the text is understood so far."""
        self._show(sentence, Tone.MUTED, "info")
        self.place(spot)

    def _show(self, sentence: str, tone: Tone, icon: str) -> None:
        self._clear()
        self._tone = tone
        self._glyph.show_icon(icon, tone)
        self._words.setText(sentence)
        self.setAccessibleName(sentence)

    def _clear(self) -> None:
        while (item := self._choices.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _button(self, number: int, choice: Choice) -> Button:
        button = Button(f"{number}   {choice.label}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.chosen.emit(choice))
        return button

    def place(self, spot: QRect) -> None:
        """Stand beside a cell of the parent."""
        parent = self.parentWidget()
        assert parent is not None
        width = min(sizes.chars(self, _CHARS), parent.width() - 2 * sizes.S)
        self.setFixedWidth(width)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setFixedHeight(layout.totalHeightForWidth(width))
        left = max(sizes.S, min(spot.right() - width, parent.width() - width - sizes.S))
        below = spot.bottom() + _BELOW
        fits = below + self.height() <= parent.height()
        self.move(QPoint(left, below if fits else max(0, spot.top() - self.height() - _BELOW)))
        self.show()
        self.raise_()
        self.update()

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A pale surface in the tone with a firm edge."""
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        paint.surface(painter, box, colours.soft(self._tone, self.palette()))
        paint.outline(painter, box, colours.tone(self._tone, self.palette()))
        painter.end()
