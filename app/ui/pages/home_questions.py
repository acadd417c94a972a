"""The card on Beranda about questions: the first ones that want something, and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.teks import t
from app.ui.colours import Tone
from app.ui.pages import home_ways
from app.ui.pages.home_parts import LineButton, LinesCard

if TYPE_CHECKING:
    from app.exchange.butir_tanya import Butir
    from app.ui.session import Session

_SHOWN = 3


class QuestionsCard(LinesCard):
    """Hidden while nothing is asked; who is asked sees what waits, who asks what was answered.

    `wanted` are those somebody here is to do something about; `ready` counts the answers that wait
    for the next package.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(t("tanya.beranda.judul"))
        self._session = session
        self.wanted: list[Butir] = []
        self.ready = 0

    def refresh(self) -> None:
        """Look at the questions of the region in view again."""
        found = self._questions()
        self.wanted = wanted = [one for one in found if _waits_here(one)]
        self.ready = sum(one.terjawab for one in found)
        self.setVisible(bool(found))
        lines = [self._asked(one) for one in wanted[:_SHOWN]]
        self.show_lines([*lines, self._count(found)] if found else [])

    def _asked(self, one: Butir) -> LineButton:
        asked = one.tanya.opd or self._session.regions[one.tanya.wilayah].nama
        name = one.form.nama if one.di_sini else asked
        line = LineButton(f"{name}: {one.sel.label}", one.tanya.teks, "help", Tone.WARN)
        line.clicked.connect(lambda: home_ways.to_question(self, one.tanya))
        return line

    def _count(self, found: list[Butir]) -> LineButton:
        waiting = sum(one.ditunggu for one in found)
        answered = sum(one.keadaan in {"siap", "dijawab"} for one in found)
        words = t("tanya.beranda.jumlah", ditunggu=waiting, dijawab=answered)
        icon, tone = ("arrow-right", Tone.ACCENT) if self.wanted else ("clock", Tone.MUTED)
        line = LineButton(words, "", icon, tone)
        line.clicked.connect(lambda: home_ways.to_questions(self))
        return line

    def _questions(self) -> list[Butir]:
        """Those of the quarter in view; what reads them is loaded only where there are any."""
        from app.store import pertanyaan

        session = self._session
        region = None if session.is_province else session.wilayah
        if not pertanyaan.questions(session.office, wilayah=region, periode=session.periode):
            return []
        from app.exchange import butir_tanya

        found = butir_tanya.listed(session.office, region, session.periode)
        return [one for one in found if one.keadaan != "selesai"]


def _waits_here(one: Butir) -> bool:
    """Whether somebody here is to do something: to answer, or to look at an answer."""
    return one.ditunggu if one.di_sini else one.keadaan == "dijawab"
