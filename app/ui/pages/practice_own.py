"""The exercises a trainer wrote: below those of the program, loaded and taken off here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.colours import Tone
from app.ui.pages.settings_section import row_of
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.choice import BigButton
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.latihan import Latihan


class OwnExercises(QWidget):
    """What a trainer loaded on this laptop.

    Signals:
        wanted: an exercise by its code.
        load_wanted: files that a trainer chose.
        told: a sentence about what was done, and whether it went well.
    """

    wanted = Signal(str)
    load_wanted = Signal(list)
    told = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.exercises: dict[str, BigButton] = {}
        self.removers: dict[str, Button] = {}
        self.load = Button(t("latihan.milik.muat"), Kind.PLAIN, "import")
        self.sample = Button(t("latihan.milik.contoh"), Kind.PLAIN, "export")
        self.load.clicked.connect(self._load)
        self.sample.clicked.connect(self._save_sample)
        self._rows = QWidget()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, sizes.M, 0, 0)
        self._body.setSpacing(sizes.S)
        self._body.addWidget(Text(t("latihan.milik.judul"), Step.STRONG))
        self._body.addWidget(text.muted(t("latihan.milik.penjelasan")))
        self._body.addWidget(self._rows)
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

        question = t("latihan.milik.tanya_buang", judul=judul)
        if not dialogue.ask(self, question, t("latihan.milik.ya_buang")):
            return
        try:
            milik.remove(kode)
        except LontarError as error:
            self.told.emit(str(error), False)
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
            self.told.emit(str(error), False)
            return
        self.told.emit(t("latihan.milik.contoh_disimpan", berkas=target), True)
