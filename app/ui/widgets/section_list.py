"""The list of a page's sections on its left; arrow keys move through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui import colours, icons, sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import paint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent

_STOP = Qt.FocusPolicy.StrongFocus
_BY_ARROWS = Qt.FocusPolicy.ClickFocus


class SectionList(QWidget):
    """Tells which section is wanted."""

    wanted = Signal(str)

    def __init__(self, sections: Iterable[tuple[str, str, str]]) -> None:
        super().__init__()
        self._items: dict[str, _Item] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for key, text, icon in sections:
            item = _Item(text, icon)
            item.setProperty("section", key)
            item.toggled.connect(self._toggled)
            self._items[key] = item
            column.addWidget(item)
        column.addStretch(1)

    def set_compact(self, *, compact: bool) -> None:
        """Show icons only, where the window is narrow."""
        for item in self._items.values():
            item.set_compact(compact=compact)

    def choose(self, key: str) -> None:
        """Mark a section and tell about it."""
        self._items[key].setChecked(True)

    def item(self, key: str) -> QAbstractButton:
        """The button of a section."""
        return self._items[key]

    def _toggled(self, checked: bool) -> None:  # noqa: FBT001 - a slot of Qt
        sender = self.sender()
        if checked and sender is not None:
            key = sender.property("section")
            # Qt moves the stop of Tab along with the keys only, not when a link chose the section.
            for other, item in self._items.items():
                item.setFocusPolicy(_STOP if other == key else _BY_ARROWS)
            self.wanted.emit(key)


class _Item(QAbstractButton):
    """One line: icon and text."""

    def __init__(self, text: str, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._compact = False
        self.setText(text)
        self.setToolTip(text.replace("&", ""))
        self.setAccessibleName(text.replace("&", ""))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(_STOP)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_compact(self, *, compact: bool) -> None:
        self._compact = compact
        self.updateGeometry()
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        strong = sizes.font(Step.STRONG)
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + strong.pointSize()
        words = 0 if self._compact else width + 2 * sizes.M
        return QSize(words + sizes.ICON + 2 * sizes.M, metrics.height() + sizes.L)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        palette = self.palette()
        box = QRectF(self.rect())
        if self.isChecked():
            paint.surface(painter, box, colours.soft(Tone.ACCENT, palette))
        elif self.underMouse():
            paint.surface(painter, box, palette.color(QPalette.ColorRole.Midlight))
        tone = Tone.ACCENT if self.isChecked() else Tone.MUTED
        ink = colours.tone(tone, palette)
        spot = QRectF(sizes.M, box.center().y() - sizes.ICON / 2, sizes.ICON, sizes.ICON)
        icons.paint(painter, spot, self._icon, ink)
        painter.setFont(sizes.font(Step.STRONG if self.isChecked() else Step.BODY))
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        words = box.adjusted(2 * sizes.M + sizes.ICON - 2, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        if not self._compact:
            painter.drawText(words, int(flags), self.text())
        if self.hasFocus():
            paint.focus_ring(painter, self, box)
        painter.end()
