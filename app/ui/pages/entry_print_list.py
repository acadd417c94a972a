"""The list of outputs and charts that have content; one of them is chosen to be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.periode import Periode
    from app.exchange.tawaran_cetak import Tawaran

_WIDE = 620


class PrintList(QDialog):
    """What can be printed: Enter, a double click or the button takes the row under the cursor.

    Signals:
        chosen: the `Tawaran` to save.

    """

    chosen = Signal(object)

    def __init__(
        self, parent: QWidget, periode: Periode, offers: Sequence[Tawaran], own: str
    ) -> None:
        super().__init__(parent.window())
        self._offers = {one.kode: one for one in offers}
        self.setWindowTitle(t("cetak.daftar.judul"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = text.body()
        told.setText(t("cetak.daftar.penjelasan", periode=periode.judul))
        self.list = Ledger(t("cetak.daftar.judul"), _heads())
        self.take = Button(t("cetak.daftar.simpan"), Kind.PRIMARY)
        self.leave = Button(t("jendela.batal"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for one in (self.leave, self.take):
            one.setAutoDefault(False)
            buttons.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.L, sizes.M, sizes.L, sizes.M)
        column.setSpacing(sizes.M)
        for part in (told, self.list):
            column.addWidget(part)
        column.addLayout(buttons)
        self.list.show_rows([_row(one) for one in offers])
        self.list.go_to(own)
        self.list.ask_for(len(offers))
        self.list.activated.connect(self.accept)
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.resize(_WIDE, self.sizeHint().height())
        self.list.setFocus()

    # Qt

    def accept(self) -> None:
        """Close first, so that the question where to save stands over the page."""
        one = self._offers.get(self.list.current_code)
        super().accept()
        if one is not None:
            self.chosen.emit(one)


def _row(one: Tawaran) -> Row:
    held = t(f"cetak.daftar.isi.{one.jenis}", jumlah=one.isi)
    kinds = t(f"cetak.daftar.bentuk.{one.jenis}")
    return Row(one.kode, [Cell(one.kode, strong=True), Cell(one.nama), Cell(held), Cell(kinds)])


def _heads() -> list[Head]:
    return [
        Head(t("cetak.daftar.kolom.kode"), "G3.5"),
        Head(t("cetak.daftar.kolom.nama"), "Grafik 3.3 Indeks kedalaman kemiskinan (P1)"),
        Head(t("cetak.daftar.kolom.isi"), "888 angka"),
        Head(t("cetak.daftar.kolom.bentuk"), "Excel, PDF"),
    ]
