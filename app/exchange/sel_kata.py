"""What stands in a cell of a workbook, in words that a person compares."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from math import isfinite

from app.domain.aksara import LIKE_LATIN
from app.domain.angka import format_decimal, format_number
from app.teks import t

_SHOWN = 200
_FIGURE = re.compile(r"[-0-9.,\s]+")


def spoken(isi: object) -> str:
    """A cell's content the way a person would say it."""
    if isi == "":
        return t("beda.kosong")
    if isinstance(isi, bool):
        return t("beda.benar" if isi else "beda.salah")
    if not isinstance(isi, int | float):
        return one_line(str(isi))[:_SHOWN]
    if not isfinite(isi):
        return t("beda.tak_hingga")
    if isi == int(isi):
        return format_number(int(isi))
    exact = Fraction(repr(isi))
    digits = next((count for count in range(2, 12) if (exact * 10**count).denominator == 1), 12)
    return format_decimal(exact, digits)


def one_line(text: str) -> str:
    """A text from a file that cannot break out of the sentence it is told in."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def told_apart(told: object, found: object) -> tuple[str, str]:
    """Both contents in words, so that a reader can see that they are not the same."""
    texts = spoken(told), spoken(found)
    if not isinstance(found, str):
        same = texts[0] == texts[1]
        return texts[0], f"{found!r}".replace(".", ",") if same else texts[1]
    if not isinstance(told, str):
        figure = _FIGURE.fullmatch(found) is not None
        return texts[0], t("beda.bukan_angka", isi=texts[1]) if figure else texts[1]
    alike = _seen_as(told) == _seen_as(found)
    return texts[0], t("beda.huruf_lain", isi=texts[1]) if alike else texts[1]


def _seen_as(text: str) -> str:
    """What is left of a text when everything is taken away that a reader cannot see."""
    plain = "".join(unicodedata.normalize("NFKD", text).translate(LIKE_LATIN).split())
    return "".join(letter for letter in plain if letter.isprintable())
