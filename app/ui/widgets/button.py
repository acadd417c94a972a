"""The push button of the window: flat, three kinds, with a firm focus ring."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.ui import colours, icons, sizes
from app.ui.colours import Tone
from app.ui.enter_key import pressed
from app.ui.sizes import Step
from app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

_PADDING = 14


class Kind(Enum):
    """How loud a button is; a page has at most one primary."""

    PRIMARY = auto()
    PLAIN = auto()
    QUIET = auto()


class Button(QPushButton):
    """A flat button with an optional icon before its text."""

    def __init__(self, text: str, kind: Kind = Kind.PLAIN, icon: str = "") -> None:
        super().__init__(text)
        self._kind = kind
        self._icon = icon
        self.setFont(sizes.font(Step.STRONG if kind is Kind.PRIMARY else Step.BODY))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def kind(self) -> Kind:
        """How loud it is."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Make it louder or quieter; what is next to do can change while the page is in view."""
        self._kind = kind
        self.setFont(sizes.font(Step.STRONG if kind is Kind.PRIMARY else Step.BODY))
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Put another icon before the text, or none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def _ink(self) -> QColor:
        palette = self.palette()
        if not self.isEnabled():
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        if self._kind is Kind.PRIMARY:
            return palette.color(QPalette.ColorRole.HighlightedText)
        if self._kind is Kind.QUIET:
            return colours.tone(Tone.ACCENT, palette)
        return palette.color(QPalette.ColorRole.ButtonText)

    def _fill(self) -> QColor:
        palette = self.palette()
        ink = palette.color(QPalette.ColorRole.WindowText)
        if self._kind is Kind.PRIMARY and self.isEnabled():
            rest, towards = palette.color(QPalette.ColorRole.Accent), ink
        elif self._kind is Kind.QUIET:
            rest, towards = QColor(Qt.GlobalColor.transparent), ink
        else:
            rest, towards = palette.color(QPalette.ColorRole.Button), ink
        share = 0.16 if self.isDown() else 0.08 if self.underMouse() and self.isEnabled() else 0.0
        if rest.alpha() == 0:
            towards.setAlphaF(share)
            return towards
        return colours.mix(towards, rest, share)

    def _draw_label(self, painter: QPainter, box: QRectF) -> None:
        ink = self._ink()
        width = self.fontMetrics().horizontalAdvance(self.text().replace("&", ""))
        left = box.center().x() - (width + self._icon_space()) / 2
        if self._icon:
            edge = sizes.ICON
            spot = QRectF(left, box.center().y() - edge / 2, edge, edge)
            icons.paint(painter, spot, self._icon, ink)
        painter.setPen(ink)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        text_box = QRectF(left + self._icon_space(), box.top(), width + 2, box.height())
        painter.drawText(text_box, int(flags), self.text())

    def _icon_space(self) -> int:
        if not self._icon:
            return 0
        return sizes.ICON + (sizes.S - 2 if self.text() else 0)

    # Qt

    def sizeHint(self) -> QSize:
        """Room for icon, text and quiet margins."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text().replace("&", "")) + self._icon_space()
        side = _PADDING if self.text() else sizes.S
        return QSize(width + 2 * side, metrics.height() + sizes.M)

    def minimumSizeHint(self) -> QSize:
        """A button is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does."""
        if not pressed(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Surface, hairline, focus ring, icon and text."""
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        paint.surface(painter, box, self._fill())
        if self._kind is Kind.PLAIN:
            paint.outline(painter, box, self.palette().color(QPalette.ColorRole.Mid))
        if self.hasFocus():
            ring = box.adjusted(2, 2, -2, -2) if self._kind is Kind.PRIMARY else box
            self._draw_ring(painter, ring)
        self._draw_label(painter, box)
        painter.end()

    def _draw_ring(self, painter: QPainter, box: QRectF) -> None:
        if self._kind is Kind.PRIMARY:
            paint.outline(painter, box, self._ink(), sizes.RADIUS - 2)
        else:
            paint.focus_ring(painter, self, box)
