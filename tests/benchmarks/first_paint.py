"""Notices when a window has been painted and has nothing left to do, prints figures, and quits.

The figures: milliseconds from the command until the paint, peak MB and milliseconds of processor
time by then, and the milliseconds that pass until the window waits for its user.

Looked at is one paint of one widget: a filter over all events makes PySide set up classes for
everything that passes, which takes longer than the painting and is part of no program.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractEventDispatcher, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


def peak_memory() -> float:
    """Peak resident memory of this program in MB; getrusage would count its parent's as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


class FirstPaint(QMainWindow):
    """A window that tells about its next paint once `waiting` is set."""

    waiting = False
    _painted = 0.0
    _figures: list[float]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.waiting:
            self.waiting = False
            # What the window shows is painted after the window itself.
            QTimer.singleShot(0, self._report)

    def _report(self) -> None:
        self._painted = time.time()
        taken = self._painted - float(sys.argv[1])
        self._figures = [taken * 1000, peak_memory(), time.process_time() * 1000]
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._wait)

    def _wait(self) -> None:
        if self._figures:
            print(*self._figures, (time.time() - self._painted) * 1000, flush=True)
            self._figures.clear()
            QApplication.quit()
