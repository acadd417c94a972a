"""The evidence a package declares: what is here, what is not, and each file to open or save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.pages import evidence_open
from app.ui.pages.entry_lines import LineList
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.store.dispatch import Paket
    from app.ui.pages.evidence_open import Said
    from app.ui.session import Session

_LINES = 8


class PackageFiles(QWidget):
    """Enter opens a file, Escape goes back.

    Signals:
        closed: the user goes back to the book.
    """

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._title = Text("", Step.STRONG)
        self.messages = MessageBar()
        self.list = LineList(t("bukti.layanan"))
        self.list.setMinimumHeight(_LINES * sizes.XL)
        self.open = Button(t("bukti.buka"), Kind.PRIMARY, "evidence")
        self.save = Button(t("bukti.simpan"), Kind.PLAIN, "folder")
        self.back = Button(t("bukti.paket_kembali"), Kind.PLAIN, "arrow-left")
        self.open.clicked.connect(self._open)
        self.save.clicked.connect(self._save)
        self.back.clicked.connect(self.closed)
        self.list.opened.connect(self._open)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.closed)
        self._lay_out()
        self.setFocusProxy(self.list)

    def show_package(self, paket: Paket) -> None:
        """List what a package declares."""
        from app.store import evidence_opd

        found = evidence_opd.declared(self._session.office, paket.paket_id or "")
        self._title.setText(t("bukti.paket_judul", paket=paket.nama_berkas))
        self.messages.hide()
        forms = self._session.forms
        self.list.show_lines([evidence_open.line(one, forms) for one in found])
        self.list.setCurrentIndex(self.list.model().index(0, 0))

    @property
    def _number(self) -> int | None:
        place = self.list.currentIndex()
        return (
            evidence_open.number_of(self.list.lines[place.row()].target)
            if place.isValid()
            else None
        )

    def _open(self, _target: object = None) -> None:
        if self._number is not None:
            self._tell(evidence_open.show(self._session.office, self._number))

    def _save(self) -> None:
        if self._number is not None:
            self._tell(evidence_open.save(self, self._session.office, self._number))

    def _tell(self, said: Said) -> None:
        if said is None:
            self.messages.hide()
        else:
            self.messages.tell(*said)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.S)
        for button in (self.open, self.save, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S, 0, sizes.S, sizes.S)
        column.setSpacing(sizes.S)
        for part in (self._title, self.messages, text.caption(t("bukti.paket_arti"))):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
