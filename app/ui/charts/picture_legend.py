"""The legend below a picture: what each colour and mark means, in as many lines as it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPalette, QPen

from app.ui import colours
from app.ui.charts import bands, hatch
from app.ui.charts.picture import SIZE, WORDS, font
from app.ui.charts.tile_paint import draw_hatch, draw_steps
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPainter

_LINE, _SWATCH, _GAP, _BETWEEN = 20.0, 54.0, 6.0, 16.0
_HATCH = 5.0


class Entry(NamedTuple):
    """One mark and what it means; without a mark only the words stand there."""

    words: str
    draw: Callable[[QPainter, QRectF], None] | None = None


def of_bands(names: Sequence[str], palette: QPalette) -> list[Entry]:
    """The bands from the lowest, each with its colour and its dots."""

    def one(step: int) -> Callable[[QPainter, QRectF], None]:
        return lambda painter, box: band(painter, box, step, len(names), palette)

    return [Entry(name, one(step)) for step, name in enumerate(names)]


def band(painter: QPainter, box: QRectF, step: int, count: int, palette: QPalette) -> None:
    """The swatch of a band: its colour, and as many dots filled as it is high."""
    back, ink = bands.colour(step, count, palette)
    painter.setPen(QPen(colours.tone(Tone.EDGE, palette), 1))
    painter.setBrush(back)
    painter.drawRect(box)
    draw_steps(painter, QPointF(box.center()), step, count, ink)


def missing(painter: QPainter, box: QRectF, palette: QPalette) -> None:
    """The swatch of a region nothing has come from."""
    painter.setPen(QPen(colours.tone(Tone.EDGE, palette), 1))
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    painter.drawRect(box)
    draw_hatch(painter, box, colours.tone(Tone.EDGE, palette))


def provisional(painter: QPainter, box: QRectF, palette: QPalette) -> None:
    """The swatch, and the bar, of a figure that is not final."""
    painter.setPen(QPen(colours.tone(Tone.ACCENT, palette), 1.2))
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    painter.drawRect(box)
    hatch.draw(painter, box, _HATCH)


def draw(painter: QPainter, box: QRectF, entries: Sequence[Entry], palette: QPalette) -> QRectF:
    """Draw a legend at the foot of a box and return what is left of the box above it."""
    metrics, placed, left, line = QFontMetricsF(font()), [], 0.0, 0
    for entry in entries:
        mark = _SWATCH + _GAP if entry.draw else 0.0
        wide = mark + metrics.horizontalAdvance(entry.words)
        if left and left + wide > box.width():
            left, line = 0.0, line + 1
        placed.append((entry, QPointF(left, line * _LINE), mark, wide))
        left += wide + _BETWEEN
    top = box.bottom() - (line + 1) * _LINE
    for entry, spot, mark, wide in placed:
        at = QPointF(box.left(), top) + spot
        if entry.draw:
            entry.draw(painter, QRectF(at.x(), at.y() + 3, _SWATCH, _LINE - 6))
        painter.setFont(font(SIZE))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(QRectF(at.x() + mark, at.y(), wide + 4, _LINE), WORDS, entry.words)
    return QRectF(box.left(), box.top(), box.width(), top - box.top() - 8)
