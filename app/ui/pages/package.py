"""Paket: hand in, take in, check a file, and the book of everything that came and went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.teks import t
from app.ui import dialogue, sizes, tab_order
from app.ui.page import Page
from app.ui.pages import package_known
from app.ui.pages.consolidation_segments import Segments
from app.ui.pages.package_book import Book
from app.ui.pages.package_inbox import Inbox
from app.ui.pages.package_opd import OpdBoard
from app.ui.pages.package_questions import QuestionsView
from app.ui.pages.package_sign import SignCard
from app.ui.pages.package_state import StateCard
from app.ui.pages.package_summary import SummaryCard
from app.ui.widgets.beside import Beside
from app.ui.widgets.header import PageHeader

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from app.ui.session import Session

_SHARES = (6, 5)
_WAYS = (("kirim", "export"), ("periksa", "search"), ("tanya", "help"))
_PROVINCE_WAYS = (("terima", "import"), ("tanya", "help"))


class PackagePage(Page):
    """A kabupaten hands in, checks any file, takes in those of its OPD; a province takes in."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.book = Book(session)
        self.send: SendView | None = None
        self.questions = QuestionsView(session)
        ways = _PROVINCE_WAYS if session.is_province else _WAYS
        listed = [(key, t(f"paket_layar.cara.{key}"), icon) for key, icon in ways]
        self.segments = Segments(t("paket_layar.cara.judul"), listed)
        self.header = PageHeader(t("paket_layar.judul"), "", self.segments)
        self._places = QStackedWidget()
        self._arrives = self._reads = False
        self.board: OpdBoard | None = None
        if session.is_province:
            self.inbox = Inbox(session, self.book)
        else:
            if session.takes_packages:
                self.board = OpdBoard(session)
            self.inbox = Inbox(session, self.board)
            self.send = SendView(session, self.book)
            self._places.addWidget(self.send)
        self._places.addWidget(self.inbox)
        self._places.addWidget(self.questions)
        page = QVBoxLayout(self)
        page.setContentsMargins(sizes.XL, sizes.M, sizes.XL, sizes.M)
        page.setSpacing(sizes.M)
        page.addWidget(self.header)
        page.addWidget(self._places, 1)
        self._connect()

    def enter(self) -> None:
        """Look at office and book again."""
        self._arrives = True
        self._later.start(0)
        self._aim()

    def leave(self) -> None:
        """A passphrase does not stay in its line when the page is left."""
        self.book.form.passphrase.clear()
        self.questions.form.passphrase.clear()
        self.questions.block.keep()
        if self.send is not None:
            self.send.sign.forget_passphrases()

    @property
    def view(self) -> str:
        """What is done here now."""
        return self.segments.chosen

    def _aim(self) -> None:
        place = self._places.currentWidget()
        if self.send is not None and place is self.send:
            self.send.take_focus()
        elif place is not None:
            place.setFocus()

    def show_view(self, key: str) -> None:
        """Choose what to do."""
        if key not in self.segments.buttons:
            key = "terima" if self.session.is_province else "periksa"
        self.segments.mark(key)
        if key == "tanya":
            self.questions.refresh()
            self._places.setCurrentWidget(self.questions)
        else:
            sends = self.send if key == "kirim" else None
            self._places.setCurrentWidget(sends or self.inbox)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Pasting brings in letters from a chat."""
        return {"paste": self._paste}

    def _paste(self) -> None:
        self.show_view("periksa")
        self.inbox.paste()

    def _show_questions(self) -> None:
        self.show_view("tanya")
        self.questions.setFocus()

    def _choose_letter(self) -> None:
        self.show_view("periksa")
        self.inbox.browse()

    def make_replies(self, wanted: Sequence[str]) -> None:
        """Make replies to these regions or OPD."""
        self.show_view("tanya")
        self.questions.make_replies(wanted)

    def _make_receipts(self, wanted: Collection[str]) -> None:
        """The table of the inbox gives way to the book, where receipts are signed."""
        self.inbox.step_aside()
        if self.send is not None:
            self.show_view("kirim")
        self.book.refresh()
        self.book.make_receipts(wanted)

    def _after_receipts(self) -> None:
        """On with what still lies on the table."""
        if self.send is not None:
            self.show_view("periksa")
        self.inbox.come_back()

    def _refresh(self) -> None:
        if not self.session.is_open:
            return
        self.header.say(t("paket_layar.judul"), self.session.periode.judul)
        self.book.refresh()
        if self.board is not None:
            self.board.refresh()
        if self._places.currentWidget() is self.questions:
            self.questions.refresh()
        if self.send is None:
            self._arrive()
        elif not self._reads:
            self._reads = True
            package_known.when_known(self, self._look, self._fail)

    def _look(self) -> None:
        """Sheets and signers, once it is known what they are judged by."""
        self._reads = False
        if self.send is not None and self.session.is_open:
            self.send.refresh()
            self._arrive()

    def _fail(self, error: Exception) -> None:
        self._reads = False
        dialogue.show_failure(self, error)

    def _arrive(self) -> None:
        if self._arrives:
            # Only now it is known where the work goes on.
            self._arrives = False
            self._aim()

    def _stale(self) -> None:
        if self.isVisible():
            self._later.start(0)

    def _connect(self) -> None:
        session = self.session
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._refresh)
        for signal in (session.changed, session.periode_changed, session.wilayah_changed):
            signal.connect(self._stale)
        for told in (session.user_changed, session.settings_changed, self.inbox.accepted):
            told.connect(self._stale)
        if self.board is not None:
            self.board.reply_wanted.connect(self.make_replies)
        self.inbox.receipts_wanted.connect(self._make_receipts)
        self.inbox.letter.questions.connect(self._show_questions)
        self.book.install_wanted.connect(self._choose_letter)
        self.book.paste_wanted.connect(self._paste)
        self.book.held_wanted.connect(self.inbox.open_held)
        self.book.changed.connect(self._stale)
        self.book.receipts_over.connect(self._after_receipts)
        self.segments.wanted.connect(self.show_view)
        self.questions.replied.connect(self._stale)
        session.asked.connect(self._stale)
        if self.send is not None:
            for told in (self.send.sign.sent, self.send.sign.turned):
                told.connect(self._stale)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The parts choose how they stand."""
        super().resizeEvent(event)
        width = event.size().width()
        self.inbox.set_width(width)
        self.questions.set_width(width)
        if self.send is not None:
            self.send.set_width(width)


