"""The preview of a paste: what becomes of each cell of the block, and where rows and columns go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.tempel import Keputusan, Nasib, Rencana, plan
from app.teks import t
from app.ui import sizes
from app.ui.grid.paste_mapping import PasteMapping
from app.ui.grid.plan_preview import PlanPreview
from app.ui.widgets import text
from app.ui.widgets.button import Button
from app.ui.widgets.line import Tick
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.tempel_blok import Blok
    from app.domain.tempel_peta import Pemetaan
    from app.ui.charts.ledger import Row
    from app.ui.grid.sheet import OpenSheet

_MAPPING_CHARS = 38
_WIDE_CHARS = 140
_WAY_CHARS = 16


class PastePreview(PlanPreview):
    """Shows what a block would do to a sheet and lets the person decide.

    Signals:
        decided: the `Rencana` to write and the `Pemetaan` it was made with.

    """

    decided = Signal(object, object)

    def __init__(
        self, parent: QWidget, sheet: OpenSheet, blok: Blok, offered: list[Pemetaan]
    ) -> None:
        super().__init__(parent, t("tempel.judul"))
        self._sheet, self._blok, self._offered = sheet, blok, offered
        self._peta = offered[0]
        self.mapping = PasteMapping()
        self.way = Selector(t("tempel.cara").replace("&", ""))
        self._way_name = text.buddy(t("tempel.cara"), self.way)
        self.empties = Tick("")
        self.empties.setObjectName("tempel_kosong")
        self.side_button = Button(t("tempel.pemetaan_tombol"))
        self._lay_out()
        self._connect()
        self._refresh(self._begin)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(sizes.M)
        top.addWidget(self._way_name)
        top.addWidget(self.way)
        self.way.setMinimumWidth(sizes.chars(self, _WAY_CHARS))
        top.addStretch(1)
        top.addWidget(self.empties)
        side = QVBoxLayout()
        side.setSpacing(sizes.S)
        side.addWidget(self.mapping, 1)
        side.addWidget(text.caption(t("tempel.cara_pemetaan")))
        self._side = QWidget()
        self._side.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        self._side.setFixedWidth(sizes.chars(self, _MAPPING_CHARS))
        middle = QHBoxLayout()
        middle.setSpacing(sizes.L)
        middle.addLayout(self._list_with_choice(), 1)
        middle.addWidget(self._side)
        column = self._outer()
        column.addLayout(top)
        column.addLayout(middle, 1)
        column.addLayout(self._buttons(self.side_button))
        self._as_large_as_the_window()
        # On an enlarged screen the list has no room to spare for what is rarely changed.
        self._side.setVisible(self.width() >= sizes.chars(self, _WIDE_CHARS))

    def _connect(self) -> None:
        for peta in self._offered:
            self.way.addItem(t(f"tempel.cara.{peta.cara}"))
        for one in (self._way_name, self.way):
            one.setVisible(len(self._offered) > 1)
        self.way.currentIndexChanged.connect(self._take_way)
        self.mapping.changed.connect(self._take_mapping)
        self.empties.toggled.connect(lambda _on: self._refresh())
        self.side_button.clicked.connect(self._toggle_mapping)

    # --- What is decided

    def _plan(self) -> Rencana:
        putusan = Keputusan(self._answers, self.empties.isChecked())
        return plan(self._sheet.form, self._sheet.values, self._blok, self._peta, putusan)

    def _decide(self) -> None:
        self.decided.emit(self._rencana, self._peta)

    def _toggle_mapping(self) -> None:
        """Show the mapping and go there, or give its room to the list."""
        self._side.setVisible(not self._side.isVisible())
        (self.mapping if self._side.isVisible() else self.list).setFocus()

    def _take_way(self, number: int) -> None:
        self._peta = self._offered[number]
        self._refresh()

    def _take_mapping(self, peta: Pemetaan) -> None:
        self._peta = peta
        self._refresh()

    # --- What is shown

    def _show(self, rows: Sequence[Row]) -> None:
        super()._show(rows)
        size = {"baris": len(self._blok.baris), "kolom": self._blok.lebar}
        tabel = self._sheet.form.tables[self._peta.tabel].judul
        self.told.setText(t("tempel.blok", tabel=tabel, **size))
        self.mapping.show_mapping(self._sheet.form, self._blok, self._peta)

    def _show_counts(self) -> None:
        super()._show_counts()
        left = sum(
            1
            for one in self._rencana.butir
            if one.nasib is Nasib.HAPUS or (one.nasib is Nasib.KOSONG and one.lama is not None)
        )
        self.empties.setText(t("tempel.kosongkan", jumlah=left))
        self.empties.setVisible(left > 0)
