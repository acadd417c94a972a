"""The card on Beranda about follow-ups: how many are late or due this week, the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.teks import t
from app.ui.colours import Tone
from app.ui.pages import home_ways
from app.ui.pages.home_parts import LineButton, LinesCard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.ui.session import Session

_SHOWN = 2


class FollowUpsCard(LinesCard):
    """Hidden while nothing is late, due within a week, or reported done and not closed here."""

    def __init__(self, session: Session) -> None:
        super().__init__(t("lanjut.beranda.judul"))
        self._session = session

    def refresh(self) -> None:
        """Look at the follow-ups of the office again."""
        self.show_lines(self._lines())
        for line in self.lines:
            line.clicked.connect(lambda: home_ways.to_page(self, "tindak_lanjut"))
        self.setVisible(bool(self.lines))

    def _lines(self) -> Iterator[LineButton]:
        from app.store import follow_ups

        office = self._session.office
        # What reads them is loaded only where there are any.
        known = follow_ups.follow_ups(office)
        if not known:
            return
        from app.domain.tindak_lanjut import KeadaanLanjut, pressing
        from app.exchange import mingguan

        today = office.now().date()
        found = sorted(mingguan.pressing_ones(known, today), key=pressing)
        for one in found[:_SHOWN]:
            tone = Tone.BAD if one.terlambat(today) else Tone.WARN
            yield LineButton(one.uraian, f"{one.opd}, {mingguan.days(one, today)}", "flag", tone)
        if found:
            late, soon = mingguan.count(known, today)
            told = t("lanjut.beranda.jumlah", terlambat=late, minggu=soon)
            yield LineButton(told, "", "arrow-right", Tone.ACCENT)
        own = [one for one in known if one.asal == office.identitas.wilayah]
        done = [one for one in own if one.kedudukan.keadaan is KeadaanLanjut.SELESAI]
        if done:
            # Whoever decided them closes them, or opens them again.
            told = t("lanjut.beranda.dilaporkan", jumlah=len(done))
            yield LineButton(told, done[0].uraian, "check", Tone.ACCENT)
