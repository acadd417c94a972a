"""Beranda of a kabupaten or kota: deadline, who is not served, index, progress, what is next."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.angka import format_number
from app.domain.indeks import Status, kategori
from app.teks import t
from app.ui.charts.band_scale import BandScale
from app.ui.pages import home_ways
from app.ui.pages.home_deadline import handed_in, waiting
from app.ui.pages.home_espm import EspmLine
from app.ui.pages.home_follow_ups import FollowUpsCard
from app.ui.pages.home_parts import Body, Figure, FigureCard, ListCard
from app.ui.pages.home_questions import QuestionsCard
from app.ui.pages.home_side import FindingsCard, NextCard, PackageCard
from app.ui.pages.home_urusan import UrusanList, counts, index_text, index_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.temuan import Temuan
    from app.store.dispatch import Arah
    from app.ui.pages.home_figures import Figures, Layanan, Urusan
    from app.ui.session import Session

_NARROW = 1000
_TOP = 3


class RegionHome(QWidget):
    """What a kabupaten officer needs to know in the afternoon, in this order.

    Signals:
        told: one line about the progress, for the head of the page.
    """

    told = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.figures: Figures | None = None
        self.deadline = Figure(t("beranda.tenggat.judul"))
        self.unserved = Figure(t("beranda.belum.judul"))
        self.scale = BandScale(t("beranda.indeks.skala"))
        self.espm = EspmLine(session)
        self.index = Figure(index_title(session), self.scale, self.espm)
        self.top = FigureCard([self.deadline, self.unserved, self.index])
        self.progress = UrusanList()
        self.next = NextCard()
        self.questions = QuestionsCard(session)
        self.follow_ups = FollowUpsCard(session)
        self.findings = FindingsCard()
        self.package = PackageCard()
        self.progress.chosen.connect(self._open_urusan)
        self.findings.wanted.connect(self._open_finding)
        self._lay_out()
        self.setFocusProxy(self.next.button)

    def refresh(self) -> None:
        """Work everything out anew and show it."""
        # Only now, so that the page is painted before all that works figures out is there.
        from app.store import dispatch, questions
        from app.ui.pages import home_figures

        session = self._session
        figures = home_figures.read(session)
        office, kode, periode = session.office, session.wilayah, session.periode
        way: Arah = "masuk" if session.is_province else "keluar"
        paket = dispatch.counting(office, way, periode).get(kode)
        unsent = 0 if session.is_province else questions.unsent_count(office, kode, periode)
        self.figures = figures
        found = handed_in(session, paket) if paket else waiting(session)
        self.deadline.say(found.figure, found.unit, found.words, found.mark)
        self._show_unserved(figures)
        show_index(self.index, self.scale, figures)
        self.espm.refresh(figures.indeks)
        self.progress.show_figures(figures)
        self.questions.refresh()
        # Whoever asked only looks at answers; what is next here is for who has to give them.
        asked = () if session.is_province else self.questions.wanted
        ready = 0 if session.is_province else self.questions.ready
        self.next.show_figures(figures, sent=paket is not None, asked=asked, ready=ready)
        self.follow_ups.refresh()
        self.findings.show_figures(figures)
        self.package.show_package(paket, unsent, stated=_waits(session))
        self.told.emit(t("beranda.ringkas", keadaan=counts(figures)))

    def _show_unserved(self, figures: Figures) -> None:
        number, unit = unserved(figures.belum)
        self.unserved.say(number, unit, _unserved_words(figures))

    def _open_urusan(self, urusan: Urusan) -> None:
        wanted = urusan.unfinished or urusan.layanan[0]
        home_ways.to_cell(self, wanted.form.kode, wanted.first_empty)

    def _open_finding(self, found: Temuan) -> None:
        home_ways.to_cell(self, found.formulir, found.sel)

    def _lay_out(self) -> None:
        left = ListCard(t("beranda.kemajuan"))
        left.body.addWidget(self.progress)
        left.body.addStretch(1)
        cards = (self.next, self.questions, self.follow_ups, self.findings, self.package)
        self._body = Body(self, self.top, left, cards, (5, 3), _NARROW, cards_first=True)

    def set_width(self, width: int) -> None:
        """In a narrow window everything stands in one column."""
        self._body.set_width(width)


def _waits(session: Session) -> bool:
    """Whether a statement waits for its second signature."""
    from app.store import drafts

    place = session.office, session.wilayah, session.periode
    if drafts.draft(*place) is None:
        return False
    # Only now, so that a start without a statement does without the rest.
    from app.exchange import pernyataan

    return pernyataan.waiting(*place) is not None


def show_index(figure: Figure, scale: BandScale, figures: Figures) -> None:
    """An index with its band, provisional while something is missing, and why it is what it is."""
    node, metode = figures.indeks, figures.metode
    if node.nilai is None:
        figure.say(index_text(node), "", t("beranda.indeks.belum_ada"))
        scale.show_index(None, metode.kategori, t("beranda.indeks.belum_ada"))
        return
    band = kategori(node.nilai, metode)
    unfinished = node.status is Status.BELUM_LENGKAP
    unit = t("beranda.indeks.kategori_sementara", kategori=band) if unfinished else band
    words = _index_words(figures)
    figure.say(index_text(node), unit, words)
    scale.show_index(Fraction(node.nilai), metode.kategori, f"{index_text(node)} {unit}. {words}")


def unserved(belum: Mapping[str, int]) -> tuple[str, str]:
    """People not served and their unit; another unit when nobody counts people."""
    if not belum:
        return t("beranda.tanpa_angka"), ""
    from app.domain.rekap import PEOPLE

    unit = PEOPLE if PEOPLE in belum else next(iter(belum))
    return format_number(belum[unit]), unit


def _unserved_words(figures: Figures) -> str:
    belum = figures.belum
    if not belum:
        return t("beranda.belum.belum_ada")
    _, unit = unserved(belum)
    most = sorted(figures.layanan, key=lambda one: -one.belum.get(unit, 0))[:_TOP]
    named = " · ".join(_share(one, unit) for one in most if one.belum.get(unit))
    also = amounts({other: number for other, number in belum.items() if other != unit})
    parts = [t("beranda.belum.terbanyak", daftar=named)] if named else []
    parts += [t("beranda.belum.juga", daftar=also)] if also else []
    return " ".join(parts)


def _share(one: Layanan, unit: str) -> str:
    return f"{one.form.nama} {format_number(one.belum[unit])}"


def amounts(belum: Mapping[str, int]) -> str:
    told = (f"{format_number(number)} {unit}" for unit, number in belum.items() if number)
    return ", ".join(told)


def _index_words(figures: Figures) -> str:
    counted = sum(one.indeks.nilai is not None for one in figures.urusan)
    if figures.indeks.status is Status.BELUM_LENGKAP:
        empty = format_number(len(figures.kelengkapan.kosong))
        return t("beranda.indeks.rerata_sementara", jumlah=counted, kosong=empty)
    return t("beranda.indeks.rerata", jumlah=counted)
