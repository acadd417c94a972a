"""Paket: hand in, take in, check a file, and the book of everything that came and went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.teks import t
from app.ui import sizes
from app.ui.page import Page
from app.ui.pages.consolidation_segments import Segments
from app.ui.pages.package_book import Book
from app.ui.pages.package_inbox import Inbox
from app.ui.pages.package_sign import SignCard
from app.ui.pages.package_state import StateCard
from app.ui.widgets.header import PageHeader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

    from app.ui.session import Session

_NARROW = 900
_WAYS = (("kirim", "export"), ("periksa", "search"))


class PackagePage(Page):
    """A kabupaten hands in and may check any file; a province takes in."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.book = Book(session)
        self.send: SendView | None = None
        self.segments: Segments | None = None
        self._places = QStackedWidget()
        if session.is_province:
            self.inbox = Inbox(session, self.book)
            self.header = PageHeader(t("paket_layar.judul"))
        else:
            self.inbox = Inbox(session)
            self.send = SendView(session, self.book)
            listed = [(key, t(f"paket_layar.cara.{key}"), icon) for key, icon in _WAYS]
            self.segments = Segments(t("paket_layar.cara.judul"), listed)
            self.header = PageHeader(t("paket_layar.judul"), "", self.segments)
            self._places.addWidget(self.send)
        self._places.addWidget(self.inbox)
        page = QVBoxLayout(self)
        page.setContentsMargins(sizes.XL, sizes.M, sizes.XL, sizes.M)
        page.setSpacing(sizes.M)
        page.addWidget(self.header)
        page.addWidget(self._places, 1)
        self._connect()

    def enter(self) -> None:
        """Look at office and book again."""
        self._later.start(0)
        (self.send if self.send and self._places.currentIndex() == 0 else self.inbox).setFocus()

    def show_view(self, key: str) -> None:
        """Choose what to do."""
        if self.segments is not None and self.send is not None:
            self.segments.mark(key)
            self._places.setCurrentWidget(self.send if key == "kirim" else self.inbox)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Pasting brings in letters from a chat."""
        return {"paste": self._paste}

    def _paste(self) -> None:
        self.show_view("periksa")
        self.inbox.paste()

    def _choose_letter(self) -> None:
        self.show_view("periksa")
        self.inbox.browse()

    def _make_receipts(self) -> None:
        """The table of the inbox gives way to the book, where receipts are signed."""
        self.inbox.clear()
        self.book.refresh()
        self.book.make_receipts()

    def _refresh(self) -> None:
        if not self.session.is_open:
            return
        self.header.say(t("paket_layar.judul"), self.session.periode.judul)
        self.book.refresh()
        if self.send is not None:
            self.send.refresh()

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
        self.inbox.receipts_wanted.connect(self._make_receipts)
        self.book.install_wanted.connect(self._choose_letter)
        self.book.paste_wanted.connect(self._paste)
        self.book.changed.connect(self._stale)
        if self.segments is not None and self.send is not None:
            self.segments.wanted.connect(self.show_view)
            self.send.sign.sent.connect(self._stale)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The parts choose how they stand."""
        super().resizeEvent(event)
        width = event.size().width()
        self.inbox.set_width(width)
        if self.send is not None:
            self.send.set_width(width)


class SendView(QScrollArea):
    """What will be sent on the left, how on the right, the book below."""

    def __init__(self, session: Session, book: Book) -> None:
        super().__init__()
        self.state = StateCard(session)
        self.sign = SignCard(session)
        self._book = book
        inner = QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(sizes.L)
        self._both.addWidget(self.state, 1)
        self._both.addWidget(self.sign, 1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.L)
        column.addLayout(self._both)
        column.addWidget(book, 1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(inner)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setFocusProxy(self.sign)

    def refresh(self) -> None:
        """Look at sheets and signer again."""
        self.state.refresh()
        self.sign.refresh(len(self.state.obstacles))

    def set_width(self, width: int) -> None:
        """In a narrow window one stands below the other."""
        way = QBoxLayout.Direction
        self._both.setDirection(way.TopToBottom if width < _NARROW else way.LeftToRight)
