"""Cells that would get other values: what they hold now, and what they would hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.widgets.header import SectionTitle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.bandingkan import Beda

_MOST = 240


class Cells(QWidget):
    """A heading with the number, and a table; hidden when there is nothing to show."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._title = SectionTitle("")
        self.table = Ledger(name, _heads())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addWidget(self._title)
        column.addWidget(self.table)
        self.hide()

    def show_cells(self, cells: Sequence[Beda], title: str) -> None:
        """Replace the cells; `ditandatangani` of each is what it holds now."""
        self._title.say(title)
        self.table.show_rows([_row(str(number), one) for number, one in enumerate(cells, start=1)])
        self.table.setFixedHeight(min(self.table.contents_height() + sizes.XS, _MOST))
        self.setVisible(bool(cells))


def _row(code: str, beda: Beda) -> Row:
    return Row(
        code,
        [
            Cell(beda.label, note=beda.label),
            Cell(beda.ditandatangani, note=beda.ditandatangani),
            Cell(beda.ditemukan, note=beda.ditemukan, strong=True),
        ],
    )


def _heads() -> list[Head]:
    return [
        Head(t("paket_layar.beda.sel"), "Ibu hamil: yang harus dilayani, Jumlah"),
        Head(t("paket_layar.silsilah.sekarang"), "888.888", right=True),
        Head(t("paket_layar.silsilah.menjadi"), "888.888", right=True),
    ]
