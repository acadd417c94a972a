"""Notices when a window has been painted and has nothing left to do, prints figures, and quits."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget


class _Watcher(QObject):
    def __init__(self, application: QApplication, ready: Callable[[], bool]) -> None:
        super().__init__(application)
        self.application = application
        self.ready = ready
        self.waiting = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.waiting and self.ready():
            self.waiting = True
            QTimer.singleShot(0, self, self.report)
        return False

    def report(self) -> None:
        taken = (time.time() - float(sys.argv[1])) * 1000
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(taken, memory, flush=True)
        self.application.quit()


def report_first_paint(
    application: QApplication, window: QWidget, ready: Callable[[], bool] = lambda: True
) -> None:
    """Print the time since the process was asked for and peak memory, once ready and painted."""
    watcher = _Watcher(application, ready)
    application.installEventFilter(watcher)
    window.destroyed.connect(watcher.deleteLater)
