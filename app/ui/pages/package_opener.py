"""Opening up folders and ZIP files that were dropped, pasted or chosen, beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui import background, dialogue

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from app.exchange.kiriman import Kiriman
    from app.store.scratch import Scratch
    from app.ui.background import Progress, Task


def local_files(carried: QMimeData | None) -> list[Path]:
    """The files that are dragged here, or were copied in a file manager.

    Qt has nothing at all for a clipboard that is empty, or that another program holds.
    """
    return (
        [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()] if carried else []
    )


class Opener(QObject):
    """What a ZIP carries is put into a folder of its own until the table is cleared.

    Signals:
        opened: a `Kiriman`.
        stopped: the user has cancelled, or it failed.
    """

    opened = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._task: Task | None = None
        self._place: Scratch | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being opened up."""
        return self._task is not None

    def start(self, chosen: list[Path]) -> bool:
        """Open these up, or return False when they are plain files."""
        from app.exchange import kiriman
        from app.store.scratch import Scratch

        # Too many are not even looked at here: opening them up says so.
        few = len(chosen) <= kiriman.MOST_FILES
        if few and not any(map(kiriman.is_wrapped, chosen)):
            return False
        if self._place is None:
            place = Scratch()
            self.destroyed.connect(place.close)
            self._place = place
        into = self._place.path

        def work(_progress: Progress) -> Kiriman:
            return kiriman.open_up(chosen, into)

        self._task = background.run(
            self._parent, work, done=self._hand_over, failed=self._fail, cancelled=self._stop
        )
        return True

    def cancel(self) -> None:
        """What comes out is no longer wanted."""
        if self._task is not None:
            self._task.cancel()

    def forget(self) -> None:
        """The table was cleared: nobody needs what was taken out of a ZIP."""
        if self._place is not None and not self.busy:
            self._place.close()
            self._place = None

    def _hand_over(self, found: Kiriman) -> None:
        wanted = self._task is not None and not self._task.cancelled
        self._task = None
        if wanted:
            self.opened.emit(found)
        else:
            self.stopped.emit()

    def _stop(self) -> None:
        self._task = None
        self.stopped.emit()

    def _fail(self, error: Exception) -> None:
        self._stop()
        dialogue.show_failure(self._parent, error)
