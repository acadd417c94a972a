"""Below the list of a preview: the whole sentence about one cell, and what may be chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.grid import paste_words
from app.ui.grid.writing import shown
from app.ui.widgets import text
from app.ui.widgets.button import Button

if TYPE_CHECKING:
    from app.domain.tempel import Butir

_LINES = 2
_BESIDE = 3
"""Choices in a row; more would ask for more width than an enlarged screen has."""


class PasteChoice(QWidget):
    """Says everything about the cell under the cursor; the buttons carry their number key.

    Signals:
        chosen: the number of a choice, from 1.

    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._words = text.body()
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._words.setMinimumHeight(_LINES * self.fontMetrics().height())
        self._way = text.caption()
        self._grid = QGridLayout()
        self._grid.setSpacing(sizes.XS)
        self._grid.setColumnStretch(_BESIDE, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.XS)
        column.addWidget(self._words)
        column.addLayout(self._grid)
        column.addWidget(self._way)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def show_item(self, one: Butir | None) -> None:
        """Tell about a cell of the block."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        said = "" if one is None else paste_words.remark(one)
        self._words.setText(said if one is None else f"{paste_words.target(one)}. {said}")
        for number, nilai in enumerate(one.pilihan if one else (), start=1):
            button = Button(f"{number}   {shown(one.sel if one else None, nilai)}")
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self.chosen.emit, number))
            self._grid.addWidget(button, *divmod(number - 1, _BESIDE))
        self._way.setText(t("tempel.cara_memilih") if one is not None and one.pilihan else "")
