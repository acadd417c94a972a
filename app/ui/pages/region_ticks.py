"""A few regions or OPD out of many, each with a box to tick; as many side by side as fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui import sizes
from app.ui.widgets.line import Tick

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_COLUMNS, _SHORT = 3, 24
"""Longer names stand below each other."""


class RegionTicks(QWidget):
    """Nothing is ticked to begin with.

    Signals:
        changed: other regions are ticked than before.
    """

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.boxes: dict[str, Tick] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(sizes.L)
        self._grid.setVerticalSpacing(sizes.XS)

    def offer(self, names: Mapping[str, str]) -> None:
        """Show these by their codes, in this order, down the columns."""
        for box in self.boxes.values():
            self._grid.removeWidget(box)
            box.deleteLater()
        self.boxes = {}
        longest = max(map(len, names.values()), default=0)
        rows = -(-len(names) // (_COLUMNS if longest <= _SHORT else 1))
        before: QWidget | None = None
        for place, (kode, name) in enumerate(names.items()):
            box = Tick(name.replace("&", "&&"))
            box.toggled.connect(self.changed)
            column, row = divmod(place, rows)
            self._grid.addWidget(box, row, column)
            self.boxes[kode] = box
            if before is not None:
                QWidget.setTabOrder(before, box)
            before = box
        for box in list(self.boxes.values())[:1]:
            self.setFocusProxy(box)

    def tick(self, wanted: Collection[str]) -> None:
        """Tick these regions and no others."""
        for kode, box in self.boxes.items():
            box.setChecked(kode in wanted)

    @property
    def chosen(self) -> list[str]:
        """The codes of what is ticked."""
        return [kode for kode, box in self.boxes.items() if box.isChecked()]
