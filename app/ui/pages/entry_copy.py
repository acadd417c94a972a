"""What last year's figures would fill in, shown above the sheet before anything is copied."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain import salin
from app.errors import LontarError
from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.header import SectionTitle

if TYPE_CHECKING:
    from app.exchange.salin_tahun import Baris
    from app.ui.grid.sheet import OpenSheet
    from app.ui.grid.stack import SheetGrid

_MOST = 300
_ICONS = {
    "baru": ("check", Tone.GOOD),
    "beda": ("alert", Tone.WARN),
    "sama": ("minus", Tone.MUTED),
    "lain": ("stop", Tone.WARN),
}


class CopyPanel(QWidget):
    """A table of cells with what they held and hold, and the two ways to copy them.

    Signals:
        noticed: tone and sentence to show above the grid.
        done: the panel has closed; the sheet has the keys again.

    """

    noticed = Signal(object, str)
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sheet: OpenSheet | None = None
        self._planned: list[salin.Salinan] = []
        self._title = SectionTitle("")
        self._words = text.body()
        self.table = Ledger(t("salin.judul_daftar"), _heads())
        self.fill = Button("", Kind.PRIMARY)
        self.replace = Button("")
        self.leave = Button(t("jendela.batal"), Kind.QUIET)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.S)
        for button in (self.fill, self.replace, self.leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.L, sizes.M, sizes.L, sizes.M)
        column.setSpacing(sizes.S)
        for part in (self._title, self._words, self.table):
            column.addWidget(part)
        column.addLayout(buttons)
        self.fill.clicked.connect(lambda: self._copy(replace=False))
        self.replace.clicked.connect(lambda: self._copy(replace=True))
        self.leave.clicked.connect(self.close_panel)
        self.hide()

    def offer(self, grid: SheetGrid) -> None:
        """Show what could be copied into the open sheet; says so when there is nothing."""
        sheet = grid.sheet
        if sheet is None or not grid.finish_editing():
            return
        if sheet.readonly:
            self.noticed.emit(Tone.WARN, t(sheet.readonly))
            return
        from app.exchange import salin_tahun

        year = sheet.periode.tahun - 1
        self._sheet, self._planned = sheet, sheet.last_year_copies()
        told = [one for one in salin_tahun.in_words(self._planned) if one.keadaan != "sama"]
        if not told:
            key = "salin.sudah_sama" if self._planned else "salin.tidak_ada"
            self.close_panel()
            self.noticed.emit(Tone.INFO, t(key, tahun=year))
            return
        count = Counter(one.keadaan for one in told)
        new, other = count["baru"], count["beda"]
        self._title.say(t("salin.judul", tahun=year))
        words = [t("salin.ringkas", baru=new, beda=other)]
        if count["lain"]:
            words.append(t("salin.ringkas_lain", jumlah=count["lain"]))
        self._words.setText(" ".join(words))
        self.table.show_rows([_row(one) for one in told])
        self.table.setFixedHeight(min(self.table.contents_height() + sizes.XS, _MOST))
        self.fill.setText(t("salin.isi", jumlah=new))
        self.fill.setVisible(new > 0)
        self.replace.setText(t("salin.ganti", jumlah=other))
        self.replace.setVisible(other > 0)
        self.show()
        (self.fill if new else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Copy nothing."""
        was_open = self.isVisible()
        self.hide()
        self._sheet, self._planned = None, []
        if was_open:
            self.done.emit()

    def _copy(self, *, replace: bool) -> None:
        from app.exchange import salin_tahun

        sheet = self._sheet
        if sheet is None:
            return
        cells = salin.cells(self._planned, replace=replace)
        label = salin_tahun.label(sheet.periode, sheet.form)
        try:
            done = sheet.write(cells, salin_tahun.JENIS, label)
        except LontarError as error:
            self.noticed.emit(Tone.BAD, str(error))
            return
        self.close_panel()
        self.noticed.emit(Tone.GOOD, t("salin.selesai", jumlah=len(done.perubahan)))


def _row(one: Baris) -> Row:
    icon, tone = _ICONS[one.keadaan]
    return Row(
        one.sel,
        [
            Cell(one.label, note=one.label),
            Cell(one.lalu, note=one.lalu, strong=True),
            Cell(one.kini, note=one.kini, muted=one.keadaan == "baru"),
            Cell(t(f"salin.keadaan.{one.keadaan}"), icon=icon, tone=tone),
        ],
    )


def _heads() -> list[Head]:
    return [
        Head(t("salin.kolom.sel"), "Tahap 3. Rencana pemenuhan: sub kegiatan, pagu"),
        Head(t("salin.kolom.lalu"), "888.888.888.888", right=True),
        Head(t("salin.kolom.kini"), "888.888.888.888", right=True),
        Head(t("salin.kolom.keadaan"), "88sudah sama"),
    ]
