"""The cells that would change: grouped by layanan or biggest first, filtered, walked by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages.entry_lines import Line as ListLine
from app.ui.pages.entry_lines import LineList
from app.ui.pages.package_ask import ChangeQuestion
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.line import Line
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from app.domain.beda import BedaSel
    from app.exchange.tinjauan import Tinjauan
    from app.ui.session import Session

_FINDINGS, _NOTES = "temuan", "catatan"
_BY_SIZE, _BY_FORM = "terbesar", "layanan"
_LOOKS = {
    "penghalang": ("stop", Tone.BAD),
    "peringatan": ("alert", Tone.WARN),
    "catatan": ("info", Tone.MUTED),
}
_NOTE_LOOKS = {
    "bertambah": ("plus", Tone.ACCENT),
    "berubah": ("changed", Tone.ACCENT),
    "dihapus": ("minus", Tone.WARN),
}


class ChangesCard(Card):
    """Ctrl+Down and Ctrl+Up go from layanan to layanan, Enter asks the region about a cell."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._found: Tinjauan | None = None
        self._shown: dict[str, BedaSel] = {}
        self._held: frozenset[str] = frozenset()
        self.kind, self.order = Selector(t("tinjau_layar.saring")), Selector(t("tinjau_layar.urut"))
        self.search = Line()
        self.search.setPlaceholderText(t("tinjau_layar.cari"))
        self.search.setAccessibleName(t("tinjau_layar.cari"))
        self.table = Ledger(t("tinjau_layar.sel"), _heads())
        self.findings = LineList(t("tinjau_layar.temuan"))
        self.notes = LineList(t("tinjau_layar.catatan"))
        self.whole = text.muted()
        # Walking from row to row moves nothing, whether the name takes one line or two.
        self.whole.setMinimumHeight(2 * self.whole.fontMetrics().height())
        self.said = text.caption()
        self.ask = Button(t("tinjau_layar.tanya.tombol"), Kind.PLAIN, "help")
        self.question = ChangeQuestion(session)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(self.findings)
        self._places.addWidget(self.notes)
        row = QHBoxLayout()
        row.setSpacing(sizes.S)
        for part in (self.kind, self.order):
            row.addWidget(part)
        row.addWidget(self.search, 1)
        self.body.setContentsMargins(sizes.S, sizes.S, sizes.S, sizes.S)
        self.body.addLayout(row)
        self.body.addWidget(self._places, 1)
        self.body.addWidget(self.whole)
        below = QHBoxLayout()
        below.setSpacing(sizes.S)
        below.addWidget(self.said, 1)
        below.addWidget(self.ask)
        self.body.addLayout(below)
        self.body.addWidget(self.question)
        self._connect()

    def show_changes(self, found: Tinjauan) -> None:
        """Show a package; its first view is the biggest change, or the layanan of a first one."""
        from app.exchange import tinjauan_kata

        self._found = found
        self.question.hide()
        counts = found.jumlah
        carried = list(tinjauan_kata.findings(found))
        self.kind.clear()
        self.kind.addItem(t("tinjau_layar.semua", jumlah=sum(counts.values())), "")
        for kind, number in counts.items():
            if number:
                told = t(f"tinjau_layar.hanya.{kind.value}", jumlah=number)
                self.kind.addItem(told, kind.value)
        if found.catatan or any(found.ikut.values()):
            self.kind.addItem(t("tinjau_layar.hanya.catatan", jumlah=len(found.catatan)), _NOTES)
        self.kind.addItem(t("tinjau_layar.hanya.temuan", jumlah=len(carried)), _FINDINGS)
        self.order.setCurrentIndex(self.order.findData(_BY_FORM if found.pertama else _BY_SIZE))
        if found.catatan and not found.beda:
            self.kind.setCurrentIndex(self.kind.findData(_NOTES))
        self.search.clear()
        self.findings.show_lines([_finding(*one) for one in carried])
        self.notes.show_lines(list(_notes(found)))
        self._refresh()

    @property
    def current(self) -> BedaSel | None:
        """The change under the cursor."""
        return self._shown.get(self.table.current_code)

    def ask_current(self) -> None:
        """Ask the sender about the change under the cursor."""
        found, one = self._found, self.current
        if found is not None and one is not None and self.question.may_ask(found):
            self.question.ask_about(found, one)

    def _may_ask(self) -> None:
        found = self._found
        able = found is not None and self.question.may_ask(found)
        self.ask.setVisible(able)
        self.ask.setEnabled(able and self.current is not None)

    def _walked(self) -> None:
        """The whole name of the cell under the cursor: in the table its middle may be left out."""
        self.whole.setText(self.table.current_note)
        self._may_ask()

    def _asked(self, told: str) -> None:
        self.said.setText(told)
        self.table.setFocus()

    def go_to_section(self, urusan: str) -> None:
        """Put the cursor on the first change of an urusan."""
        found = self._found
        if found is None:
            return
        for code, one in self._shown.items():
            if found.forms[one.formulir].urusan == urusan:
                self.table.go_to(code)
                self.table.scrollTo(self.table.currentIndex())
                return

    def mark_held(self, held: Collection[str]) -> None:
        """Show which of the changes are held back, by their urusan."""
        self._held = frozenset(held)
        self._refresh()

    def _jump(self, step: int) -> None:
        """To the first change of the next or the last layanan."""
        codes = list(self._shown)
        here = codes.index(self.table.current_code) if self.table.current_code in codes else 0
        forms = [one.formulir for one in self._shown.values()]
        starts = [n for n, form in enumerate(forms) if n == 0 or forms[n - 1] != form]
        ahead = [n for n in starts if n > here] if step > 0 else [n for n in starts if n < here]
        if ahead:
            self.table.go_to(codes[ahead[0 if step > 0 else -1]])

    def _refresh(self) -> None:
        found = self._found
        if found is None:
            return
        wanted = self.kind.currentData()
        self.ask.setEnabled(False)
        lists = {_FINDINGS: self.findings, _NOTES: self.notes}
        listed = lists.get(wanted)
        self.whole.setVisible(listed is None)
        self._places.setCurrentWidget(listed or self.table)
        for part in (self.order, self.search):
            part.setEnabled(listed is None)
        if listed is not None:
            self.said.setText("" if listed.lines else t("tinjau_layar.tanpa_temuan"))
            return
        sought = self.search.text().casefold().split()
        chosen = [one for one in found.beda if wanted in ("", one.jenis.value)]
        chosen = [one for one in chosen if _named(found, one, sought)]
        by_form = self.order.currentData() == _BY_FORM
        ordered = chosen if by_form else found.by_weight(chosen)
        self._shown = {f"{one.formulir} {one.sel}": one for one in ordered}
        self.table.show_rows(list(_rows(found, ordered, self._held, grouped=by_form)))
        self.said.setText(t("tinjau_layar.terlihat", jumlah=len(ordered), semua=len(found.beda)))
        self._walked()

    def _connect(self) -> None:
        for key in (_BY_SIZE, _BY_FORM):
            self.order.addItem(t(f"tinjau_layar.urutan.{key}"), key)
        self.kind.currentIndexChanged.connect(self._refresh)
        self.order.currentIndexChanged.connect(self._refresh)
        self.search.textChanged.connect(self._refresh)
        self.ask.clicked.connect(self.ask_current)
        self.table.activated.connect(self.ask_current)
        self.table.selectionModel().currentRowChanged.connect(self._walked)
        self.question.asked.connect(self._asked)
        self.question.left.connect(self.table.setFocus)
        for keys, step in (("Ctrl+Down", 1), ("Ctrl+Up", -1)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda step=step: self._jump(step))


