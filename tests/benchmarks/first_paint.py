"""Notices when a window has been painted and has nothing left to do, prints figures, and quits."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget


def peak_memory() -> float:
    """Peak resident memory of this program in MB; getrusage would count its parent's as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


class _Watcher(QObject):
    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.application = application
        self.waiting = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.waiting:
            self.waiting = True
            QTimer.singleShot(0, self, self.report)
        return False

    def report(self) -> None:
        taken = (time.time() - float(sys.argv[1])) * 1000
        print(taken, peak_memory(), flush=True)
        self.application.quit()


def report_first_paint(application: QApplication, window: QWidget) -> None:
    """Print the time since the process was asked for and peak memory, when next painted."""
    watcher = _Watcher(application)
    application.installEventFilter(watcher)
    window.destroyed.connect(watcher.deleteLater)
