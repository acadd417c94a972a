"""The first run: a few short questions with the keyboard, and only then is anything created."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.enter_key import ENTER
from app.ui.pages.wizard_region import RegionStep
from app.ui.pages.wizard_restore import RestoreStep
from app.ui.pages.wizard_steps import (
    Draft,
    KindStep,
    OfficeStep,
    PassphraseStep,
    PersonStep,
    SummaryStep,
)
from app.ui.pages.wizard_urusan import UrusanStep
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.column import Column
from app.ui.widgets.header import PageHeader
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.meter import Meter
from app.ui.widgets.side_panel import SidePanel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QLayout

    from app.ui.background import Progress, Task
    from app.ui.pages.wizard_steps import WizardStep
    from app.ui.session import Session

_WIDTH_CHARS = 72
_PANEL_FROM = 860


class Wizard(QWidget):
    """Asks, shows the summary, creates the office in the background.

    Signals:
        established: the folder of the new office.
        abandoned: the user does not want a new office after all.
    """

    established = Signal(Path)
    abandoned = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._clock = session.clock
        self.draft = Draft()
        self._task: Task | None = None
        self.steps: list[WizardStep] = [
            KindStep(self.draft),
            RegionStep(self.draft, session.regions.values()),
            OfficeStep(self.draft),
            UrusanStep(self.draft),
            PersonStep(self.draft),
            PassphraseStep(self.draft),
            RestoreStep(self.draft),
            SummaryStep(self.draft),
        ]
        self._place = 0
        self._panel = SidePanel()
        self._header = PageHeader("")
        self.messages = MessageBar()
        self._working = _Working()
        for step in self.steps:
            step.submitted.connect(self.next)
        self.back_button = Button(t("wisaya.kembali"), Kind.PLAIN, "arrow-left")
        self.next_button = Button("", Kind.PRIMARY)
        self.cancel_button = Button(t("wisaya.batal"), Kind.QUIET)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.next)
        self.cancel_button.clicked.connect(self.cancel)
        self._lay_out()
        self._show(0)

    @property
    def step(self) -> WizardStep:
        """The question in view."""
        return self.steps[self._place]

    def next(self) -> None:
        """Go on when the answers are acceptable; from the summary, create the office."""
        if self._task is not None or not self.steps[self._place].check():
            return
        after = self._next_place(1)
        if after < len(self.steps):
            self._show(after)
        else:
            self._establish()

    def back(self) -> None:
        """Go to the question before."""
        if self._task is None and self._place:
            self._show(self._next_place(-1))

    def cancel(self) -> None:
        """Stop the creation, or leave the wizard."""
        if self._task is not None:
            self._task.cancel()
            self._working.say(t("wisaya.sedang_batal"))
        elif self._place == 0 or dialogue.ask(self, t("wisaya.tanya_batal"), t("wisaya.ya_batal")):
            self.abandoned.emit()

    def _next_place(self, way: int) -> int:
        """The place of the nearest step that applies; beyond the last one when there is none."""
        place = self._place + way
        while place < len(self.steps) and not self.steps[place].applies():
            place += way
        return place

    def _show(self, place: int) -> None:
        self._place = place
        step = self.steps[place]
        self.messages.hide()
        names = [t(f"wisaya.{one.key}.singkat") for one in self.steps if one.applies()]
        self._panel.show_steps(names, sum(one.applies() for one in self.steps[:place]))
        self._header.say(t(f"wisaya.{step.key}.judul"), t(f"wisaya.{step.key}.penjelasan"))
        last = place + 1 == len(self.steps)
        self.next_button.setText(t("wisaya.buat") if last else t("wisaya.lanjut"))
        self.back_button.setVisible(place > 0)
        step.enter()
        self._reveal(step)
        # A proxy, so that whoever gives the whole wizard the focus gives it to this question.
        self.setFocusProxy(step.focusProxy() or self.next_button)
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def _reveal(self, wanted: QWidget) -> None:
        # Not a stack: its height would be that of the tallest step.
        for part in (*self.steps, self._working):
            part.setVisible(part is wanted)

    def _establish(self) -> None:
        from app.exchange import pendirian

        plan, folder, clock = self.draft.plan(), self.draft.folder, self._clock

        def work(progress: Progress) -> Path:
            pendirian.establish(plan, folder, clock, progress)
            return folder

        self._set_busy(busy=True)
        self._task = background.run(
            self,
            work,
            done=self._done,
            failed=self._failed,
            advanced=self._working.advance,
            cancelled=self._stopped,
        )

    def _set_busy(self, *, busy: bool) -> None:
        self.next_button.setEnabled(not busy)
        self.back_button.setEnabled(not busy)
        self._reveal(self._working if busy else self.steps[self._place])
        if busy:
            self._working.advance("kunci", 0, 1)
            self._header.say(t("wisaya.membuat.judul"), t("wisaya.membuat.penjelasan"))

    def _done(self, folder: Path) -> None:
        self._task = None
        self.draft.frasa_sandi = self.draft.frasa_cadangan = ""
        self.established.emit(folder)

    def _failed(self, error: Exception) -> None:
        self._stopped()
        if not isinstance(error, LontarError):
            raise error
        self.messages.tell_error(error)

    def _stopped(self) -> None:
        self._task = None
        self._set_busy(busy=False)
        self._show(self._place)

    def _lay_out(self) -> None:
        column = Column(_WIDTH_CHARS)
        column.body.addSpacing(sizes.L)
        for part in (self._header, self.messages, *self.steps, self._working):
            column.body.addWidget(part)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(column, 1)
        right.addLayout(self._footer())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._panel)
        row.addLayout(right, 1)

    def _footer(self) -> QLayout:
        row = QHBoxLayout()
        row.setContentsMargins(sizes.XL, sizes.M, sizes.XL, sizes.L)
        row.setSpacing(sizes.S)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        return row

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Escape leaves; an editor lets both keys through to here."""
        if event.key() in ENTER:
            self.next()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps its room for the questions."""
        super().resizeEvent(event)
        self._panel.setVisible(event.size().width() >= _PANEL_FROM)


class _Working(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._meter = Meter(t("wisaya.membuat.judul"))
        self._text = text.Text("", Step.BODY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.L, 0, 0)
        column.setSpacing(sizes.S)
        column.addWidget(self._meter)
        column.addWidget(self._text)
        column.addStretch(1)

    def advance(self, step: str, done: int, total: int) -> None:
        words = t(f"wisaya.langkah.{step}")
        self._meter.show_share(done / total, words)
        self._text.setText(words)

    def say(self, words: str) -> None:
        self._text.setText(words)
