"""Beranda of the province: what arrived, who is awaited, the mean, and its own layanan."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app import paths
from app.domain.angka import format_index
from app.domain.indeks import kategori
from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.charts.band_scale import BandScale
from app.ui.pages import consolidation_figures, home_figures, home_ways
from app.ui.pages import consolidation_words as words
from app.ui.pages.home_board import BoardCard
from app.ui.pages.home_deadline import waiting
from app.ui.pages.home_follow_ups import FollowUpsCard
from app.ui.pages.home_parts import Body, Figure, FigureCard, ListCard
from app.ui.pages.home_questions import QuestionsCard
from app.ui.pages.home_region import amounts, unserved
from app.ui.pages.home_urusan import UrusanList
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.meter import Meter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.papan import Papan
    from app.domain.periode import Periode
    from app.ui.background import Progress
    from app.ui.charts.board import Board
    from app.ui.pages.consolidation_figures import Recap
    from app.ui.pages.home_figures import Urusan
    from app.ui.session import Session

_NARROW = 1150
_NAMED = 8


class ProvinceHome(QWidget):
    """What the secretariat asks in the morning.

    Signals:
        told: one line about the state of the province, for the head of the page.
    """

    told = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.recap: Recap | None = None
        self._turn = 0
        self.deadline = Figure(t("beranda.tenggat.judul"))
        self.meter = Meter(t("beranda.terima.judul"))
        self.received = Figure(t("beranda.terima.judul"), self.meter)
        self.unserved = Figure(t("beranda.belum.judul"))
        self.scale = BandScale(t("beranda.indeks.skala"))
        self.mean = Figure(t("beranda.rerata.judul"), self.scale)
        self.top = FigureCard([self.deadline, self.received, self.unserved, self.mean])
        self.card = BoardCard(session)
        self.questions = QuestionsCard(session)
        self.follow_ups = FollowUpsCard(session)
        self.awaited = AwaitedCard()
        self.own = UrusanList(slim=True)
        self.own.chosen.connect(self._open_urusan)
        self._lay_out()
        self.setFocusProxy(self.card.open)

    def refresh(self) -> None:
        """Show what is quick at once, and work the regions out beside the window."""
        from app.exchange import papan

        session = self._session
        found = waiting(session)
        self.deadline.say(found.figure, found.unit, found.words, found.mark)
        self.own.show_figures(home_figures.read(session))
        self.questions.refresh()
        self.follow_ups.refresh()
        read = consolidation_figures.snapshot(session)
        bahan = papan.read(session.office, session.periode, paths.forms(), session.forms)
        self._say_working()
        self._turn += 1
        turn = self._turn

        def work(progress: Progress) -> tuple[Recap, Papan]:
            return consolidation_figures.work_out(read, progress), papan.work_out(bahan)

        background.run(
            self,
            work,
            done=lambda found: self._show(*found, turn),
            failed=lambda error: dialogue.show_failure(self, error),
        )

    def _say_working(self) -> None:
        """Figures of another quarter go at once; those of this one stay until the new ones come."""
        self.told.emit(t("beranda.menghitung"))
        if self.recap is None or self.recap.periode == self._session.periode:
            return
        for figure in (self.received, self.unserved, self.mean):
            figure.say(t("beranda.tanpa_angka"), "", t("beranda.menghitung"))
        self.meter.show_share(None, t("beranda.menghitung"))
        self.scale.show_index(None, self.recap.known.metode.kategori, t("beranda.menghitung"))
        self.card.wait()
        self.awaited.wait()

    def _show(self, recap: Recap, found: Papan, turn: int) -> None:
        if turn != self._turn:
            return
        from app.store import pustaka

        self.recap = recap
        count = len(recap.regions)
        said = words.summary(recap)
        self.meter.show_share(recap.received / count, said)
        self.received.say(
            str(recap.received), t("beranda.terima.dari", semua=count), _arrived(recap)
        )
        number, unit = unserved(recap.belum)
        rest = amounts({name: many for name, many in recap.belum.items() if name != unit})
        also = t("beranda.belum.juga", daftar=rest) if rest else ""
        across = t("beranda.belum.wilayah", jumlah=recap.received)
        self.unserved.say(number, unit, f"{across} {also}".strip())
        self._show_mean(recap)
        names = pustaka.load_urusan(paths.forms())
        self.card.show_board(found, recap.periode, names)
        self.awaited.show_board(found, recap.periode, names)
        self.told.emit(said)

    def _show_mean(self, recap: Recap) -> None:
        bands = recap.known.metode.kategori
        if recap.mean is None:
            self.mean.say(t("beranda.tanpa_angka"), "", t("beranda.rerata.belum_ada"))
            self.scale.show_index(None, bands, t("beranda.rerata.belum_ada"))
            return
        band = kategori(recap.mean, recap.known.metode)
        said = t("beranda.rerata.dari", jumlah=recap.mean_of)
        self.mean.say(format_index(recap.mean), band, said)
        spoken = f"{format_index(recap.mean)} {band}. {said}"
        self.scale.show_index(Fraction(recap.mean), bands, spoken)

    @property
    def board(self) -> Board:
        """The tiles of the regions."""
        return self.card.board

    def _open_urusan(self, urusan: Urusan) -> None:
        wanted = urusan.unfinished or urusan.layanan[0]
        home_ways.to_cell(self, wanted.form.kode, wanted.first_empty)

    def _lay_out(self) -> None:
        own = ListCard(t("beranda.layanan_provinsi"))
        own.body.addWidget(self.own)
        cards = (self.questions, self.follow_ups, self.awaited, own)
        self._body = Body(self, self.top, self.card, cards, (7, 4), _NARROW)

    def set_width(self, width: int) -> None:
        """In a narrow window everything stands in one column."""
        self._body.set_width(width)


class AwaitedCard(Card):
    """Who has not sent, who has gaps, and the same as text for a chat group."""

    def __init__(self) -> None:
        super().__init__(t("beranda.tunggu.judul"))
        self.words = text.body()
        self.copy = Button(t("beranda.tunggu.salin"), Kind.PLAIN, "copy")
        self.copied = text.caption(t("beranda.tunggu.disalin"))
        self.copy.clicked.connect(self._copy)
        self._reminder = ""
        # Nothing to copy, and nothing copied, until the board has been worked out.
        self.copy.hide()
        self.copied.hide()
        self.body.addWidget(self.words)
        self.body.addSpacing(sizes.XS)
        self.body.addWidget(self.copy)
        self.body.addWidget(self.copied)

    def show_board(self, found: Papan, periode: Periode, names: Mapping[str, str]) -> None:
        """Name the regions that are awaited, part by part."""
        from app.exchange import papan_kata

        self._reminder = papan_kata.letter(found, periode, names)
        lines = [
            t("papan.tunggu", bagian=papan_kata.part_name(part), kepala=head, daftar=_few(listed))
            for part in (found.baris[0].bagian if found.baris else ())
            for head, listed in papan_kata.awaited(found, part, names)
        ]
        lines += [
            t("papan.tunggu", bagian=t("papan.bukti.judul"), kepala=head, daftar=_few(listed))
            for head, listed in papan_kata.evidence(found)
        ]
        self.words.setText("\n".join(lines) or t("beranda.tunggu.tidak_ada"))
        self.copy.setVisible(bool(lines))
        self.copied.hide()

    def wait(self) -> None:
        """Nobody is named, and nothing is copied, until the board of the quarter is there."""
        self.words.setText(t("beranda.menghitung"))
        self.copy.hide()
        self.copied.hide()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._reminder)
        self.copied.show()


def _arrived(recap: Recap) -> str:
    parts = [t("konsolidasi.ringkas.lengkap", jumlah=recap.count("lengkap"))]
    for key, count in (
        ("belum_lengkap", recap.count("belum_lengkap")),
        ("belum_ada", len(recap.missing)),
    ):
        if count:
            parts.append(t(f"konsolidasi.ringkas.{key}", jumlah=count))
    return " · ".join(parts)


def _few(listed: Sequence[str]) -> str:
    """The first of them; the text that is copied has all."""
    if len(listed) <= _NAMED:
        return ", ".join(listed)
    return t("papan.dan_lagi", daftar=", ".join(listed[:_NAMED]), jumlah=len(listed) - _NAMED)
