"""Scrolls a bare table and the entry screen by turns; prints the time of each frame of both."""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QScrollBar, QTableView

from app.ui.application import dress
from app.ui.main_window import MainWindow
from app.ui.pages.entry import EntryPage
from app.ui.session import Session
from tests.benchmarks import big_form
from tests.benchmarks.keystroke_windows import ListModel, settle
from tests.benchmarks.timing import clocked

_CELLS = 4_000
_ROWS = 1_000
_FRAMES = 60


def frame(bar: QScrollBar, place: int) -> float:
    """One step of the wheel's journey from top to bottom, until it is painted."""
    target = bar.minimum() + (bar.maximum() - bar.minimum()) * place // _FRAMES

    def turn() -> None:
        bar.setValue(target)
        settle()

    return clocked(turn)


def main() -> None:
    """Work on a copy of the office."""
    application = QApplication(sys.argv[:1])
    dress(application)
    view = QTableView()
    model = ListModel(_ROWS)
    view.setModel(model)
    view.resize(1366, 768)
    view.show()
    with tempfile.TemporaryDirectory() as folder:
        office = shutil.copytree(sys.argv[2], Path(folder) / "kantor")
        session = Session(lambda: datetime.now().astimezone())
        window = MainWindow(session)
        window.resize(1366, 768)
        window.show()
        window.open_office(office)
        code = big_form.install(session, _CELLS)
        window.desk.show_page("spm")
        page = window.desk.current_page
        assert isinstance(page, EntryPage)
        page.open_service(code)
        settle()
        bars = view.verticalScrollBar(), page.grid.verticalScrollBar()
        series: tuple[list[float], list[float]] = [], []
        for place in [*range(_FRAMES + 1), *reversed(range(_FRAMES))]:
            for bar, times in zip(bars, series, strict=True):
                times.append(frame(bar, place))
        session.close()
    print(*series[0][2:], *series[1][2:])


if __name__ == "__main__":
    main()
