"""The exercises a trainer wrote: below those of the program, loaded and taken off here."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes, tab_order
from app.ui.colours import Tone
from app.ui.pages.settings_section import row_of
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.choice import BigButton
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.domain.latihan import Latihan


class OwnExercises(QWidget):
    """What a trainer loaded on this laptop.

    Signals:
        wanted: an exercise by its code.
        load_wanted: files that a trainer chose.
    """

    wanted = Signal(str)
    load_wanted = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.exercises: dict[str, BigButton] = {}
        self.removers: dict[str, Button] = {}
        self.load = Button(t("latihan.milik.muat"), Kind.PLAIN, "import")
        self.sample = Button(t("latihan.milik.contoh"), Kind.PLAIN, "export")
        self.load.clicked.connect(self._load)
        self.sample.clicked.connect(self._save_sample)
        # Here and not at the head of the page, which is far out of view.
        self.messages = MessageBar()
        self._rows = QWidget()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, sizes.M, 0, 0)
        self._body.setSpacing(sizes.S)
        self._body.addWidget(Text(t("latihan.milik.judul"), Step.STRONG))
        self._body.addWidget(text.muted(t("latihan.milik.penjelasan")))
        self._body.addWidget(self._rows)
        self._body.addWidget(self.messages)
        self._body.addLayout(row_of(self.load, self.sample))
        self.refresh()

    def refresh(self) -> None:
        """Show what lies on this laptop now."""
        from app.exchange.latihan import pustaka

        self.show_these(pustaka.own().values(), pustaka.unfit())

    def show_these(
        self, good: Iterable[Latihan], unfit: Mapping[str, LontarError] | None = None
    ) -> None:
        """Show these exercises, and what cannot be used any more."""
        self.exercises.clear()
        self.removers.clear()
        fresh = QWidget()
        rows = QVBoxLayout(fresh)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(sizes.S)
        for one in good:
            rows.addWidget(self._button(one))
            rows.addLayout(row_of(self._remover(one.kode, one.judul)))
        for kode, error in (unfit or {}).items():
            rows.addWidget(Text(str(error), Step.BODY, Tone.WARN))
            rows.addLayout(row_of(self._remover(kode, kode)))
        self._body.replaceWidget(self._rows, fresh)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = fresh
        fresh.setVisible(bool(self.removers))
        self.lead_through()

    def lead_through(self, before: Sequence[QWidget] = ()) -> None:
        """Let Tab come here after these, and go from row to row before the buttons below."""
        pairs = zip_longest(self.exercises.values(), self.removers.values())
        rows = [one for pair in pairs for one in pair if one is not None]
        tab_order.lead_through([*before[-1:], *rows, self.load, self.sample])

    def _button(self, one: Latihan) -> BigButton:
        place = t(f"latihan.tempat.{one.kantor}")
        told = t("latihan.mode.baris", tujuan=one.tujuan, tempat=place, menit=one.menit)
        button = BigButton(one.judul.replace("&", "&&"), told, "circle")
        button.setAccessibleName(one.judul)
        button.clicked.connect(lambda: self.wanted.emit(one.kode))
        self.exercises[one.kode] = button
        return button

    def _remover(self, kode: str, judul: str) -> Button:
        button = Button(t("latihan.milik.buang"), Kind.QUIET, "cross")
        button.setAccessibleName(t("latihan.milik.buang_apa", judul=judul))
        button.clicked.connect(lambda: self._remove(kode, judul))
        self.removers[kode] = button
        return button

    # --- What is done here

    def _load(self) -> None:
        chosen = dialogue.open_files(self, t("latihan.milik.muat"), t("latihan.milik.jenis"))
        if chosen:
            self.load_wanted.emit(chosen)

    def _remove(self, kode: str, judul: str) -> None:
        from app.exchange.latihan import milik

        self.messages.hide()
        question = t("latihan.milik.tanya_buang", judul=judul)
        if not dialogue.ask(self, question, t("latihan.milik.ya_buang")):
            return
        try:
            milik.remove(kode)
        except LontarError as error:
            self.messages.tell_error(error)
        self.refresh()
        self.load.setFocus()

    def _save_sample(self) -> None:
        from app.exchange.latihan import milik

        folder = dialogue.choose_folder(self, t("latihan.milik.contoh"), Path.home())
        if folder is None:
            return
        try:
            target = milik.write_sample(folder)
        except LontarError as error:
            self.messages.tell_error(error)
            return
        self.messages.tell(Tone.GOOD, t("latihan.milik.contoh_disimpan", berkas=target))
