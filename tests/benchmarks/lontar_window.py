"""Lontar's start with an office: prints milliseconds to the usable first page and peak memory."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from app.ui.application import dress
from app.ui.main_window import MainWindow
from app.ui.session import Session
from tests.benchmarks.first_paint import report_first_paint


def main() -> None:
    """Open an office as the program does, and stop when its first page has been painted."""
    # After the program, as when it starts by itself.
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication(sys.argv[:1])
    dress(application)
    session = Session(lambda: datetime.now().astimezone())
    window = MainWindow(session)
    window.resize(1366, 768)
    report_first_paint(application, window, lambda: session.is_open)
    window.show()
    QTimer.singleShot(0, window, lambda: window.open_office(Path(sys.argv[2])))
    application.exec()


if __name__ == "__main__":
    main()
