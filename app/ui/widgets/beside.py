"""Two parts beside each other, and one above the other where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from app.ui import sizes
from app.ui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea

NARROW = 900
"""Below so many pixels two parts of a page do not stand beside each other."""

Shares = tuple[int, int]


class Beside(QBoxLayout):
    """Two parts that share a page; `stacked` are their shares when one stands below the other."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        shares: Shares,
        *,
        stacked: Shares | None = None,
        narrow: int = NARROW,
        spacing: int = sizes.L,
    ) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._lowest = 0
        self._shares, self._stacked, self._narrow = shares, stacked or shares, narrow
        self._parts = first, second
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for part, share in zip((first, second), shares, strict=True):
            self.addWidget(part, share)

    @property
    def is_stacked(self) -> bool:
        """Whether one part stands below the other now."""
        return self.direction() == QBoxLayout.Direction.TopToBottom

    def scrolled(self, lowest: int = 140) -> QScrollArea:
        """Both in an area that is scrolled where a flat window has no room for one of them.

        Where one stands above the other each is at least `lowest` pixels high.
        """
        self._lowest = lowest
        holder = QWidget()
        holder.setLayout(self)
        return scrolling(holder)

    def fit(self, width: int) -> bool:
        """Lay the parts out for a page so many pixels wide; whether they are stacked."""
        narrow, way = width < self._narrow, QBoxLayout.Direction
        self.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        for place, share in enumerate(self._stacked if narrow else self._shares):
            self.setStretch(place, share)
        if self._lowest:
            for part in self._parts:
                part.setMinimumHeight(self._lowest if narrow else 0)
        return narrow

    # Qt

    def hasHeightForWidth(self) -> bool:
        """Scrolled, the parts share what height there is, and ask for no more than the least."""
        return not self._lowest and super().hasHeightForWidth()
