"""The dark panel beside wizard and start page: the leaf, the name, steps if any, keys for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.teks import t
from app.ui import colours, icons, shortcuts, sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import paint
from app.ui.widgets.ikat import IkatBand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QPaintEvent

_WIDTH = 248
_DOT = 22.0
_MARK = 56
_QUIET = 0.8


class SidePanel(QWidget):
    """Tells how far one is; only to look at."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: Sequence[str] = ()
        self._keys = t("jendela.samping.kunci", bantuan=shortcuts.HELP_HERE, tur=shortcuts.TOUR)
        self._current = 0
        self.setFixedWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.XL, 0, sizes.XL, sizes.XL)
        column.addStretch(1)
        self._band = IkatBand(Tone.GOLD, 12)
        column.addWidget(self._band)

    def show_steps(self, steps: Sequence[str], place: int) -> None:
        """Show the steps; mark one as the current one and those before it as done."""
        self._steps, self._current = steps, place
        self.update()

    def _draw_brand(self, painter: QPainter) -> float:
        spot = QRectF(sizes.XL - 6, sizes.XL, _MARK, _MARK)
        icons.paint(painter, spot, "lontar", colours.bright_gold())
        painter.setFont(sizes.font(Step.TITLE))
        painter.setPen(colours.tone(Tone.RAIL_TEXT, self.palette()))
        name = QRectF(sizes.XL, spot.bottom() + sizes.S, _WIDTH, sizes.XXL)
        painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter), t("jendela.nama"))
        painter.setFont(sizes.font(Step.CAPTION))
        below = QRectF(sizes.XL, name.bottom(), _WIDTH - 2 * sizes.XL, 2 * sizes.XXL)
        painter.setOpacity(_QUIET)
        painter.drawText(below, int(Qt.TextFlag.TextWordWrap), t("jendela.semboyan"))
        painter.setOpacity(1)
        return below.bottom()

    def _draw_step(self, painter: QPainter, top: float, place: int, words: str) -> None:
        done, current = place < self._current, place == self._current
        gold, ink = colours.bright_gold(), colours.tone(Tone.RAIL_TEXT, self.palette())
        dot = QRectF(sizes.XL, top, _DOT, _DOT)
        painter.setFont(sizes.font(Step.STRONG if current else Step.BODY))
        painter.setPen(QPen(gold if done or current else ink, 1.4))
        painter.setBrush(gold if current else Qt.BrushStyle.NoBrush)
        painter.setOpacity(1 if done or current else 0.6)
        painter.drawEllipse(dot)
        if done:
            icons.paint(painter, dot.adjusted(4, 4, -4, -4), "check", gold)
        else:
            painter.setPen(colours.tone(Tone.RAIL, self.palette()) if current else ink)
            painter.drawText(dot, int(Qt.AlignmentFlag.AlignCenter), str(place + 1))
        painter.setPen(ink)
        spot = QRectF(dot.right() + sizes.M, top, _WIDTH, _DOT)
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.setOpacity(1)

    def _draw_keys(self, painter: QPainter, above: float) -> None:
        """What leads to help, where the steps leave room for it."""
        painter.setFont(sizes.font(Step.CAPTION))
        high = (self._keys.count("\n") + 1) * painter.fontMetrics().lineSpacing()
        spot = QRectF(sizes.XL, self._band.y() - sizes.M - high, _WIDTH - 2 * sizes.XL, high)
        if spot.top() < above:
            return
        painter.setPen(colours.tone(Tone.RAIL_TEXT, self.palette()))
        painter.setOpacity(_QUIET)
        painter.drawText(spot, 0, self._keys)
        painter.setOpacity(1)

    # Qt

    def sizeHint(self) -> QSize:
        """A fixed width."""
        return QSize(_WIDTH, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, brand, steps joined by a thin line."""
        painter = paint.painter_for(self)
        painter.fillRect(self.rect(), colours.tone(Tone.RAIL, self.palette()))
        top = self._draw_brand(painter)
        gap = sizes.M + 2
        for place, words in enumerate(self._steps):
            y = top + place * (_DOT + gap)
            if place:
                painter.setPen(QPen(colours.tone(Tone.RAIL_ACTIVE, self.palette()), 2))
                x = sizes.XL + _DOT / 2
                painter.drawLine(QPointF(x, y - gap + 2), QPointF(x, y - 2))
            self._draw_step(painter, y, place, words)
        self._draw_keys(painter, top + len(self._steps) * (_DOT + gap))
        painter.end()
