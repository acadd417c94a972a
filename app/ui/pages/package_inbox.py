"""Files from outside: judged one after the other beside the window, taken in only when asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import LontarError
from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.charts.ledger import Ledger
from app.ui.pages import home_ways, package_entries, package_known
from app.ui.pages.home_parts import ListCard
from app.ui.pages.package_bar import InboxBar
from app.ui.pages.package_drop import DropZone
from app.ui.pages.package_entries import Entry
from app.ui.pages.package_letter import LetterCard
from app.ui.pages.package_tray import LetterTray
from app.ui.pages.package_verdict import VerdictCard
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from app.ui.background import Progress, Task
    from app.ui.session import Session

_NARROW = 900
_BY_THE_BOOK = frozenset({"impor_perlu_keputusan", "impor_revisi_lama", "impor_ditarik"})


class Inbox(QWidget):
    """Drop files or choose them, paste letters; a province also takes packages in.

    Signals:
        accepted: packages have been taken in, or letters installed.
        receipts_wanted: the user wants to sign receipts for what was taken in.
    """

    accepted = Signal()
    receipts_wanted = Signal()

    def __init__(self, session: Session, book: QWidget | None = None) -> None:
        super().__init__()
        self._session = session
        self._takes = session.is_province
        self._task: Task | None = None
        self._arrived: list[Entry] = []
        self._waiting: list[str] = []
        self.entries: dict[str, Entry] = {}
        self.letters = LetterTray(session, self)
        self.messages = MessageBar()
        self.bar = InboxBar()
        self.table = Ledger(t("paket_layar.terima.daftar"), package_entries.heads())
        self.verdict = VerdictCard()
        self.letter = LetterCard()
        headline = "kosong" if self._takes else "kosong_periksa"
        self.zone = DropZone(t(f"paket_layar.terima.{headline}"))
        self.setAcceptDrops(True)
        self._lay_out(book)
        self._connect()
        self._show_state()

    # --- Judging

    def judge(self, chosen: list[Path]) -> None:
        """Judge files one after the other; each verdict appears as soon as it is there."""
        if self._task is not None:
            return
        self.messages.hide()
        files = self.letters.take_out(package_known.files_in(chosen))
        if files:
            self._start_judging(files)
        self._show_rows()

    def paste(self) -> None:
        """Judge the letters in the clipboard."""
        error = self.letters.paste()
        if error is not None:
            self.messages.tell_error(error)
            return
        self.messages.hide()
        self._show_rows()
        self.table.go_to(list(self.letters.entries)[-1])
        self.table.setFocus()

    def _start_judging(self, files: list[Path]) -> None:
        from app.exchange import percaya
        from app.exchange.verifikasi import thorough

        trust = percaya.of_office(self._session.office)
        clock, arrived, takes = self._session.clock, self._arrived, self._takes

        def work(progress: Progress) -> int:
            progress("periksa", 0, len(files))
            with package_known.examiner(trust, clock) as pemeriksa:
                pairs = zip(files, pemeriksa.verify_many(files), strict=True)
                for number, (file, laporan) in enumerate(pairs, start=1):
                    # Whoever takes a package in asks this itself.
                    found = laporan if takes else thorough(laporan)
                    arrived.append(Entry(file, found, found))
                    progress("periksa", number, len(files))
            return len(files)

        self._task = background.run(
            self,
            work,
            done=lambda _count: self._finished(),
            failed=self._failed,
            advanced=self._advance,
            cancelled=self._finished,
        )

    def _advance(self, _step: str, done: int, total: int) -> None:
        self.bar.advance(done, total)
        self._take_arrived()

    def _take_arrived(self) -> None:
        first = not self.entries
        while self._arrived:
            entry = self._arrived.pop(0)
            self._ask_the_book(entry)
            self.entries[str(entry.path)] = entry
        self._show_rows()
        if first and self.entries:
            self.table.go_to("")

    def _ask_the_book(self, entry: Entry) -> None:
        """Hold a verdict against what was accepted before; only this thread reads the office."""
        from app.exchange import impor

        session = self._session
        entry.laporan = impor.refine(session.office, entry.asli, session.regions)

    def _finished(self) -> None:
        self._task = None
        self._take_arrived()
        self._show_state()
        self.table.setFocus()

    def _failed(self, error: Exception) -> None:
        self._finished()
        dialogue.show_failure(self, error)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    # --- Taking in

    @property
    def acceptable(self) -> list[str]:
        """The files that are genuine, wanted and not taken in yet; older revisions first."""
        keys = [key for key, one in self.entries.items() if self._can_take(one)]
        return sorted(keys, key=lambda key: self.entries[key].order)

    @property
    def most_telling(self) -> str:
        """The file to read first: one whose figures were changed, else the first."""
        keys = list(self.entries)
        return max(keys, key=lambda key: len(self.entries[key].laporan.beda), default="")

    def _can_take(self, entry: Entry) -> bool:
        return self._takes and entry.laporan.sah and not entry.taken and not entry.outcome

    def _can_decide(self, entry: Entry) -> bool:
        wanted = self._takes and entry.laporan.perlu_keputusan
        return wanted and not entry.taken and not entry.outcome

    def _accept_all(self) -> None:
        self._start(self.acceptable)

    def _accept_current(self) -> None:
        key = self.table.current_code
        entry = self.entries.get(key)
        if entry is None:
            return
        if self._can_decide(entry):
            yes = t("paket_layar.terima.putuskan_ya")
            if not dialogue.ask(self, entry.laporan.kalimat, yes):
                return
        self._start([key])

    def _start(self, keys: list[str]) -> None:
        """Take files in one per turn of the event loop, so that the window stays alive."""
        from app.store import backup

        if not keys or self._waiting:
            return
        office = self._session.office
        try:
            backup.keep(office.database, office.now())
        except LontarError as error:
            dialogue.show_error(self, error)
            return
        self._waiting = list(keys)
        self._show_state()
        QTimer.singleShot(0, self, self._take_next)

    def _take_next(self) -> None:
        from app.exchange import impor

        entry = self.entries[self._waiting.pop(0)]
        office, pelaku = self._session.office, self._session.pelaku
        decided = entry.laporan.perlu_keputusan
        try:
            taken = impor.accept(office, entry.laporan, pelaku=pelaku, putuskan=decided)
        except LontarError as error:
            # What the book says by now is told as a verdict.
            entry.outcome = "" if error.kode in _BY_THE_BOOK else str(error)
        else:
            entry.taken = True
            key = "sudah" if taken.sudah else "selesai"
            entry.outcome = t(f"paket_layar.terima.{key}", jumlah=len(taken.tindakan.perubahan))
            self._session.announce(taken.tindakan)
            self._session.asked.emit()
        self._show_rows()
        if self._waiting:
            QTimer.singleShot(0, self, self._take_next)
        else:
            self._settled()

    def _settled(self) -> None:
        """What was taken in or withdrawn changes how the other files stand to the book."""
        for entry in self.entries.values():
            if not entry.taken:
                self._ask_the_book(entry)
        self._show_rows()
        home_ways.count_unsent(self)
        self.accepted.emit()

    def _install_current(self) -> None:
        self.letters.install(self.table.current_code)

    # --- Showing

    def _show_rows(self) -> None:
        packages = [package_entries.package_row(key, one) for key, one in self.entries.items()]
        regions = self._session.regions
        letters = [
            package_entries.letter_row(key, one, regions)
            for key, one in self.letters.entries.items()
        ]
        self.table.show_rows(packages + letters)
        self._show_current()
        self._show_state()

    def _show_current(self) -> None:
        key = self.table.current_code
        if key in self.entries:
            entry = self.entries[key]
            takes = self._can_take(entry) or self._can_decide(entry)
            told = package_entries.answers(self._session.office, entry.laporan)
            self.verdict.show_report(entry.laporan, entry.outcome, told, acceptable=takes)
            self._cards.setCurrentWidget(self.verdict)
        elif key in self.letters.entries:
            letter = self.letters.entries[key]
            able = self.letters.can_install(key)
            self.letter.show_letter(letter.laporan, letter.outcome, installable=able)
            self._cards.setCurrentWidget(self.letter)

    def _show_state(self) -> None:
        busy = self._task is not None or bool(self._waiting)
        there = bool(self.entries or self.letters.entries)
        self._places.setCurrentIndex(1 if there or busy else 0)
        judging = self._task is not None
        self.bar.show_state(ready=len(self.acceptable), due=self._due(), judging=judging, busy=busy)
        for part in (self.verdict.accept, self.letter.install):
            part.setEnabled(not busy)
        if not busy:
            self.bar.said.setText(self._summary())

    def _due(self) -> int:
        """How many packages were taken in from this table and have no receipt."""
        from app.exchange import tanda_terima

        taken = {one.laporan.paket_id for one in self.entries.values() if one.taken}
        if not taken:
            return 0
        waiting = tanda_terima.due(self._session.office)
        return sum(one.paket_id in taken for one in waiting)

    def _summary(self) -> str:
        told = []
        if self.entries:
            sah = sum(one.laporan.putusan.sah for one in self.entries.values())
            told.append(t("paket_layar.terima.hasil", semua=len(self.entries), sah=sah))
        if self.letters.entries:
            told.append(t("paket_layar.surat.jumlah", jumlah=len(self.letters.entries)))
        return " · ".join(told)

    def clear(self) -> None:
        """Put the files aside; what was taken in stays taken in."""
        self.entries.clear()
        self.letters.entries.clear()
        self.messages.hide()
        self._show_rows()
        self.zone.button.setFocus()

    def browse(self) -> None:
        """Let the user choose packages and letters."""
        title, kinds = t("paket_layar.terima.pilih_judul"), t("paket_layar.terima.jenis")
        self.judge(dialogue.open_files(self, title, kinds))

    # --- Making it

    def _connect(self) -> None:
        for button, slot in (
            (self.bar.choose, self.browse),
            (self.zone.button, self.browse),
            (self.bar.paste, self.paste),
            (self.zone.paste, self.paste),
            (self.bar.done, self.clear),
            (self.bar.accept_all, self._accept_all),
            (self.bar.cancel, self._cancel),
        ):
            button.clicked.connect(slot)
        self.bar.receipts.clicked.connect(self.receipts_wanted)
        self.verdict.accepted.connect(self._accept_current)
        self.letter.accepted.connect(self._install_current)
        self.letters.installed.connect(self._settled)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)

    def _lay_out(self, book: QWidget | None) -> None:
        self._places = QStackedWidget()
        self._places.addWidget(self._idle(book))
        self._places.addWidget(self._busy())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(sizes.S)
        whole.addWidget(self.messages)
        whole.addWidget(self._places, 1)
        self.setFocusProxy(self.zone.button)

    def _idle(self, book: QWidget | None) -> QWidget:
        idle = QWidget()
        column = QVBoxLayout(idle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.L)
        column.addWidget(self.zone, 2)
        if book is None:
            return idle
        column.addWidget(book, 3)
        # On a small screen zone and book do not fit one above the other.
        return scrolling(idle)

    def _busy(self) -> QWidget:
        files = ListCard(t("paket_layar.terima.daftar"))
        files.body.addWidget(self.table, 1)
        self._cards = QStackedWidget()
        self._cards.addWidget(self.verdict)
        self._cards.addWidget(self.letter)
        scroll = scrolling(self._cards)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(sizes.L)
        self._both.addWidget(files, 6)
        self._both.addWidget(scroll, 5)
        busy = QWidget()
        column = QVBoxLayout(busy)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addWidget(self.bar)
        column.addLayout(self._both, 1)
        return busy

    def set_width(self, width: int) -> None:
        """In a narrow window the verdict stands below the list."""
        way = QBoxLayout.Direction
        self._both.setDirection(way.TopToBottom if width < _NARROW else way.LeftToRight)

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.zone.show_welcome(welcome=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.zone.show_welcome(welcome=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Judge what was dropped."""
        event.acceptProposedAction()
        self.zone.show_welcome(welcome=False)
        self.judge(
            [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        )
