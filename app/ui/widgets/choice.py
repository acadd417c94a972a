"""Buttons large enough to read: a title with its explanation, to choose from or to press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.ui import colours, icons, sizes, tab_order
from app.ui.colours import Tone
from app.ui.enter_key import pressed
from app.ui.sizes import Step
from app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent

_DOT = 16
_GLYPH = 28
_WRAP = int(Qt.TextFlag.TextWordWrap)


class BigButton(QAbstractButton):
    """A row to press: title, explanation, and a glyph on the right."""

    def __init__(self, title: str, explanation: str, icon: str) -> None:
        super().__init__()
        self.setText(title)
        self.setAccessibleName(title.replace("&", ""))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._explanation = explanation
        self._icon = icon
        self._left = sizes.L
        self.setFont(sizes.font(Step.STRONG))
        self.setAccessibleDescription(explanation)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _words_width(self, width: int) -> int:
        return max(width - self._left - _GLYPH - 2 * sizes.L, 1)

    def _explanation_box(self, width: int) -> QRect:
        room = QRect(0, 0, self._words_width(width), 10_000)
        return QFontMetrics(sizes.font(Step.BODY)).boundingRect(room, _WRAP, self._explanation)

    def _ink(self, role: QPalette.ColorRole) -> QColor:
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        return self.palette().color(group, role)

    def _draw_words(self, painter: QPainter) -> None:
        width = self._words_width(self.width())
        title = QRectF(self._left, sizes.M, width, self.fontMetrics().height())
        painter.setFont(self.font())
        painter.setPen(self._ink(QPalette.ColorRole.Text))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(title, int(flags), self.text())
        painter.setFont(sizes.font(Step.BODY))
        painter.setPen(self._ink(QPalette.ColorRole.PlaceholderText))
        below = QRectF(self._left, title.bottom() + 2, width, self.height())
        painter.drawText(below, _WRAP, self._explanation)

    def show_icon(self, icon: str) -> None:
        """Change the glyph."""
        self._icon = icon
        self.update()

    # Qt

    def hasHeightForWidth(self) -> bool:
        """The explanation wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Title, explanation, margins."""
        lines = self._explanation_box(width).height() if self._explanation else 0
        return self.fontMetrics().height() + lines + 2 * sizes.M

    def sizeHint(self) -> QSize:
        """A comfortable line length."""
        width = sizes.chars(self, 60)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a small screen."""
        return QSize(sizes.chars(self, 24), self.fontMetrics().height() + 2 * sizes.M)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whatever a key leads to is seen whole."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            tab_order.scroll_to(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if self.isCheckable() or not pressed(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Surface, edge, words, glyph, focus ring."""
        painter = paint.painter_for(self)
        palette = self.palette()
        box = QRectF(self.rect())
        chosen = self.isChecked() or (self.underMouse() and self.isEnabled())
        base = palette.color(QPalette.ColorRole.Base)
        paint.surface(painter, box, colours.soft(Tone.ACCENT, palette) if chosen else base)
        edge = Tone.ACCENT if self.isChecked() else Tone.LINE
        paint.outline(painter, box, colours.tone(edge, palette))
        if self.hasFocus():
            paint.focus_ring(painter, self, box)
        self._draw_words(painter)
        left = box.right() - sizes.L - _GLYPH
        spot = QRectF(left, box.center().y() - _GLYPH / 2, _GLYPH, _GLYPH)
        gold = colours.tone(Tone.GOLD if self.isEnabled() else Tone.LINE, palette)
        icons.paint(painter, spot, self._icon, gold)
        painter.end()


class Choice(BigButton):
    """One of a few that exclude each other, with the dot of a radio button."""

    def __init__(self, title: str, explanation: str, icon: str) -> None:
        super().__init__(title, explanation, icon)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._left = 2 * sizes.M + _DOT

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """The row, then the dot."""
        super().paintEvent(event)
        painter = paint.painter_for(self)
        self._draw_dot(painter)
        painter.end()

    def _draw_dot(self, painter: QPainter) -> None:
        accent = colours.tone(Tone.ACCENT, self.palette())
        edge = accent if self.isChecked() else colours.tone(Tone.EDGE, self.palette())
        middle = QPointF(sizes.M + _DOT / 2, sizes.M + self.fontMetrics().height() / 2)
        painter.setPen(QPen(edge, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, _DOT / 2 - 1, _DOT / 2 - 1)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(middle, _DOT / 4, _DOT / 4)
