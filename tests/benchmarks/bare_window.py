"""The floor of a start: an empty window; prints milliseconds to first paint and peak MB."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from tests.benchmarks.first_paint import report_first_paint


def main() -> None:
    """Show an empty window with an empty table and stop at its first paint."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    window.resize(1366, 768)
    report_first_paint(application, window)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
