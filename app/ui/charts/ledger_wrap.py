"""Text in the places of a table broken into lines: at words, a word only where it is too long."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

_KEPT = 4096


def lines(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """The text in at most so many lines of so many pixels; the last one says what is left out."""
    return _broken(text, font.key(), max(width, 1), most)


@lru_cache(maxsize=_KEPT)
def _broken(text: str, font_key: str, width: int, most: int) -> tuple[str, ...]:
    font = QFont()
    font.fromString(font_key)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    shown = 0
    while len(found) < most and (line := layout.createLine()).isValid():
        # Letters are wider by parts of a pixel than the metrics say.
        line.setLineWidth(width + 1)
        start, length = line.textStart(), line.textLength()
        last = len(found) == most - 1
        found.append(text[start:] if last else text[start : start + length].rstrip())
        shown = start + length
    layout.endLayout()
    if found and shown < len(text):
        # Only what did not fit: the metrics would cut a line the layout has room for.
        mode = Qt.TextElideMode.ElideRight
        found[-1] = QFontMetrics(font).elidedText(found[-1], mode, width)
    return tuple(found) or ("",)
