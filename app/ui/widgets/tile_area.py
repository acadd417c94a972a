"""Where a map of tiles lies: it scrolls, and keeps the tile under the cursor in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QResizeEvent


class TileArea(QScrollArea):
    """Shows a map without a frame or a ground of its own; the focus belongs to the map.

    Signals:
        room: how much of the map's height can be seen at once.
    """

    room = Signal(int)

    def __init__(self, tiles: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(tiles)
        self.viewport().setAutoFillBackground(False)
        tiles.setAutoFillBackground(False)

    def reach(self, tile: QRectF) -> None:
        """Bring the tile under the cursor into view; an empty one is nowhere."""
        box = tile.toRect()
        if not box.isEmpty():
            middle = box.center()
            self.ensureVisible(middle.x(), middle.y(), box.width(), box.height())

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size shows more or less of the map."""
        super().resizeEvent(event)
        self.room.emit(self.viewport().height())
