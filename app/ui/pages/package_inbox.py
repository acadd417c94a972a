"""Files from outside: judged one after the other beside the window, taken in only when asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import LontarError
from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages import home_ways, package_known
from app.ui.pages.home_parts import ListCard
from app.ui.pages.package_drop import DropZone
from app.ui.pages.package_verdict import LOOKS, VerdictCard, name_of
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.meter import Meter

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from app.exchange.putusan import Laporan
    from app.ui.background import Progress, Task
    from app.ui.session import Session

_NARROW = 900


@dataclass
class Entry:
    """A file on the table: its verdict, and what taking it in came to."""

    path: Path
    laporan: Laporan
    taken: bool = False
    outcome: str = ""


class Inbox(QWidget):
    """Drop files or choose them; a province also takes them in, and sees its book below.

    Signals:
        accepted: packages have been taken in.
    """

    accepted = Signal()

    def __init__(self, session: Session, book: QWidget | None = None) -> None:
        super().__init__()
        self._session = session
        self._takes = session.is_province
        self._task: Task | None = None
        self._arrived: list[Entry] = []
        self._waiting: list[str] = []
        self.entries: dict[str, Entry] = {}
        self.choose = Button(t("paket_layar.terima.pilih"), Kind.PLAIN, "folder")
        self.accept_all = Button("", Kind.PRIMARY, "check")
        self.cancel = Button(t("paket_layar.kirim.batal"), Kind.QUIET, "cross")
        self.meter = Meter(t("paket_layar.terima.memeriksa"))
        self.said = text.muted()
        self.table = Ledger(t("paket_layar.terima.daftar"), _heads())
        self.verdict = VerdictCard()
        self.done = Button(t("paket_layar.terima.kosongkan"), Kind.QUIET)
        headline = "kosong" if self._takes else "kosong_periksa"
        self.zone = DropZone(t(f"paket_layar.terima.{headline}"))
        self.setAcceptDrops(True)
        self._lay_out(book)
        self._connect()
        self._show_state()

    # --- Judging

    def judge(self, chosen: list[Path]) -> None:
        """Judge files one after the other; each verdict appears as soon as it is there."""
        files = package_known.files_in(chosen)
        if not files or self._task is not None:
            return
        from app.exchange import pendaftaran, verifikasi

        trusted = pendaftaran.trusted(self._session.office)
        clock, arrived = self._session.clock, self._arrived

        def work(progress: Progress) -> int:
            layouts = package_known.layouts()
            for number, file in enumerate(files):
                progress("periksa", number, len(files))
                arrived.append(Entry(file, verifikasi.verify_file(file, layouts, trusted, clock)))
            progress("periksa", len(files), len(files))
            return len(files)

        self._task = background.run(
            self,
            work,
            done=lambda _count: self._finished(),
            failed=self._failed,
            advanced=self._advance,
            cancelled=self._finished,
        )
        self._show_state()

    def _advance(self, _step: str, done: int, total: int) -> None:
        words = t("paket_layar.terima.sedang", jumlah=done, semua=total)
        self.meter.show_share(done / total, words)
        self.said.setText(words)
        self._take_arrived()

    def _take_arrived(self) -> None:
        first = not self.entries
        while self._arrived:
            entry = self._arrived.pop(0)
            self.entries[str(entry.path)] = entry
        self._show_rows()
        if first and self.entries:
            self.table.go_to("")

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
        """The files that are genuine and not taken in yet."""
        return [key for key, one in self.entries.items() if self._can_take(one)]

    @property
    def most_telling(self) -> str:
        """The file to read first: one whose figures were changed, else the first."""
        keys = list(self.entries)
        return max(keys, key=lambda key: len(self.entries[key].laporan.beda), default="")

    def _can_take(self, entry: Entry) -> bool:
        return self._takes and entry.laporan.sah and not entry.taken and not entry.outcome

    def _accept_all(self) -> None:
        self._start(self.acceptable)

    def _accept_current(self) -> None:
        self._start([self.table.current_code])

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
        try:
            taken = impor.accept(self._session.office, entry.laporan, pelaku=self._session.pelaku)
        except LontarError as error:
            entry.outcome = str(error)
        else:
            entry.taken = True
            key = "sudah" if taken.sudah else "selesai"
            entry.outcome = t(f"paket_layar.terima.{key}", jumlah=len(taken.tindakan.perubahan))
            self._session.announce(taken.tindakan)
        self._show_rows()
        if self._waiting:
            QTimer.singleShot(0, self, self._take_next)
        else:
            self._show_state()
            home_ways.count_unsent(self)
            self.accepted.emit()

    # --- Showing

    def _show_rows(self) -> None:
        self.table.show_rows([_row(key, one) for key, one in self.entries.items()])
        self._show_current()
        self._show_state()

    def _show_current(self) -> None:
        entry = self.entries.get(self.table.current_code)
        if entry is not None:
            takes = self._can_take(entry)
            self.verdict.show_report(entry.laporan, entry.outcome, acceptable=takes)

    def _show_state(self) -> None:
        busy = self._task is not None or bool(self._waiting)
        self._places.setCurrentIndex(1 if self.entries or busy else 0)
        ready = len(self.acceptable)
        self.accept_all.setText(t("paket_layar.terima.semua", jumlah=ready))
        self.accept_all.setVisible(self._takes and ready > 0)
        self.accept_all.setEnabled(not busy)
        self.verdict.accept.setEnabled(not busy)
        self.choose.setEnabled(not busy)
        self.cancel.setVisible(self._task is not None)
        self.done.setVisible(not busy)
        self.meter.setVisible(self._task is not None)
        if not busy:
            sah = sum(one.laporan.putusan.sah for one in self.entries.values())
            self.said.setText(t("paket_layar.terima.hasil", semua=len(self.entries), sah=sah))

    def clear(self) -> None:
        """Put the files aside; what was taken in stays taken in."""
        self.entries.clear()
        self._show_rows()
        self.zone.button.setFocus()

    def _browse(self) -> None:
        title, kinds = t("paket_layar.terima.pilih_judul"), t("paket_layar.terima.jenis")
        self.judge(dialogue.open_files(self, title, kinds))

    # --- Making it

    def _connect(self) -> None:
        self.choose.clicked.connect(self._browse)
        self.zone.button.clicked.connect(self._browse)
        self.done.clicked.connect(self.clear)
        self.accept_all.clicked.connect(self._accept_all)
        self.cancel.clicked.connect(self._cancel)
        self.verdict.accepted.connect(self._accept_current)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)

    def _lay_out(self, book: QWidget | None) -> None:
        self._places = QStackedWidget()
        self._places.addWidget(self._idle(book))
        self._places.addWidget(self._busy())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._places)
        self.setFocusProxy(self.zone.button)

    def _idle(self, book: QWidget | None) -> QWidget:
        idle = QWidget()
        column = QVBoxLayout(idle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.L)
        column.addWidget(self.zone, 2)
        if book is not None:
            column.addWidget(book, 3)
        return idle

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(sizes.S)
        for part in (self.accept_all, self.choose):
            bar.addWidget(part)
        bar.addWidget(self.said, 1)
        bar.addWidget(self.meter, 1)
        bar.addWidget(self.cancel)
        bar.addWidget(self.done)
        return bar

    def _busy(self) -> QWidget:
        files = ListCard(t("paket_layar.terima.daftar"))
        files.body.addWidget(self.table, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(files.focusPolicy())
        scroll.setWidget(self.verdict)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(sizes.L)
        self._both.addWidget(files, 6)
        self._both.addWidget(scroll, 5)
        busy = QWidget()
        column = QVBoxLayout(busy)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addLayout(self._bar())
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


def _heads() -> list[Head]:
    return [
        Head(t("paket_layar.terima.putusan"), "888" + t("rekap.putusan.sah_disimpan_ulang")),
        Head(t("paket_layar.buku.wilayah"), "Manggarai Timur"),
        Head(t("paket_layar.buku.revisi"), "Rev.", right=True),
        Head(t("paket_layar.buku.berkas"), "SPM_5303_TTU_2026-T3_rev01"),
    ]


def _row(key: str, entry: Entry) -> Row:
    laporan = entry.laporan
    icon, tone = LOOKS[laporan.putusan]
    words = name_of(laporan.putusan)
    if entry.taken:
        icon, tone, words = "import", Tone.GOOD, t("paket_layar.terima.diterima")
    elif entry.outcome:
        icon, tone, words = "stop", Tone.BAD, t("paket_layar.terima.gagal")
    isi = laporan.isi
    unknown = t("paket_layar.tak_terbaca")
    region = laporan.wilayah.singkat if laporan.wilayah else isi.wilayah if isi else unknown
    return Row(
        key,
        [
            Cell(words, icon=icon, tone=tone, note=entry.outcome or laporan.kalimat),
            Cell(region, muted=isi is None),
            Cell(str(isi.revisi) if isi else "", muted=isi is None),
            Cell(laporan.nama_berkas, note=laporan.nama_berkas),
        ],
    )
