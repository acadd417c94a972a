"""Where an index stands among the bands: a ruler with one step per band and a mark on it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.angka import FULL
from app.ui import sizes
from app.ui.charts import bands
from app.ui.sizes import Step
from app.ui.widgets import paint

if TYPE_CHECKING:
    from fractions import Fraction

    from PySide6.QtGui import QPainter, QPaintEvent

    from app.domain.indeks import Kategori

_BAR = 8
_MARK = 7
# The lowest band reaches from 0 to 60: drawn to scale it would leave no room for the others.
_LOWEST_SHARE = 0.26


class BandScale(QWidget):
    """A ruler of the bands; what it says is also its accessible description."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._bands: list[Kategori] = []
        self._nilai: Fraction | None = None
        self.setAccessibleName(name)
        self.setFont(sizes.font(Step.CAPTION))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_index(self, nilai: Fraction | None, kategori: list[Kategori], spoken: str) -> None:
        """Put the mark at an index, or take it away."""
        self._nilai = nilai
        self._bands = bands.ascending(kategori)
        self.setAccessibleDescription(spoken)
        self.setToolTip(spoken)
        self.update()

    def _place(self, nilai: Fraction | int) -> float:
        """How far along the ruler a number stands, 0 to 1."""
        first = next((band.batas for band in self._bands if band.batas), FULL)
        if nilai < first:
            return _LOWEST_SHARE * float(nilai) / first
        return _LOWEST_SHARE + (1 - _LOWEST_SHARE) * float(nilai - first) / (FULL - first or 1)

    def _draw_bar(self, painter: QPainter, bar: QRectF) -> None:
        edges = [band.batas for band in self._bands if band.batas < FULL] + [FULL]
        steps = list(pairwise(edges))
        for place, (low, high) in enumerate(steps):
            left, right = (bar.left() + bar.width() * self._place(edge) for edge in (low, high))
            back, _ = bands.colour(place, len(self._bands), self.palette())
            box = QRectF(left, bar.top(), right - left - 1, bar.height())
            paint.surface(painter, box, back, 2)
            painter.setPen(self.palette().placeholderText().color())
            below = QRectF(left - sizes.L, bar.bottom() + 1, 2 * sizes.L, self.height())
            if low:
                flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
                painter.drawText(below, int(flags), str(low))

    def _draw_mark(self, painter: QPainter, bar: QRectF) -> None:
        assert self._nilai is not None
        x = bar.left() + bar.width() * self._place(self._nilai)
        x = min(max(x, _MARK * 0.7), bar.right() - _MARK * 0.7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().windowText())
        tip = QPointF(x, bar.top() - 1)
        painter.drawPolygon(
            QPolygonF(
                [tip, tip + QPointF(-_MARK * 0.7, -_MARK), tip + QPointF(_MARK * 0.7, -_MARK)]
            )
        )

    # Qt

    def sizeHint(self) -> QSize:
        """Mark, bar, and the numbers under it."""
        return QSize(180, _MARK + 2 + _BAR + self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The steps, their lower bounds, and the mark."""
        painter = paint.painter_for(self)
        bar = QRectF(0, _MARK + 2, self.width(), _BAR)
        self._draw_bar(painter, bar)
        if self._nilai is not None:
            self._draw_mark(painter, bar)
        painter.end()
