"""Letters that have just been written: their codes, their texts for a chat, their folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.wilayah import Wilayah
    from app.exchange.susun_balasan import BalasanJadi
    from app.exchange.tanda_terima import SuratJadi


_ROWS = 3


class LettersMade(QWidget):
    """Shown in the place of the form until the user goes on.

    Signals:
        closed: the user has seen it.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._made: list[SuratJadi | BalasanJadi] = []
        self._folder: Path | None = None
        self._glyph = Glyph("check-circle", Tone.GOOD, sizes.ICON_LARGE)
        self._headline = Text("", Step.STRONG)
        self._how = text.muted(t("paket_layar.surat.cara"))
        self.table = Ledger(t("paket_layar.surat.dibuat"), _heads())
        self.table.ask_for(_ROWS)
        self.copy = Button(t("paket_layar.surat.salin"), Kind.PRIMARY, "copy")
        self.open = Button(t("paket_layar.terkirim.buka"), Kind.PLAIN, "folder")
        self.done = Button(t("paket_layar.terima.kosongkan"), Kind.QUIET)
        self.copied = text.caption("")
        self.copy.clicked.connect(self._copy)
        self.open.clicked.connect(self._open)
        self.done.clicked.connect(self.closed)
        self.table.activated.connect(self._copy)
        self._lay_out()
        self.setFocusProxy(self.table)

    def show_letters(
        self,
        made: Sequence[SuratJadi | BalasanJadi],
        folder: Path | None,
        regions: Mapping[str, Wilayah],
    ) -> None:
        """Tell about letters or replies that were signed and, but for None, written to a folder."""
        self._made = list(made)
        self._show_folder(folder)
        self.copied.setText("")
        rows = []
        for number, one in enumerate(made):
            wilayah, place = one.tentang
            region = regions.get(wilayah)
            cells = [
                Cell(region.singkat if region else wilayah),
                Cell(str(place)),
                Cell(" · ".join(one.kata), strong=True),
                Cell(one.nama_berkas, note=one.nama_berkas),
            ]
            rows.append(Row(str(number), cells))
        self.table.show_rows(rows)
        self.table.go_to("0")

    def _show_folder(self, folder: Path | None) -> None:
        self._folder = folder
        facts = {"jumlah": len(self._made), "folder": str(folder)}
        saved = folder is not None
        self._glyph.show_icon(*(("check-circle", Tone.GOOD) if saved else ("alert", Tone.WARN)))
        key = "selesai" if saved else "belum_disimpan"
        self._headline.setText(t(f"paket_layar.surat.{key}", **facts))
        opens = t("paket_layar.terkirim.buka")
        self.open.setText(opens if saved else t("paket_layar.surat.simpan_ke"))

    def _copy(self) -> None:
        made = self._made[int(self.table.current_code or 0)]
        QGuiApplication.clipboard().setText(made.teks)
        self.copied.setText(t("paket_layar.surat.disalin", berkas=made.nama_berkas))

    def _open(self) -> None:
        """Show the folder; where they are in none yet, let the user choose one."""
        if self._folder is not None:
            dialogue.reveal(self._folder)
            return
        from app.exchange import tanda_terima

        folder = dialogue.choose_folder(self, t("paket_layar.surat.pilih_folder"), Path.home())
        if folder is None:
            return
        try:
            tanda_terima.write(self._made, folder)
        except LontarError as error:
            dialogue.show_error(self, error)
        else:
            self._show_folder(folder)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(sizes.S)
        head.addWidget(self._glyph)
        head.addWidget(self._headline, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.S)
        for button in (self.copy, self.open, self.done):
            buttons.addWidget(button)
        buttons.addWidget(self.copied, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S, sizes.XS, sizes.S, sizes.S)
        column.setSpacing(sizes.S)
        column.addLayout(head)
        column.addWidget(self._how)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)


def _heads() -> list[Head]:
    return [
        Head(t("tanya.balas.untuk"), "Dinas Pekerjaan Umum"),
        Head(t("paket_layar.buku.revisi"), "Rev.", right=True),
        Head(t("paket_layar.surat.kode"), "penerbit · kagum · tegak · jawab · psikolog · sepintas"),
        Head(t("paket_layar.buku.berkas"), "tanda-terima_5303_TTU_2026-T3_rev01_7F2K.txt"),
    ]
