"""In which unit a printed table counts its rupiah: "(dalam ribuan rupiah)", "Pagu (juta Rp)"."""

from __future__ import annotations

import re

_WORDS = r"(?P<{0}>ribu(?:an)?|rb|juta(?:an)?|jt|mil[iy]ar(?:an)?)\b\.?"
_RUPIAH = r"(?:rupiah|rp\.?)"
_TIMES = {"r": 1000, "j": 10**6, "m": 10**9}
_TITLE = re.compile(
    rf"\b(?:dalam|dlm\.?|satuan)\s*:?\s*(?:{_RUPIAH}\s*)?{_WORDS.format('dalam')}(?:\s*{_RUPIAH})?"
    rf"|\(\s*(?:{_RUPIAH}\s*)?{_WORDS.format('kurung')}\s*{_RUPIAH}?\s*\)"
    rf"|\b{_RUPIAH}\s*{_WORDS.format('rp')}"
    r"|\(\s*(?:rp\.?|x)\s*(?:1[.,]?)?(?P<nol>000(?:[.,]?000)?)\s*\)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    rf"{_TITLE.pattern}|\b{_WORDS.format('kepala')}(?:\s*{_RUPIAH})?", re.IGNORECASE
)


def scale_in_title(text: str) -> int:
    """By how much a line above a table says its rupiah are multiplied; 1 when it says nothing.

    Only what is plainly a unit counts: a title may speak of "bantuan 2 juta per keluarga".
    """
    return _scale(_TITLE.search(text))


def scale_in_heading(text: str) -> int:
    """The same for the heading of a column of rupiah, where the bare word is enough."""
    return _scale(_HEADING.search(text))


def without_unit(text: str) -> str:
    """A heading without the unit it names."""
    return _HEADING.sub("", text)


def _scale(found: re.Match[str] | None) -> int:
    if found is None:
        return 1
    said = {name: text for name, text in found.groupdict().items() if text}
    zeros = said.pop("nol", "")
    if zeros:
        return int("1" + re.sub(r"\D", "", zeros))
    return _TIMES[next(iter(said.values()))[0].casefold()]
