"""What a page shows when there is nothing yet: a glyph, a sentence, and the way to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable


class EmptyState(QWidget):
    """Centred in whatever room it is given."""

    def __init__(
        self,
        icon: str,
        headline: str,
        sentence: str,
        action: str = "",
        handler: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(sizes.S)
        column.addStretch(2)
        column.addWidget(Glyph(icon, Tone.GOLD, 56), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (Text(headline, Step.HEADING), Text(sentence, Step.BODY, Tone.MUTED)):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setMinimumWidth(sizes.chars(words, 20))
            column.addWidget(words)
        if handler is not None:
            self.button = Button(action, Kind.PRIMARY)
            self.button.clicked.connect(handler)
            column.addSpacing(sizes.S)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
