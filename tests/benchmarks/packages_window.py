"""Drops full packages into the window of a province and takes them in; prints the longest gaps.

A timer of 10 ms ticks all the while. Printed are the longest time between two ticks in ms while the
window has nothing to do, while the packages are judged, and while they are taken in.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.periode import Periode
from app.exchange import demo
from app.store import people
from app.ui import sweeping
from app.ui.application import dress
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.package import PackagePage
from app.ui.session import Session
from tests.benchmarks.keystroke_windows import settle
from tests.benchmarks.packages_taken import empty_province
from tests.benchmarks.timing import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

_TICK_MS, _IDLE_MS = 10, 1000


class Ticker:
    """A clock that notices when the window did not come back to it in time."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def _tick(self) -> None:
        here = time.perf_counter()
        self.gaps.append((here - self._last) * 1000)
        self._last = here

    def longest(self, begin: Callable[[], object], finished: SignalInstance | None = None) -> float:
        """The longest gap from the beginning of some work to its end, or for a second."""
        loop = QEventLoop()
        if finished is None:
            QTimer.singleShot(_IDLE_MS, loop.quit)
        else:
            finished.connect(loop.quit)
        self.gaps.clear()
        begin()
        loop.exec()
        QApplication.processEvents()
        return max(self.gaps)


def main() -> None:
    """One window over a fresh provincial office."""
    application = QApplication(sys.argv[:1])
    dress(application)
    source, files, periode = Path(sys.argv[2]), Path(sys.argv[3]), Periode.parse(sys.argv[4])
    with tempfile.TemporaryDirectory() as folder:
        with empty_province(Path(folder) / "provinsi", source / demo.PROVINSI) as office:
            people.add_user(office, nama="Yohana", peran="operator")
        session = Session(now, Memory())
        window = MainWindow(session)
        window.resize(1366, 768)
        window.show()
        window.open_office(Path(folder) / "provinsi")
        session.set_periode(periode)
        window.desk.show_page("paket")
        page = window.desk.current_page
        assert isinstance(page, PackagePage)
        settle()
        sweeping.begin_after_start()
        inbox, ticker = page.inbox, Ticker()
        idle = ticker.longest(lambda: None)
        judging = ticker.longest(lambda: inbox.judge([files]), inbox.examiner.finished)
        ready = len(inbox.acceptable)
        taking = ticker.longest(
            lambda: QTest.mouseClick(inbox.bar.accept_all, Qt.MouseButton.LeftButton),
            inbox.accepted,
        )
        assert ready == sum(entry.taken for entry in inbox.entries.values()) > 0
        print(idle, judging, taking, flush=True)
        ticker._timer.stop()
        session.close()


if __name__ == "__main__":
    main()
