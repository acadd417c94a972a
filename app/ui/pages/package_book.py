"""The dispatch book: every package that came or went, what became of it, and its letters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.telaah import Hitungan
from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes, tab_order
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages import package_known, package_states
from app.ui.pages.home_parts import ListCard
from app.ui.pages.package_files import PackageFiles
from app.ui.pages.package_letter_form import LetterForm
from app.ui.pages.package_letters_made import LettersMade
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.turns import Turns
from app.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from PySide6.QtGui import QResizeEvent

    from app.domain.wilayah import Wilayah
    from app.exchange.tanda_terima import SuratJadi
    from app.ui.pages.package_states import State
    from app.ui.session import Session

_ROWS = 3
_NARROW = 900


class Book(ListCard):
    """Every entry stays for ever; what can be done about one is a letter.

    Signals:
        changed: a letter was written; states have changed.
        install_wanted: the user wants to choose a letter that came.
        paste_wanted: the user wants to paste one from a chat.
        held_wanted: the number of the entry whose urusan that are held back are to be decided.
        receipts_over: those that were wanted from elsewhere have been signed, or given up.
    """

    changed = Signal()
    install_wanted = Signal()
    paste_wanted = Signal()
    held_wanted = Signal(int)
    receipts_over = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(t("paket_layar.buku.judul"))
        self._session = session
        self._for_table = False
        self.states: dict[str, State] = {}
        self.table = Ledger(t("paket_layar.buku.judul"), _heads())
        self._nothing = text.muted(t("paket_layar.buku.dibaca"))
        self._nothing.setContentsMargins(sizes.S, 0, sizes.S, sizes.S)
        # Before it was read nobody knows whether the book is empty.
        self.table.hide()
        self.detail = text.body()
        self.detail.setContentsMargins(sizes.S, sizes.XS, sizes.S, 0)
        self.actions_ = BookActions(session)
        self.form = LetterForm(session)
        self.made = LettersMade()
        self.files = PackageFiles(session)
        self._list = self._listing()
        self._places = Turns(self._list, self.form, self.made, self.files)
        self.body.addWidget(self._places, 1)
        self._connect()
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read the book again; a package that is new comes under the cursor."""
        found, before = package_states.states(self._session), self.states
        self.states = {str(one.paket.nomor): one for one in found}
        regions = self._session.regions
        self.table.show_rows([_row(one, regions) for one in found])
        newest = str(found[0].paket.nomor) if found else ""
        if before and newest not in before:
            # Or a withdrawal would go on being meant for the package before.
            self.table.go_to(newest)
        self.table.ask_for(min(len(found), _ROWS))
        self.table.setVisible(bool(found))
        self._nothing.setText(t("paket_layar.buku.kosong"))
        self._nothing.setVisible(not found)
        self._show_current()

    def make_receipts(self, wanted: Collection[str] | None = None) -> None:
        """Sign receipts for the packages with these numbers, or for all, that have none."""
        due = [one.paket for one in self.states.values() if one.lacks_receipt]
        self._for_table = wanted is not None
        if wanted is not None:
            due = [one for one in due if one.paket_id in wanted]
        if due:
            self.form.begin_receipts(due)
            self._show_form()

    def _make_all(self) -> None:
        self.make_receipts()

    @property
    def current(self) -> State | None:
        """The entry under the cursor."""
        return self.states.get(self.table.current_code)

    def _make_receipt(self) -> None:
        if self.current is not None:
            self.form.begin_receipts([self.current.paket])
            self._show_form()

    def _make_again(self) -> None:
        if self.current is not None:
            self.form.begin_again(self.current.paket)
            self._show_form()

    def _open_held(self) -> None:
        if self.current is not None:
            self.held_wanted.emit(self.current.paket.nomor)

    def _withdraw(self) -> None:
        if self.current is not None:
            self.form.begin_withdrawal(self.current.paket)
            self._show_form()

    def _show_form(self) -> None:
        self._places.show_part(self.form)
        self.form.setFocus()
        # Where the page scrolls, the button at the end of the form comes into view.
        tab_order.scroll_to_shown(self.form.make)

    def _made(self, made: list[SuratJadi], folder: Path | None) -> None:
        self.refresh()
        self.made.show_letters(made, folder, self._session.regions)
        self._places.show_part(self.made)
        self.made.setFocus()
        self.changed.emit()

    def _show_list(self) -> None:
        self._places.show_part(self._list)
        self.table.setFocus()
        if self._for_table:
            self._for_table = False
            self.receipts_over.emit()

    def _show_current(self) -> None:
        from app.exchange import telaah_kata

        state = self.current
        proofs = self._proofs(state)
        told = [state.sentence()] if state else []
        if proofs.jumlah:
            told.append(t("telaah.bukti", hitungan=telaah_kata.count_words(proofs)))
        self.detail.setText(" ".join(told))
        self.detail.setVisible(state is not None)
        due = sum(one.lacks_receipt for one in self.states.values())
        self.actions_.show_state(state, due, proofs.jumlah)

    def _proofs(self, state: State | None) -> Hitungan:
        """The evidence the package under the cursor declares."""
        from app.exchange import telaah_kata
        from app.store import evidence_review

        if state is None or state.paket.arah != "masuk" or not state.paket.paket_id:
            return Hitungan()
        found = evidence_review.of_package(self._session.office, state.paket.paket_id)
        return telaah_kata.total(found)

    def _show_files(self) -> None:
        if self.current is not None:
            self.files.show_package(self.current.paket)
            self._places.show_part(self.files)
            self.files.setFocus()
            tab_order.scroll_to_shown(self.files.back)

    def _close_files(self) -> None:
        self._show_current()
        self._show_list()

    def _copy(self) -> None:
        from app.store import letters

        letter = self.current.letter if self.current else None
        if letter is not None:
            told = letters.letter_bytes(self._session.office, letter.id).decode()
            QGuiApplication.clipboard().setText(told)
            self.detail.setText(t("paket_layar.buku.surat_disalin"))

    def _save(self) -> None:
        from app.exchange import berkas
        from app.store import dispatch

        state = self.current
        if state is None:
            return
        name = Path(state.paket.nama_berkas)
        target = dialogue.save_file(
            self, t("paket_layar.buku.simpan_judul"), name, t("paket_layar.terima.jenis")
        )
        if target is None:
            return
        try:
            data = dispatch.package_bytes(self._session.office, state.paket.nomor)
            berkas.write_atomic(target, data)
        except LontarError as error:
            dialogue.show_error(self, error)
        else:
            self.detail.setText(t("paket_layar.buku.tersimpan", berkas=str(target)))

    # --- Making it

    def _connect(self) -> None:
        actions = self.actions_
        for button, slot in (
            (actions.receipt, self._make_receipt),
            (actions.receipts, self._make_all),
            (actions.again, self._make_again),
            (actions.withdraw, self._withdraw),
            (actions.copy, self._copy),
            (actions.save, self._save),
        ):
            button.clicked.connect(slot)
        actions.files.clicked.connect(self._show_files)
        actions.held.clicked.connect(self._open_held)
        actions.install.clicked.connect(self.install_wanted)
        actions.paste.clicked.connect(self.paste_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.activated.connect(self._copy)
        self.form.closed.connect(self._show_list)
        self.form.made.connect(self._made)
        self.made.closed.connect(self._show_list)
        self.files.closed.connect(self._close_files)

    def _listing(self) -> QWidget:
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.XS)
        for part in (self._nothing, self.table):
            column.addWidget(part, 1 if part is self.table else 0)
        column.addWidget(self.detail)
        column.addWidget(self.actions_)
        return listing


