"""Tindak lanjut: what meetings decided, whose turn it is, and how much time is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.tindak_lanjut import KeadaanLanjut, pressing
from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.page import Page
from app.ui.pages.follow_up_block import LOOKS, FollowUpBlock
from app.ui.pages.follow_up_form import DecisionForm
from app.ui.pages.follow_up_weekly import WeeklyList
from app.ui.widgets import text
from app.ui.widgets.beside import Beside
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.header import PageHeader
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.scrolling import on_card, scrolling
from app.ui.widgets.selector import Selector
from app.ui.widgets.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from app.domain.tindak_lanjut import TindakLanjut
    from app.exchange.mingguan import Daftar
    from app.ui.session import Session

_OPD_LETTERS = 28
_LINES = 3
_SHARES, _STACKED = (5, 2), (1, 1)
"""Table and follow-up beside each other, and one above the other."""

_GROWING = frozenset({"uraian", "opd"})
_OPEN, _LATE, _DPRD = "terbuka", "terlambat", "dprd"


class FollowUpsPage(Page):
    """The table on the left, one follow-up in full on the right; deciding takes their place."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.found: dict[str, TindakLanjut] = {}
        self._advice: Container[str] = ()
        self.decide = Button(t("lanjut.layar.tetapkan"), Kind.PRIMARY, "plus")
        self.weekly = Button(t("lanjut.layar.mingguan"), Kind.PLAIN, "calendar")
        self.header = PageHeader(t("lanjut.layar.judul"), "", self.weekly, self.decide)
        self.messages = MessageBar()
        self.by_region = Selector(t("lanjut.saring.wilayah"))
        self.by_opd = Selector(t("lanjut.saring.opd"))
        self.by_state = Selector(t("lanjut.saring.keadaan"))
        for key in (_OPEN, _LATE, *(one.value for one in KeadaanLanjut), _DPRD, ""):
            words = f"lanjut.saring.{key or 'semua'}"
            known = t(words) if key in (_OPEN, _LATE, _DPRD, "") else t(f"lanjut.keadaan.{key}")
            self.by_state.addItem(known, key)
        self.table = Ledger(t("lanjut.layar.judul"), _heads(session), sortable=True)
        # Until somebody chooses a column, the most pressing come first.
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._nothing = text.muted()
        self.block = FollowUpBlock(session)
        self._card = Card()
        self.form = DecisionForm(session)
        self.list = WeeklyList(session)
        self._listing = self._lay_out()
        # Only within the page: alone it would be a window of its own.
        self.by_region.setVisible(session.is_province)
        self._deciding, self._sharing = on_card(self.form), on_card(self.list)
        self._places = Turns(self._listing, self._deciding, self._sharing)
        page = QVBoxLayout(self)
        page.setContentsMargins(sizes.XL, sizes.M, sizes.XL, sizes.M)
        page.setSpacing(sizes.M)
        for part in (self.header, self.messages, self._places):
            page.addWidget(part, 1 if part is self._places else 0)
        self.setFocusProxy(self.table)
        self._connect()

    def enter(self) -> None:
        """Read them again."""
        self.refresh()
        self.setFocus()

    def refresh(self) -> None:
        """Read the follow-ups of the office again, and show those that are wanted."""
        from app.exchange import mingguan
        from app.store import lkpj

        self._offer_regions()
        everything = self.gathered()
        today = everything.hari
        late, soon = mingguan.count(everything.listed, today)
        facts = {"jumlah": len(everything.listed), "terlambat": late, "minggu": soon}
        self.header.say(t("lanjut.layar.judul"), t("lanjut.layar.ringkas", **facts))
        self._offer_offices({one.opd for one in everything.listed})
        self._advice = lkpj.recommendations(self.session.office)
        shown = [one for one in everything.listed if self._wanted(one, today)]
        shown.sort(key=pressing)
        self.found = {one.id: one for one in shown}
        self.table.show_rows([self._row(one, everything) for one in shown])
        self.table.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        empty = "kosong_saring" if everything.listed else "kosong"
        self._nothing.setText(t(f"lanjut.layar.{empty}"))
        self.weekly.setEnabled(bool(everything.listed))
        self._show_current()

    def gathered(self) -> Daftar:
        """Every follow-up this office knows, of the region that is chosen, on this day."""
        from app.exchange import mingguan
        from app.store import follow_ups

        session = self.session
        mine, today = session.office.identitas, session.office.now().date()
        listed = follow_ups.follow_ups(session.office, wilayah=self.by_region.currentData() or None)
        return mingguan.Daftar(mine.kantor, mine.wilayah, today, listed, session.regions)

    def _offer_regions(self) -> None:
        """Those that have a follow-up, in the order of their codes; a kabupaten has only itself."""
        from app.store import follow_ups

        regions, chosen = self.session.regions, self.by_region.currentData()
        there = sorted({one.wilayah for one in follow_ups.follow_ups(self.session.office)})
        self.by_region.clear()
        self.by_region.addItem(t("lanjut.saring.semua_wilayah"), "")
        for kode in there:
            self.by_region.addItem(regions[kode].singkat if kode in regions else kode, kode)
        self.by_region.setCurrentIndex(max(self.by_region.findData(chosen), 0))
        self.by_region.setMinimumContentsLength(len(t("lanjut.saring.semua_wilayah")))

    def _offer_offices(self, names: set[str]) -> None:
        chosen = self.by_opd.currentData()
        self.by_opd.clear()
        self.by_opd.addItem(t("lanjut.saring.semua_opd"), "")
        for name in sorted(names, key=str.casefold):
            self.by_opd.addItem(name, name)
        self.by_opd.setCurrentIndex(max(self.by_opd.findData(chosen), 0))

    def _wanted(self, one: TindakLanjut, today: date) -> bool:
        opd, state = self.by_opd.currentData(), self.by_state.currentData()
        if opd and one.opd != opd:
            return False
        if state == _OPEN:
            return not one.ditutup
        if state == _DPRD:
            return one.id in self._advice
        if state == _LATE:
            return one.keadaan.dikerjakan and one.terlambat(today)
        return state in ("", one.keadaan.value)

    def _row(self, one: TindakLanjut, daftar: Daftar) -> Row:
        from app.exchange import mingguan

        icon, tone = LOOKS[one.keadaan]
        late = one.keadaan.dikerjakan and one.terlambat(daftar.hari)
        left = Cell(
            mingguan.days(one, daftar.hari),
            one.sisa_hari(daftar.hari),
            icon="alert" if late else "",
            tone=Tone.BAD if late else None,
            muted=not one.keadaan.dikerjakan,
        )
        cells = [
            Cell(one.uraian, one.uraian.casefold(), note=one.uraian),
            Cell(one.opd, one.opd.casefold(), note=f"{one.opd}. {one.pj}"),
            Cell(mingguan.state(one), one.keadaan.value, icon=icon, tone=tone),
            Cell(f"{one.tenggat:%d-%m-%Y}", one.tenggat),
            left,
            Cell(str(one.bobot), one.bobot),
        ]
        if self.session.is_province:
            place = daftar.regions.get(one.wilayah)
            short = place.singkat if place else one.wilayah
            cells.insert(1, Cell(short, one.wilayah))
        return Row(one.id, cells)

    def _show_current(self) -> None:
        one = self.found.get(self.table.current_code)
        self._card.setVisible(one is not None)
        if one is not None:
            self.block.show_follow_up(one)

    # --- Steps

    def show_advice(self) -> None:
        """List the recommendations of the DPRD, of every region and OPD."""
        self._back()
        for filter_ in (self.by_region, self.by_opd):
            filter_.setCurrentIndex(0)
        self.by_state.setCurrentIndex(self.by_state.findData(_DPRD))
        self.refresh()

    def begin_advice(self, tahun: int) -> None:
        """Write down a recommendation of the DPRD on the LKPJ of a year."""
        self._decide(tahun)

    def _begin(self) -> None:
        self._decide(None)

    def _decide(self, dprd: int | None) -> None:
        self.messages.hide()
        self.form.begin(dprd)
        self._show(self._deciding)
        self.form.setFocus()

    def _share(self) -> None:
        self.messages.hide()
        self.list.show_list(self.gathered())
        self._show(self._sharing)
        self.list.setFocus()

    def _show(self, part: QWidget) -> None:
        """One at a time; the page's own buttons belong to the table."""
        self._places.show_part(part)
        for button in (self.decide, self.weekly):
            button.setVisible(part is self._listing)

    def _back(self) -> None:
        self._show(self._listing)
        self.refresh()
        self.table.setFocus()

    def _decided(self, made: list[TindakLanjut]) -> None:
        for filter_ in (self.by_region, self.by_opd, self.by_state):
            filter_.setCurrentIndex(0)
        self._back()
        self.table.go_to(made[0].id)
        travels = any(one.wilayah != self.session.office.identitas.wilayah for one in made)
        key = "ditetapkan_kirim" if travels else "ditetapkan"
        self.messages.tell(Tone.GOOD, t(f"lanjut.layar.{key}", jumlah=len(made)))
        self.session.asked.emit()

    def _happened(self, kode: str) -> None:
        """Keep in view what was acted on, though it may not be of the wanted state any more."""
        self.refresh()
        if kode not in self.found:
            self.by_state.setCurrentIndex(self.by_state.findData(""))
            self.refresh()
        self.table.go_to(kode)
        self.session.asked.emit()

    def _follow(self) -> None:
        if self.isVisible() and self.session.is_open:
            self.refresh()

    # --- Making it

    def _connect(self) -> None:
        self.decide.clicked.connect(self._begin)
        self.weekly.clicked.connect(self._share)
        self.form.closed.connect(self._back)
        self.form.decided.connect(self._decided)
        self.list.closed.connect(self._back)
        self.block.happened.connect(self._happened)
        self.by_region.activated.connect(self.refresh)
        self.by_opd.activated.connect(self.refresh)
        self.by_state.activated.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.activated.connect(self.block.setFocus)
        self.session.asked.connect(self._follow)

    def _lay_out(self) -> QWidget:
        top = QHBoxLayout()
        top.setSpacing(sizes.S)
        for filter_ in (self.by_region, self.by_opd, self.by_state):
            top.addWidget(filter_)
        top.addStretch(1)
        # Names of offices are as long as they like.
        self.by_opd.keep_narrow(_OPD_LETTERS)
        left = Card()
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self._nothing)
        self._card.body.addWidget(self.block)
        self._card.body.addStretch(1)
        self._both = Beside(left, scrolling(self._card), _SHARES, stacked=_STACKED)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addLayout(top)
        column.addWidget(self._both.scrolled(), 1)
        return whole

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the follow-up stands below the table."""
        super().resizeEvent(event)
        self._both.fit(event.size().width())


def _heads(session: Session) -> list[Head]:
    samples = {
        "uraian": "Data ulang ibu bersalin",
        "opd": "Dinas Kesehatan",
        "keadaan": "dikerjakan mm",
        "tenggat": "20-10-2026",
        "sisa": "terlambat mm",
        "bobot": "5",
    }
    heads = [
        Head(t(f"lanjut.kolom.{name}"), sample, grow=name in _GROWING, lines=_LINES)
        for name, sample in samples.items()
    ]
    if session.is_province:
        heads.insert(1, Head(t("lanjut.kolom.wilayah"), "Manggarai", lines=_LINES))
    return heads
