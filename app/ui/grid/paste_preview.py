"""The preview of a paste: nothing is written until the person has seen it and agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.tempel import Keputusan, Nasib, Rencana, plan
from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Ledger
from app.ui.grid import paste_words
from app.ui.grid.paste_choice import PasteChoice
from app.ui.grid.paste_mapping import PasteMapping
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.line import Tick
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.domain.nilai import Nilai
    from app.domain.tempel import Butir, Letak
    from app.domain.tempel_blok import Blok
    from app.domain.tempel_peta import Pemetaan
    from app.ui.grid.sheet import OpenSheet

_ORDER = {nasib: place for place, nasib in enumerate(Nasib)}
_SHARE = 0.94
_MAPPING_CHARS = 38
_WIDE_CHARS = 140
_WAY_CHARS = 16


class PasteList(Ledger):
    """The cells of the block, those that need a person first.

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


class PastePreview(QDialog):
    """Shows what a block would do to a sheet and lets the person decide.

    Signals:
        decided: the `Rencana` to write and the `Pemetaan` it was made with.

    """

    decided = Signal(object, object)

    def __init__(
        self, parent: QWidget, sheet: OpenSheet, blok: Blok, offered: list[Pemetaan]
    ) -> None:
        super().__init__(parent.window())
        self._sheet, self._blok, self._offered = sheet, blok, offered
        self._peta = offered[0]
        self._answers: dict[Letak, Nilai] = {}
        self.setWindowTitle(t("tempel.judul"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.told = text.body()
        self.chips = QHBoxLayout()
        self.list = PasteList(t("tempel.isi"), paste_words.heads())
        self.choice = PasteChoice()
        self.mapping = PasteMapping()
        self.way = Selector(t("tempel.cara").replace("&", ""))
        self._way_name = text.buddy(t("tempel.cara"), self.way)
        self.empties = Tick("")
        self.side_button = Button(t("tempel.pemetaan_tombol"))
        self.cancel = Button(t("jendela.batal"))
        self.accept_button = Button("", Kind.PRIMARY)
        self._lay_out()
        self._connect()
        self._refresh()
        self._begin()

    @property
    def rencana(self) -> Rencana:
        """What would be written now."""
        return self._rencana

    def _lay_out(self) -> None:
        self.chips.setSpacing(sizes.S)
        top = QHBoxLayout()
        top.setSpacing(sizes.M)
        top.addWidget(self._way_name)
        top.addWidget(self.way)
        self.way.setMinimumWidth(sizes.chars(self, _WAY_CHARS))
        top.addStretch(1)
        top.addWidget(self.empties)
        left = QVBoxLayout()
        left.setSpacing(sizes.S)
        left.addWidget(self.list, 1)
        left.addWidget(self.choice)
        side = QVBoxLayout()
        side.setSpacing(sizes.S)
        side.addWidget(self.mapping, 1)
        side.addWidget(text.caption(t("tempel.cara_pemetaan")))
        self._side = QWidget()
        self._side.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        self._side.setFixedWidth(sizes.chars(self, _MAPPING_CHARS))
        middle = QHBoxLayout()
        middle.setSpacing(sizes.L)
        middle.addLayout(left, 1)
        middle.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.L, sizes.M, sizes.L, sizes.M)
        column.setSpacing(sizes.M)
        column.addWidget(self.told)
        column.addLayout(self.chips)
        column.addLayout(top)
        column.addLayout(middle, 1)
        column.addLayout(self._buttons())
        window = self.parentWidget()
        assert window is not None
        self.resize(window.size() * _SHARE)
        # On an enlarged screen the list has no room to spare for what is rarely changed.
        self._side.setVisible(self.width() >= sizes.chars(self, _WIDE_CHARS))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(text.caption(t("tempel.cara_menerima")), 1)
        row.addWidget(self.side_button)
        row.addWidget(self.cancel)
        row.addWidget(self.accept_button)
        for one in (self.cancel, self.accept_button, self.side_button):
            # Enter presses only the button that has the focus, never one from afar.
            one.setAutoDefault(False)
        return row

    def _connect(self) -> None:
        for peta in self._offered:
            self.way.addItem(t(f"tempel.cara.{peta.cara}"))
        for one in (self._way_name, self.way):
            one.setVisible(len(self._offered) > 1)
        self.way.currentIndexChanged.connect(self._take_way)
        self.mapping.changed.connect(self._take_mapping)
        self.empties.toggled.connect(lambda _on: self._refresh())
        self.list.numbered.connect(self._answer)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_choice())
        self.choice.chosen.connect(lambda number: self._answer(number, False))
        self.side_button.clicked.connect(self._toggle_mapping)
        self.cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)

    def _begin(self) -> None:
        """Where the work is: on the button when all is clear, else on the first question."""
        if self._rencana.bersih and self.accept_button.isEnabled():
            self.accept_button.setFocus()
        else:
            self.list.setFocus()

    # --- What is decided

    def _toggle_mapping(self) -> None:
        """Show the mapping and go there, or give its room to the list."""
        self._side.setVisible(not self._side.isVisible())
        (self.mapping if self._side.isVisible() else self.list).setFocus()

    def _take_way(self, number: int) -> None:
        self._peta = self._offered[number]
        self._refresh()

    def _take_mapping(self, peta: Pemetaan) -> None:
        self._peta = peta
        self._refresh()

    def _answer(self, number: int, alike: bool) -> None:  # noqa: FBT001 - as the signal has it
        here = self._current()
        if here is None or number > len(here.pilihan):
            return
        for one in self._rencana.butir if alike else (here,):
            if one.alasan == here.alasan and number <= len(one.pilihan):
                self._answers[one.letak] = one.pilihan[number - 1]
        self._refresh()
        self._go_on()

    def _go_on(self) -> None:
        """To the next question; when nothing is left to decide, to the button."""
        waiting = [one for one in self._rencana.butir if one.nasib is Nasib.TANYA]
        if waiting:
            self.list.go_to(paste_words.code(waiting[0]))
        elif self._rencana.bersih:
            self.accept_button.setFocus()

    # --- What is shown

    def _refresh(self) -> None:
        putusan = Keputusan(self._answers, self.empties.isChecked())
        self._rencana = plan(self._sheet.form, self._sheet.values, self._blok, self._peta, putusan)
        size = {"baris": len(self._blok.baris), "kolom": self._blok.lebar}
        tabel = self._sheet.form.tables[self._peta.tabel].judul
        self.told.setText(t("tempel.blok", tabel=tabel, **size))
        self.list.show_rows([paste_words.row(one) for one in self._listed()])
        self.mapping.show_mapping(self._sheet.form, self._blok, self._peta)
        self._show_counts()
        self._show_choice()

    def _listed(self) -> list[Butir]:
        """Everything but empty cells of the block over empty cells of the sheet."""
        found = [
            one
            for one in self._rencana.butir
            if one.nasib is not Nasib.KOSONG or one.lama is not None
        ]
        return sorted(found, key=lambda one: (_ORDER[one.nasib], one.letak))

    def _show_counts(self) -> None:
        while (item := self.chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        lots = self._rencana.jumlah
        for nasib, (icon, tone) in paste_words.LOOKS.items():
            if lots[nasib]:
                said = t("tempel.hitung", jumlah=lots[nasib], nasib=paste_words.word(nasib))
                self.chips.addWidget(Chip(said, tone, icon))
        self.chips.addStretch(1)
        left = sum(
            1
            for one in self._rencana.butir
            if one.nasib is Nasib.HAPUS or (one.nasib is Nasib.KOSONG and one.lama is not None)
        )
        self.empties.setText(t("tempel.kosongkan", jumlah=left))
        self.empties.setVisible(left > 0)
        count = len(self._rencana.cells)
        key = "tempel.terima" if self._rencana.bersih else "tempel.terima_sebagian"
        self.accept_button.setText(t(key, jumlah=count))
        self.accept_button.setEnabled(count > 0)

    def _current(self) -> Butir | None:
        code = self.list.current_code
        found = (one for one in self._rencana.butir if paste_words.code(one) == code)
        return next(found, None)

    def _show_choice(self) -> None:
        self.choice.show_item(self._current())

    # Qt

    def accept(self) -> None:
        """Write what can be read; nothing happens while there is nothing to write."""
        if self._rencana.cells:
            self.decided.emit(self._rencana, self._peta)
            super().accept()
