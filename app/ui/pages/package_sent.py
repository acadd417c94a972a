"""What became of a package: its file, its six words, how to send it, and what is awaited now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.teks import t
from app.ui import dialogue, sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.facts import Facts
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.exchange.ekspor import Naskah, Terkirim


class Sent(QWidget):
    """Shown in the place of the form until the user goes on."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path()
        self._words = ""
        self.shown: tuple[Terkirim, Naskah] | None = None
        self._headline = Text("", Step.STRONG)
        self.facts = Facts()
        self._how = text.body()
        self.copy = Button(t("paket_layar.terkirim.salin"), Kind.PLAIN, "copy")
        self.open = Button(t("paket_layar.terkirim.buka"), Kind.PLAIN, "folder")
        self.again = Button(t("paket_layar.terkirim.lagi"), Kind.QUIET)
        self.copy.clicked.connect(self._copy)
        self.open.clicked.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addLayout(self._head())
        column.addWidget(Chip(t("paket_layar.menunggu"), Tone.INFO, "clock"))
        column.addWidget(self.facts)
        column.addWidget(self._how)
        column.addLayout(self._buttons())
        column.addStretch(1)

    def show_package(self, sent: Terkirim, naskah: Naskah) -> None:
        """Tell about a package that has just been written."""
        self.shown = sent, naskah
        self._folder = sent.path.parent
        self._words = " · ".join(sent.kata)
        self._headline.setText(t("paket_layar.terkirim.selesai", revisi=sent.revisi))
        lines = [
            (t("paket_layar.terkirim.berkas"), sent.path.name),
            (t("paket_layar.terkirim.folder"), str(self._folder)),
            (t("paket_layar.terkirim.kata"), self._words),
            (t("paket_layar.terkirim.menyatakan"), naskah.penyata.penanda.nama),
            (t("paket_layar.terkirim.menandatangani"), naskah.penanda.nama),
        ]
        if sent.arsip is not None:
            lines.insert(1, (t("paket_layar.terkirim.arsip"), sent.arsip.name))
        self.facts.show_lines(lines)
        self._how.setText(_how(naskah))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(sizes.S)
        row.addWidget(Glyph("check-circle", Tone.GOOD, sizes.ICON_LARGE))
        row.addWidget(self._headline, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(sizes.S)
        for button in (self.copy, self.open, self.again):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words)

    def _open(self) -> None:
        dialogue.reveal(self._folder)


def _how(naskah: Naskah) -> str:
    """What becomes of the file; an office that certified itself to practise has nobody to go to."""
    tujuan = naskah.isi.tujuan
    if tujuan == naskah.isi.kantor.nama:
        return t("paket_layar.terkirim.tanpa_penerima")
    return t("paket_layar.terkirim.cara", tujuan=tujuan)
