"""Another deadline for one region: what was allowed this year, and a line to add one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import paths
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange.papan_kata import part_name
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.pages import allowance
from app.ui.pages.home_deadline import written_day
from app.ui.widgets import text
from app.ui.widgets.header import SectionTitle
from app.ui.widgets.selector import Selector
from app.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from app.store.deadlines import Pengecualian, Tenggat
    from app.ui.session import Session

_QUARTERS = (1, 2, 3, 4)


class Exceptions(QWidget):
    """Region, quarter, day and reason; a later exception takes the place of an earlier one.

    Signals:
        allowed: an exception was kept.
        dated: for which quarter, and with which day.
    """

    allowed = Signal()
    dated = Signal(object, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.table = Ledger(t("pengaturan.tenggat.khusus"), _heads())
        self._nothing = text.muted(t("pengaturan.tenggat.khusus_kosong"))
        self.region = Selector(t("pengaturan.tenggat.kolom.wilayah"))
        self.quarter = Selector(t("pengaturan.tenggat.kolom.periode"))
        self.kind, self.day, self.reason, self.allow = allowance.fields()
        for one in session.regions.values():
            if not one.is_provinsi:
                self.region.addItem(one.nama, one.kode)
        self.quarter.activated.connect(self._propose)
        self.kind.activated.connect(self._propose)
        self.allow.clicked.connect(self._allow)
        self.reason.returnPressed.connect(self._allow)
        self._lay_out()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [
            self.table, self.region, self.quarter, self.kind, self.day, self.reason, self.allow
        ]  # fmt: skip

    def refresh(self, year: int) -> None:
        """Read the exceptions of a year."""
        from app.store import deadlines

        periods = [Periode(year, quarter) for quarter in _QUARTERS]
        if [self.quarter.itemData(n) for n in range(self.quarter.count())] != periods:
            self.quarter.clear()
            for one in periods:
                self.quarter.addItem(one.judul, one)
            self.quarter.setCurrentIndex((self._session.periode.triwulan or 1) - 1)
            self._offer_kinds()
            self._propose()
        found = [one for p in periods for one in deadlines.allowed(self._session.office, p)]
        self.table.show_rows([self._row(one) for one in found])
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(self.table.contents_height() + bar)
        self.table.setVisible(bool(found))
        self._nothing.setVisible(not found)

    def _known(self) -> dict[str, Tenggat]:
        """The deadlines of the chosen quarter that are about a part of the work."""
        from app.exchange import tenggat

        found = tenggat.known(self._session.office, self.quarter.currentData(), paths.forms())
        return {one.kode: one for one in found if one.bagian}

    def _offer_kinds(self) -> None:
        """SPM first, whatever day it has."""
        self.kind.clear()
        for one in sorted(self._known().values(), key=lambda one: bool(one.ikut)):
            self.kind.addItem(part_name(one.bagian), one.kode)

    def _propose(self) -> None:
        """Begin with the day that holds for all."""
        day = self._known()[self.kind.currentData()].tanggal
        self.day.setDate(QDate(day.year, day.month, day.day))

    def _allow(self) -> None:
        from datetime import date

        from app.exchange import tenggat

        chosen = self.day.date()
        day, quarter = date(chosen.year(), chosen.month(), chosen.day()), self.quarter.currentData()
        try:
            tenggat.allow(
                self._session.office,
                quarter,
                self.region.currentData(),
                day,
                self.reason.text(),
                paths.forms(),
                self.kind.currentData(),
            )
        except LontarError as error:
            dialogue.show_error(self, error)
            self.reason.setFocus()
            return
        self.reason.clear()
        self.refresh(quarter.tahun)
        self.allowed.emit()
        self.dated.emit(quarter, day)

    def _row(self, one: Pengecualian) -> Row:
        region = self._session.regions.get(one.wilayah)
        about = self.kind.itemText(self.kind.findData(one.kode))
        return Row(
            f"{one.wilayah} {one.periode} {one.kode}",
            [
                Cell(region.nama if region else one.wilayah),
                Cell(Periode.parse(one.periode).judul),
                Cell(about or one.kode),
                Cell(written_day(one.tanggal)),
                Cell(one.alasan, note=one.alasan),
            ],
        )

    def _lay_out(self) -> None:
        first = Wrapping(self.region, self.quarter, self.kind, self.day)
        second = Wrapping(self.reason, self.allow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S)
        column.addWidget(SectionTitle(t("pengaturan.tenggat.khusus")))
        column.addWidget(self.table)
        column.addWidget(self._nothing)
        for row in (first, second):
            column.addLayout(row)


def _heads() -> list[Head]:
    return [
        Head(t("pengaturan.tenggat.kolom.wilayah"), "Kabupaten Manggarai Timur"),
        Head(t("pengaturan.tenggat.kolom.periode"), "Triwulan III 2026"),
        Head(t("pengaturan.tenggat.kolom.untuk"), "Kemiskinan"),
        Head(t("pengaturan.tenggat.kolom.tanggal"), "20 September 2026"),
        Head(t("pengaturan.tenggat.kolom.alasan"), "Banjir"),
    ]
