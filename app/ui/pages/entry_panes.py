"""Which panels stand beside the grid: as many as fit, the one asked for last before the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from app.ui import sizes

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_SIDE_CHARS = (30, 38)
_CENTRE_CHARS = 72
_HANDLE = 5


class Panes(QSplitter):
    """Services, grid, inspector. A narrow window shows one side, a very narrow one only the grid.

    Where not even one side fits, a panel that is asked for takes the place of the grid until
    it has been answered.

    Signals:
        arranged: other panels are in view now.

    """

    arranged = Signal()

    def __init__(self, services: QWidget, centre: QWidget, inspector: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.services, self.centre, self.inspector = services, centre, inspector
        self._preferred = [services, inspector]
        self._closed: set[QWidget] = set()
        self._called: QWidget | None = None
        self.setHandleWidth(_HANDLE)
        self.setChildrenCollapsible(False)
        for pane in (services, centre, inspector):
            self.addWidget(pane)
        self.setStretchFactor(1, 1)
        for side, count in zip((services, inspector), _SIDE_CHARS, strict=True):
            side.setMinimumWidth(sizes.chars(side, count - 8))
        self._arrange()

    def toggle(self, side: QWidget) -> bool:
        """Open or close a side; tell whether it is open now."""
        if side.isVisibleTo(self):
            self.dismiss(side)
            return False
        self.call(side)
        return True

    def call(self, side: QWidget) -> None:
        """Open a side, whatever has to make room."""
        self._closed.discard(side)
        self._preferred.sort(key=lambda one: one is not side)
        self._called = side if not self._room() else None
        self._arrange()

    def dismiss(self, side: QWidget) -> None:
        """Close a side."""
        if self._called is None:
            self._closed.add(side)
        self._called = None
        self._arrange()

    def answered(self) -> None:
        """A panel that stood in for the grid gives its place back."""
        if self._called is not None:
            self._called = None
            self._arrange()

    def in_view(self) -> list[QWidget]:
        """The panels from left to right."""
        panes = (self.services, self.centre, self.inspector)
        return [pane for pane in panes if pane.isVisibleTo(self)]

    def _room(self) -> int:
        """How many sides fit beside the grid."""
        left = self.width() - sizes.chars(self, _CENTRE_CHARS)
        widths = [sizes.chars(self, count) for count in _SIDE_CHARS]
        if left >= sum(widths):
            return 2
        return 1 if left >= min(widths) else 0

    def _arrange(self) -> None:
        open_sides = [side for side in self._preferred if side not in self._closed]
        shown = [self._called] if self._called else open_sides[: self._room()]
        before = self.in_view()
        for side in (self.services, self.inspector):
            side.setVisible(side in shown)
        self.centre.setVisible(self._called is None)
        if self.in_view() != before:
            self._share_out()
            self.arranged.emit()

    def _share_out(self) -> None:
        wide = dict(zip((self.services, self.inspector), _SIDE_CHARS, strict=True))
        asked = {side: sizes.chars(self, count) for side, count in wide.items()}
        rest = self.width() - sum(asked[side] for side in wide if side.isVisibleTo(self))
        left, right = asked[self.services], asked[self.inspector]
        self.setSizes([left, max(rest, 1), right])

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            if self._room():
                self._called = None
            self._arrange()
