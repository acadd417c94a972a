"""Parts that take turns in one place, which is only as high as the part in view.

A QStackedWidget is as high as its highest part, hidden or not.
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Turns(QWidget):
    """Shows the first part until another one is called."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts = parts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            column.addWidget(part)
        self.show_part(parts[0])

    def show_part(self, wanted: QWidget) -> None:
        """Let this part fill the place."""
        for part in self._parts:
            if part is not wanted:
                part.hide()
        wanted.show()
