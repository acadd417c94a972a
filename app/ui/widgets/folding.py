"""Words that give way to what is worked with: one line in a flat window, whole everywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from app.ui.sizes import Step
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.ui.colours import Tone


class FoldingText(Text):
    """Folded it is one line that ends where the room does; the whole is its tip, and spoken."""

    def __init__(self, text: str = "", step: Step = Step.BODY, tone: Tone | None = None) -> None:
        super().__init__(text, step, tone)
        self._whole = text
        self._folded = False

    @property
    def whole(self) -> str:
        """All that it says."""
        return self._whole

    def fold(self, *, folded: bool) -> None:
        """Take one line, or as many as the words need."""
        if folded == self._folded:
            return
        self._folded = folded
        across = QSizePolicy.Policy.Ignored if folded else QSizePolicy.Policy.Preferred
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(across)
        self.setSizePolicy(policy)
        self.setWordWrap(not folded)
        self._say()

    def setText(self, text: str) -> None:
        """Say something else."""
        self._whole = text
        self._say()

    def _say(self) -> None:
        shown = self._whole
        if self._folded:
            line = " ".join(shown.split())
            room = self.contentsRect().width()
            shown = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room)
        cut = self._folded and shown != self._whole
        self.setToolTip(self._whole if cut else "")
        self.setAccessibleName(self._whole if cut else "")
        super().setText(shown)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width ends the line elsewhere."""
        super().resizeEvent(event)
        if self._folded:
            self._say()
