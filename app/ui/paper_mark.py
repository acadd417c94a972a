"""The words of an exercise over a page: across its top, and large and pale over its middle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

_INK, _PALE, _SLOPE, _SHARE = "#1D5A85", 0.13, 25, 0.8


def mark(painter: QPainter, page: QRectF, tanda_air: str) -> None:
    """Write the words; the painter's font and pen are as before afterwards."""
    painter.save()
    font = QFont(painter.font())
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(_INK))
    middle = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    painter.drawText(page, middle, tanda_air)
    wide = painter.fontMetrics().horizontalAdvance(tanda_air)
    painter.setOpacity(_PALE)
    painter.translate(page.center())
    painter.rotate(-_SLOPE)
    large = _SHARE * page.width() / max(1, wide)
    painter.scale(large, large)
    painter.drawText(QPointF(-wide / 2, 0), tanda_air)
    painter.restore()
