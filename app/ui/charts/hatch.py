"""Slanted lines over a box, cut at its sides: an SVG keeps neither patterns nor clipping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter


def draw(painter: QPainter, box: QRectF, step: float) -> None:
    """Lines that rise to the right, `step` apart, with the painter's pen."""
    start = box.left() - box.height() + step
    while start < box.right():
        left, right = max(start, box.left()), min(start + box.height(), box.right())
        low, high = box.bottom() - (left - start), box.bottom() - (right - start)
        painter.drawLine(QPointF(left, low), QPointF(right, high))
        start += step
