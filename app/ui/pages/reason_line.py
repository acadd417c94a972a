"""One line to say why a warning may stand; the same on the page Paket and beside the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes, tab_order
from app.ui.enter_key import ENTER
from app.ui.pages.entry_lines import LineList
from app.ui.widgets import text
from app.ui.widgets.button import Button
from app.ui.widgets.line import Line

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def reason_words(alasan: str, *, berlaku: bool) -> str:
    """A reason on record, and whether it still answers what the warning says."""
    if not alasan:
        return t("isian.alasan.belum")
    key = "berlaku" if berlaku else "gugur"
    return t(f"isian.alasan.{key}", alasan=alasan)


class ReasonLine(QWidget):
    """An editor with what is on record in it; Enter keeps what was typed.

    Signals:
        given: the text to keep; empty takes the reason back.
        stepped: -1 or 1, towards the warning before or after this one.
        left: Escape, with nothing left to take back.

    """

    given = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kept, self._berlaku = "", False
        self.editor = _Editor()
        self.editor.setAccessibleName(t("isian.alasan.judul"))
        self.editor.setObjectName("alasan_isian")
        self.editor.setPlaceholderText(t("isian.alasan.tanya"))
        self.save = Button(t("isian.alasan.simpan"))
        self._state = text.caption()
        row = QHBoxLayout()
        row.setSpacing(sizes.S)
        row.addWidget(self.editor, 1)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._state)
        self.editor.textChanged.connect(self._weigh)
        self.editor.entered.connect(self._give)
        self.editor.stepped.connect(self.stepped)
        self.editor.escaped.connect(self._take_back)
        self.save.clicked.connect(self._give)
        self.setFocusProxy(self.editor)
        self.ask("", berlaku=False)

    @property
    def state(self) -> str:
        """What it says about the reason on record."""
        return self._state.text()

    def ask(self, alasan: str, *, berlaku: bool) -> None:
        """Offer the reason on record, which may no longer hold, to be kept or corrected."""
        self._kept, self._berlaku = alasan, berlaku
        self.editor.setText(alasan)
        key = "kosong" if not alasan else "tersimpan" if berlaku else "lama"
        self._state.setText(t(f"isian.alasan.keadaan.{key}"))
        self.editor.setAccessibleDescription(self._state.text())
        self._weigh()

    def begin(self, letters: str) -> None:
        """Go on typing here what was begun elsewhere."""
        self.take_focus()
        self.editor.setText(letters)

    def take_focus(self) -> None:
        """Be typed into, and be seen."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        tab_order.scroll_to(self)

    def _weigh(self) -> None:
        self.save.setEnabled(self._is_news)

    @property
    def _typed(self) -> str:
        return " ".join(self.editor.text().split())

    @property
    def _is_news(self) -> bool:
        return self._typed != self._kept or bool(self._kept and not self._berlaku)

    def _give(self) -> None:
        if self._is_news:
            # The button that was pressed goes grey, and would hand the focus to its neighbour.
            self.editor.setFocus()
            self.given.emit(self._typed)
        elif self._kept:
            self.stepped.emit(1)

    def _take_back(self) -> None:
        if self._typed != self._kept:
            self.editor.setText(self._kept)
        else:
            self.left.emit()


class _Editor(Line):
    """A line whose arrow keys go to its neighbours."""

    entered = Signal()
    stepped = Signal(int)
    escaped = Signal()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ENTER:
            self.entered.emit()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class AnswerableList(LineList):
    """Lines that can be answered by typing on them.

    Signals:
        typed: letters that were typed on the line under the cursor.

    """

    typed = Signal(str)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters begin an answer; everything else walks through the list."""
        plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        held = event.modifiers() & ~plain
        if event.text().strip() and event.text().isprintable() and not held:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
