"""Which panels stand beside the grid: as many as fit, the one asked for last before the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_SIDE_CHARS = (30, 38)
_CENTRE_CHARS = 72
_HANDLE = 5


def _boxed(back: QWidget, side: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(back)
    column.addWidget(side, 1)
    return box


class Panes(QSplitter):
    """Services, grid, inspector. A narrow window shows one side, a very narrow one only the grid.

    Where not even one side fits, a panel that is asked for takes the place of the grid until
    it has been answered.

    Signals:
        left: the way back to the grid was pressed in a panel that stands in for it.

    """

    left = Signal()

    def __init__(self, services: QWidget, centre: QWidget, inspector: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.services, self.centre, self.inspector = services, centre, inspector
        self._preferred = [services, inspector]
        self._closed: set[QWidget] = set()
        self._called: QWidget | None = None
        self._backs = {side: self._back() for side in (services, inspector)}
        self._boxes = {side: _boxed(back, side) for side, back in self._backs.items()}
        self._boxes[centre] = centre
        self.setHandleWidth(_HANDLE)
        self.setChildrenCollapsible(False)
        for pane in (services, centre, inspector):
            self.addWidget(self._boxes[pane])
        self.setStretchFactor(1, 1)
        for side, count in zip((services, inspector), _SIDE_CHARS, strict=True):
            side.setMinimumWidth(sizes.chars(side, count - 8))
        self._arrange()

    def toggle(self, side: QWidget) -> bool:
        """Open or close a side; tell whether it is open now."""
        if side in self.in_view():
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
        return [pane for pane in panes if self._boxes[pane].isVisibleTo(self)]

    def _back(self) -> Button:
        back = Button(t("isian.kunci.kembali"), Kind.QUIET, "arrow-left")
        back.clicked.connect(self.left)
        return back

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
        for side, back in self._backs.items():
            self._boxes[side].setVisible(side in shown)
            back.setVisible(side is self._called)
        self.centre.setVisible(self._called is None)
        if self.in_view() != before:
            self._share_out()

    def _share_out(self) -> None:
        left, right = (sizes.chars(self, count) for count in _SIDE_CHARS)
        shown = self.in_view()
        taken = left * (self.services in shown) + right * (self.inspector in shown)
        self.setSizes([left, max(self.width() - taken, 1), right])

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            if self._room():
                self._called = None
            self._arrange()
