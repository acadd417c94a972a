"""The colours of the grid, mixed once per palette."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPalette, QPen

from app.ui import colours
from app.ui.colours import Tone

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

_Role = QPalette.ColorRole
_RING = 2


@dataclass(frozen=True)
class Inks:
    """What the painters of cells and headers dip into."""

    base: QColor
    computed: QColor
    band: QColor
    header: QColor
    line: QColor
    strong_line: QColor
    text: QColor
    muted: QColor
    accent: QColor
    chosen: QColor
    chosen_computed: QColor
    hatch: QBrush

    def ground(self, *, chosen: bool, fixed: bool) -> QColor:
        """The background of a cell."""
        if fixed:
            return self.chosen_computed if chosen else self.computed
        return self.chosen if chosen else self.base


_mixed: dict[tuple[int, int], Inks] = {}
_seen: dict[tuple[int, QPalette.ColorGroup], Inks] = {}
_MOST_SEEN = 64


def inks(palette: QPalette) -> Inks:
    """The colours for a palette; mixed the first time it is seen, known again by Qt's own key."""
    # The group is no part of Qt's key: a caption is drawn with the same palette, disabled.
    place = palette.cacheKey(), palette.currentColorGroup()
    known = _seen.get(place)
    if known is not None:
        return known
    if len(_seen) >= _MOST_SEEN:
        _seen.clear()
    key = palette.color(_Role.Base).rgb(), palette.color(_Role.Text).rgb()
    if key not in _mixed:
        _mixed[key] = _mix(palette)
    known = _seen[place] = _mixed[key]
    return known


def _mix(palette: QPalette) -> Inks:
    base, text = palette.color(_Role.Base), palette.color(_Role.Text)
    accent = colours.tone(Tone.ACCENT, palette)
    computed = colours.mix(text, base, 0.06)
    line = colours.mix(text, base, 0.14)
    return Inks(
        base=base,
        computed=computed,
        band=colours.mix(accent, base, 0.10),
        header=colours.mix(text, palette.color(_Role.Window), 0.07),
        line=line,
        strong_line=colours.mix(text, base, 0.30),
        text=text,
        muted=colours.tone(Tone.MUTED, palette),
        accent=accent,
        chosen=colours.mix(accent, base, 0.16),
        chosen_computed=colours.mix(accent, computed, 0.16),
        hatch=QBrush(colours.mix(text, base, 0.20), Qt.BrushStyle.BDiagPattern),
    )


def square_ring(painter: QPainter, box: QRect, colour: QColor) -> None:
    """A firm frame just inside a box: the visible focus of a cell."""
    painter.setPen(QPen(colour, _RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(1, 1, -1, -1))
