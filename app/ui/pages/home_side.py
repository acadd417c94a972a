"""The right column of Beranda: what is next, what stands in the way, how the package fared."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.pages import home_ways
from app.ui.pages.home_deadline import written_day
from app.ui.pages.home_parts import LineButton, ListCard
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.store.dispatch import Paket
    from app.ui.pages.home_figures import Figures

_SHOWN = 2


class NextCard(Card):
    """The one thing to do next, and the page's one loud button."""

    def __init__(self) -> None:
        super().__init__(t("beranda.lanjut.judul"))
        self._what = Text("", Step.STRONG)
        self._detail = text.muted()
        self.button = Button(t("beranda.lanjut.isi"), Kind.PRIMARY, "arrow-right")
        self._goal: tuple[str, str] | None = None
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._what)
        words.addWidget(self._detail)
        row = QHBoxLayout()
        row.setSpacing(sizes.M)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.setContentsMargins(sizes.L, sizes.M, sizes.L, sizes.M)
        self.body.setSpacing(sizes.XS)
        self.body.addLayout(row)
        self.button.clicked.connect(self._go)

    @property
    def detail(self) -> str:
        """What the quiet line says."""
        return self._detail.text()

    def show_figures(self, figures: Figures, *, sent: bool) -> None:
        """Go on with a layanan; when all are complete, with the package."""
        from app.ui.pages import home_figures

        wanted = figures.unfinished
        if wanted is None:
            self._goal = None
            self._what.setText(t(f"beranda.lanjut.{'kirim_ulang' if sent else 'kirim'}"))
            self._detail.setText(t("beranda.lanjut.semua_lengkap"))
            self.button.setText(t("beranda.lanjut.ke_paket"))
            return
        self._goal = (wanted.form.kode, wanted.first_empty)
        self._what.setText(wanted.form.nama)
        empty = len(wanted.kelengkapan.kosong)
        key = "mulai" if wanted.progress == "kosong" else "sebagian"
        urusan = home_figures.all_names()[wanted.form.urusan]
        self._detail.setText(t(f"beranda.lanjut.{key}", jumlah=empty, urusan=urusan))
        self.button.setText(t("beranda.lanjut.isi"))

    def _go(self) -> None:
        if self._goal is None:
            home_ways.to_page(self, "paket")
        else:
            home_ways.to_cell(self, *self._goal)


class FindingsCard(ListCard):
    """What blocks a signature, line by line, and how many warnings there are.

    Signals:
        wanted: the Temuan to look at.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(t("beranda.temuan.judul"))
        self.lines: list[LineButton] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)

    def show_figures(self, figures: Figures) -> None:
        """Replace the lines."""
        for line in self.lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self.lines = []
        blocking, warnings = figures.blocking, figures.warnings
        for found in blocking[:_SHOWN]:
            name = figures.form(found.formulir).nama
            self._add(LineButton(name, found.pesan, "stop", Tone.BAD), found)
        if more := blocking[_SHOWN:]:
            words = t("beranda.temuan.lainnya", jumlah=len(more))
            self._add(LineButton(words, "", "stop", Tone.BAD), more[0])
        if warnings:
            words = t("beranda.temuan.peringatan", jumlah=len(warnings))
            self._add(LineButton(words, "", "alert", Tone.WARN), warnings[0])
        if not self.lines:
            self._column.addWidget(self._nothing())

    def _add(self, line: LineButton, found: object) -> None:
        line.clicked.connect(lambda: self.wanted.emit(found))
        self.lines.append(line)
        self._column.addWidget(line)

    def _nothing(self) -> LineButton:
        line = LineButton(t("beranda.temuan.tidak_ada"), "", "check-circle", Tone.GOOD)
        line.setEnabled(False)
        self.lines.append(line)
        return line


class PackageCard(Card):
    """Whether the period was sent, and whether something changed since."""

    def __init__(self) -> None:
        super().__init__(t("beranda.paket.judul"))
        self.state = Chip("", Tone.MUTED, "circle")
        self.words = text.muted()
        button = Button(t("beranda.paket.buka"), Kind.PLAIN, "parcel")
        button.clicked.connect(self._go)
        words = QVBoxLayout()
        words.setSpacing(sizes.XS)
        words.addWidget(self.state)
        words.addWidget(self.words)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.setContentsMargins(sizes.L, sizes.M, sizes.L, sizes.M)
        self.body.setSpacing(sizes.XS)
        self.body.addLayout(row)

    def show_package(self, paket: Paket | None, unsent: int, *, stated: bool = False) -> None:
        """Tell about the last package of the period, or the statement that waits to be signed."""
        if stated:
            self.state.show_state(t("beranda.paket.dinyatakan"), Tone.INFO, "half")
            self.words.setText(t("beranda.paket.dinyatakan_arti"))
            return
        if paket is None:
            self.state.show_state(t("beranda.paket.belum"), Tone.MUTED, "circle")
            self.words.setText(t("beranda.paket.belum_arti"))
            return
        from app.store import dispatch

        if paket.putusan == dispatch.MENUNGGU:
            self.state.show_state(t("beranda.paket.menunggu"), Tone.INFO, "clock")
        else:
            self.state.show_state(t("beranda.paket.diterima"), Tone.GOOD, "check-circle")
        day = written_day(datetime.fromisoformat(paket.waktu).date())
        words = [t("beranda.paket.terakhir", revisi=paket.revisi, tanggal=day)]
        if unsent:
            words.append(t("beranda.paket.berubah", jumlah=unsent))
        self.words.setText(" ".join(words))

    def _go(self) -> None:
        home_ways.to_page(self, "paket")
