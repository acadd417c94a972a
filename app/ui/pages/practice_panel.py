"""The panel beside the pages of an exercise: story, steps, ticks, questions, hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.exchange.latihan import pustaka
from app.teks import t
from app.ui import colours, dialogue, sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import paint, text, tip
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.column import Column
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent

    from app.domain.latihan import Soal
    from app.exchange.latihan.ruang import Ruang
    from app.ui.session import Session

WIDTH = 328
_LOOK_EVERY_MS = 1_200
_NUMBER = 20


class PracticePanel(QWidget):
    """One exercise; looks at the office by itself and tells what is wanted next.

    Signals:
        again_wanted: the exercise from its start.
        next_wanted: the exercise after this one.
        all_wanted: the list of all exercises.
        judged: what is fulfilled was looked at anew.
    """

    again_wanted = Signal()
    next_wanted = Signal()
    all_wanted = Signal()
    judged = Signal()

    def __init__(self, session: Session, room: Ruang) -> None:
        super().__init__()
        self._session, self.room = session, room
        self._seen: object = None
        self.results: list[bool] = []
        self._ticks: list[tuple[Glyph, Text, Text]] = []
        self.answers: dict[str, Selector] = {}
        self._hints, self._is_last = 0, False
        self.done = text.heading(t("latihan.panel.rampung"))
        self.planted = QWidget()
        self._column = Column()
        self.hint = Text("", Step.BODY, Tone.INFO)
        self.hint_button = Button(t("latihan.panel.petunjuk"), Kind.QUIET, "help")
        self.again_button = Button(t("latihan.panel.ulang"), Kind.PLAIN, "refresh")
        # Loud once everything is fulfilled; before, it would lead away from what is to be done.
        self.next_button = Button(t("latihan.panel.berikut"), Kind.PLAIN, "arrow-right")
        self.all_button = Button(t("latihan.panel.semua"), Kind.QUIET, "practice")
        self.folder_button = Button(t("latihan.panel.folder"), Kind.QUIET, "folder")
        self.hint_button.clicked.connect(self._show_hint)
        self.again_button.clicked.connect(self._ask_again)
        self.next_button.clicked.connect(self._go_on)
        self.all_button.clicked.connect(self.all_wanted)
        self.folder_button.clicked.connect(lambda: dialogue.reveal(self.room.berkas))
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        session.changed.connect(self.look)

    def look(self) -> None:
        """Judge anew when something may have changed."""
        from app.exchange.latihan import fakta, hasil

        session = self._session
        if not session.is_open or session.office.folder.resolve() != self.room.kantor.resolve():
            return
        seen = fakta.stamp(session.office, self.room)
        if seen == self._seen:
            return
        self._seen = seen
        self.results = hasil.examine(session.office, self.room)
        self._show_results(fakta.amiss(session.office, self.room, self.results))
        self.judged.emit()

    def take_focus(self) -> None:
        """Where the exercise goes on here: what comes next, a question, or a hint."""
        open_ones = (one for one in self.answers.values() if not one.currentData())
        wanted: list[QWidget] = [*open_ones, self.hint_button, self.all_button]
        if self.results and all(self.results):
            wanted = [self.next_button, self.all_button]
        first = next(one for one in wanted if one.isEnabled() and one.isVisibleTo(self))
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def lines(self) -> list[str]:
        """The exercise one line at a time: story, steps, and what is not fulfilled yet."""
        latihan, many = self.room.latihan, len(self.room.latihan.langkah)
        steps = [
            t("latihan.pita.langkah", nomor=number, semua=many, teks=line)
            for number, line in enumerate(latihan.langkah, start=1)
        ]
        return [" ".join(latihan.cerita.split()), *steps, self._left()]

    def _left(self) -> str:
        pairs = zip(self.room.latihan.periksa, self.results, strict=False)
        left = [one.kalimat for one, right in pairs if not right]
        if self.results and not left:
            return t("latihan.panel.rampung")
        done = len(self.results) - len(left)
        facts = {"sudah": done, "semua": len(self.room.latihan.periksa)}
        return t("latihan.pita.belum", teks=next(iter(left), ""), **facts)

    # --- Parts

    def _lay_out(self) -> None:
        body = self._column.body
        body.setSpacing(sizes.S)
        latihan = self.room.latihan
        body.addWidget(text.caption(self._place()))
        body.addWidget(text.heading(latihan.judul))
        body.addWidget(text.muted(latihan.tujuan))
        body.addWidget(text.body(" ".join(latihan.cerita.split())))
        body.addWidget(Text(t("latihan.panel.langkah"), Step.STRONG))
        for number, line in enumerate(latihan.langkah, start=1):
            body.addLayout(_beside(Text(f"{number}.", wrap=False), text.body(line)))
        for soal in latihan.soal:
            self._ask(soal, body)
        body.addWidget(Text(t("latihan.panel.periksa"), Step.STRONG))
        for one in latihan.periksa:
            self._tick(one.kalimat, body)
        self._plant()
        self.hint.hide()
        body.addWidget(self.planted)
        body.addWidget(self.hint)
        self.folder_button.setToolTip(tip.plain(str(self.room.berkas)))
        for button in (self.hint_button, self.folder_button, self.again_button, self.all_button):
            body.addWidget(button)
        self._lay_out_foot()

    def _lay_out_foot(self) -> None:
        """What stays in view however long the exercise is: that it is done, and what comes then."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, sizes.M)
        whole.addWidget(self._column, 1)
        self.done.setContentsMargins(sizes.XL, sizes.S, sizes.L, 0)
        self.done.hide()
        whole.addWidget(self.done)
        whole.addWidget(self.next_button, 0, Qt.AlignmentFlag.AlignHCenter)
        if self.room.latihan.kode == pustaka.AULA:
            self.next_button.hide()
        elif self._is_last:
            self.next_button.setText(t("latihan.panel.piagam"))
            self.next_button.set_icon("certificate")

    def _tick(self, kalimat: str, body: QVBoxLayout) -> None:
        glyph, said, why = Glyph("circle", Tone.MUTED), text.body(kalimat), text.caption("")
        why.set_tone(Tone.WARN)
        why.hide()
        self._ticks.append((glyph, said, why))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(said)
        words.addWidget(why)
        body.addLayout(_beside(glyph, words))

    def _plant(self) -> None:
        """Which mistakes were hidden; nobody sees it before they are found."""
        lines = QVBoxLayout(self.planted)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(Text(t("latihan.panel.jebakan"), Step.STRONG))
        for one in self.room.latihan.jebakan:
            lines.addWidget(text.body(one))
        self.planted.hide()

    def _place(self) -> str:
        codes = list(pustaka.exercises())
        if self.room.latihan.kode not in codes:
            self._is_last = True
            kind = "aula" if self.room.latihan.kode == pustaka.AULA else "milik"
            return t(f"latihan.panel.{kind}", menit=self.room.latihan.menit)
        number = codes.index(self.room.latihan.kode) + 1
        self._is_last = number == len(codes)
        facts = {"nomor": number, "semua": len(codes), "menit": self.room.latihan.menit}
        return t("latihan.panel.nomor", **facts)

    def _ask(self, soal: Soal, body: QVBoxLayout) -> None:
        from app.exchange.latihan import soal as pilihan

        chooser = Selector()
        chooser.addItem(t("latihan.panel.pilih"), "")
        for one in soal.pilihan:
            chooser.addItem(one.teks, one.kode)
        given = chooser.findData(pilihan.given(self.room.berkas).get(soal.kode, ""))
        chooser.setCurrentIndex(max(0, given))
        chooser.setAccessibleName(soal.tanya)
        # One text tells about every chooser, whatever its question.
        chooser.setObjectName("soal_latihan")
        chooser.setMinimumWidth(_NUMBER)
        chooser.activated.connect(lambda: self._answer(soal.kode))
        self.answers[soal.kode] = chooser
        body.addWidget(Text(soal.tanya, Step.STRONG))
        body.addWidget(chooser)

    def _answer(self, soal: str) -> None:
        from app.exchange.latihan import soal as pilihan

        pilihan.give(self.room.berkas, soal, self.answers[soal].currentData())
        self.look()

    def _show_results(self, wrong: Sequence[str]) -> None:
        for (glyph, said, why), right, told in zip(self._ticks, self.results, wrong, strict=True):
            glyph.show_icon("check-circle" if right else "circle", _tone(right=right))
            state = t(f"latihan.{'sudah' if right else 'belum'}")
            said.setAccessibleName(f"{state}: {said.text()}")
            why.setText(told)
            why.setVisible(bool(told))
        done = all(self.results)
        self.done.setVisible(done)
        self.planted.setVisible(done and bool(self.room.latihan.jebakan))
        self.next_button.set_kind(Kind.PRIMARY if done else Kind.PLAIN)

    def _show_hint(self) -> None:
        hints = self.room.latihan.petunjuk
        self._hints = min(self._hints + 1, len(hints))
        self.hint.setText("\n".join(hints[: self._hints]))
        self.hint.show()
        self.hint_button.setEnabled(self._hints < len(hints))
        # It stands below the fold of a long exercise; its height is known in a moment.
        QTimer.singleShot(0, self, lambda: self._column.ensureWidgetVisible(self.hint))

    def _go_on(self) -> None:
        """After the last exercise comes the list of all, where the certificate is printed."""
        (self.all_wanted if self._is_last else self.next_wanted).emit()

    def _ask_again(self) -> None:
        agreed = t("latihan.panel.ya_ulang")
        if dialogue.ask(self, t("latihan.panel.tanya_ulang"), agreed):
            self.again_wanted.emit()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Look at once, and as long as somebody can see it."""
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A surface of its own with a line on its left."""
        painter = paint.painter_for(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        painter.setPen(colours.tone(Tone.INFO, self.palette()))
        painter.drawLine(0, 0, 0, self.height())
        painter.end()


def _tone(*, right: bool) -> Tone:
    return Tone.GOOD if right else Tone.MUTED


def _beside(mark: QWidget, words: QWidget | QVBoxLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(sizes.S)
    mark.setFixedWidth(_NUMBER)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    if isinstance(words, QWidget):
        row.addWidget(words, 1)
    else:
        row.addLayout(words, 1)
    return row
