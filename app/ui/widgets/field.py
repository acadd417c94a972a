"""One question of a form: its name, the editor, a hint, and the error as a sentence right below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

_GLYPH = 15
_ALMOST_ALL = 100
_FEWEST_CHARS = 20


class Field(QWidget):
    """Label above, editor in the middle, hint and error below."""

    def __init__(
        self, label: str, editor: QWidget, hint: str = "", extra: QWidget | None = None
    ) -> None:
        super().__init__()
        self.editor = editor
        self._hint = text.caption(hint)
        if not hint:
            self._hint.hide()
        self._error = Text("", Step.CAPTION, Tone.BAD)
        self._error_row = QWidget()
        self._error_row.setLayout(self._error_line())
        self._error_row.hide()
        editor.setMinimumWidth(sizes.chars(editor, _FEWEST_CHARS))
        editor.setMaximumWidth(sizes.chars(editor, sizes.FIELD_WIDTH_CHARS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.XS)
        column.addWidget(text.buddy(label, editor))
        column.addLayout(self._editor_line(extra))
        column.addWidget(self._hint)
        column.addWidget(self._error_row)
        self.setFocusProxy(editor)

    @property
    def error(self) -> str:
        """The sentence under the editor, empty when all is well."""
        return self._error.text()

    def set_hint(self, sentence: str) -> None:
        """Change the quiet line under the editor."""
        self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))

    def set_error(self, sentence: str) -> None:
        """Show what is wrong, or clear it with an empty sentence."""
        self._error.setText(sentence)
        self._error_row.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)

    def _editor_line(self, extra: QWidget | None) -> QLayout:
        line = QHBoxLayout()
        line.setSpacing(sizes.S)
        line.addWidget(self.editor, _ALMOST_ALL)
        if extra is not None:
            line.addWidget(extra)
        line.addStretch(1)
        return line

    def _error_line(self) -> QLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(sizes.XS)
        line.addWidget(Glyph("stop", Tone.BAD, _GLYPH), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._error, 1)
        return line
