"""The floor of a start: an empty window; prints milliseconds to first paint and peak MB."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QTableView

from tests.benchmarks.first_paint import FirstPaint


def main() -> None:
    """Show an empty window with an empty table and stop at its first paint."""
    application = QApplication(sys.argv[:1])
    window = FirstPaint()
    window.setCentralWidget(QTableView())
    window.resize(1366, 768)
    window.waiting = True
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