class BookActions(QWidget):
    """What can be done about the entry under the cursor, and about all of them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._sends = not session.is_province
        self._receives = session.takes_packages
        self.receipt = Button(t("paket_layar.buku.buat"), Kind.PLAIN, "certificate")
        self.receipts = Button(t("paket_layar.buku.buat_semua", jumlah=0), icon="certificate")
        self.again = Button(t("paket_layar.buku.buat_lagi"), Kind.PLAIN, "refresh")
        self.held = Button(t("tinjau_layar.buku_ambil"), Kind.PLAIN, "clock")
        self.install = Button(t("paket_layar.buku.pasang"), Kind.PLAIN, "import")
        self.paste = Button(t("paket_layar.terima.tempel"), Kind.PLAIN, "paste")
        self.withdraw = Button(t("paket_layar.buku.tarik"), Kind.PLAIN, "undo")
        self.copy = Button(t("paket_layar.buku.salin_surat"), Kind.PLAIN, "copy")
        self.files = Button("", Kind.PLAIN, "evidence")
        self.save = Button(t("paket_layar.buku.simpan"), Kind.QUIET, "folder")
        self.save.setAccessibleName(t("paket_layar.buku.simpan"))
        self.save.setToolTip(t("paket_layar.buku.simpan"))
        given = (self.held, self.files, self.receipt, self.receipts, self.again)
        others = (self.install, self.paste, self.withdraw, self.copy)
        # A kabupaten with OPD gives letters and gets some: all in one row are too wide.
        both = self._sends and self._receives
        rows = (given, others) if both else ((*given, *others),)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S, sizes.XS, sizes.S, sizes.S)
        column.setSpacing(sizes.XS)
        between = QWidget()
        between.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for buttons in rows:
            last = (between, self.save) if buttons is rows[-1] else ()
            column.addLayout(Wrapping(*buttons, *last))
        # All of them at once are never shown, and would be what the page first makes room for.
        self.show_state(None, 0)

    def show_state(self, state: State | None, due: int, proofs: int = 0) -> None:
        """Offer what makes sense now; `proofs` are the files of evidence of the entry."""
        self.files.setText(t("bukti.paket", jumlah=proofs))
        self.files.setVisible(proofs > 0)
        receives = self._receives
        withdrawn = state is not None and state.paket.putusan == package_states.WITHDRAWN
        self.held.setVisible(receives and state is not None and bool(state.held))
        self.install.setVisible(self._sends)
        self.paste.setVisible(self._sends)
        self.receipts.setText(t("paket_layar.buku.buat_semua", jumlah=due))
        self.receipts.setVisible(receives and due > 1)
        self.receipt.setVisible(receives and state is not None and state.lacks_receipt)
        self.again.setVisible(receives and state is not None and state.can_renew)
        sent = state is not None and state.paket.arah == "keluar"
        self.withdraw.setVisible(sent and not withdrawn)
        self.copy.setVisible(state is not None and state.letter is not None)
        self.save.setVisible(state is not None)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the last button keeps only its glyph."""
        super().resizeEvent(event)
        wide = event.size().width() >= _NARROW
        self.save.setText(t("paket_layar.buku.simpan") if wide else "")


