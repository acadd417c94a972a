"""How much room a text takes in print, near enough to give its row the right height.

Spreadsheet programs do not grow the rows of merged cells by themselves, and a text that does not
fit is cut off on paper without a word.
"""

from __future__ import annotations

from functools import lru_cache

# Widths of the letters of Arial and its metric twins, in thousandths of the size.
_CLASSES = {
    222: "ijl'|",
    278: " !,./:;I[]ft\\·",
    333: '()-`r"{}',
    500: "cksvxyzJ*",
    556: "abdeghnopqu0123456789L?_$#",
    611: "FTZ<=>+~^",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    890: "%",
    944: "W",
    1015: "@",
}
_WIDTH = {letter: width for width, letters in _CLASSES.items() for letter in letters}
_OTHER = 667
_WIDE = 722  # no sentence is wider than this letter after letter
_SLACK = 1.06
_POINTS_PER_UNIT = 5.25  # a column of width 1 holds one digit of the default font, 7 pixels


@lru_cache(maxsize=8192)
def line_count(text: str, units: float, size: float) -> int:
    """How many lines a text of a font size takes in columns of so many units."""
    room = units * _POINTS_PER_UNIT / size * 1000 / _SLACK
    return sum(_lines(part, room) for part in text.split("\n"))


def height(text: str, units: float, size: float = 9) -> float:
    """The height in points of a wrapped text."""
    return line_count(text, units, size) * size * 1.22 + 3


def _lines(text: str, room: float) -> int:
    if len(text) * _WIDE <= room:
        return 1
    lines, used = 1, 0.0
    for word in text.split(" "):
        width = sum(_WIDTH.get(letter, _OTHER) for letter in word) + _WIDTH[" "]
        if used and used + width > room + _WIDTH[" "]:
            lines, used = lines + 1, 0.0
        # A word longer than the line is broken anywhere.
        extra, rest = divmod(width, room) if width > room + _WIDTH[" "] else (0, width)
        lines += int(extra)
        used = rest if extra else used + width
    return lines


@lru_cache(maxsize=8192)
def units(text: str, size: float = 9) -> float:
    """How wide a column is that holds a text in one line."""
    letters = sum(_WIDTH.get(letter, _OTHER) for letter in text)
    return letters * size * _SLACK / 1000 / _POINTS_PER_UNIT


@lru_cache(maxsize=8192)
def longest_word(text: str, size: float = 9) -> float:
    """How wide a column is at least that breaks no word of a text."""
    return max((units(word, size) for word in text.split()), default=0.0)
