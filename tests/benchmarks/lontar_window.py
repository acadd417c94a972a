"""Lontar's start with an office: prints milliseconds to the usable first page and peak memory."""

from __future__ import annotations

import gc
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Open an office as the program does, and stop when its first page has been painted."""
    # As `app/__main__.py` does, and in the same order: the program comes before PySide.
    gc.disable()
    import_module("app.ui.application")
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.ui.application import dress
    from app.ui.main_window import MainWindow
    from app.ui.session import Session
    from tests.benchmarks.first_paint import FirstPaint

    class Window(FirstPaint, MainWindow):
        """The program's window, watched."""

    application = QApplication(sys.argv[:1])
    dress(application)
    window = Window(Session(lambda: datetime.now().astimezone()))
    window.resize(1366, 768)

    def open_office() -> None:
        window.open_office(Path(sys.argv[2]))
        window.waiting = True

    window.show()
    QTimer.singleShot(0, window, open_office)
    application.exec()


if __name__ == "__main__":
    main()