def _heads() -> list[Head]:
    return [
        Head(t("paket_layar.buku.waktu"), "30 Nov 2026, 20.088"),
        Head(t("paket_layar.buku.arah"), "888Masuk"),
        Head(t("paket_layar.buku.wilayah"), "Manggarai Timur"),
        Head(t("paket_layar.buku.periode"), "Triwulan III 2026"),
        Head(t("paket_layar.buku.revisi"), "Rev.", right=True),
        Head(t("paket_layar.buku.keadaan"), "888" + t("rekap.putusan.sah_disimpan_ulang")),
        Head(t("paket_layar.buku.surat"), "888" + t("paket_layar.surat.jenis.tanda_terima")),
        Head(t("paket_layar.buku.berkas"), "SPM_5319_ManggaraiTimur_2026-T3_rev01"),
    ]


def _row(state: State, regions: Mapping[str, Wilayah]) -> Row:
    from app.exchange.putusan import period_title
    from app.store import opd

    paket = state.paket
    unknown = t("paket_layar.tak_terbaca")
    region = regions.get(paket.wilayah or "")
    icon, tone = state.look
    cells = [
        Cell(package_known.written_moment(paket.waktu)),
        Cell(
            t(f"paket_layar.buku.{paket.arah}"),
            icon="export" if paket.arah == "keluar" else "import",
            tone=Tone.MUTED,
        ),
        Cell(opd.sender(paket) or (region.singkat if region else paket.wilayah or unknown)),
        Cell(period_title(paket.periode) if paket.periode else unknown),
        Cell(str(paket.revisi or "")),
        Cell(state.words, icon=icon, tone=tone, note=state.sentence()),
        _letter_cell(state),
        Cell(paket.nama_berkas, note=paket.nama_berkas),
    ]
    return Row(str(paket.nomor), cells)


def _letter_cell(state: State) -> Cell:
    if state.letter is None:
        return Cell(state.letter_words, muted=True)
    note = package_states.code_of(state.letter)
    return Cell(state.letter_words, icon="certificate", tone=Tone.ACCENT, note=note)
