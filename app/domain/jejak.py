"""A trace of a person in a text: where it is, and how it can be shown without repeating it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Jenis = Literal["nik", "telepon", "surel", "nama"]
SAMAR = "……"


class Span(NamedTuple):
    """A piece of a text, `text[awal:akhir]`, that should not leave; `samar` is safe to show."""

    jenis: Jenis
    awal: int
    akhir: int
    samar: str


class Plain(NamedTuple):
    """A text with one way of writing digits, blanks and dashes; `places` leads back to the text."""

    text: str
    places: Sequence[int]

    def span(self, jenis: Jenis, start: int, end: int, samar: str) -> Span:
        """A finding in the words of the original text."""
        return Span(jenis, self.places[start], self.places[end - 1] + 1, samar)


_SIGNS = {"．": ".", "·": ".", "＠": "@", "＋": "+", "−": "-", "，": ",", "：": ":"}


def plain(text: str) -> Plain:
    """Write a text as if typed on a simple keyboard; what cannot be seen is left out."""
    if text.isascii():
        return Plain(text, range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        kind = unicodedata.category(letter)
        if kind == "Cf":
            continue
        if kind == "Nd":
            letters.append(str(unicodedata.decimal(letter)))
        elif kind == "Zs":
            letters.append(" ")
        elif kind == "Pd":
            letters.append("-")
        else:
            letters.append(_SIGNS.get(letter, letter))
        places.append(place)
    return Plain("".join(letters), places)
