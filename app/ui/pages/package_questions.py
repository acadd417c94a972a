"""Paket, the way back: every question with its state; Enter leads to the very cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.pages import home_ways
from app.ui.pages.entry_lines import Line, LineList
from app.ui.pages.home_parts import ListCard
from app.ui.pages.package_letters_made import LettersMade
from app.ui.pages.package_reply import ReplyForm
from app.ui.pages.question_ask import asks_opd
from app.ui.pages.question_block import LOOKS, QuestionBlock
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.beside import Beside
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.scrolling import on_card, scrolling
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text
from app.ui.widgets.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.exchange.butir_tanya import Butir
    from app.exchange.susun_balasan import BalasanJadi
    from app.ui.session import Session

_SHARES, _STACKED = (6, 5), (2, 3)
"""List and question beside each other, and one above the other."""

_FEWEST_LINES = 4
_FILTERS = ("semua", "ditunggu", "diperiksa")
_BOTH_WAYS = ("dari_provinsi", "untuk_opd")
"""What a kabupaten can also choose: it is asked, and asks."""


class QuestionsView(QWidget):
    """The list on the left, one question in full on the right; whoever asks replies from here.

    Signals:
        replied: replies were made; receipts may have been signed with them.

    """

    replied = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.found: dict[str, Butir] = {}
        self._replies = False
        self._counts = Text("", Step.STRONG)
        self.filter = Selector(t("tanya.saring.judul"))
        for key in (*_FILTERS, *(_BOTH_WAYS if asks_opd(session) else ())):
            self.filter.addItem(t(f"tanya.saring.{key}"), key)
        self.reply = Button(t("tanya.balas.mulai"), Kind.PRIMARY, "export")
        self.list = LineList(t("tanya.daftar"), click_shows=True)
        # In a low window the list gives way to the question below it.
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.list.setMinimumHeight(_FEWEST_LINES * self.list.fontMetrics().height())
        self._nothing = text.muted()
        self.block = QuestionBlock(session)
        self._where = Text("", Step.HEADING)
        self.open = Button(t("tanya.buka_sel"), Kind.PLAIN, "table")
        self.card = Card()
        self.form = ReplyForm(session)
        self.made = LettersMade()
        self._asking, self._done = on_card(self.form), on_card(self.made)
        self._places = Turns(self._listing(), self._asking, self._done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._places, 1)
        self._connect()
        self.setFocusProxy(self.list)

    def refresh(self) -> None:
        """Read the questions of the year in view again."""
        from app.exchange import butir_tanya

        session = self._session
        self.block.keep()
        region = None if session.is_province else session.wilayah
        year = f"{session.periode.tahun}-"
        listed = butir_tanya.listed(session.office, region)
        mine = [one for one in listed if one.tanya.periode.startswith(year)]
        self._offer_reply()
        self._say_counts(mine)
        wanted = self.filter.currentData()
        shown = [one for one in mine if _wanted(one, wanted)]
        here = self.current
        self.found = {one.tanya.id: one for one in shown}
        self.list.show_lines([self._line(one) for one in shown])
        self.list.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        self._nothing.setText(self._empty_words(any_=bool(mine)))
        if shown:
            self.list.mark(here if here in self.found else shown[0].tanya.id)
        self._show_current()

    @property
    def current(self) -> str:
        """The id of the question under the cursor."""
        place = self.list.currentIndex()
        return self.list.lines[place.row()].target if place.isValid() else ""

    def make_replies(self, wanted: Sequence[str] = ()) -> None:
        """Ask what is needed to reply, to these regions where some were chosen already."""
        self._turn(self._asking, self.form)
        self.form.begin_replies(wanted)

    def _make_replies(self) -> None:
        self.make_replies()

    def _turn(self, part: QWidget, place: QWidget) -> None:
        """Show a part; where the page is come back to, the work goes on in it."""
        self._places.show_part(part)
        self.setFocusProxy(place)

    def _offer_reply(self) -> None:
        """A kabupaten replies once something came from an OPD of it."""
        from app.exchange import susun_balasan

        session = self._session
        wanted = session.is_province or (
            asks_opd(session)
            and bool(susun_balasan.recipients(session.office, session.periode.tahun))
        )
        self._replies = wanted
        self.reply.setVisible(wanted)

    def _empty_words(self, *, any_: bool) -> str:
        from app.exchange import butir_tanya

        key = "tanya.kosong_saring" if any_ else self._nothing_key()
        return t(key, penanya=butir_tanya.asker(opd=self._session.is_opd))

    def _nothing_key(self) -> str:
        if asks_opd(self._session) and self._replies:
            return "tanya.belum_ada_kabupaten"
        return "tanya.belum_ada_provinsi" if self._session.is_province else "tanya.belum_ada"

    def _say_counts(self, mine: list[Butir]) -> None:
        down = [one for one in mine if one.tanya.opd and not one.di_sini]
        if down:
            up = [one for one in mine if one.di_sini]
            told = {"dari": len(up), "ditunggu": sum(one.ditunggu for one in up)}
            told |= {"untuk": len(down), "belum": sum(one.ditunggu for one in down)}
            self._counts.setText(t("tanya.ringkas_dua", **told))
            return
        waiting = sum(one.ditunggu for one in mine)
        answered = sum(one.keadaan in {"siap", "dijawab"} for one in mine)
        facts = {"jumlah": len(mine), "ditunggu": waiting, "dijawab": answered}
        self._counts.setText(t("tanya.ringkas", **facts) if mine else "")

    def _line(self, one: Butir) -> Line:
        from app.exchange.putusan import period_title

        icon, tone = LOOKS[one.keadaan]
        asked = one.tanya
        place = [one.form.nama, period_title(asked.periode)]
        if self._session.is_province:
            place.insert(0, self._session.regions[asked.wilayah].singkat)
        elif asked.opd and not one.di_sini:
            place.insert(0, asked.opd)
        head = f"{' · '.join(place)} · {one.sel.label}"
        sub = f"{t(f'tanya.keadaan.{one.keadaan}')}. {asked.teks}"
        # At a kabupaten only what waits for itself stands out, not what waits for an OPD.
        strong = one.ditunggu and (one.di_sini or self._session.is_province)
        return Line(head, sub, icon=icon, tone=tone, target=asked.id, strong=strong)

    def _show_current(self) -> None:
        butir = self.found.get(self.current)
        self.card.setVisible(butir is not None)
        if butir is not None:
            self._where.setText(f"{butir.form.nama}, {butir.sel.label}")
            self.block.show_question(butir)

    def _open(self) -> None:
        butir = self.found.get(self.current)
        if butir is not None:
            home_ways.to_question(self, butir.tanya)

    def _show_list(self) -> None:
        self._turn(self._list, self.list)
        self.refresh()
        self.list.setFocus()

    def _made(self, made: list[BalasanJadi], folder: Path | None) -> None:
        self.made.show_letters(made, folder, self._session.regions)
        self._turn(self._done, self.made)
        self.made.setFocus()
        self.replied.emit()

    # --- Making it

    def _connect(self) -> None:
        self.list.opened.connect(self._open)
        self.list.reached.connect(self._show_current)
        self.filter.activated.connect(self.refresh)
        self.open.clicked.connect(self._open)
        self.reply.clicked.connect(self._make_replies)
        self.form.closed.connect(self._show_list)
        self.form.made.connect(self._made)
        self.made.closed.connect(self._show_list)
        self._session.asked.connect(self._follow)

    def _follow(self) -> None:
        if self.isVisible() and self._session.is_open:
            self.refresh()

    def _listing(self) -> QWidget:
        top = QHBoxLayout()
        top.setSpacing(sizes.S)
        top.addWidget(self._counts, 1)
        top.addWidget(self.filter)
        top.addWidget(self.reply)
        left = ListCard(t("tanya.daftar"))
        left.body.addWidget(self.list, 1)
        left.body.addWidget(self._nothing)
        left.body.addStretch(0)
        self._nothing.setContentsMargins(sizes.S, 0, sizes.S, sizes.S)
        head = QHBoxLayout()
        head.addWidget(self._where, 1)
        head.addWidget(self.open)
        self.card.body.addLayout(head)
        self.card.body.addWidget(self.block)
        self.card.body.addStretch(1)
        self._both = Beside(left, scrolling(self.card), _SHARES, stacked=_STACKED)
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addLayout(top)
        column.addWidget(self._both.scrolled(), 1)
        return self._list

    def set_width(self, width: int) -> None:
        """In a narrow window the question stands below the list."""
        self._both.fit(width)


def _wanted(one: Butir, key: str) -> bool:
    if key in _BOTH_WAYS:
        return one.di_sini == (key == "dari_provinsi")
    if key == "ditunggu":
        return one.ditunggu
    return key == "semua" or one.keadaan in {"siap", "dijawab"}
