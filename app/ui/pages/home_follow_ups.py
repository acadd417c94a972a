"""The card on Beranda about follow-ups: how many are late or due this week, the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.teks import t
from app.ui.colours import Tone
from app.ui.pages import home_ways
from app.ui.pages.home_parts import LineButton, ListCard

if TYPE_CHECKING:
    from app.ui.session import Session

_SHOWN = 2


class FollowUpsCard(ListCard):
    """Hidden while nothing is late, due within a week, or reported done and not closed here."""

    def __init__(self, session: Session) -> None:
        super().__init__(t("lanjut.beranda.judul"))
        self._session = session
        self.lines: list[LineButton] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)

    def refresh(self) -> None:
        """Look at the follow-ups of the office again."""
        from app.store import follow_ups

        for line in self.lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self.lines = []
        office = self._session.office
        # What reads them is loaded only where there are any.
        known = follow_ups.follow_ups(office)
        if known:
            from app.domain.tindak_lanjut import KeadaanLanjut, pressing
            from app.exchange import mingguan

            today = office.now().date()
            found = sorted(mingguan.pressing_ones(known, today), key=pressing)
            for one in found[:_SHOWN]:
                tone = Tone.BAD if one.terlambat(today) else Tone.WARN
                words = f"{one.opd}, {mingguan.days(one, today)}"
                self._add(LineButton(one.uraian, words, "flag", tone))
            if found:
                late, soon = mingguan.count(known, today)
                told = t("lanjut.beranda.jumlah", terlambat=late, minggu=soon)
                self._add(LineButton(told, "", "arrow-right", Tone.ACCENT))
            self._tell_done(
                [
                    one.uraian
                    for one in known
                    if one.asal == office.identitas.wilayah
                    and one.kedudukan.keadaan is KeadaanLanjut.SELESAI
                ]
            )
        self.setVisible(bool(self.lines))

    def _tell_done(self, done: list[str]) -> None:
        """Whoever decided them closes them, or opens them again."""
        if done:
            told = t("lanjut.beranda.dilaporkan", jumlah=len(done))
            self._add(LineButton(told, done[0], "check", Tone.ACCENT))

    def _add(self, line: LineButton) -> None:
        line.clicked.connect(lambda: home_ways.to_page(self, "tindak_lanjut"))
        self.lines.append(line)
        self._column.addWidget(line)
