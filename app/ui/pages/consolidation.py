"""Konsolidasi: all regions of the province as a table or heat map, and each down to its figures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.charts import recap_heat
from app.ui.charts.ledger import Ledger
from app.ui.colours import Tone
from app.ui.page import Page
from app.ui.pages import (
    consolidation_figures,
    consolidation_groups,
    consolidation_table,
    evidence_open,
    home_figures,
    home_ways,
)
from app.ui.pages import consolidation_words as words
from app.ui.pages.consolidation_beside import BesidePane, budget_pane, gedsi_pane
from app.ui.pages.consolidation_espm import EspmPane
from app.ui.pages.consolidation_heat_pane import HeatPane
from app.ui.pages.consolidation_map import MapPane
from app.ui.pages.consolidation_method import MethodPane
from app.ui.pages.consolidation_pictures import OF_VIEW, PictureButton, Shown
from app.ui.pages.consolidation_poverty import PovertyPane
from app.ui.pages.consolidation_recap import recap_button
from app.ui.pages.consolidation_region import RegionDetail
from app.ui.pages.consolidation_segments import Segments
from app.ui.pages.consolidation_trend import TrendPane
from app.ui.sizes import Step
from app.ui.widgets.card import Card
from app.ui.widgets.folding import FoldingText
from app.ui.widgets.header import PageHeader
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.store.evidence_review import Ditelaah
    from app.store.notes import Texts
    from app.ui.pages.consolidation_figures import Recap
    from app.ui.pages.evidence_open import Said
    from app.ui.session import Session

_WIDE, _MIDDLE = 1000, 800
_SHORT, _ANY = 140, (1 << 24) - 1
"""Pixels of the choice of an order where all controls stand in one line, and elsewhere."""
_POVERTY, _MAP, _TREND, _METHOD = "kemiskinan", "peta", "tren", "metode"
_BUDGET, _GEDSI, _ESPM = "anggaran", "gedsi", "espm"
VIEWS = (
    "tabel", _MAP, "urusan", "layanan", _TREND, _BUDGET, _GEDSI, _ESPM, _METHOD, _POVERTY,
)  # fmt: skip
_STACKED = {
    "tabel": 0, _POVERTY: 2, _MAP: 3, _TREND: 4, _METHOD: 5, _BUDGET: 6, _GEDSI: 7, _ESPM: 8,
}  # fmt: skip
_SORTED = ("tabel", "urusan", "layanan")


class ConsolidationPage(Page):
    """Everything is worked out beside the window and shown when it is there."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.recap: Recap | None = None
        self._turn = 0
        self._wanted: tuple[str, str] | None = None
        self.messages = MessageBar()
        segments = [(key, t(f"konsolidasi.tampilan.{key}"), "") for key in VIEWS]
        self.segments = Segments(t("konsolidasi.tampilan.judul"), segments)
        self.order = Selector(t("konsolidasi.urut.judul"))
        self._orders = QWidget()
        self.rekap = recap_button(session, self.messages)
        self.picture = PictureButton(session, self.messages, self._shown)
        self.header = PageHeader(t("konsolidasi.judul"))
        heads = consolidation_table.heads(home_figures.urusan_names())
        self.table = Ledger(t("konsolidasi.tabel"), heads, sortable=True)
        self.footer = FoldingText("", Step.STRONG)
        self._marks = Text(t("konsolidasi.kaki.tanda"), Step.CAPTION, Tone.MUTED, wrap=False)
        self.heat = HeatPane(session, self.messages)
        self.map = MapPane(home_figures.urusan_names())
        self.trend = TrendPane(session)
        self.method = MethodPane(session, self.messages)
        self.budget = budget_pane(home_figures.urusan_names())
        self.gedsi = gedsi_pane()
        self.espm = EspmPane(session, home_figures.urusan_names())
        self.poverty = PovertyPane(session, self.messages)
        self.detail = RegionDetail(self._proofs, self._show_evidence, self._noted)
        self._views = QStackedWidget()
        self._places = QStackedWidget()
        self._top = QGridLayout()
        self._fill_order()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def enter(self) -> None:
        """Show the latest figures."""
        self._later.start(0)
        self.setFocus()

    @property
    def view(self) -> str:
        """The way of looking, or that one region is open."""
        return "daerah" if self._places.currentWidget() is self.detail else self.segments.chosen

    def open_region(self, kode: str, layanan: str = "") -> None:
        """Show one region as soon as its figures are there."""
        self._wanted = (kode, layanan)
        if self.recap is not None:
            self._show_wanted()

    def close_region(self) -> None:
        """Back to all regions, the cursor on the one that was open."""
        self._places.setCurrentIndex(0)
        seen = self._views.currentWidget()
        assert seen is not None
        seen.setFocus()

    # --- Working it out

    def _stale(self) -> None:
        if self.isVisible() and self.session.is_open:
            self._later.start(0)

    def _refresh(self) -> None:
        if not self.session.is_open:
            return
        self._refresh_view()
        read = consolidation_figures.snapshot(self.session)
        self._turn += 1
        turn = self._turn
        background.run(
            self,
            lambda progress: consolidation_figures.work_out(read, progress),
            done=lambda recap: self._show(recap, turn),
            failed=lambda error: dialogue.show_failure(self, error),
        )

    def _show(self, recap: Recap, turn: int) -> None:
        if turn != self._turn or not self.session.is_open:
            return
        self.recap = recap
        self._tell_who_sent()
        self.footer.setText(consolidation_groups.footer(recap))
        groups = consolidation_groups.rows(recap)
        self.table.show_rows([*consolidation_table.rows(recap), *groups])
        self._show_heat()
        self.map.show_recap(recap)
        self._show_beside()
        if self._wanted is not None:
            self._show_wanted()
        elif self._places.currentWidget() is self.detail:
            self.detail.show_region(recap, self.detail.kode, self.detail.table.current_code)

    def _show_wanted(self) -> None:
        assert self.recap is not None
        assert self._wanted is not None
        kode, layanan = self._wanted
        self._wanted = None
        self.table.go_to(kode)
        self.detail.show_region(self.recap, kode, layanan)
        self._places.setCurrentWidget(self.detail)
        self.detail.setFocus()

    def _proofs(self, wilayah: str, formulir: str) -> list[Ditelaah]:
        """The evidence that the packages of a region declare for a layanan."""
        from app.store import evidence, evidence_review

        office, periode = self.session.office, self.session.periode
        found = evidence.evidence(office, wilayah, periode, formulir)
        return evidence_review.reviewed(office, found, wilayah)

    def _noted(self, wilayah: str, formulir: str) -> Texts:
        """The notes that travelled with the figures of a region, of one layanan."""
        from app.store import notes

        return notes.texts(self.session.office, self.session.periode, wilayah, formulir)

    def _show_evidence(self, number: int) -> Said:
        return evidence_open.show(self.session.office, number)

    # --- Looking at it

    def show_view(self, key: str) -> None:
        """Choose the table, one of the heat maps, or kemiskinan."""
        self.segments.mark(key)
        self._places.setCurrentIndex(0)
        self._views.setCurrentIndex(_STACKED.get(key, 1))
        self._show_controls(key)
        self._tell_who_sent()
        self._refresh_view()
        self._show_heat()
        self._show_beside()

    def _show_controls(self, key: str) -> None:
        """Each view has its own; the recap is made from every view of SPM."""
        own = {_POVERTY: self.poverty.controls, _MAP: self.map.figure, _TREND: self.trend.figure}
        for view, part in own.items():
            part.setVisible(view == key)
        self.order.setVisible(key in _SORTED)
        self.rekap.setVisible(key != _POVERTY)
        self.picture.setVisible(key in OF_VIEW)

    def _shown(self) -> Shown | None:
        """What a picture is made from; None until it has been worked out."""
        key = self.segments.chosen
        if key == _TREND:
            found, reported = self.trend.trend, self.trend.reported
            if found is None or reported is None:
                return None
            return Shown(key, reported, found, self.trend.figure.currentData())
        if self.recap is None:
            return None
        urusan = self.map.figure.currentData()
        return Shown(key, self.recap.reported, urusan=urusan, order=self._regions_in_order())

    def _regions_in_order(self) -> list[str]:
        return [row.code for row in self.table.ledger.rows if not row.foot]

    def _refresh_view(self) -> None:
        """Views with figures of their own read them when they are looked at."""
        own = {_POVERTY: self.poverty.refresh, _TREND: self.trend.refresh}
        if self.segments.chosen in own:
            own[self.segments.chosen]()

    def _tell_who_sent(self) -> None:
        """The line below the title follows the view."""
        told = words.summary(self.recap) if self.recap is not None else ""
        if self.segments.chosen == _POVERTY:
            told = self.poverty.summary()
        self.header.say(t("konsolidasi.judul"), told)

    def _show_heat(self) -> None:
        key = self.segments.chosen
        if self.recap is None or key in _STACKED:
            return
        order = self._regions_in_order()
        make = recap_heat.by_urusan if key == "urusan" else recap_heat.by_layanan
        self.heat.show_data(make(self.recap.reported, order), self.recap.periode.judul)

    def _show_beside(self) -> None:
        """What takes a second reckoning of every region waits until somebody looks."""
        panes: dict[str, MethodPane | BesidePane | EspmPane] = {
            _METHOD: self.method,
            _BUDGET: self.budget,
            _GEDSI: self.gedsi,
            _ESPM: self.espm,
        }
        pane = panes.get(self.segments.chosen)
        if self.recap is not None and pane is not None:
            pane.show_recap(self.recap)

    def _open_row(self) -> None:
        self._open_known(self.table.current_code)

    def _open_known(self, kode: str) -> None:
        """A klaster or the province has no sheets of its own to open."""
        if kode in self.session.regions:
            self.open_region(kode)

    def _open_tile(self, kode: str, column: str) -> None:
        known = self.recap is not None and any(form.kode == column for form in self.recap.forms)
        self.open_region(kode, column if known else "")

    def _open_sheet(self, kode: str, formulir: str, sel: str = "") -> None:
        self.session.set_wilayah(kode)
        home_ways.to_cell(self, formulir, sel)

    # --- Order

    def _fill_order(self) -> None:
        for column, head in enumerate(self.table.ledger.heads):
            for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
                way = "naik" if order == Qt.SortOrder.AscendingOrder else "turun"
                self.order.addItem(t(f"konsolidasi.urut.{way}", kolom=head.title), (column, order))

    def _choose_order(self, place: int) -> None:
        column, order = self.order.itemData(place)
        self.table.sort_by(column, order)

    def _ordered(self, column: int, order: Qt.SortOrder) -> None:
        self.order.setCurrentIndex(2 * column + (order == Qt.SortOrder.DescendingOrder))
        self._show_heat()

    # --- Making it

    def _connect(self) -> None:
        session = self.session
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._refresh)
        for signal in (session.changed, session.periode_changed, session.settings_changed):
            signal.connect(self._stale)
        self.segments.wanted.connect(self.show_view)
        self.order.activated.connect(self._choose_order)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._ordered)
        self.table.activated.connect(self._open_row)
        self.heat.map.opened.connect(self._open_tile)
        self.map.map.opened.connect(self.open_region)
        for pane in (self.trend, self.method, self.budget, self.gedsi, self.espm):
            pane.opened.connect(self._open_known)
        self.espm.sheet_wanted.connect(self._open_sheet)
        self.detail.left.connect(self.close_region)
        self.detail.sheet_wanted.connect(self._open_sheet)
        self.detail.ask_wanted.connect(partial(home_ways.to_ask, self))
        self.poverty.sheet_wanted.connect(self._open_sheet)
        self.poverty.worked_out.connect(self._tell_who_sent)
        self.table.sort_by(consolidation_table.NAME, Qt.SortOrder.AscendingOrder)

    def _lay_out(self) -> None:
        card = self._table_card()
        views = (card, self.heat, self.poverty, self.map, self.trend)
        for view in (*views, self.method, self.budget, self.gedsi, self.espm):
            self._views.addWidget(view)
        orders = QHBoxLayout(self._orders)
        orders.setContentsMargins(0, 0, 0, 0)
        orders.setSpacing(sizes.S)
        for part in (self.order, self.map.figure, self.trend.figure, self.picture, self.rekap):
            orders.addWidget(part)
        orders.addWidget(self.poverty.controls)
        self._show_controls(self.segments.chosen)
        self._top.setSpacing(sizes.S)
        self._top.setColumnStretch(0, 1)
        self._arrange(sizes.HOME_WINDOW[0])
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S)
        column.addLayout(self._top)
        column.addWidget(self._views, 1)
        self._places.addWidget(whole)
        self._places.addWidget(self.detail)
        page = QVBoxLayout(self)
        page.setContentsMargins(sizes.XL, sizes.M, sizes.XL, sizes.S)
        page.setSpacing(sizes.M)
        page.addWidget(self.messages)
        page.addWidget(self._places, 1)

    def _table_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(sizes.S, sizes.XS, sizes.S, sizes.XS)
        card.body.setSpacing(sizes.XS)
        card.body.addWidget(self.table, 1)
        below = QHBoxLayout()
        below.setContentsMargins(sizes.S, 0, sizes.S, 0)
        below.addWidget(self.footer, 1)
        below.addWidget(self._marks)
        card.body.addLayout(below)
        card.setFocusProxy(self.table)
        return card

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The parts choose how they stand."""
        super().resizeEvent(event)
        width = event.size().width()
        flat = event.size().height() < sizes.FLAT_PAGE
        self.header.setVisible(not flat)
        self.footer.fold(folded=flat)
        for pane in (self.heat, self.map, self.trend, self.method, self.budget, self.gedsi):
            pane.set_flat(flat=flat)
        self.espm.set_flat(flat=flat)
        self.detail.set_width(width, flat=flat)
        self.poverty.set_width(width)
        self._arrange(width, flat=flat)

    def _arrange(self, width: int, *, flat: bool = False) -> None:
        """The head in one line or two; its controls beside it, or below the views.

        In a flat window the views are a list, with the controls in one line.
        """
        self._marks.setVisible(width >= _WIDE and not flat)
        self.picture.shorten(short=flat)
        self.order.setMaximumWidth(_SHORT if flat else _ANY)
        left = Qt.AlignmentFlag.AlignLeft
        if flat:
            self.segments.set_rows(0)
            self._top.addWidget(self.segments, 0, 0, left)
            self._top.addWidget(self._orders, 0, 1)
            return
        self.header.set_one_line(width >= _WIDE)
        self.segments.set_rows(1 if width >= _MIDDLE else 2)
        beside = width >= _MIDDLE
        self._top.addWidget(self.header, 0, 0)
        self._top.addWidget(self.segments, 1, 0, 1, 2, left)
        if beside:
            self._top.addWidget(self._orders, 0, 1)
        else:
            self._top.addWidget(self._orders, 2, 0, 1, 2, left)