def _named(found: Tinjauan, one: BedaSel, sought: list[str]) -> bool:
    if not sought:
        return True
    told = found.kata(one)
    place = f"{one.formulir} {told.layanan} {told.sel}".casefold()
    return all(word in place for word in sought)


def _rows(
    found: Tinjauan, changes: list[BedaSel], held: Collection[str], *, grouped: bool
) -> Iterator[Row]:
    from app.exchange import tinjauan_kata

    last, blank = "", Cell("")
    for one in changes:
        told = found.kata(one)
        if grouped and one.formulir != last:
            last = one.formulir
            number = sum(other.formulir == last for other in changes)
            head = t("tinjau_layar.kelompok", layanan=told.layanan, jumlah=number)
            yield Row("", [Cell(head, strong=True, note=head), blank, blank, blank])
        whole, kept = f"{told.layanan}: {told.sel}", found.forms[one.formulir].urusan in held
        name = f"   {told.sel}" if grouped else f"{told.singkat}: {told.sel}"
        icon, tone = ("clock", Tone.WARN) if kept else ("", None)
        if told.siapa:
            name, whole = f"{name} ({told.siapa})", f"{whole} ({told.siapa})"
            icon, tone = icon or "alert", Tone.WARN
        yield Row(
            f"{one.formulir} {one.sel}",
            [
                Cell(name, icon=icon, tone=tone, muted=kept, note=whole),
                Cell(told.lama, muted=one.lama is None, note=told.lama),
                Cell(told.baru, strong=not kept, muted=kept or one.baru is None, note=told.baru),
                Cell(tinjauan_kata.percent(one) or t(f"tinjau_layar.jenis.{one.jenis.value}")),
            ],
        )


def _notes(found: Tinjauan) -> Iterator[ListLine]:
    """The notes that would read otherwise, now and then, and behind them those that stay."""
    from app.exchange import catatan_kata, tinjauan_kata

    if found.bacaan.isi.notes:
        yield ListLine(catatan_kata.dibawa(found.bacaan.isi), caption=True)
    for one in found.catatan:
        told = found.kata_catatan(one)
        lama, baru = tinjauan_kata.note_sides(one)
        said = t("isian.dari_ke", lama=lama, baru=baru) if one.lama else baru
        icon, tone = _NOTE_LOOKS[one.jenis]
        yield ListLine(f"{told.layanan}: {told.sel}", said, icon=icon, tone=tone)
    for same in found.catatan_tetap:
        told = found.kata_catatan(same)
        yield ListLine(f"{told.layanan}: {told.sel}", same.baru, icon="note", tone=Tone.MUTED)


def _finding(tingkat: str, layanan: str, pesan: str, alasan: str) -> ListLine:
    icon, tone = _LOOKS[tingkat]
    reason = t("tinjau_layar.alasan_pengirim", alasan=alasan) if alasan else ""
    return ListLine(f"{layanan}: {pesan}", reason, icon=icon, tone=tone)


def _heads() -> list[Head]:
    return [
        Head(
            t("tinjau_layar.sel"),
            "Pelayanan kesehatan ibu hamil: yang mendapat",
            ends=True,
            grow=True,
        ),
        Head(t("tinjau_layar.kolom.sekarang"), "88.888.888", right=True),
        Head(t("tinjau_layar.kolom.menjadi"), "88.888.888", right=True),
        Head(t("tinjau_layar.kolom.perubahan"), "+888.888,8 %", right=True),
    ]
