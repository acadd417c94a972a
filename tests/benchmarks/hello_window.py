"""The least a frozen PySide6 program can be: one window with one word in it."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


def main() -> int:
    """Show the window until it is closed."""
    application = QApplication(sys.argv)
    window = QMainWindow()
    window.setCentralWidget(QLabel("Halo"))
    window.resize(1366, 768)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
