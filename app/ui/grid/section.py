"""One table with its title and the sentence that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollBar, QVBoxLayout, QWidget

from app.domain import gedsi
from app.teks import t
from app.ui import sizes
from app.ui.grid.table import TableView
from app.ui.grid.writing import percent
from app.ui.widgets import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from app.ui.grid.sheet import OpenSheet


class Section(QWidget):
    """Title, explanation, table; as high as its contents."""

    def __init__(self, on_key: Callable[[QKeyEvent], bool], may_leave: Callable[[], bool]) -> None:
        super().__init__()
        self._title = text.heading("")
        self._explanation = text.caption("")
        self._coverage = text.caption("")
        self._sheet: OpenSheet | None = None
        self.view = TableView(on_key, may_leave)
        self.across = QScrollBar(Qt.Orientation.Horizontal)
        self.across.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.XS)
        column.addWidget(self._title)
        column.addWidget(self._explanation)
        column.addWidget(self._coverage)
        column.addWidget(self.across)
        column.addWidget(self.view)
        own = self.view.horizontalScrollBar()
        own.rangeChanged.connect(self._offer_across)
        own.valueChanged.connect(self.across.setValue)
        self.across.valueChanged.connect(own.setValue)

    def show_table(self, sheet: OpenSheet, place: int) -> None:
        """Show one table of a sheet."""
        tabel = sheet.form.tabel[place]
        self._title.setText(tabel.judul)
        told = tabel.penjelasan if sheet.form.cells else t("isian.tanpa_baris")
        self._explanation.setText(told)
        self._explanation.setVisible(bool(told))
        self._sheet = sheet if any(kolom.pilah for kolom in tabel.kolom) else None
        if self._sheet is not None:
            sheet.changed.connect(self._tell_coverage)
        self._tell_coverage()
        self.view.show_table(sheet, place)

    def _offer_across(self) -> None:
        """A table higher than the page has its own bar out of view: nobody would look for more."""
        own, page = self.view.horizontalScrollBar(), self._page_height()
        self.across.setRange(own.minimum(), own.maximum())
        self.across.setPageStep(own.pageStep())
        self.across.setSingleStep(own.singleStep())
        self.across.setValue(own.value())
        self.across.setVisible(own.maximum() > own.minimum() and self.view.height() > page)

    def _page_height(self) -> int:
        """How much of all the tables is seen at a time."""
        inner = self.parentWidget()
        page = inner.parentWidget() if inner is not None else None
        return page.height() if page is not None else self.height()

    @property
    def coverage(self) -> str:
        """How much of what was counted is broken down; empty where nothing is."""
        return self._coverage.text()

    def _tell_coverage(self, _cells: object = None) -> None:
        sheet = self._sheet
        found = gedsi.coverage(sheet.form, sheet.values) if sheet else {}
        told = [
            t(f"isian.cakupan.{hal}", persen=percent(one.persen))
            for hal, one in found.items()
            if one.persen is not None
        ]
        self._coverage.setText(t("isian.cakupan.judul", isi="; ".join(told)) if told else "")
        self._coverage.setVisible(bool(told))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The table may have grown beyond the page, or the page with the window."""
        super().resizeEvent(event)
        self._offer_across()
