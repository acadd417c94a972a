"""Opens, sorts and sifts a RAT of a thousand rows beside an empty one; prints milliseconds."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.domain import register
from app.domain.periode import Periode
from app.ui.application import dress
from app.ui.grid.sheet import OpenSheet
from app.ui.grid.stack import SheetGrid
from app.ui.memory import Memory
from app.ui.session import Session
from tests.benchmarks.keystroke_windows import settle
from tests.benchmarks.rat import FORM, TABLE, now
from tests.benchmarks.timing import clocked

_TIMES = 4


def main() -> None:
    """One grid shows both by turns."""
    application = QApplication(sys.argv[:1])
    dress(application)
    session = Session(now, Memory())
    session.open(Path(sys.argv[2]))
    grid = SheetGrid()
    grid.resize(1000, 600)
    grid.show()
    taken: tuple[list[float], ...] = ([], [], [], [])

    def show(year: int) -> OpenSheet:
        session.set_periode(Periode(year, 3))
        if grid.sheet is not None:
            grid.sheet.close()
        sheet = OpenSheet(session, session.forms[FORM], session.metode)
        grid.show_sheet(sheet)
        application.processEvents()
        return sheet

    show(2027)
    for _ in range(_TIMES):
        taken[0].append(clocked(lambda: show(2027)))
        taken[1].append(clocked(lambda: show(2026)))
        settle()
        sheet = grid.sheet
        assert sheet is not None
        first = register.rows_of(sheet.form.tables[TABLE], sheet.values)[0]
        grid.go_to(f"{TABLE}.{first}.pagu")
        taken[2].append(clocked(lambda: _then(application, lambda: grid.lines.sort(down=True))))
        grid.lines.show_all()
        grid.go_to(f"{TABLE}.{first}.sektor")
        taken[3].append(clocked(lambda: _then(application, grid.lines.sift)))
        grid.lines.show_all()
    print(*(time for part in taken for time in part), flush=True)
    # What is left of the window must not outlive the application.
    grid.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    session.close()


def _then(application: QApplication, work: object) -> None:
    assert callable(work)
    work()
    application.processEvents()


if __name__ == "__main__":
    main()
