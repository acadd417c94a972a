"""Figures typed a second time: one cell after the other, without what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.exchange import ketik_ulang
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.grid import reading
from app.ui.grid.reading import Refused
from app.ui.grid.writing import shown
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.field import Field
from app.ui.widgets.line import Line
from app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.ketik_ulang import Diminta
    from app.domain.nilai import Nilai

_CHARS, _LINES = 62, 19


class Retype(QDialog):
    """Asks for figures again and says which differ; the person decides which one stands.

    Signals:
        agreed: the code of a cell whose figure was typed as it is stored, and that figure.
        corrected: a `Diminta` and what was typed instead, which is to stand.

    """

    agreed = Signal(str, object)
    corrected = Signal(object, object)

    def __init__(self, parent: QWidget, title: str, waiting: Sequence[Diminta]) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._waiting, self._at = list(waiting), 0
        self._typed: Nilai | None = None
        self.agreements = self.corrections = 0
        self.count = text.caption("")
        self.name = text.heading("")
        self.why = text.caption("")
        self.line = Line()
        self.field = Field(t("ketik_ulang.nilai"), self.line, t("ketik_ulang.petunjuk"))
        self.said = MessageBar(closable=False)
        self.new = Button(t("ketik_ulang.pakai_baru"), Kind.PRIMARY)
        self.old = Button(t("ketik_ulang.pakai_lama"))
        self.check = Button(t("ketik_ulang.cocokkan"), Kind.PRIMARY)
        self.skip = Button(t("ketik_ulang.lewati"))
        self.leave = Button(t("ketik_ulang.selesai"), Kind.QUIET)
        self._lay_out()
        self.line.returnPressed.connect(self._look)
        self.line.textEdited.connect(lambda _text: self._undecided())
        self.check.clicked.connect(self._look)
        self.new.clicked.connect(self._take_new)
        self.old.clicked.connect(self._keep_old)
        self.skip.clicked.connect(self._next)
        self.leave.clicked.connect(self.reject)
        self._ask()

    @property
    def current(self) -> Diminta | None:
        """The figure that is asked for; None when none is left."""
        return self._waiting[self._at] if self._at < len(self._waiting) else None

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.S)
        for button in (self.check, self.new, self.old, self.skip):
            # Enter presses only the button that has the focus, never one from afar.
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.leave.setAutoDefault(False)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.L, sizes.M, sizes.L, sizes.M)
        column.setSpacing(sizes.M)
        for part in (self.count, self.name, self.why, self.field, self.said):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(buttons)
        # What is said about a difference has room from the start: nothing moves under the hand.
        self.setMinimumSize(sizes.chars(self, _CHARS), _LINES * self.fontMetrics().lineSpacing())

    # --- One figure after the other

    def _ask(self) -> None:
        one = self.current
        if one is None:
            self.accept()
            return
        told = {"nomor": self._at + 1, "jumlah": len(self._waiting)}
        self.count.setText(t("ketik_ulang.ke", **told))
        self.name.setText(one.sel.label)
        tabel = one.sel.tabel.judul
        self.why.setText(t("ketik_ulang.karena", tabel=tabel, sebab=ketik_ulang.reasons(one)))
        self.line.clear()
        self._undecided()
        self.line.setAccessibleDescription(one.sel.label)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self) -> None:
        self._at += 1
        self._ask()

    def _undecided(self) -> None:
        self._typed = None
        self.field.set_error("")
        self.field.set_hint(t("ketik_ulang.petunjuk"))
        self.said.hide()
        for button, there in ((self.check, True), (self.new, False), (self.old, False)):
            button.setVisible(there)

    def _look(self) -> None:
        """Hold what was typed against what is stored."""
        one = self.current
        assert one is not None
        read = reading.read(one.sel, self.line.text().strip())
        if isinstance(read, Refused) and one.nilai in [choice.nilai for choice in read.pilihan]:
            # It can be read as what is stored.
            read = one.nilai
        if isinstance(read, Refused):
            self.field.set_error(read.alasan)
        elif read is None:
            self.field.set_error(t("ketik_ulang.kosong"))
        elif read == one.nilai:
            self.agreements += 1
            self.agreed.emit(one.sel.kode, one.nilai)
            self._next()
        else:
            self._differs(one, read)

    def _differs(self, one: Diminta, read: Nilai) -> None:
        self._typed = read
        # The way to type has been found by now; what differs takes its room.
        self.field.set_hint("")
        told = {"lama": shown(one.sel, one.nilai), "baru": shown(one.sel, read)}
        self.said.tell(Tone.WARN, t("ketik_ulang.beda", **told))
        for button, there in ((self.check, False), (self.new, True), (self.old, True)):
            button.setVisible(there)
        self.old.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_new(self) -> None:
        one = self.current
        assert one is not None
        self.corrections += 1
        self.corrected.emit(one, self._typed)
        self._next()

    def _keep_old(self) -> None:
        one = self.current
        assert one is not None
        self.agreements += 1
        self.agreed.emit(one.sel.kode, one.nilai)
        self._next()
