"""The preview of a plan: nothing is written until the person has seen it and agreed.

What is planned, a paste or the import of a table, is up to the windows built on this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.angka import format_number
from app.domain.tempel import Nasib, Rencana
from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Ledger
from app.ui.grid import paste_words
from app.ui.grid.paste_choice import PasteChoice
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from app.domain.nilai import Nilai
    from app.domain.tempel import Butir, Letak
    from app.ui.charts.ledger import Row

_ORDER = {nasib: place for place, nasib in enumerate(Nasib)}
_SHARE = 0.94


class PlanList(Ledger):
    """The cells of the plan, those that need a person first.

    Signals:
        numbered: a number key was pressed, and whether it is meant for all alike.

    """

    numbered = Signal(int, bool)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Number keys choose a reading; with Shift the key may carry another sign."""
        number = event.key() - int(Qt.Key.Key_0)
        if not 0 < number < 10:  # noqa: PLR2004 - one digit
            number = _SHIFTED.find(event.text()) + 1 if event.text() else 0
            shifted = number > 0
        else:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if number > 0:
            self.numbered.emit(number, shifted)
        else:
            super().keyPressEvent(event)


_SHIFTED = "!@#$%^&*("


class PlanPreview(QDialog):
    """Shows what a plan would do to a sheet and lets the person decide."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent.window())
        self._answers: dict[Letak, Nilai] = {}
        self._rencana = Rencana(())
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.told = text.body()
        self.chips = QHBoxLayout()
        self.list = PlanList(t("tempel.isi"), paste_words.heads())
        self.choice = PasteChoice()
        self.way_to_agree = text.caption()
        self.cancel = Button(t("jendela.batal"))
        self.accept_button = Button("", Kind.PRIMARY)
        self.list.numbered.connect(self._answer)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_choice())
        self.choice.chosen.connect(lambda number: self._answer(number, False))
        self.cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)

    @property
    def rencana(self) -> Rencana:
        """What would be written now."""
        return self._rencana

    # --- What the plan is made of

    def _plan(self) -> Rencana:
        """The plan with the answers given so far."""
        raise NotImplementedError

    def _decide(self) -> None:
        """The person has agreed."""
        raise NotImplementedError

    def _words(self) -> tuple[str, str]:
        """What the button says, and which keys do the same."""
        key = "tempel.terima" if self._rencana.bersih else "tempel.terima_sebagian"
        if not self._rencana.cells:
            return t("tempel.tidak_ada"), t("tempel.cara_menerima")
        return t(key, jumlah=format_number(len(self._rencana.cells))), t("tempel.cara_menerima")

    @property
    def _allowed(self) -> bool:
        """Whether the plan may be written at all."""
        return bool(self._rencana.cells)

    def _row(self, one: Butir) -> Row:
        return paste_words.row(one)

    # --- Layout

    def _list_with_choice(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(sizes.S)
        column.addWidget(self.list, 1)
        column.addWidget(self.choice)
        return column

    def _outer(self) -> QVBoxLayout:
        self.chips.setSpacing(sizes.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.L, sizes.M, sizes.L, sizes.M)
        column.setSpacing(sizes.M)
        column.addWidget(self.told)
        column.addLayout(self.chips)
        return column

    def _buttons(self, *more: Button) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.way_to_agree, 1)
        for one in (*more, self.cancel, self.accept_button):
            # Enter presses only the button that has the focus, never one from afar.
            one.setAutoDefault(False)
            row.addWidget(one)
        return row

    def _as_large_as_the_window(self) -> None:
        window = self.parentWidget()
        assert window is not None
        self.resize(window.size() * _SHARE)

    def _begin(self) -> None:
        """Where the work is: on the button when all is clear, else on the first question."""
        if self._rencana.bersih and self.accept_button.isEnabled():
            self.accept_button.setFocus()
        else:
            self.list.setFocus()

    # --- What is decided

    def _answer(self, number: int, alike: bool) -> None:  # noqa: FBT001 - as the signal has it
        here = self._current()
        if here is None or number > len(here.pilihan):
            return
        for one in self._rencana.butir if alike else (here,):
            if one.alasan == here.alasan and number <= len(one.pilihan):
                self._answers[one.letak] = one.pilihan[number - 1]
        self._refresh(self._go_on)

    def _go_on(self) -> None:
        """To the next question; when nothing is left to decide, to the button."""
        waiting = [one for one in self._rencana.butir if one.nasib is Nasib.TANYA]
        if waiting:
            self.list.go_to(paste_words.code(waiting[0]))
        elif self._rencana.bersih:
            self.accept_button.setFocus()

    # --- What is shown

    def _refresh(self, then: Callable[[], None] | None = None) -> None:
        """Plan anew and show it; `then` goes to where the work is."""
        self._rencana = self._plan()
        self._show(self._rows(self._rencana))
        if then is not None:
            then()

    def _show(self, rows: Sequence[Row]) -> None:
        self.list.show_rows(rows)
        self._show_counts()
        self._show_choice()

    def _rows(self, rencana: Rencana) -> list[Row]:
        """Everything but empty cells of the block over empty cells of the sheet."""
        found = [
            one for one in rencana.butir if one.nasib is not Nasib.KOSONG or one.lama is not None
        ]
        found.sort(key=lambda one: (_ORDER[one.nasib], one.letak))
        return [self._row(one) for one in found]

    def _show_counts(self) -> None:
        while (item := self.chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        lots = self._rencana.jumlah
        for nasib, (icon, tone) in paste_words.LOOKS.items():
            if lots[nasib]:
                count = format_number(lots[nasib])
                said = t("tempel.hitung", jumlah=count, nasib=paste_words.word(nasib))
                self.chips.addWidget(Chip(said, tone, icon))
        self.chips.addStretch(1)
        agree, way = self._words()
        self.accept_button.setText(agree)
        self.way_to_agree.setText(way)
        self.accept_button.setEnabled(self._allowed)

    def _current(self) -> Butir | None:
        code = self.list.current_code
        found = (one for one in self._rencana.butir if paste_words.code(one) == code)
        return next(found, None)

    def _show_choice(self) -> None:
        self.choice.show_item(self._current())

    # Qt

    def accept(self) -> None:
        """Write what can be read; nothing happens while there is nothing to write."""
        if self._allowed:
            self._decide()
            super().accept()
