"""What must stay in view: a broken history, an office handed over, an unsafe folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.teks import t
from app.ui import background, dialogue
from app.ui.colours import Tone
from app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.periksa_riwayat import ChainState
    from app.store.office import Office
    from app.store.riwayat import ChainReport
    from app.ui.background import Progress, Task
    from app.ui.session import Session

# The walk through a long history takes half a second of another thread: not while a page is built.
_AFTER_MS = 400
_STEP = "riwayat"


class Notices(QWidget):
    """Looks at each office after its first picture; only what surrounds it can be closed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._task: Task | None = None
        self.state: ChainState | None = None
        self.chain = MessageBar(closable=False, radius=0)
        self.lost = MessageBar(closable=False, radius=0)
        self.handed_over = MessageBar(closable=False, radius=0)
        self.around = MessageBar(radius=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for bar in self._bars():
            column.addWidget(bar)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_MS)
        self._later.timeout.connect(self._look)
        session.office_opened.connect(self._opened)
        session.office_closed.connect(self._closed)
        session.settings_changed.connect(self._look_around)
        if session.is_open:
            self._opened()

    def _opened(self) -> None:
        self._closed()
        self._later.start()

    def _closed(self) -> None:
        self._later.stop()
        self.state = None
        if self._task is not None:
            self._task.cancel()
            self._task = None
        for bar in self._bars():
            bar.hide()

    def _bars(self) -> tuple[MessageBar, ...]:
        return self.handed_over, self.chain, self.lost, self.around

    def _look(self) -> None:
        """Compare with the send log at once, and walk the history beside the window."""
        from app.exchange import periksa_riwayat

        office = self._session.office
        lost = periksa_riwayat.lost_sendings(office)
        if lost:
            self.lost.tell(Tone.WARN, lost)
        self._look_around()
        walk = periksa_riwayat.walk(office)
        self._task = background.run(
            self,
            lambda progress: walk(_ticking(progress)),
            done=lambda report: self._walked(office, report),
            failed=lambda error: self._failed(office, error),
        )

    def _look_around(self) -> None:
        """Where the folder lies, what the clock says, who else has the office."""
        from app.exchange import cadangan_kata

        office = self._session.office
        mark = cadangan_kata.handed_over(office)
        self._tell(self.handed_over, [mark] if mark else [])
        self._tell(self.around, cadangan_kata.warnings(office))

    def _tell(self, bar: MessageBar, sentences: list[str]) -> None:
        if sentences:
            bar.tell(Tone.WARN, "\n".join(sentences))
        else:
            bar.hide()

    def _walked(self, office: Office, report: ChainReport) -> None:
        from app.exchange import periksa_riwayat

        if not self._is_current(office):
            return
        self._task = None
        state = periksa_riwayat.explain(office, report)
        self.state = state
        if not state.ok:
            sentence = t("jendela.riwayat_putus", kalimat=state.singkat)
            self.chain.tell(Tone.BAD, sentence, t("jendela.riwayat_arti"), self._explain)

    def _explain(self) -> None:
        if self.state is not None:
            dialogue.tell(self, f"{self.state.kalimat}\n\n{self.state.arti}")

    def _failed(self, office: Office, error: Exception) -> None:
        # A file that is being closed can no longer be read beside it; nobody asks any more.
        if self._is_current(office):
            self._task = None
            dialogue.show_failure(self, error)

    def _is_current(self, office: Office) -> bool:
        return self._session.is_open and self._session.office is office


def _ticking(progress: Progress) -> Callable[[], None]:
    return lambda: progress(_STEP, 0, 1)
