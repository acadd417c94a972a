"""The right column of Beranda: what is next, what stands in the way, how the package fared."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.pages import home_ways
from app.ui.pages.home_deadline import written_day
from app.ui.pages.home_parts import LineButton, LinesCard
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.exchange.butir_tanya import Butir
    from app.store.dispatch import Paket
    from app.ui.pages.home_figures import Figures, Layanan

_SHOWN = 2


class NextCard(Card):
    """The one thing to do next, and the page's one loud button."""

    def __init__(self) -> None:
        super().__init__(t("beranda.lanjut.judul"))
        self._what = Text("", Step.STRONG)
        self._detail = text.muted()
        self.button = Button(t("beranda.lanjut.isi"), Kind.PRIMARY, "arrow-right")
        self._goal: Callable[[], object] = self._to_package
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
    def what(self) -> str:
        """What the strong line says."""
        return self._what.text()

    @property
    def detail(self) -> str:
        """What the quiet line says."""
        return self._detail.text()

    def show_figures(
        self, figures: Figures, *, sent: bool, asked: Sequence[Butir] = (), ready: int = 0
    ) -> None:
        """First what was asked, then a layanan to go on with; when all is done, the package.

        `asked` are the questions that wait for an answer from here, `ready` counts the answers
        that wait for a package.
        """
        if asked:
            self._show_asked(asked)
        elif figures.unfinished is not None:
            self._show_layanan(figures.unfinished)
        else:
            self._show_package(sent=sent, ready=ready)

    def _show_asked(self, asked: Sequence[Butir]) -> None:
        # What stops a signature comes before the others.
        first = next((one for one in asked if one.tanya.penghalang), asked[0])
        self._goal = partial(home_ways.to_question, self, first.tanya)
        self._what.setText(t("beranda.lanjut.tanya", jumlah=len(asked)))
        self._detail.setText(f"{first.form.nama}: {first.sel.label}")
        self.button.setText(t("beranda.lanjut.jawab"))

    def _show_layanan(self, wanted: Layanan) -> None:
        from app.ui.pages import home_figures

        self._goal = partial(home_ways.to_cell, self, wanted.form.kode, wanted.first_empty)
        self._what.setText(wanted.form.nama)
        empty = len(wanted.kelengkapan.kosong)
        key = "mulai" if wanted.progress == "kosong" else "sebagian"
        urusan = home_figures.all_names()[wanted.form.urusan]
        self._detail.setText(t(f"beranda.lanjut.{key}", jumlah=empty, urusan=urusan))
        self.button.setText(t("beranda.lanjut.isi"))

    def _show_package(self, *, sent: bool, ready: int) -> None:
        self._goal = self._to_package
        key = "kirim_jawaban" if ready else "kirim_ulang" if sent else "kirim"
        self._what.setText(t(f"beranda.lanjut.{key}", jumlah=ready))
        self._detail.setText(t("beranda.lanjut.semua_lengkap"))
        self.button.setText(t("beranda.lanjut.ke_paket"))

    def _go(self) -> None:
        self._goal()

    def _to_package(self) -> None:
        home_ways.to_page(self, "paket")


class FindingsCard(LinesCard):
    """What blocks a signature, line by line, and how many warnings there are.

    Signals:
        wanted: the Temuan to look at.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(t("beranda.temuan.judul"))

    def show_figures(self, figures: Figures) -> None:
        """Replace the lines."""
        self.show_lines([*self._found(figures)] or [_nothing()])

    def _found(self, figures: Figures) -> Iterator[LineButton]:
        blocking, warnings = figures.blocking, figures.warnings
        for found in blocking[:_SHOWN]:
            name = figures.form(found.formulir).nama
            yield self._leading(LineButton(name, found.pesan, "stop", Tone.BAD), found)
        if more := blocking[_SHOWN:]:
            words = t("beranda.temuan.lainnya", jumlah=len(more))
            yield self._leading(LineButton(words, "", "stop", Tone.BAD), more[0])
        if warnings:
            words = t("beranda.temuan.peringatan", jumlah=len(warnings))
            yield self._leading(LineButton(words, "", "alert", Tone.WARN), warnings[0])

    def _leading(self, line: LineButton, found: object) -> LineButton:
        line.clicked.connect(lambda: self.wanted.emit(found))
        return line


def _nothing() -> LineButton:
    line = LineButton(t("beranda.temuan.tidak_ada"), "", "check-circle", Tone.GOOD)
    line.setEnabled(False)
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
