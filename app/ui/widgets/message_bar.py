"""A sentence to the user inside the page: what happened and, on a button, what to do next."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.widgets import paint, text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.glyph import Glyph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QPaintEvent

_ICONS = {
    Tone.INFO: "info",
    Tone.GOOD: "check-circle",
    Tone.WARN: "alert",
    Tone.BAD: "stop",
    Tone.ACCENT: "info",
}


class MessageBar(QWidget):
    """Hidden until it has something to say; closes on its button, if it may be closed at all.

    What it says it with is made for its first sentence: most bars never say any.
    """

    def __init__(self, *, closable: bool = True, radius: float = sizes.RADIUS) -> None:
        super().__init__()
        self._radius = radius
        self._closable = closable
        self._tone = Tone.INFO
        self._text: text.Text | None = None
        self._handler: Callable[[], object] | None = None
        self.hide()

    def _make(self) -> text.Text:
        self._glyph = Glyph("info", Tone.INFO, sizes.ICON_LARGE)
        words = text.body()
        self._action = Button("", Kind.PLAIN)
        self._close = Button("", Kind.QUIET, "cross")
        self._close.setAccessibleName(t("jendela.tutup_pesan"))
        self._close.clicked.connect(self.hide)
        if not self._closable:
            self._close.hide()
        self._action.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.M, sizes.S, sizes.S, sizes.S)
        row.setSpacing(sizes.M)
        row.addLayout(_lowered(self._glyph, sizes.XS))
        row.addLayout(_lowered(words, sizes.XS + 2), 1)
        row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._take_their_place()
        return words

    def _take_their_place(self) -> None:
        """Tab comes to the buttons where the bar stands, not after all that was there before."""
        own = self.focusPolicy()
        # Qt gives a place only beside what takes the focus.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabOrder(self, self._action)
        self.setTabOrder(self._action, self._close)
        self.setFocusPolicy(own)

    @property
    def text(self) -> str:
        """The sentence it shows."""
        return self._text.text() if self._text is not None else ""

    def tell(
        self,
        tone: Tone,
        sentence: str,
        action: str = "",
        handler: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence, with a button when there is something to do about it."""
        self._tone = tone
        if self._text is None:
            self._text = self._make()
        self._glyph.show_icon(_ICONS[tone], tone)
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self._handler = handler
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.show()
        self.update()

    def wait(self, sentence: str) -> None:
        """Say that work is under way; an empty sentence ends it."""
        if sentence:
            self.tell(Tone.INFO, sentence)
        else:
            self.hide()

    def tell_error(self, error: LontarError) -> None:
        """Show a situation of the user: what happened, and what to do next."""
        self.tell(Tone.BAD, str(error))

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Show a situation of the user that comes up here; meanwhile the pointer says "wait"."""
        self.hide()
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            yield
        except LontarError as error:
            self.tell_error(error)
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _act(self) -> None:
        if self._closable:
            self.hide()
        if self._handler is not None:
            self._handler()

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A pale surface in the tone."""
        painter = paint.painter_for(self)
        fill = colours.soft(self._tone, self.palette())
        paint.surface(painter, QRectF(self.rect()), fill, self._radius)
        painter.end()


def _lowered(widget: QWidget, by: int) -> QVBoxLayout:
    """The first line of a text, and its glyph, stand level with the text of the buttons."""
    column = QVBoxLayout()
    column.setContentsMargins(0, by, 0, by)
    column.addWidget(widget)
    column.addStretch(1)
    return column
