"""The line with which a province or a kabupaten asks about the cell in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.pertanyaan import JenisTanya
from app.teks import t
from app.ui import sizes
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.line import Line, Tick
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from app.ui.session import Session


def asks_opd(session: Session) -> bool:
    """Whether this office asks its OPD; the rule is the exchange's, whose pages need it late."""
    from app.exchange import penanya

    return penanya.asks_opd(session.office)


def title_of(session: Session) -> str:
    """What the line is called in this office."""
    return t("tanya.ajukan.judul_opd" if asks_opd(session) else "tanya.ajukan.judul")


class AskForm(QWidget):
    """What is wanted, in which words, and whether the next package has to wait for it.

    Signals:
        wanted: `JenisTanya`, the words, and whether it holds the next package back.

    """

    wanted = Signal(object, str, bool)

    def __init__(self, judul: str) -> None:
        super().__init__()
        self.whom = text.caption()
        self.whom.hide()
        self.messages = MessageBar()
        self.kind = Selector(t("tanya.ajukan.jenis"))
        for jenis in JenisTanya:
            self.kind.addItem(t(f"tanya.jenis.{jenis.value}"), jenis)
        self.words = Line()
        self.words.setPlaceholderText(t("tanya.ajukan.teks_arti"))
        self.stops = Tick(t("tanya.ajukan.menghalangi"))
        self.ask = Button(t("tanya.ajukan.tombol"), Kind.PRIMARY, "help")
        row = QHBoxLayout()
        row.addWidget(self.ask)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.S, 0, 0)
        column.setSpacing(sizes.XS)
        self._title = text.buddy(judul, self.words)
        column.addWidget(self._title)
        for part in (self.whom, self.kind, self.words, self.stops, self.messages):
            column.addWidget(part)
        column.addLayout(row)
        self.ask.clicked.connect(self._ask)
        self.words.returnPressed.connect(self._ask)
        self.setFocusProxy(self.words)

    def name(self, judul: str) -> None:
        """Say what the line is called, where that is known late."""
        self._title.setText(judul)

    def say_whom(self, opd: str) -> None:
        """Name the OPD that is asked."""
        self.whom.setText(t("tanya.ajukan.kepada", opd=opd))
        self.whom.show()

    def clear(self) -> None:
        """Begin anew: it was asked, or the cell is another one."""
        self.words.clear()
        self.messages.hide()

    def _ask(self) -> None:
        self.wanted.emit(self.kind.currentData(), self.words.text(), self.stops.isChecked())
