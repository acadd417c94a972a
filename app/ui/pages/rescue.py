"""A damaged office: what happened, the last good backup, what typing survives, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.teks import t
from app.ui import background, crash, dialogue, sizes
from app.ui.colours import Tone
from app.ui.pages.settings_section import row_of
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.column import Column
from app.ui.widgets.facts import Facts
from app.ui.widgets.header import PageHeader
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.side_panel import SidePanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from app.store.vault import Simpanan
    from app.ui.background import Progress

_WIDTH_CHARS = 84


class RescuePage(QWidget):
    """Shown in the place of the desk when the integrity check has failed.

    Signals:
        restore_wanted: the folder of the office, and the backup to bring back.
        left: the user wants to open another office.
    """

    restore_wanted = Signal(object, object)
    left = Signal()

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._folder, self._clock = folder, clock
        self.offer: Simpanan | None = None
        self.sentence = text.body()
        self.facts = Facts()
        self.saved = text.body()
        self.messages = MessageBar()
        self.restore = Button(t("jendela.rusak.pulihkan"), Kind.PRIMARY, "undo")
        self.other = Button(t("jendela.rusak.lain"), Kind.PLAIN, "folder")
        self.report = Button(t("jendela.laporan.simpan"), Kind.PLAIN, "note")
        self.leave = Button(t("jendela.rusak.kantor_lain"), Kind.QUIET)
        self.restore.clicked.connect(self._restore)
        self.other.clicked.connect(self._choose)
        self.report.clicked.connect(self._report)
        self.leave.clicked.connect(self.left)
        self._lay_out()
        self.restore.hide()
        self.setFocusProxy(self.other)
        self._look(None)

    def _report(self) -> None:
        saved = crash.save(self, self._folder)
        if saved is not None:
            self.messages.tell(Tone.GOOD, crash.written(saved))

    def _lay_out(self) -> None:
        column = Column(_WIDTH_CHARS)
        column.body.addSpacing(sizes.XL)
        column.body.addWidget(PageHeader(t("jendela.rusak.judul"), t("jendela.rusak.penjelasan")))
        for part in (self.sentence, self.facts, self.saved, self.messages):
            column.body.addWidget(part)
        column.body.addLayout(row_of(self.restore, self.other))
        column.body.addLayout(row_of(self.report, self.leave))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(SidePanel())
        row.addWidget(column, 1)

    def _look(self, offer: Simpanan | None) -> None:
        """Look for the best backup, or at the one that was picked, beside the window."""
        folder = self._folder

        def job(_progress: Progress) -> object:
            from app.store import salvage, vault
            from app.store.office import DATABASE_NAME

            found = offer or salvage.best(folder)
            if found is None:
                return None
            isi = vault.look(found.berkas)
            return found, isi, salvage.since(folder / DATABASE_NAME, found.berkas)

        self.sentence.setText(t("jendela.rusak.mencari"))
        background.run(self, job, done=self._found, failed=self._failed)

    def _found(self, result: Any) -> None:
        from app.exchange import cadangan_kata

        self.offer = result[0] if result else None
        self.sentence.setText(cadangan_kata.damaged(self._folder, self.offer, self._clock()))
        self.restore.setVisible(self.offer is not None)
        if result:
            found, isi, saved = result
            self.facts.show_lines(cadangan_kata.facts(isi))
            self.saved.setText(cadangan_kata.salvaged(saved, found))
        (self.restore if result else self.other).setFocus()

    def _failed(self, error: Exception) -> None:
        self.sentence.setText("")
        dialogue.show_failure(self, error)
        self._found(None)

    def _restore(self) -> None:
        self.restore_wanted.emit(self._folder, self.offer)

    def _choose(self) -> None:
        from app.store import vault

        place = dialogue.choose_folder(self, t("pengaturan.cadangan.pilih"), self._folder)
        if place is None:
            return
        with self.messages.attempt():
            found = [one for where in vault.vaults(place) for one in vault.listed(where)]
            if found:
                self._look(max(found, key=lambda one: one.waktu))
            else:
                self.messages.tell(Tone.WARN, t("pengaturan.cadangan.kosong", folder=place))
