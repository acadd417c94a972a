"""The window in which a table of another system is matched to the open form, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.errors import LontarError
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.grid.profile_draft import Draft
from app.ui.grid.profile_lines import ProfileLines
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.line import Line
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.kisi import Kisi
    from app.domain.nama_dahulu import Nama
    from app.domain.profil import Profil

_SHARE = 0.94
_NARROW, _NAME = 14, 24
_MOST_ROWS = 60


class ProfileWindow(QDialog):
    """Shows what goes where, lets the person change it, and gives it a name.

    Signals:
        decided: the `Profil` to read the table by; without a name it is used once.
        asked: what is to be done with the kept profile ("ekspor", "hapus", "pasang"), and its name.

    """

    decided = Signal(object)
    asked = Signal(str, str)

    def __init__(
        self,
        parent: QWidget,
        name: str,
        draft: Draft,
        sheets: Mapping[str, Kisi],
        dahulu: Nama | None = None,
    ) -> None:
        super().__init__(parent.window())
        self._form, self._sheets, self._former = draft.form, sheets, dahulu
        self._kept: list[Profil] = []
        self.draft = draft
        self.setWindowTitle(t("profil.judul", berkas=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.told = MessageBar(closable=False)
        self.kept = Selector(t("profil.tersimpan").replace("&", ""))
        self.sheet = Selector(t("profil.lembar").replace("&", ""))
        self.table = Selector(t("profil.tabel").replace("&", ""))
        self.first = Selector(t("profil.awal").replace("&", ""))
        self.name, self.source = Line(), Line()
        self.lines = ProfileLines()
        self.save, self.remove = Button(t("profil.ekspor")), Button(t("profil.hapus"))
        self.install = Button(t("profil.pasang"))
        self.cancel = Button(t("jendela.batal"))
        self.accept_button = Button(t("profil.lanjut"), Kind.PRIMARY)
        self._lay_out()
        self._fill()
        self._connect()
        self._show()
        self.lines.setFocus()

    # --- Layout

    def _lay_out(self) -> None:
        window = self.parentWidget()
        assert window is not None
        self.resize(window.size() * _SHARE)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.L, sizes.M, sizes.L, sizes.M)
        column.setSpacing(sizes.S)
        column.addLayout(
            self._row(
                ("profil.tersimpan", self.kept),
                ("profil.lembar", self.sheet),
                ("profil.tabel", self.table),
                ("profil.awal", self.first),
            )
        )
        column.addWidget(self.told)
        column.addWidget(self.lines, 1)
        column.addWidget(text.caption(t("profil.cara")))
        column.addLayout(self._row(("profil.nama", self.name), ("profil.sumber", self.source)))
        buttons = QHBoxLayout()
        for one in (self.install, self.save, self.remove):
            buttons.addWidget(one)
        buttons.addStretch(1)
        for one in (self.cancel, self.accept_button):
            buttons.addWidget(one)
        for one in (self.install, self.save, self.remove, self.cancel, self.accept_button):
            one.setAutoDefault(False)
        column.addLayout(buttons)

    def _row(self, *parts: tuple[str, Selector | Line]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(sizes.S)
        for key, widget in parts:
            row.addWidget(text.buddy(t(key), widget))
            if isinstance(widget, Selector):
                widget.keep_narrow(_NARROW if widget is not self.first else 3)
            else:
                widget.setMinimumWidth(sizes.chars(self, _NAME))
            row.addWidget(widget, 1)
        return row

    def _fill(self) -> None:
        self.sheet.addItems(list(self._sheets))
        for tabel in self._form.tabel:
            self.table.addItem(tabel.judul or self._form.nama, tabel.kode)
        longest = max(len(kisi.baris) for kisi in self._sheets.values())
        for row in range(1, min(longest, _MOST_ROWS)):
            self.first.addItem(str(row + 1), row)

    def _connect(self) -> None:
        self.kept.activated.connect(self._take_kept)
        self.sheet.activated.connect(lambda _n: self._again(lembar=self.sheet.currentText()))
        self.table.activated.connect(lambda _n: self._again())
        self.first.activated.connect(lambda _n: self._again(awal=self.first.currentData()))
        self.lines.changed.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        for button, what in ((self.save, "ekspor"), (self.remove, "hapus")):
            button.clicked.connect(lambda _=False, what=what: self._ask(what))
        self.install.clicked.connect(lambda: self.asked.emit("pasang", ""))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)

    # --- What is kept

    def show_kept(self, profiles: Sequence[Profil], name: str = "") -> None:
        """Offer the profiles of this form, and begin with the one of a name."""
        self._kept = list(profiles)
        self.kept.clear()
        self.kept.addItem(t("profil.baru"))
        self.kept.addItems([one.nama for one in self._kept])
        place = next((n for n, one in enumerate(self._kept, 1) if one.nama == name), 0)
        self.kept.setCurrentIndex(place)
        self._take_kept(place)

    def _take_kept(self, number: int) -> None:
        chosen = self._kept[number - 1] if number > 0 else None
        if chosen is not None:
            self.draft = self.draft.with_profile(chosen)
            self.name.setText(chosen.nama)
            self.source.setText(chosen.sumber)
        for one in (self.save, self.remove):
            one.setEnabled(chosen is not None)
        self._show()

    def _ask(self, what: str) -> None:
        number = self.kept.currentIndex()
        if number > 0:
            self.asked.emit(what, self._kept[number - 1].nama)

    # --- What is decided

    def _again(self, lembar: str | None = None, awal: int | None = None) -> None:
        """Another sheet, table or first row: matched anew."""
        tabel = self.table.currentData() if lembar is None else None
        wanted = self.draft.lembar if lembar is None else lembar
        try:
            self.draft = Draft.begun(
                self._form, self._sheets, lembar=wanted, tabel=tabel, awal=awal,
                dahulu=self._former,
            )  # fmt: skip
        except LontarError as error:
            self.sheet.setCurrentText(self.draft.lembar)
            self._show()
            self.refuse(error)
            return
        self._show()

    def _take(self, draft: Draft) -> None:
        self.draft = draft
        self._show()

    def accept(self) -> None:
        """Say what is decided; whoever asked closes the window, or says why not."""
        if self.draft.kolom:
            self.decided.emit(self.draft.profil(self.name.text(), self.source.text()))

    def close_decided(self) -> None:
        """What was decided is taken."""
        super().accept()

    def refuse(self, error: LontarError) -> None:
        """Say why something cannot be done; nothing that was matched is lost."""
        self.told.tell(Tone.BAD, str(error))

    # --- What is shown

    def _show(self) -> None:
        draft = self.draft
        self.sheet.setCurrentText(draft.lembar)
        self.table.setCurrentIndex(max(self.table.findData(draft.tabel.kode), 0))
        self.first.setCurrentIndex(max(self.first.findData(draft.judul.awal), 0))
        self.lines.show_draft(draft)
        counts = {"jumlah": len(draft.kolom), "semua": len(draft.judul.kolom)}
        lacking = draft.lacking
        if not draft.kolom:
            self.told.tell(Tone.WARN, t("profil.belum", **counts))
        elif lacking:
            said = t("profil.wajib_belum", kolom=", ".join(lacking), **counts)
            self.told.tell(Tone.WARN, said)
        else:
            self.told.tell(Tone.GOOD, t("profil.cocok", **counts))
        self.accept_button.setEnabled(bool(draft.kolom))
