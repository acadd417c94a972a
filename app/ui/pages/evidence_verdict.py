"""What is said of one piece of evidence: it fits, it does not and why, or nobody looked at it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.telaah import MAX_ALASAN, HasilTelaah
from app.teks import t
from app.ui import sizes
from app.ui.pages.entry_lines import LineList
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.line import Line, Tick

KEYS = {
    Qt.Key.Key_S: HasilTelaah.SESUAI,
    Qt.Key.Key_T: HasilTelaah.TIDAK_SESUAI,
    Qt.Key.Key_B: HasilTelaah.BELUM,
}
"""The letters that say it in the list, the first of each word."""

_ICONS = {
    HasilTelaah.SESUAI: "check",
    HasilTelaah.TIDAK_SESUAI: "cross",
    HasilTelaah.BELUM: "circle",
}


class PieceList(LineList):
    """A list of files where a letter says of the one under the cursor whether it fits.

    Signals:
        said: the `HasilTelaah` that was typed.

    """

    said = Signal(object)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter is a verdict, not the beginning of a name that is searched for."""
        verdict = KEYS.get(Qt.Key(event.key()))
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if verdict is not None and plain:
            self.said.emit(verdict)
        else:
            super().keyPressEvent(event)


class VerdictRow(QWidget):
    """The same with buttons.

    Signals:
        said: the `HasilTelaah` that was pressed.

    """

    said = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {
            one: Button(t(f"telaah.tombol.{one.value}"), Kind.PLAIN, _ICONS[one])
            for one in HasilTelaah
        }
        self.settle = Button(t("telaah.tutup_pertanyaan"), Kind.PLAIN, "check-circle")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S)
        for verdict, button in self.buttons.items():
            row.addWidget(button)
            button.clicked.connect(lambda _=False, one=verdict: self.said.emit(one))
        row.addWidget(self.settle)
        row.addStretch(1)
        self.settle.hide()


class ReasonForm(QWidget):
    """Why a piece does not fit, and whether that is asked at its cell.

    Signals:
        given: the reason, whether it is asked, and whether the next package has to wait for it.
        left: nothing is said after all.

    """

    given = Signal(str, bool, bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reason = Line()
        self.reason.setMaxLength(MAX_ALASAN)
        self.reason.setPlaceholderText(t("telaah.alasan_contoh"))
        self.ask = Tick(t("telaah.tanyakan"))
        self.stops = Tick(t("tanya.ajukan.menghalangi"))
        self.keep = Button(t("telaah.simpan"), Kind.PRIMARY, "check")
        self.leave = Button(t("telaah.batal"), Kind.QUIET)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.S)
        for button in (self.keep, self.leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.XS)
        column.addWidget(text.buddy(t("telaah.alasan"), self.reason))
        for part in (self.reason, self.ask, self.stops):
            column.addWidget(part)
        column.addLayout(buttons)
        self.reason.returnPressed.connect(self._give)
        self.keep.clicked.connect(self._give)
        self.leave.clicked.connect(self.left)
        self.ask.toggled.connect(self.stops.setEnabled)
        self.setFocusProxy(self.reason)

    def begin(self, reason: str, *, asked: bool) -> None:
        """Ask for a reason; `asked` tells that something is asked at the cell already."""
        self.reason.setText(reason)
        self.reason.selectAll()
        self.ask.setChecked(not asked)
        self.ask.setEnabled(not asked)
        self.stops.setChecked(False)
        self.stops.setEnabled(not asked)

    def _give(self) -> None:
        asks = self.ask.isChecked()
        self.given.emit(self.reason.text(), asks, asks and self.stops.isChecked())

    # Qt

    def event(self, event: QEvent) -> bool:
        """Escape leaves the form, not the page."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.left.emit()
            return True
        return super().event(event)
