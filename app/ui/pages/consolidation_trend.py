"""The last eight quarters of every region, and who lies far from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from app import paths
from app.domain import tren
from app.domain.angka import format_decimal, format_index, format_number, round_half_up
from app.exchange import rekap_kata, rekap_tren
from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.charts.spark import Spark
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets.card import Card
from app.ui.widgets.folding import FoldingText
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from PySide6.QtGui import QResizeEvent

    from app.domain.rekap_gabung import Reported
    from app.domain.tren import Titik, Tren
    from app.exchange.rekap_tren import Quarter
    from app.ui.session import Session

_PEOPLE, _INDEX = "belum", "indeks"
_ROOMY = 380
_WORDS = 16
_MEAN, _POOLED = "provinsi:rerata", "provinsi:gabungan"


class TrendPane(Card):
    """A line for each region; the strip below follows the line under the cursor.

    Signals:
        opened: the code of the region whose line was opened.
    """

    opened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.trend: Tren | None = None
        self.reported: Reported | None = None
        self._pending: Iterator[Quarter] = iter(())
        self._read: list[Quarter] = []
        self._turn = 0
        self.figure = Selector(t("konsolidasi.tren.angka"))
        for key in (_PEOPLE, _INDEX):
            self.figure.addItem(t(f"konsolidasi.kolom.{key}"), key)
        self.figure.setMinimumContentsLength(_WORDS)
        self.table = Ledger(t("konsolidasi.tren.tabel"), self._heads(), sortable=True)
        self.spark = Spark()
        self.said = Text("", Step.STRONG)
        self.spread = FoldingText(t("konsolidasi.tren.menunggu"), Step.BODY)
        self._note = Text(t("konsolidasi.tren.kumulatif"), Step.CAPTION, Tone.MUTED)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._read_one)
        self.figure.activated.connect(self._fill)
        self.table.activated.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.sort_by(0, Qt.SortOrder.AscendingOrder)
        self._lay_out()
        self.setFocusProxy(self.table)

    def set_flat(self, *, flat: bool) -> None:
        """In a flat window the table comes first."""
        self.spread.fold(folded=flat)

    def refresh(self) -> None:
        """Read eight quarters, one in each turn of the window, and work them out beside it."""
        session = self.session
        self._turn += 1
        self._read = []
        self._pending = rekap_tren.quarters(session.office, session.periode, paths.forms())
        self._next.start(0)

    def _read_one(self) -> None:
        if not self.session.is_open:
            return
        quarter = next(self._pending, None)
        if quarter is not None:
            self._read.append(quarter)
            self._next.start(0)
            return
        read, turn = self._read, self._turn
        background.run(
            self,
            lambda progress: rekap_tren.work_out(read, progress),
            done=lambda found: self._show(*found, turn),
            failed=lambda error: dialogue.show_failure(self, error),
        )

    def _show(self, found: Tren, reported: Reported, turn: int) -> None:
        if turn != self._turn:
            return
        self.trend, self.reported = found, reported
        self._fill()

    # --- Showing it

    def _heads(self) -> list[Head]:
        periods = tren.last_quarters(self.session.periode)
        figure = "88.888.888"
        return [
            Head(t("konsolidasi.kolom.wilayah"), t("konsolidasi.tren.provinsi_gabungan")),
            *(
                Head(rekap_kata.quarter_name(one), figure, right=True, tip=one.judul)
                for one in periods
            ),
            Head(
                t("konsolidasi.tren.setahun"),
                figure,
                right=True,
                tip=t("konsolidasi.tren.setahun_arti"),
            ),
        ]

    def _fill(self) -> None:
        if self.trend is None or self.reported is None:
            return
        key, reported = self.figure.currentData(), self.reported
        year = self.trend.periode[-1].tahun
        people = tren.people_spread(reported, year)
        spread = people if key == _PEOPLE else tren.index_spread(reported)
        far = set(spread.pencilan) if spread is not None else set()
        rows = [
            Row(one.kode, self._cells(one.singkat, one.kode, self.trend.wilayah[one.kode], far))
            for one in reported.wilayah
        ]
        groups = [(_POOLED, "provinsi_gabungan", self.trend.gabungan)]
        if key == _INDEX:
            groups.insert(0, (_MEAN, "provinsi_rerata", self.trend.rerata))
        for code, name, points in groups:
            cells = self._cells(t(f"konsolidasi.tren.{name}"), code, points, far)
            rows.append(Row(code, cells, foot=True))
        self.table.show_heads(self._heads())
        self.table.show_rows(rows)
        self.spread.setText("\n".join(rekap_kata.spread_told(reported, year)))
        self._follow()

    def _cells(self, name: str, code: str, points: Sequence[Titik], far: set[str]) -> list[Cell]:
        make = self._people if self.figure.currentData() == _PEOPLE else self._index
        cells = [make(one) for one in points]
        if code in far:
            last = cells[-1]
            note = t("konsolidasi.tren.jauh")
            cells[-1] = last._replace(icon="alert", tone=Tone.WARN, note=note)
        return [Cell(name, code), *cells, self._change(points)]

    def _index(self, point: Titik) -> Cell:
        if point.indeks is None:
            return Cell(t("konsolidasi.kosong"), muted=True)
        written = format_index(point.indeks)
        if not point.final:
            shown = t("konsolidasi.sementara", angka=written)
            return Cell(shown, point.indeks, muted=True, note=self._rests_on(point))
        return Cell(written, point.indeks, note=self._rests_on(point))

    def _people(self, point: Titik) -> Cell:
        if point.belum is None:
            return Cell(t("konsolidasi.kosong"), muted=True)
        return Cell(format_number(point.belum), point.belum, note=self._rests_on(point))

    def _rests_on(self, point: Titik) -> str:
        semua = len(self.reported.wilayah) if self.reported is not None else 0
        said = t("konsolidasi.tren.dari", jumlah=point.dari, semua=semua)
        return said if point.dari > 1 else ""

    def _change(self, points: Sequence[Titik]) -> Cell:
        change: Fraction | int | None
        if self.figure.currentData() == _PEOPLE:
            change = tren.people_change(points)
            written = "" if change is None else format_number(int(change))
        else:
            change = tren.index_change(points)
            written = "" if change is None else format_decimal(change)
        if change is None:
            return Cell(t("konsolidasi.kosong"), muted=True)
        above = round_half_up(change) > 0
        shown = t("konsolidasi.tren.naik", angka=written) if above else written
        return Cell(shown, change, strong=True)

    def _follow(self) -> None:
        """The strip and its words for the line under the cursor."""
        code = self.table.current_code
        if self.trend is None or not code:
            return
        ends = {_MEAN: self.trend.rerata, _POOLED: self.trend.gabungan}
        points = ends.get(code) or self.trend.wilayah[code]
        people = self.figure.currentData() == _PEOPLE
        row = next(row for row in self.table.ledger.rows if row.code == code)
        heads = [head.title for head in self.table.ledger.heads]
        told = ", ".join(
            f"{head} {cell.text}" for head, cell in list(zip(heads, row.cells, strict=True))[1:]
        )
        words = t("konsolidasi.tren.garis", nama=row.cells[0].text, daftar=told)
        self.spark.show_numbers([one.belum if people else one.indeks for one in points], words)
        self.said.setText(row.cells[0].text)

    def _open(self) -> None:
        if self.table.current_code in self.session.regions:
            self.opened.emit(self.table.current_code)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(sizes.L)
        below.addWidget(self.said)
        below.addWidget(self.spark, 1)
        below.setContentsMargins(sizes.S, 0, sizes.S, 0)
        for part in (self.spread, self._note):
            part.setContentsMargins(sizes.S, 0, sizes.S, 0)
        self.body.setContentsMargins(sizes.S, sizes.XS, sizes.S, sizes.S)
        self.body.setSpacing(sizes.XS)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(below)
        self.body.addWidget(self.spread)
        self.body.addWidget(self._note)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the table comes first; the strip and the note give way."""
        super().resizeEvent(event)
        roomy = event.size().height() >= _ROOMY
        for part in (self.spark, self.said, self._note):
            part.setVisible(roomy)