class SendView(QScrollArea):
    """What is in the way, or what is being signed, on the left; the signatures; the book below."""

    def __init__(self, session: Session, book: Book) -> None:
        super().__init__()
        self._session = session
        self._place = (session.wilayah, session.periode)
        self._turned = False
        self.state = StateCard(session)
        self.state.parts.chosen.connect(self._take_parts)
        self.summary = SummaryCard(session)
        self.sign = SignCard(session)
        self._left = QStackedWidget()
        self._left.addWidget(self.state)
        self._left.addWidget(self.summary)
        inner = QWidget()
        self._both = Beside(self._left, self.sign, _SHARES)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.L)
        column.addLayout(self._both, 1)
        column.addWidget(book)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(inner)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setFocusProxy(self.sign)

    def refresh(self) -> None:
        """Look at sheets, statement and signers again; a result stays until it was read."""
        from app.exchange import pernyataan

        session = self._session
        place = (session.wilayah, session.periode)
        if self.sign.shows_result and place == self._place:
            return
        self._place = place
        draf = pernyataan.waiting(session.office, *place)
        self._turn(self.state if draf is None else self.summary)
        if draf is None:
            self.state.refresh()
            self.sign.refresh(None, None, len(self.state.waiting), self.state.repeated)
        else:
            found = self.summary.show_statement(draf)
            self.sign.refresh(draf, found.penyata if found else None, 0)
        self._settle(stated=draf is not None)

    def _take_parts(self) -> None:
        self._session.bagian = self.state.parts.parts
        self.refresh()

    def _turn(self, card: QWidget) -> None:
        """Show a card on the left; whoever was in the other one needs a new place."""
        focused, before = QApplication.focusWidget(), self._left.currentWidget()
        inside = focused is not None and before is not None and before.isAncestorOf(focused)
        self._turned = inside and before is not card
        self._left.setCurrentWidget(card)

    def _settle(self, *, stated: bool) -> None:
        """The focus goes where the work goes on."""
        obstacles = self.state.obstacles
        if stated and self._both.is_stacked:
            # Where not both are in view: what is signed is read before the passphrase is typed.
            self.setFocusProxy(self.summary)
        elif not stated and self.state.waiting:
            self.setFocusProxy(obstacles)
        else:
            self.setFocusProxy(self.sign)
        if self.sign.unsettled or obstacles.settled or self._turned:
            obstacles.settled = False
            # Whoever has turned to another page meanwhile goes on typing there.
            if self.isVisible():
                self.take_focus()

    def take_focus(self) -> None:
        """Give the focus to where the work goes on, and bring that into view."""
        self.setFocus()
        # The parts that came or went have not found their places yet.
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            # What stood lower down before must not hide the beginning of what is signed now.
            tab_order.scroll_to(self._left, QRect(0, 0, 1, 1))
            tab_order.scroll_to(focused)

    def set_width(self, width: int) -> None:
        """In a narrow window one stands below the other."""
        self._both.fit(width)
