"""The characters of a number: every way to write a digit, a minus or a space, folded into one.

Only what certainly means the same is folded. A raised digit (a footnote mark) would lengthen the
number, a fraction would be torn apart, and marks that turn the direction of writing make a number
look otherwise than it is: those are refused.
"""

from __future__ import annotations

import re
import unicodedata

from app.domain.aksara import visible

NUMERALS = "0123456789"
GROUP_SPACE = "\u00a0"
"""Stands for each space that keeps the groups of one number together (NBSP, thin spaces)."""

_MINUS = frozenset("\u2212\u2010\u2011\u2012\u2013\u2014\u2015\ufe58\ufe63\uff0d")
_APOSTROPHES = frozenset("\u2018\u2019\u02bc\u2032`\u00b4")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u061c]")


class NumberError(ValueError):
    """The text is not a number; `alasan` is a catalogue key below `angka.`, filled by `data`."""

    def __init__(self, alasan: str, teks: str, **data: str) -> None:
        super().__init__(f"{alasan}: {teks!r}")
        self.alasan = alasan
        self.teks = teks
        self.data = data


def fold(teks: str) -> str:
    """The text with plain digits, signs and spaces; line ends and tabs stay as line ends.

    Raises:
        NumberError: a character that must not be folded.

    """
    if _TURNING.search(teks):
        raise NumberError("arah_tulisan", teks)
    text = "".join(_folded(char, teks) for char in visible(teks))
    text = re.sub(r"[\t\n\v\f\r]+", "\n", text)
    # Only between two digits can such a space keep anything together.
    text = re.sub(rf"(?<!\d){GROUP_SPACE}|{GROUP_SPACE}(?!\d)", " ", text)
    return re.sub(" {2,}", " ", text).strip(" \n")


def _folded(char: str, teks: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    if char.isascii():
        return char
    if char in _MINUS:
        return "-"
    if unicodedata.category(char) == "Zs":
        return GROUP_SPACE
    if unicodedata.decomposition(char).startswith(("<wide>", "<narrow>")):
        return unicodedata.normalize("NFKC", char)
    if unicodedata.decimal(char, None) is not None:
        raise NumberError("angka_asing", teks)
    if unicodedata.digit(char, None) is not None:
        raise NumberError("angka_kecil", teks, tanda=char)
    if unicodedata.category(char) == "No":
        raise NumberError("pecahan", teks)
    return char
