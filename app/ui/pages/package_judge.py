"""Judging files beside the window, one after the other; each verdict comes as soon as it can."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui import background, dialogue
from app.ui.pages import package_known
from app.ui.pages.package_entries import Entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.ui.background import Progress, Task
    from app.ui.session import Session


_PATIENCE = 0.3
"""Seconds the work waits at most until the window has shown a verdict. Two threads that compute at
once both stand in the other's way; the window has the right of way."""


class Judge(QObject):
    """Verdicts by the trust of the office; whoever takes packages in asks the book itself.

    Signals:
        advanced: so many of so many have been judged.
        arrived: an `Entry`.
        finished: all have been judged, or the user has cancelled.
        stopped: the files that are left because the user has cancelled; after `finished`.
    """

    advanced = Signal(int, int)
    arrived = Signal(object)
    finished = Signal()
    stopped = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self._task: Task | None = None
        self._found: list[Entry] = []
        self._left: list[Path] = []
        self._shown = threading.Event()

    @property
    def busy(self) -> bool:
        """Whether files are being judged."""
        return self._task is not None

    def start(self, files: list[Path]) -> None:
        """Judge these files."""
        self._left = list(files)

        def work(progress: Progress) -> None:
            self._shown.wait(_PATIENCE)
            package_known.published()
            progress("periksa", 0, len(files))

        self._shown.clear()
        self._go_on_when_shown()
        self._run(work, lambda _read: self._verify(files))

    def _verify(self, files: list[Path]) -> None:
        """By what this office has beside the published definitions, which have been read."""
        if self._task is not None and self._task.cancelled:
            # Cancelled between the two works, when the first no longer heard of it.
            self._stop()
            return
        from app.exchange import percaya
        from app.exchange.verifikasi import drawn, thorough

        trust = percaya.of_office(self._session.office)
        acuan = package_known.definitions(self._session)
        clock, found, takes = self._session.clock, self._found, self._session.is_province

        def work(progress: Progress) -> None:
            progress("periksa", 0, len(files))
            with package_known.examiner(acuan, trust, clock) as pemeriksa:
                pairs = zip(files, pemeriksa.verify_many(files), strict=True)
                for number, (file, laporan) in enumerate(pairs, start=1):
                    # Whoever takes a package in asks this itself; the long part is done here,
                    # beside the window.
                    told = drawn(laporan) if takes else thorough(laporan)
                    found.append(Entry(file, told, told))
                    self._shown.clear()
                    progress("periksa", number, len(files))
                    self._shown.wait(_PATIENCE)

        self._run(work, lambda _done: self._finish())

    def _run(self, work: Callable[[Progress], None], done: Callable[[object], None]) -> None:
        self._task = background.run(
            self._parent,
            work,
            done=done,
            failed=self._fail,
            advanced=self._advance,
            cancelled=self._stop,
        )

    def cancel(self) -> None:
        """Stop after the file in hand."""
        if self._task is not None:
            self._task.cancel()

    def _go_on_when_shown(self) -> None:
        """Let the work go on when what is under way in the window has been shown."""
        QTimer.singleShot(0, self._shown.set)

    def _advance(self, _step: str, done: int, total: int) -> None:
        self.advanced.emit(done, total)
        self._hand_over()
        self._go_on_when_shown()

    def _hand_over(self) -> None:
        while self._found:
            entry = self._found.pop(0)
            self._left.remove(entry.path)
            self.arrived.emit(entry)

    def _finish(self) -> None:
        self._task = None
        self._hand_over()
        self.finished.emit()

    def _stop(self) -> None:
        self._finish()
        if self._left:
            self.stopped.emit(list(self._left))

    def _fail(self, error: Exception) -> None:
        self._finish()
        dialogue.show_failure(self._parent, error)
