"""One question: what was asked, what happened since, and the line to go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.pertanyaan import JenisKejadian, JenisTanya, KeadaanTanya
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.grid import keys
from app.ui.pages.package_known import written_moment
from app.ui.pages.question_passing import QuestionPassing, said
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.line import Line
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.text import Text
from app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.exchange.butir_tanya import Butir
    from app.ui.session import Session

LOOKS: dict[str, tuple[str, Tone]] = {
    "terbuka": ("help", Tone.WARN),
    "dibuka_lagi": ("undo", Tone.WARN),
    "siap": ("check", Tone.ACCENT),
    "dijawab": ("clock", Tone.INFO),
    "selesai": ("check-circle", Tone.GOOD),
}


class QuestionBlock(QWidget):
    """Who is asked answers here; who asked closes the question or opens it again.

    At a kabupaten a question of the province can be passed on to the OPD whose figure it is.

    Signals:
        left: the user is done here.

    """

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.butir: Butir | None = None
        self.chip = Chip("", Tone.MUTED, "help")
        self._kind = text.caption()
        self.asked = Text("", Step.STRONG)
        self._figures = text.muted()
        self._thread = text.caption()
        self.messages = MessageBar()
        self.answer = Words()
        self.how = text.caption()
        kind = "_opd" if session.is_opd else ""
        self._label = text.buddy(t(f"tanya.jawab.judul{kind}"), self.answer)
        self.passing = QuestionPassing(session)
        self.reason = Line()
        self.reason.setPlaceholderText(t("tanya.alasan"))
        self.reason.setAccessibleName(t("tanya.alasan"))
        self.close_ = Button(t("tanya.tutup"), Kind.PLAIN, "check")
        self.reopen = Button(t("tanya.buka"), Kind.PLAIN, "undo")
        self._settling = QWidget()
        self._lay_out()
        self.answer.kept.connect(self._answer)
        self.answer.left.connect(self.left)
        self.answer.tidied.connect(lambda said: self.messages.tell(Tone.INFO, said))
        self.close_.clicked.connect(lambda: self._settle(closes=True))
        self.reopen.clicked.connect(lambda: self._settle(closes=False))

    def show_question(self, butir: Butir) -> None:
        """Tell about a question; an answer that is being typed to the same one stays."""
        fresh = self.butir is None or self.butir.tanya.id != butir.tanya.id
        self.butir = butir
        one = butir.tanya
        icon, tone = LOOKS[butir.keadaan]
        self.chip.show_state(t(f"tanya.keadaan.{butir.keadaan}"), tone, icon)
        told = [one.opd] if one.opd and not butir.di_sini else []
        told.append(t(f"tanya.jenis.{one.jenis.value}"))
        if one.penghalang and one.keadaan.menunggu:
            told.append(t("tanya.menghalangi"))
        self._kind.setText(" · ".join(told))
        wants_proof = one.jenis is JenisTanya.BUKTI
        how = "tanya.jawab.cara_bukti" if wants_proof else "tanya.jawab.cara"
        self.how.setText(t(how, tombol=keys.ATTACH))
        self.asked.setText(one.teks)
        self._figures.setText(t("tanya.angka", lama=butir.ditanya, kini=butir.sekarang))
        happened = "\n".join(_events(butir))
        self._thread.setText(happened)
        self._thread.setVisible(bool(happened))
        self._offer(butir, fresh=fresh)

    def _offer(self, butir: Butir, *, fresh: bool) -> None:
        closed = butir.tanya.keadaan is KeadaanTanya.SELESAI
        mine = butir.di_sini
        self.passing.show_question(butir)
        for part in (self._label, self.answer, self.how):
            part.setVisible(mine and not closed)
        self._settling.setVisible(not mine)
        self.close_.setVisible(not closed)
        self.reopen.setVisible(not butir.tanya.keadaan.menunggu)
        if fresh:
            self.messages.hide()
            self.reason.clear()
        self.answer.show_text(butir.jawaban.teks, fresh=fresh)
        self.setFocusProxy(self.answer if mine else self.reason)

    def keep(self) -> None:
        """Keep what is being typed: the block goes away."""
        self.answer.keep()

    def _answer(self, words: str) -> None:
        from app.errors import LontarError

        if self.butir is None or not self._session.is_open:
            return
        try:
            self._session.answer_question(self.butir, words)
        except LontarError as error:
            self.messages.tell_error(error)
        else:
            self.messages.hide()

    def _settle(self, *, closes: bool) -> None:
        from app.errors import LontarError

        assert self.butir is not None
        try:
            self._session.settle_question(self.butir.tanya, self.reason.text(), closes=closes)
        except LontarError as error:
            self.messages.tell_error(error)
            self.reason.setFocus()
        else:
            self.messages.hide()
            self.reason.clear()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.S)
        buttons.addWidget(self.close_)
        buttons.addWidget(self.reopen)
        buttons.addStretch(1)
        settling = QVBoxLayout(self._settling)
        settling.setContentsMargins(0, 0, 0, 0)
        settling.setSpacing(sizes.XS)
        settling.addWidget(self.reason)
        settling.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.XS)
        column.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        above = (self._kind, self.asked, self._figures, self._thread, self.passing, self.messages)
        for part in (*above, self._label, self.answer, self.how, self._settling):
            column.addWidget(part)


def _events(butir: Butir) -> Iterator[str]:
    """What happened, a line each; what was asked first stands above already."""
    if butir.tanya.terusan:
        yield t("tanya.terusan.asal")
    for number, event in enumerate(butir.tanya.kejadian):
        when = written_moment(event.waktu)
        if number == 0:
            yield t("tanya.kejadian.tanya", saat=when, oleh=event.oleh)
        elif event.jenis is JenisKejadian.JAWAB:
            yield t(
                "tanya.kejadian.jawab", saat=when, revisi=event.revisi, isi=said(butir.sel, event)
            )
        else:
            told = f"tanya.kejadian.{event.jenis.value}"
            yield t(told, saat=when, oleh=event.oleh, teks=event.teks)
