"""Bahan LKPJ: what people write down for the tables that no sheet fills, kept when it is left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.lkpj import BahanLkpj, JenisBahan
from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages import home_ways
from app.ui.pages.report_note_form import NoteForm
from app.ui.widgets import text
from app.ui.widgets.beside import Beside
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.scrolling import on_card
from app.ui.widgets.selector import Selector
from app.ui.widgets.turns import Turns
from app.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.exchange.bahan_lkpj import Texts
    from app.ui.session import Session

_LINES = 3
_SHARES, _STACKED = (5, 4), (1, 1)
_NARROW = 640
_EMPTY: Texts = ("", "", "")


class LkpjNotes(QWidget):
    """The list on the left, one note on the right; below, how far the advice of the DPRD is.

    Signals:
        closed: back to the reports.

    """

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._notes: dict[str, BahanLkpj] = {}
        self._one: BahanLkpj | None = None
        self.messages = MessageBar()
        self._title = text.heading("")
        self.leave = Button(t("lkpj.layar.kembali"), Kind.PLAIN, "arrow-left")
        self.kind = Selector(t("lkpj.layar.jenis"))
        for jenis in JenisBahan:
            self.kind.addItem(t(f"lkpj.layar.{jenis.value}"), jenis)
        self.fresh = Button(t("lkpj.layar.baru"), Kind.PLAIN, "plus")
        self.table = Ledger(t("lkpj.layar.judul_daftar"), _heads(JenisBahan.KEBIJAKAN))
        self.forms = {jenis: NoteForm(jenis) for jenis in JenisBahan}
        self.remove = Button(t("lkpj.layar.hapus"), Kind.PLAIN, "cross")
        self._advice = text.body()
        self.go = Button(t("lkpj.layar.buka_lanjut"), Kind.PLAIN, "flag")
        self.advise = Button(t("lkpj.layar.rekomendasi"), Kind.PLAIN, "plus")
        self._turns = Turns(*self.forms.values())
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.kind)

    @property
    def form(self) -> NoteForm:
        """The form in view."""
        return self.forms[self.kind.currentData()]

    @property
    def tahun(self) -> int:
        """The year of the LKPJ: that of the period in the top bar."""
        return self._session.periode.tahun

    def begin(self) -> None:
        """Show what is written down for the year in the top bar."""
        self.messages.hide()
        self.refresh()

    def keep(self) -> None:
        """Keep what is being typed, as if it had been left."""
        for editor in self.form.words:
            editor.keep()

    def refresh(self) -> None:
        """Read the notes again; what is being typed stays."""
        from app.exchange import bahan_lkpj
        from app.store import lkpj

        session, jenis = self._session, self.kind.currentData()
        office = session.office
        place = session.regions[office.identitas.wilayah].nama
        self._title.setText(t("lkpj.layar.judul", tahun=self.tahun, wilayah=place))
        notes = [one for one in lkpj.notes(office, self.tahun) if one.jenis is jenis]
        if jenis is JenisBahan.HASIL:
            known = {one.kode: one for one in notes}
            notes = [
                known.get(kode, BahanLkpj(jenis, kode, self.tahun, _EMPTY))
                for kode in bahan_lkpj.urusan_names()
            ]
        self._notes = {one.kode: one for one in notes}
        self.table.show_heads(_heads(jenis))
        self.table.show_rows([_row(number, one) for number, one in enumerate(notes, start=1)])
        advice = bahan_lkpj.recommended(office, self.tahun - 1)
        counts = bahan_lkpj.status_counts(advice, office.now().date())
        self._advice.setText(t("lkpj.ringkas", tahun=self.tahun - 1, **counts))
        self.fresh.setVisible(jenis is JenisBahan.KEBIJAKAN)
        self.remove.setVisible(jenis is JenisBahan.KEBIJAKAN)
        self._turns.show_part(self.form)
        self._show_current()

    def _show_current(self) -> None:
        """The note under the cursor, or an empty policy to begin with."""
        if self.form.refused:
            # What was refused is still being typed: the cursor stays with it.
            self._point_at(self._one)
            return
        found = self._notes.get(self.table.current_code)
        changed = found is None or self._one is None or found[:3] != self._one[:3]
        self._one = found
        self.form.show_texts(found.isi if found else _EMPTY, fresh=changed)
        self.remove.setEnabled(found is not None)

    def _point_at(self, one: BahanLkpj | None) -> None:
        """Put the cursor of the list on a note; nowhere for one that is not kept yet."""
        kode = one.kode if one else ""
        if self.table.current_code == kode:
            return
        if one is None:
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
        else:
            self.table.go_to(kode)

    # --- Doing

    def _edit(self) -> None:
        self.form.setFocus()

    def _begin_policy(self) -> None:
        """An empty form; the policy is kept as soon as it has a name."""
        self._point_at(None)
        self.form.setFocus()

    def _write(self) -> None:
        from app.errors import LontarError
        from app.exchange import bahan_lkpj

        texts, office, who = self.form.texts, self._session.office, self._session.pelaku
        if self._one is None and not texts[0].strip():
            self.form.refused = False
            return
        self.messages.hide()
        try:
            if self._one is None:
                kept = bahan_lkpj.add_policy(office, self.tahun, texts, pelaku=who)
            else:
                kept = bahan_lkpj.change(office, self._one, texts, pelaku=who)
        except LontarError as error:
            self.form.refused = True
            self.messages.tell_error(error)
            return
        self.form.refused = False
        self._one = kept
        self._show_kept(kept)

    def _remove(self) -> None:
        from app.exchange import bahan_lkpj

        gone = self._one
        if gone is None:
            return
        self.form.refused = False
        with self.messages.attempt():
            bahan_lkpj.remove(self._session.office, gone, pelaku=self._session.pelaku)
            self._one = None
            self.refresh()
            told = t("lkpj.layar.terhapus", kebijakan=gone.isi[0])
            back = partial(self._bring_back, gone)
            self.messages.tell(Tone.INFO, told, t("lkpj.layar.kembalikan"), back)
        self.table.setFocus()

    def _bring_back(self, gone: BahanLkpj) -> None:
        from app.exchange import bahan_lkpj

        with self.messages.attempt():
            empty = gone._replace(isi=_EMPTY)
            kept = bahan_lkpj.change(
                self._session.office, empty, gone.isi, pelaku=self._session.pelaku
            )
            self._show_kept(kept)

    def _show_kept(self, kept: BahanLkpj) -> None:
        self.refresh()
        self.table.go_to(kept.kode)

    def _to_follow_ups(self, *, deciding: bool) -> None:
        from app.ui.pages.follow_ups import FollowUpsPage

        page = home_ways.to_page(self, "tindak_lanjut")
        if isinstance(page, FollowUpsPage):
            page.begin_advice(self.tahun - 1) if deciding else page.show_advice()

    def _changed_kind(self) -> None:
        self._one = None
        for form in self.forms.values():
            form.refused = False
        self.messages.hide()
        self.refresh()

    # --- Making it

    def _connect(self) -> None:
        self.leave.clicked.connect(self.closed)
        self.kind.activated.connect(self._changed_kind)
        self.fresh.clicked.connect(self._begin_policy)
        self.remove.clicked.connect(self._remove)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.activated.connect(self._edit)
        self.go.clicked.connect(lambda: self._to_follow_ups(deciding=False))
        self.advise.clicked.connect(lambda: self._to_follow_ups(deciding=True))
        for form in self.forms.values():
            form.kept.connect(self._write)
            form.left.connect(self.table.setFocus)

    def _lay_out(self) -> None:
        top, below = QHBoxLayout(), QHBoxLayout()
        for line in (top, below):
            line.setSpacing(sizes.S)
        top.addWidget(self._title, 1)
        top.addWidget(self.leave)
        for part in (self.kind, self.fresh, self.remove):
            below.addWidget(part)
        below.addStretch(1)
        advice = Wrapping(self.go, self.advise)
        listing = Card()
        listing.body.addWidget(self.table)
        form = on_card(self._turns)
        self._both = Beside(listing, form, _SHARES, stacked=_STACKED, narrow=_NARROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S)
        column.addLayout(top)
        column.addWidget(self.messages)
        column.addLayout(below)
        column.addWidget(self._both.scrolled(), 1)
        column.addWidget(self._advice)
        column.addLayout(advice)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the note stands below the list."""
        super().resizeEvent(event)
        self._both.fit(event.size().width())


def _heads(jenis: JenisBahan) -> list[Head]:
    named = jenis is JenisBahan.HASIL
    first = Head(t(f"lkpj.layar.kolom.{'urusan' if named else 'nomor'}"), "mmm")
    rest = [Head(t(f"lkpj.isian.{one}"), "m" * 7, grow=True, lines=_LINES) for one in jenis.kolom]
    return [first, *rest]


def _row(number: int, one: BahanLkpj) -> Row:
    first = one.kode if one.jenis is JenisBahan.HASIL else str(number)
    cells = [Cell(text_.replace("\n", "; ") or "–", note=text_) for text_ in one.isi]
    return Row(one.kode, [Cell(first), *cells])
