"""A question about a cell of a package that is not accepted yet, asked beside its difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import sizes
from app.ui.pages.question_ask import AskForm, asks_opd, title_of
from app.ui.sizes import Step
from app.ui.tab_order import scroll_to_shown
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.domain.beda import BedaSel
    from app.domain.pertanyaan import JenisTanya
    from app.exchange.tinjauan import Tinjauan
    from app.ui.session import Session


class ChangeQuestion(QWidget):
    """Which cell, what is wanted, in which words.

    Signals:
        asked: it was asked, in a sentence; it travels in the next reply to the sender.
        left: nothing was asked.
    """

    asked = Signal(str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._about: tuple[Tinjauan, BedaSel] | None = None
        self.where = Text("", Step.STRONG)
        self.form = AskForm(title_of(session))
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S, sizes.S, sizes.S, 0)
        column.setSpacing(0)
        column.addWidget(self.where)
        column.addWidget(self.form)
        self.form.wanted.connect(self._ask)
        self.setFocusProxy(self.form)
        self.hide()

    def may_ask(self, found: Tinjauan) -> bool:
        """A province asks its regions, a kabupaten its OPD."""
        sender = found.bacaan.isi.opd
        return bool(sender) if asks_opd(self._session) else self._session.is_province and not sender

    def ask_about(self, found: Tinjauan, one: BedaSel) -> None:
        """Begin with a changed cell; what was typed about another one goes."""
        self._about = found, one
        told = found.kata(one)
        self.where.setText(t("tinjau_layar.tanya.tentang", layanan=told.layanan, sel=told.sel))
        self.form.clear()
        self.show()
        self.setFocus()
        # Below the cells there may be no room for it.
        scroll_to_shown(self)

    def _ask(self, jenis: JenisTanya, words: str, stops: bool) -> None:  # noqa: FBT001 - a signal
        from app.exchange import tanya

        if self._about is None:
            return
        session, (found, one) = self._session, self._about
        place = one.formulir, one.sel
        try:
            tanya.ask_before(
                session.office,
                found.bacaan,
                *place,
                jenis,
                words,
                penghalang=stops,
                oleh=session.pelaku,
            )
        except LontarError as error:
            self.form.messages.tell_error(error)
            return
        self.hide()
        session.asked.emit()
        whom = found.bacaan.isi.opd or found.bacaan.wilayah.nama
        self.asked.emit(t("tinjau_layar.tanya.dicatat", wilayah=whom))

    def leave(self) -> None:
        """Nothing is asked."""
        self.hide()
        self.left.emit()
