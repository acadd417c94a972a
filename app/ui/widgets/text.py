"""Labels at the steps of the type scale; sizes and shades of text are chosen here only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.sizes import Step


class Text(QLabel):
    """A label at one step of the scale, in the text colour, muted, or in a tone."""

    def __init__(
        self, text: str = "", step: Step = Step.BODY, tone: Tone | None = None, *, wrap: bool = True
    ) -> None:
        super().__init__(text)
        self._tone = tone
        self.setFont(sizes.font(step))
        # What users or foreign files wrote must never be read as markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._dress()

    def set_tone(self, tone: Tone | None) -> None:
        """Change the colour's meaning."""
        self._tone = tone
        self._dress()

    def _dress(self) -> None:
        muted = self._tone is Tone.MUTED
        role = QPalette.ColorRole.PlaceholderText if muted else QPalette.ColorRole.WindowText
        # A change of role or palette is itself announced as one: unasked, it would never end.
        if self.foregroundRole() != role:
            self.setForegroundRole(role)
        if self._tone is not None and not muted:
            shade = colours.tone(self._tone, self.palette())
            if self.palette().color(QPalette.ColorRole.WindowText) != shade:
                palette = QPalette()
                palette.setColor(QPalette.ColorRole.WindowText, shade)
                self.setPalette(palette)

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system from light to dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()


def title(text: str) -> Text:
    """The name of a page."""
    return Text(text, Step.TITLE)


def heading(text: str) -> Text:
    """The name of a part of a page."""
    return Text(text, Step.HEADING)


def body(text: str = "") -> Text:
    """Running text."""
    return Text(text)


def muted(text: str = "") -> Text:
    """Explanation that may be skipped."""
    return Text(text, Step.BODY, Tone.MUTED)


def caption(text: str = "") -> Text:
    """Small explanation under something."""
    return Text(text, Step.CAPTION, Tone.MUTED)


def buddy(text: str, editor: QWidget) -> QLabel:
    """The name of an editor; its mnemonic moves the focus there."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(sizes.font(Step.STRONG))
    label.setBuddy(editor)
    if not editor.accessibleName():
        editor.setAccessibleName(text.replace("&", ""))
    return label
