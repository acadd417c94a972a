"""The form with which an office writes down what a meeting decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.tindak_lanjut import BOBOT
from app.exchange import bahan_lkpj, tindak_lanjut
from app.teks import t
from app.ui import sizes
from app.ui.pages.follow_up_block import chosen_day
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.line import DateLine, Line
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from app.ui.session import Session

_USUAL_WEIGHT = 3
_USUAL_DAYS = 14


class DecisionForm(QWidget):
    """Meeting, what is to be done, by whom, until when; a province also says where.

    Signals:
        closed: the user does not go on.
        decided: the list of follow-ups that were made.

    """

    closed = Signal()
    decided = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.messages = MessageBar()
        today = QDate.currentDate()
        self.source = Selector(t("lanjut.isian.sumber"))
        self.meeting, self.until = DateLine(today), DateLine(today)
        self.decision, self.what, self.who, self.opd, self.about = (Line() for _ in range(5))
        self.aim = Line()
        self._labels: dict[str, QWidget] = {}
        self.about.setPlaceholderText(t("lanjut.isian.tentang_arti"))
        self.who.setPlaceholderText(t("lanjut.isian.pj_arti"))
        self.weight = Selector(t("lanjut.isian.bobot"))
        for one in BOBOT:
            self.weight.addItem(t(f"lanjut.bobot.{one}"), one)
        self.place = Selector(t("lanjut.isian.wilayah"))
        self.save = Button(t("lanjut.isian.simpan"), Kind.PRIMARY, "check")
        self.leave = Button(t("lanjut.isian.batal"), Kind.PLAIN)
        self._lay_out()
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.closed)
        for line in (self.decision, self.what, self.who, self.opd, self.about, self.aim):
            line.returnPressed.connect(self._save)
        self.source.activated.connect(self._follow_source)
        self.setFocusProxy(self.meeting)

    def begin(self, dprd: int | None = None) -> None:
        """Begin anew; the meeting of the last decision stays, as one meeting decides much.

        `dprd` is the year of the LKPJ for a recommendation of the DPRD.
        """
        self.messages.hide()
        for line in (self.what, self.who, self.about, self.aim):
            line.clear()
        today = self._session.office.now().date()
        day = QDate(today.year, today.month, today.day)
        if not self.decision.text():
            self.meeting.setDate(day)
        self.until.setDate(day.addDays(_USUAL_DAYS))
        self.weight.setCurrentIndex(self.weight.findData(_USUAL_WEIGHT))
        if not self.place.count():
            self._offer_places()
        self._offer_sources(dprd)

    def _advised(self) -> bool:
        """Whether this office has a DPRD that recommends anything to it."""
        return bahan_lkpj.keeps(self._session.office)

    def _offer_sources(self, dprd: int | None) -> None:
        """Any meeting, or the DPRD on the LKPJ of one of the last years."""
        chosen = self.source.currentData() if dprd is None else dprd
        year = self._session.office.now().date().year
        self.source.clear()
        self.source.addItem(t("lanjut.isian.sumber_rapat"), 0)
        for one in (year - back for back in tindak_lanjut.TERTINGGAL):
            self.source.addItem(t("lanjut.isian.sumber_dprd", tahun=one), one)
        self.source.setCurrentIndex(max(self.source.findData(chosen), 0))
        self._follow_source()

    def _follow_source(self) -> None:
        """The DPRD recommends to its own region, and says what for."""
        dprd = bool(self.source.currentData())
        shown = {"sumber": self._advised(), "tujuan": dprd, "wilayah": not dprd}
        for name, wanted in shown.items():
            self._labels[name].setVisible(wanted)
        self.source.setVisible(shown["sumber"])
        self.aim.setVisible(dprd)
        self.place.setVisible(not dprd)

    def _offer_places(self) -> None:
        """One region, those of a klaster, all of them, or the office's own."""
        session = self._session
        own = session.office.identitas.wilayah
        regions = [one for one in session.regions_now.values() if not one.is_provinsi]
        if session.is_province:
            self.place.addItem(t("lanjut.isian.semua"), [one.kode for one in regions])
            for klaster in sorted({one.klaster for one in regions if one.klaster}):
                codes = [one.kode for one in regions if one.klaster == klaster]
                self.place.addItem(t("lanjut.isian.klaster", nama=klaster), codes)
            for one in regions:
                self.place.addItem(one.nama, [one.kode])
        self.place.addItem(session.regions[own].nama, [own])

    def _save(self) -> None:
        from app.errors import LontarError

        draft = tindak_lanjut.Rancangan(
            chosen_day(self.meeting),
            self.decision.text(),
            self.what.text(),
            self.who.text(),
            self.opd.text(),
            chosen_day(self.until),
            self.weight.currentData(),
            self.about.text(),
            self.source.currentData(),
            self.aim.text(),
        )
        session = self._session
        own = [session.office.identitas.wilayah]
        places = own if draft.dprd else self.place.currentData()
        try:
            made = tindak_lanjut.decide(session.office, draft, places, pelaku=session.pelaku)
        except LontarError as error:
            self.messages.tell_error(error)
            wanted = (one for one in (self.what, self.opd, self.who) if not one.text().strip())
            if (first := next(wanted, None)) is not None:
                first.setFocus()
            return
        self.decided.emit(made)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(sizes.M)
        grid.setVerticalSpacing(sizes.S)
        grid.setColumnStretch(1, 1)
        fields: dict[str, QWidget] = {
            "sumber": self.source,
            "rapat": self.meeting,
            "keputusan": self.decision,
            "uraian": self.what,
            "opd": self.opd,
            "pj": self.who,
            "tenggat": self.until,
            "bobot": self.weight,
            "wilayah": self.place,
            "tentang": self.about,
            "tujuan": self.aim,
        }
        for row, (name, editor) in enumerate(fields.items()):
            self._labels[name] = text.buddy(t(f"lanjut.isian.{name}"), editor)
            grid.addWidget(self._labels[name], row, 0)
            wide = isinstance(editor, Line)
            line = QHBoxLayout()
            line.addWidget(editor, int(wide))
            if not wide:
                line.addStretch(1)
            grid.addLayout(line, row, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.S)
        buttons.addWidget(self.save)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addWidget(text.heading(t("lanjut.layar.tetapkan").replace("&", "")))
        column.addWidget(self.messages)
        column.addLayout(grid)
        column.addLayout(buttons)
        column.addStretch(1)
