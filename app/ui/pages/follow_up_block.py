"""One follow-up in full: what was decided, what happened since, and the lines to go on with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.tindak_lanjut import LAPORAN, JenisLanjut, KeadaanLanjut
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.pages import home_figures, home_ways
from app.ui.pages.package_known import written_moment
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.line import DateLine, Line
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.domain.tindak_lanjut import KejadianLanjut, TindakLanjut
    from app.ui.session import Session

LOOKS: dict[KeadaanLanjut, tuple[str, Tone]] = {
    KeadaanLanjut.BELUM: ("circle", Tone.WARN),
    KeadaanLanjut.BERJALAN: ("half", Tone.INFO),
    KeadaanLanjut.SELESAI: ("check", Tone.ACCENT),
    KeadaanLanjut.DITUTUP: ("check-circle", Tone.GOOD),
    KeadaanLanjut.DIBUKA_LAGI: ("undo", Tone.WARN),
}


class FollowUpBlock(QWidget):
    """Whoever is in charge reports here; the office that decided closes, opens, moves.

    Signals:
        happened: the id of the follow-up to which something happened.

    """

    happened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.one: TindakLanjut | None = None
        self.chip = Chip("", Tone.MUTED, "circle")
        self.what = Text("", Step.STRONG)
        self._facts = text.muted()
        self.place = Button(t("lanjut.buka_sel"), Kind.PLAIN, "table")
        self._thread = text.caption()
        self.messages = MessageBar()
        self.state = Selector(t("lanjut.lapor.keadaan"))
        for keadaan in LAPORAN:
            self.state.addItem(t(f"lanjut.keadaan.{keadaan.value}"), keadaan)
        self.words = _line("lanjut.lapor.teks")
        self.proof = _line("lanjut.lapor.bukti")
        self.report = Button(t("lanjut.lapor.tombol"), Kind.PRIMARY, "check")
        self.reason = _line("lanjut.alasan")
        self.close_ = Button(t("lanjut.tutup"), Kind.PLAIN, "check-circle")
        self.reopen = Button(t("lanjut.buka"), Kind.PLAIN, "undo")
        self.day = DateLine(QDate.currentDate())
        self.day.setAccessibleName(t("lanjut.tenggat_baru"))
        self.move_ = Button(t("lanjut.pindah"), Kind.PLAIN, "calendar")
        self.travels = text.caption()
        self._reporting, self._settling = QWidget(), QWidget()
        self._lay_out()
        self.place.clicked.connect(self._go)
        self.report.clicked.connect(self._report)
        self.words.returnPressed.connect(self._report)
        self.proof.returnPressed.connect(self._report)
        self.close_.clicked.connect(self._close)
        self.reopen.clicked.connect(self._reopen)
        self.move_.clicked.connect(self._move)

    def show_follow_up(self, one: TindakLanjut) -> None:
        """Tell about a follow-up; what is being typed about the same one stays."""
        fresh = self.one is None or self.one.id != one.id
        self.one = one
        icon, tone = LOOKS[one.keadaan]
        self.chip.show_state(t(f"lanjut.keadaan.{one.keadaan.value}"), tone, icon)
        self.what.setText(one.uraian)
        self._facts.setText("\n".join(self._told(one)))
        self._thread.setText("\n".join(self._events(one)))
        kode, forms = one.tentang.partition(" ")[0], self._session.forms.values()
        self.place.setVisible(bool(home_ways.place_forms(forms, one.wilayah, kode)))
        mine = self._session.office.identitas.wilayah
        acts, decides = one.wilayah == mine, one.asal == mine
        self._reporting.setVisible(acts and not one.ditutup)
        self._settling.setVisible(decides)
        # Between two offices nothing goes by itself.
        self.travels.setVisible(acts != decides and (decides or not one.ditutup))
        self.travels.setText(t(f"lanjut.{'ikut_balasan' if decides else 'ikut_paket'}"))
        self.close_.setVisible(not one.ditutup)
        self.reopen.setVisible(not one.keadaan.dikerjakan)
        for part in (self.day, self.move_):
            part.setVisible(not one.ditutup)
        if fresh:
            self._clear()
        self.setFocusProxy(self.state if acts and not one.ditutup else self.reason)

    def _clear(self) -> None:
        assert self.one is not None
        self.messages.hide()
        for line in (self.words, self.proof, self.reason):
            line.clear()
        until = self.one.tenggat
        self.day.setDate(QDate(until.year, until.month, until.day))
        now = self.one.keadaan if self.one.keadaan in LAPORAN else KeadaanLanjut.BERJALAN
        self.state.setCurrentIndex(self.state.findData(now))

    def _told(self, one: TindakLanjut) -> Iterator[str]:
        from app.exchange import mingguan
        from app.exchange.tanggal import written_day
        from app.store import lkpj

        regions = self._session.regions
        decided = regions[one.asal].nama if one.asal in regions else one.asal
        day = written_day(date.fromisoformat(one.rapat))
        yield t("lanjut.rinci.rapat", tanggal=day, daerah=decided)
        if one.keputusan:
            yield t("lanjut.rinci.keputusan", teks=one.keputusan)
        name = regions[one.wilayah].nama if one.wilayah in regions else one.wilayah
        yield t("lanjut.rinci.pj", pj=one.pj, opd=one.opd, daerah=name)
        left = mingguan.days(one, self._session.office.now().date())
        facts = {"tanggal": written_day(one.tenggat), "hari": left, "bobot": one.bobot}
        yield t("lanjut.rinci.tenggat", **facts)
        if (advice := lkpj.recommendations(self._session.office).get(one.id)) is not None:
            aim = advice.tujuan or "–"
            yield t("lanjut.rinci.dprd", tahun=advice.tahun, tujuan=aim)
        if one.tentang:
            yield t("lanjut.rinci.tentang", teks=self._about(one.tentang))

    def _about(self, tentang: str) -> str:
        """What a follow-up is about, by its names: an urusan, a form, or one cell of it."""
        kode, _, sel = tentang.partition(" ")
        form = self._session.forms.get(kode)
        if form is None:
            return home_figures.urusan_names().get(kode, tentang)
        cell = form.find(sel)
        return f"{form.nama}: {cell.label}" if cell else f"{form.nama} {sel}".strip()

    def _events(self, one: TindakLanjut) -> Iterator[str]:
        from app.store import follow_ups

        people = follow_ups.who(self._session.office, one.id)
        for event in one.kejadian:
            yield _event(event, people.get(event.id, ""))

    # --- Doing

    def _go(self) -> None:
        """To the sheet it is about, at the cell where one is named."""
        assert self.one is not None
        home_ways.to_place(self, self.one.wilayah, self.one.tentang)

    def _report(self) -> None:
        from app.exchange import tindak_lanjut

        one, office, who = self.one, self._session.office, self._session.pelaku
        assert one is not None
        state, words, proof = self.state.currentData(), self.words.text(), self.proof.text()
        self._do(
            lambda: tindak_lanjut.report(office, one, state, words, bukti=proof, pelaku=who),
            self.words,
        )

    def _close(self) -> None:
        from app.exchange import tindak_lanjut

        one, office, who = self.one, self._session.office, self._session.pelaku
        assert one is not None
        why = self.reason.text()
        self._do(lambda: tindak_lanjut.close(office, one, why, pelaku=who), self.reason)

    def _reopen(self) -> None:
        from app.exchange import tindak_lanjut

        one, office, who = self.one, self._session.office, self._session.pelaku
        assert one is not None
        why = self.reason.text()
        self._do(lambda: tindak_lanjut.reopen(office, one, why, pelaku=who), self.reason)

    def _move(self) -> None:
        from app.exchange import tindak_lanjut

        one, office, who = self.one, self._session.office, self._session.pelaku
        assert one is not None
        why, until = self.reason.text(), chosen_day(self.day)
        self._do(lambda: tindak_lanjut.move(office, one, until, why, pelaku=who), self.reason)

    def _do(self, act: Callable[[], TindakLanjut], wrong: QWidget) -> None:
        from app.errors import LontarError

        try:
            done = act()
        except LontarError as error:
            self.messages.tell_error(error)
            wrong.setFocus()
            return
        # What was typed has been said; the next word begins anew.
        self.one = None
        self.show_follow_up(done)
        self.happened.emit(done.id)

    # --- Making it

    def _lay_out(self) -> None:
        _fill(self._reporting, self.state, self.words, self.proof, _row(self.report))
        buttons = _row(self.close_, self.reopen)
        _fill(self._settling, self.reason, buttons, _row(self.day, self.move_))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S)
        column.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.what)
        column.addWidget(self._facts)
        column.addWidget(self.place, 0, Qt.AlignmentFlag.AlignLeft)
        shown = (self._thread, self.messages, self._reporting, self._settling, self.travels)
        for part in shown:
            column.addWidget(part)


def chosen_day(line: DateLine) -> date:
    """The day in an editor."""
    day = line.date()
    return date(day.year(), day.month(), day.day())


def _line(key: str) -> Line:
    made = Line()
    made.setPlaceholderText(t(key))
    made.setAccessibleName(t(key))
    return made


def _row(*parts: QWidget) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(sizes.S)
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return row


def _fill(place: QWidget, *parts: QWidget) -> None:
    column = QVBoxLayout(place)
    column.setContentsMargins(0, sizes.XS, 0, 0)
    column.setSpacing(sizes.XS)
    for part in parts:
        column.addWidget(part)


def _event(event: KejadianLanjut, person: str) -> str:
    """What happened, in a line; `person` is known only for what was entered here."""
    from app.exchange.tanggal import written_day

    who = t("lanjut.kejadian.orang", kantor=event.oleh, nama=person) if person else event.oleh
    facts = {"saat": written_moment(event.waktu), "oleh": who, "teks": event.teks}
    if event.tenggat:
        facts["tanggal"] = written_day(date.fromisoformat(event.tenggat))
    if event.jenis is JenisLanjut.LAPOR:
        facts["keadaan"] = t(f"lanjut.keadaan.{event.keadaan}")
        if event.bukti:
            return t("lanjut.kejadian.lapor_bukti", bukti=event.bukti, **facts)
    return t(f"lanjut.kejadian.{event.jenis.value}", **facts)
