"""Laporan: what the office can hand on, listed; one of them is made with Enter or the button."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from app.exchange import bahan_lkpj
from app.exchange.laporan import daftar
from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.in_turns import InTurns
from app.ui.page import Page
from app.ui.pages import entry_print
from app.ui.pages.entry_print import Desk
from app.ui.pages.report_notes import LkpjNotes
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.header import PageHeader
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.text import Text
from app.ui.widgets.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from app.errors import LontarError
    from app.exchange.laporan.daftar import Laporan
    from app.ui.session import Session

_FORMATS = {daftar.XLSX: "xlsx", daftar.DOCX: "docx", daftar.FOLDER: "folder"}
_LINES = 2


class ReportsPage(Page):
    """Every report of the office for the quarter and the region of the top bar."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._known: dict[str, Laporan] = {}
        self.reading: InTurns[None, Callable[[Path], list[Path]]] | None = None
        self.make = Button(t("laporan.layar.buat"), Kind.PRIMARY, "export")
        self.prints = Button(t("laporan.layar.cetak"), icon="table")
        self.notes = Button(t("lkpj.layar.tombol"), icon="note")
        self.header = PageHeader(t("laporan.layar.judul"), "", self.notes, self.prints, self.make)
        self.messages = MessageBar()
        self.table = Ledger(t("laporan.layar.judul"), _heads())
        page = QVBoxLayout(self)
        page.setContentsMargins(sizes.XL, sizes.M, sizes.XL, sizes.M)
        page.setSpacing(sizes.M)
        self._listing = Card()
        self._listing.body.addWidget(self.table)
        self.lkpj = LkpjNotes(session)
        self._places = Turns(self._listing, self.lkpj)
        self._hint = Text(t("laporan.layar.petunjuk"), tone=Tone.MUTED)
        self._hint.setWordWrap(True)
        for part in (self.header, self.messages, self._places, self._hint):
            page.addWidget(part, 1 if part is self._places else 0)
        self.setFocusProxy(self.table)
        self.make.clicked.connect(self._choose)
        self.table.activated.connect(self._choose)
        self.prints.clicked.connect(self._print)
        self.notes.clicked.connect(self.write_down)
        self.lkpj.closed.connect(self._back)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._refresh)
        for signal in (session.periode_changed, session.wilayah_changed):
            signal.connect(self._stale)

    def enter(self) -> None:
        """List what can be made."""
        self._refresh()
        self.setFocus()

    def leave(self) -> None:
        """What is being typed for the LKPJ is kept."""
        self.lkpj.keep()

    def write_down(self) -> None:
        """Show what people write down for the LKPJ in the place of the list."""
        self.messages.hide()
        self.lkpj.begin()
        self._show(self.lkpj)
        self.lkpj.setFocus()

    def _back(self) -> None:
        self._show(self._listing)
        self.table.setFocus()

    def _show(self, part: QWidget) -> None:
        """One at a time; the head of the page belongs to the list."""
        self._places.show_part(part)
        self.header.setVisible(part is self._listing)
        self._refresh()

    def _stale(self) -> None:
        if self.isVisible():
            self._later.start(0)

    def _refresh(self) -> None:
        if not self.session.is_open:
            return
        place = t(
            "laporan.layar.untuk",
            wilayah=self.session.region.nama,
            periode=self.session.periode.judul,
        )
        self.header.say(t("laporan.layar.judul"), place)
        parts = {form.bagian for form in self.session.forms.values()}
        listing = not self.lkpj.isVisibleTo(self)
        printed = any(entry_print.prints(self.session, one) for one in parts)
        self.prints.setVisible(printed)
        self.notes.setVisible(bahan_lkpj.keeps(self.session.office))
        self._hint.setVisible(listing and self.height() >= sizes.FLAT_PAGE)
        if not listing:
            self.lkpj.refresh()
        self._known = {one.kode: one for one in daftar.offered(self.session.office)}
        chosen = self.table.current_code
        self.table.show_rows([_row(one) for one in self._known.values()])
        self.table.go_to(chosen or next(iter(self._known)))

    def _print(self) -> None:
        """The same list as Ctrl+P over a form, of everything the region has."""
        session = self.session
        where = session.periode, session.wilayah
        desk = Desk(self, session, *where, self.messages.tell, self.messages.hide)
        entry_print.choose(desk, None, "", self.prints.setFocus)

    # --- Making one

    def _choose(self) -> None:
        wanted = self._known.get(self.table.current_code)
        if wanted is None or not self.make.isEnabled():
            return
        name = wanted.file_name(self.session.periode, self.session.wilayah)
        target = self._target(wanted, name)
        if target is None:
            return
        self._read(wanted, target)

    def _read(self, wanted: Laporan, target: Path) -> None:
        """A piece in each turn of the window, which goes on answering."""
        session = self.session
        self.make.setEnabled(False)
        self.reading = InTurns(
            self,
            session,
            wanted.read(session.office, session.periode, session.wilayah),
            lambda write: self._write(wanted, write, target),
            self._not_read,
        )
        told = t("laporan.layar.sedang", laporan=wanted.nama)
        self.messages.tell(Tone.INFO, told, t("jendela.batal"), self.reading.stop)

    def _not_read(self, error: LontarError | None) -> None:
        self.reading = None
        self.make.setEnabled(True)
        self.messages.hide()
        if error is not None:
            self.messages.tell_error(error)

    def _target(self, wanted: Laporan, name: str) -> Path | None:
        title = t("laporan.layar.simpan", laporan=wanted.nama)
        if wanted.akhiran == daftar.FOLDER:
            chosen = dialogue.choose_folder(self, title, Path.home())
            return None if chosen is None else chosen / name
        kinds = t(f"laporan.layar.jenis.{_FORMATS[wanted.akhiran]}")
        return dialogue.save_file(self, title, Path(name), kinds)

    def _write(self, wanted: Laporan, write: Callable[[Path], list[Path]], target: Path) -> None:
        self.reading = None
        self.messages.tell(Tone.INFO, t("laporan.layar.menulis", laporan=wanted.nama))
        background.run(
            self,
            lambda _progress: write(target),
            done=lambda made: self._tell(wanted, target, made),
            failed=self._failed,
        )

    def _tell(self, wanted: Laporan, target: Path, made: list[Path]) -> None:
        self.make.setEnabled(True)
        sentence = t(
            "laporan.layar.selesai", laporan=wanted.nama, berkas=str(target), jumlah=len(made)
        )
        folder = target if wanted.akhiran == daftar.FOLDER else target.parent
        self.messages.tell(
            Tone.GOOD, sentence, t("laporan.layar.buka"), lambda: dialogue.reveal(folder)
        )

    def _failed(self, error: Exception) -> None:
        self.make.setEnabled(True)
        self.messages.hide()
        dialogue.show_failure(self, error)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low page keeps its height for the list."""
        super().resizeEvent(event)
        listing = not self.lkpj.isVisibleTo(self)
        self._hint.setVisible(listing and event.size().height() >= sizes.FLAT_PAGE)


def _heads() -> list[Head]:
    # What is too long for a small screen stands last and gets the room that is left.
    samples = {"nama": "Lembar e-SPM semua wilayah888", "bentuk": "Folder", "isi": 24 * "m"}
    return [
        Head(t(f"laporan.layar.kolom.{name}"), sample, grow=name == "isi", lines=_LINES)
        for name, sample in samples.items()
    ]


def _row(laporan: Laporan) -> Row:
    form = t(f"laporan.layar.bentuk.{_FORMATS[laporan.akhiran]}")
    told = Cell(laporan.isi, note=laporan.isi)
    return Row(laporan.kode, [Cell(laporan.nama, strong=True), Cell(form), told])
