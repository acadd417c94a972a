"""What a window does for its office unasked: a backup once a day, and tidying after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app import paths
from app.errors import LontarError
from app.ui import background

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.ui.background import Progress, Task
    from app.ui.session import Session

FIRST_MS = 5_000
AGAIN_MS = 3_600_000


class Upkeep(QObject):
    """Looks some seconds after an office has opened, and every hour: days end while it is open.

    Signals:
        refused: the LontarError that kept today's backup from being made.
        kept: a backup was made.
    """

    refused = Signal(object)
    kept = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        session.office_opened.connect(self._opened)
        session.office_closed.connect(self._closed)
        if session.is_open:
            self._opened()

    def look(self) -> None:
        """Make today's backup beside the window unless there is one."""
        from app.store import backup, vault

        self._timer.setInterval(AGAIN_MS)
        office = self._session.office
        self._tidy(office.folder.parent)
        if paths.is_practice(office.folder):
            # An exercise is started again, never restored.
            return
        place, now = office.folder / backup.FOLDER_NAME, office.now()
        if self._task is not None or office.handed_over is not None:
            return
        if backup.made_today(place, now):
            return
        folder = office.folder

        def job(progress: Progress) -> object:
            return vault.keep_whole(folder, place, now, progress)

        self._task = background.run(
            self, job, done=self._kept, failed=self._failed, cancelled=self._forget
        )

    def _tidy(self, place: Path) -> None:
        """Take away what a killed program left unpacked; nobody is told, nobody waits."""
        from app.store import scratch

        background.run(
            self,
            lambda _progress: scratch.sweep(place),
            done=lambda _many: None,
            failed=lambda _error: None,
        )

    def rest(self) -> None:
        """Do nothing more for the office that is open: somebody takes pictures of it."""
        self._timer.stop()

    def _opened(self) -> None:
        self._closed()
        self._timer.start(FIRST_MS)

    def _closed(self) -> None:
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _kept(self, _made: object) -> None:
        self._forget()
        self.kept.emit()

    def _failed(self, error: Exception) -> None:
        self._forget()
        if not isinstance(error, LontarError):
            raise error
        # An office that was closed meanwhile has nobody to tell.
        if self._session.is_open:
            self.refused.emit(error)

    def _forget(self) -> None:
        self._task = None
