"""Parts side by side as long as they fit; on an enlarged screen they go on below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidgetItem

from app.ui import sizes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLayoutItem, QWidget


class Wrapping(QLayout):
    """A row that begins another line where it would be too wide.

    What is left of a line goes to the parts that want to grow; there they may also be as narrow as
    they can.
    """

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(sizes.S)
        for part in parts:
            self.addChildWidget(part)
            # Not `addWidget`: an item that Qt makes is let go of as soon as Qt has asked for it
            # while another layout loses a part, and the next question ends the program.
            self.addItem(QWidgetItem(part))

    def _lines(self, width: int) -> Iterator[list[QLayoutItem]]:
        """The parts that are seen, line by line."""
        line: list[QLayoutItem] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            needed = _needed(item)
            if line and used + self.spacing() + needed > width:
                yield line
                line, used = [], 0
            used += needed + (self.spacing() if line else 0)
            line.append(item)
        if line:
            yield line

    def _place(self, rect: QRect, *, really: bool) -> int:
        """Put every part in its place, or only find out how high all lines are."""
        top = rect.top()
        for line in self._lines(rect.width()):
            growing = [item for item in line if _grows(item)]
            gaps = self.spacing() * (len(line) - 1)
            left = max(rect.width() - sum(map(_needed, line)) - gaps, 0)
            wide = [
                min(_needed(item), rect.width()) + (left // len(growing) if _grows(item) else 0)
                for item in line
            ]
            high = max(_high(item, room) for item, room in zip(line, wide, strict=True))
            beside = rect.left()
            for item, room in zip(line, wide, strict=True):
                if really:
                    item.setGeometry(QRect(beside, top, room, high))
                beside += room + self.spacing()
            top += high + self.spacing()
        return max(top - self.spacing() - rect.top(), 0)

    # Qt

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part in, after the others."""
        self._items.append(item)

    def count(self) -> int:
        """How many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """A part by its place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Let a part go."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It fills the width it gets."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high all lines are together."""
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every part in its place."""
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        """All parts in one line."""
        seen = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(one.width() for one in seen) + self.spacing() * max(len(seen) - 1, 0)
        return QSize(wide, max((one.height() for one in seen), default=0))

    def minimumSize(self) -> QSize:
        """Room for the widest part alone."""
        seen = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((one.width() for one in seen), default=0),
            max((one.height() for one in seen), default=0),
        )


def _grows(item: QLayoutItem) -> bool:
    widget = item.widget()
    policy = widget.sizePolicy().horizontalPolicy() if widget else QSizePolicy.Policy.Fixed
    return bool(policy.value & QSizePolicy.PolicyFlag.ExpandFlag.value)


def _needed(item: QLayoutItem) -> int:
    return (item.minimumSize() if _grows(item) else item.sizeHint()).width()


def _high(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
