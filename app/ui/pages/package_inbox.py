"""Files from outside: judged one after the other beside the window, taken in only when asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.teks import t
from app.ui import dialogue, sizes
from app.ui.charts.ledger import Ledger
from app.ui.colours import Tone
from app.ui.pages import home_ways, package_entries
from app.ui.pages.home_parts import ListCard
from app.ui.pages.package_bar import InboxBar
from app.ui.pages.package_difference import DifferenceView
from app.ui.pages.package_drop import DropTarget, DropZone
from app.ui.pages.package_evidence import EvidenceTray
from app.ui.pages.package_intake import Intake
from app.ui.pages.package_judge import Judge
from app.ui.pages.package_letter import LetterCard
from app.ui.pages.package_marked import MarkedCopy
from app.ui.pages.package_opener import Opener, local_files
from app.ui.pages.package_review import HeldKeeper, Reviewer
from app.ui.pages.package_tray import LetterTray
from app.ui.pages.package_trust import TrustWay
from app.ui.pages.package_verdict import VerdictCard
from app.ui.widgets.beside import Beside
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.exchange.tinjauan import Tinjauan
    from app.ui.pages.package_entries import Entry
    from app.ui.pages.package_sections import Decided
    from app.ui.session import Session


class Inbox(DropTarget):
    """Drop files or choose them, paste letters; province and kabupaten also take packages in.

    Signals:
        accepted: packages have been taken in, or letters installed.
        receipts_wanted: the user wants to sign receipts for the packages with these numbers.
    """

    accepted = Signal()
    receipts_wanted = Signal(object)

    def __init__(self, session: Session, book: QWidget | None = None) -> None:
        super().__init__()
        self._session = session
        self._takes = session.takes_packages
        self._later = self._begun = False
        self.entries: dict[str, Entry] = {}
        self.opener = Opener(self)
        self.examiner = Judge(session, self)
        self.intake = Intake(session, self.entries, self)
        self.reviewer = Reviewer(session, self)
        self.keeper = HeldKeeper(session, self)
        self.letters = LetterTray(session, self)
        self.archives = EvidenceTray(session, self)
        self.messages = MessageBar()
        self.bar = InboxBar()
        self.table = Ledger(t("paket_layar.terima.daftar"), package_entries.heads())
        self.verdict = VerdictCard()
        self.trust = TrustWay(session, self.verdict)
        self.marked = MarkedCopy(session, self.verdict, self.messages)
        self.letter = LetterCard()
        self.difference = DifferenceView(session)
        there = "kosong" if session.is_province else "kosong_opd"
        self.zone = DropZone(t(f"paket_layar.terima.{there if self._takes else 'kosong_periksa'}"))
        self._lay_out(book)
        self._connect_buttons()
        self._connect()
        self._show_state()

    # --- Judging

    def judge(self, chosen: list[Path]) -> None:
        """Judge files one after the other; each verdict appears as soon as it is there."""
        if self.examiner.busy or self.opener.busy:
            return
        self.messages.hide()
        if self.opener.start(chosen):
            self._show_state()
            self.bar.said.setText(t("paket_layar.terima.membuka"))
        else:
            self._judge(list(dict.fromkeys(chosen)), ())

    def _judge(self, chosen: Sequence[Path], archives: Sequence[Path]) -> None:
        files = [*self.letters.take_out(chosen), *self.archives.take(archives)]
        if files:
            self._begun = True
            self.examiner.start(files)
        elif not (archives or self.letters.entries):
            self.messages.tell(Tone.INFO, t("paket_layar.terima.tidak_ada"))
        self._show_rows()
        if not files and self.letters.entries:
            self._go_to_letter()

    def paste(self) -> None:
        """Judge the letters in the clipboard, or the files that were copied there."""
        if files := local_files(QGuiApplication.clipboard().mimeData()):
            self.judge(files)
            return
        error = self.letters.paste()
        if error is not None:
            self.messages.tell_error(error)
            return
        self.messages.hide()
        self._show_rows()
        self._go_to_letter()

    def _go_to_letter(self) -> None:
        self.table.go_to(list(self.letters.entries)[-1])
        self.table.setFocus()

    def _take_arrived(self, entry: Entry) -> None:
        self.intake.ask_the_book(entry)
        self.entries[str(entry.path)] = entry
        self._show_rows()
        if self._begun:
            # Of what was just chosen the first is looked at, not what was there before.
            self._begun = False
            self.table.go_to(str(entry.path))

    def _finished(self) -> None:
        if self._session.is_open:
            self._show_rows()
            self.table.setFocus()

    def _stopped(self, left: list[Path]) -> None:
        """What was not looked at is said, so that nobody takes it for missing or bad."""
        told = package_entries.not_judged(len(left))
        self.messages.tell(Tone.WARN, *told, partial(self.judge, left))

    # --- Taking in

    @property
    def acceptable(self) -> list[str]:
        """The files that can be taken in as they are; older revisions first."""
        return self.intake.acceptable

    @property
    def most_telling(self) -> str:
        """The file to read first: one whose figures were changed, else the first."""
        return max(self.entries, key=lambda key: len(self.entries[key].laporan.beda), default="")

    def _accept_all(self) -> None:
        self.messages.hide()
        self.intake.start(self.acceptable)
        self.table.setFocus()

    def _halted(self, words: str, left: list[str]) -> None:
        """What waits can be gone on with, unless it wants a decision again."""
        go_on = t("paket_layar.terima.terima_sisa") if set(left) <= set(self.acceptable) else ""
        self.messages.tell(Tone.WARN, words, go_on, partial(self.intake.start, left))

    def _accept_current(self) -> None:
        entry = self.entries.get(self.table.current_code)
        if entry is not None and entry.tumpang:
            self.show_difference()
        else:
            self._accept(None)

    def _accept(self, decided: Decided | None) -> None:
        """Take in the file under the cursor, as it was decided about its urusan."""
        entry = self.entries.get(key := self.table.current_code)
        if entry is None:
            return
        yes = t("paket_layar.terima.putuskan_ya")
        if self.intake.can_decide(entry) and not dialogue.ask(self, entry.question, yes):
            return
        self.intake.start([key], decided)

    def _settled(self) -> None:
        self.reviewer.forget()
        self._show_rows()
        home_ways.count_unsent(self)
        self.accepted.emit()
        self.archives.after(self.entries)

    def _decided(self, decided: Decided, alasan: str) -> None:
        """What was decided on the page of the difference."""
        if self._later:
            self.keeper.take(decided.held, alasan)
        else:
            self.leave_difference()
            self._accept(decided)

    def _taken_later(self, told: str) -> None:
        """Urusan that were held back have been taken in after all."""
        self.leave_difference()
        self.messages.tell(Tone.GOOD, told)
        self.intake.settle()

    # --- The difference

    def show_difference(self) -> None:
        """All that taking in the file under the cursor would do."""
        entry = self.entries.get(self.table.current_code)
        if entry is not None and entry.tinjauan is not None:
            self.look_at(entry.tinjauan, decide=self.intake.can_decide(entry))

    def look_at(self, found: Tinjauan, *, decide: bool = False) -> None:
        """Show what taking a package in would do."""
        self._later = False
        self.difference.show_package(found, decide=decide)
        self._turn_to_difference()

    def open_held(self, nomor: int) -> None:
        """Look at the urusan of an accepted package that were held back."""
        self.keeper.open(nomor)

    def _show_held(self, found: Tinjauan) -> None:
        self._later = True
        self.difference.show_held(found)
        self._turn_to_difference()

    def _turn_to_difference(self) -> None:
        self._places.setCurrentWidget(self.difference)
        self.difference.setFocus()

    def leave_difference(self) -> None:
        """Back to the table, or to the book where nothing lies on the table."""
        self._places.setCurrentIndex(0)
        self._show_state()
        (self.table if self.entries else self).setFocus()

    # --- Showing

    def _show_rows(self) -> None:
        self.intake.compare()
        packages = [package_entries.package_row(key, one) for key, one in self.entries.items()]
        regions, row_of = self._session.regions, package_entries.letter_row
        letters = [row_of(key, one, regions) for key, one in self.letters.entries.items()]
        self.table.show_rows(packages + letters)
        self._show_current()
        self._show_state()

    def _show_current(self) -> None:
        if not self._session.is_open:
            # A verdict that was still under way when the office was closed.
            return
        key = self.table.current_code
        if key in self.entries:
            entry = self.entries[key]
            takes = self.intake.can_accept(entry) and not entry.sama
            told = package_entries.answers(self._session.office, entry.laporan)
            reply = package_entries.reply_to(self._session.office, entry)
            self.verdict.show_report(entry.laporan, entry.told, reply, told, acceptable=takes)
            if takes and entry.tumpang:
                self.verdict.ask_decision()
            elif takes and entry.waits:
                self.verdict.warn(entry.waits)
            if takes:
                self.reviewer.want(entry)
                self.verdict.show_difference(entry.tinjauan, working=entry.tinjauan is None)
            self._cards.setCurrentWidget(self.verdict)
        elif key in self.letters.entries:
            letter = self.letters.entries[key]
            able = self.letters.can_install(key)
            self.letter.show_letter(letter.laporan, letter.outcome, installable=able)
            self._cards.setCurrentWidget(self.letter)

    def _show_state(self) -> None:
        busy = self.examiner.busy or self.opener.busy or self.intake.busy
        there = bool(self.entries or self.letters.entries)
        if self._places.currentWidget() is not self.difference:
            self._places.setCurrentIndex(1 if there or busy else 0)
        ready, due = len(self.acceptable), self.intake.due()
        self.bar.show_state(ready=ready, due=due, busy=busy)
        self._cards.setVisible(there)
        for part in (self.verdict.accept, self.verdict.difference.button, self.letter.install):
            part.setEnabled(not busy)
        if not busy:
            self.bar.said.setText(package_entries.summary(self.entries, self.letters.entries))

    def step_aside(self) -> None:
        """Let the book be seen; the files stay on the table."""
        self._places.setCurrentIndex(0)

    def come_back(self) -> None:
        """Back to the files that are still on the table, if there are any."""
        if self.entries or self.letters.entries:
            self.leave_difference()

    def clear(self) -> None:
        """Put the files aside; what was taken in stays taken in."""
        self.entries.clear()
        self.archives.forget()
        self.opener.forget()
        self.letters.entries.clear()
        self.messages.hide()
        self._show_rows()
        self.zone.button.setFocus()

    def browse(self) -> None:
        """Let the user choose packages and letters."""
        words = t("paket_layar.terima.pilih_judul"), t("paket_layar.terima.jenis")
        self.judge(dialogue.open_files(self, *words))

    # --- Making it

    def _connect_buttons(self) -> None:
        for button, slot in (
            (self.bar.choose, self.browse),
            (self.zone.button, self.browse),
            (self.bar.paste, self.paste),
            (self.zone.paste, self.paste),
            (self.bar.done, self.clear),
            (self.bar.accept_all, self._accept_all),
        ):
            button.clicked.connect(slot)
        for work in (self.opener, self.examiner, self.intake):
            self.bar.cancel.clicked.connect(work.cancel)

    def _connect(self) -> None:
        self.bar.receipts.clicked.connect(lambda: self.receipts_wanted.emit(self.intake.taken))
        self.verdict.accepted.connect(self._accept_current)
        self.letter.accepted.connect(lambda: self.letters.install(self.table.current_code))
        self.letter.definitions.connect(lambda data: home_ways.to_definitions(self, data))
        self.letters.installed.connect(self.intake.settle)
        self.letters.waiting.connect(self.messages.wait)
        self.keeper.waiting.connect(self.messages.wait)
        self.dropped.connect(self.judge)
        self.opener.opened.connect(lambda found: self._judge(found.berkas, found.bukti))
        self.examiner.advanced.connect(self.bar.advance)
        self.examiner.arrived.connect(self._take_arrived)
        self.examiner.finished.connect(self._finished)
        self.examiner.stopped.connect(self._stopped)
        for moved in (self.letters.moved, self.opener.stopped, self.intake.moved):
            moved.connect(self._show_rows)
        self.archives.told.connect(self.messages.tell)
        self.archives.arrived.connect(self.accepted)
        self.intake.advanced.connect(self.bar.show_far)
        self.intake.settled.connect(self._settled)
        self.intake.stopped.connect(self._halted)
        # What has come in need not be asked for any more.
        for news in (self.reviewer.reviewed, self.archives.arrived):
            news.connect(self._show_current)
        self.keeper.ready.connect(self._show_held)
        self.keeper.taken.connect(self._taken_later)
        self.verdict.difference.wanted.connect(self.show_difference)
        self.table.activated.connect(self.verdict.difference.button.click)
        self.difference.left.connect(self.leave_difference)
        self.difference.wanted.connect(self._decided)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)

    def _lay_out(self, book: QWidget | None) -> None:
        self._places = QStackedWidget()
        for place in (self._idle(book), self._busy(), self.difference):
            self._places.addWidget(place)
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
        self.table.ask_for(2)
        self._cards = QStackedWidget()
        self._cards.addWidget(self.verdict)
        self._cards.addWidget(self.letter)
        self._both = Beside(files, scrolling(self._cards), (6, 5), stacked=(2, 3))
        busy = QWidget()
        column = QVBoxLayout(busy)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addWidget(self.bar)
        column.addWidget(self._both.scrolled(110), 1)
        return busy

    def set_width(self, width: int) -> None:
        """In a narrow window the verdict stands below the list."""
        self._both.fit(width)
        self.bar.fit(width)
        self.difference.set_width(width)
