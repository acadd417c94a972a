"""Lines of name and value, the names quiet, the values selectable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui import sizes
from app.ui.widgets import text

if TYPE_CHECKING:
    from collections.abc import Iterable

_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class Facts(QWidget):
    """A small table of facts without boxes."""

    def __init__(self, lines: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(sizes.L)
        self._grid.setVerticalSpacing(sizes.XS)
        self._grid.setColumnStretch(1, 1)
        self.show_lines(lines)

    def show_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """Replace all lines."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, (name, value) in enumerate(lines):
            self._add(row, name, value)

    def _add(self, row: int, name: str, value: str) -> None:
        quiet = text.muted(name)
        quiet.setWordWrap(False)
        shown = text.body(value)
        shown.setTextInteractionFlags(_SELECTABLE)
        shown.setAccessibleName(f"{name}: {value}")
        self._grid.addWidget(quiet, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(shown, row, 1)
