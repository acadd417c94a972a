r"""What a number format leaves to be seen of the figure in a cell.

`#,##0,` shows thousands only, `0%` shows a hundred times as much, `0\.000` moves the point, `0`
rounds, `;;;` shows nothing: none of them brings digits of its own, and each of them shows another
figure than the one that was signed. Only formats that show all of it are let through.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

GENERAL, TEXT = "General", "@"
BUILTIN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    49: TEXT,
}
"""The formats that need no spelling in a file and can show a figure whole."""

RESPELLED = frozenset({5, 6, 7, 8, 41, 42, 43, 44})
"""Formats of currency and accounting that Excel spells in a file under their fixed number."""

ENOUGH = 2
"""Decimals; a package shows no more of a figure, however many it has."""

# A wide figure without a format of its own is rounded to what the column has room for.
_SAFE_GENERAL = 99_999
_MANY = 99
_TOKEN = re.compile(
    r'\\(?P<escaped>.)|"(?P<quoted>[^"]*)"?|\[(?P<bracket>[^]]*)\]?|_.|\*(?P<fill>.)|(?P<plain>.)'
)
# A currency, a condition or other digits are more than a colour or a language.
_HARMLESS = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|color ?[0-9]{1,2}|\$-[0-9a-f]{1,8}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"L*(?P<whole>[#0?]+(?:,[#0?]+)*)(?:\.(?P<decimals>[#0?]*))?L*")
_PLACEHOLDERS = "#0?,."
_PLAIN_LETTERS = " *\u00a0"
_SIGN = "-\u2212"
_NEGATIVE_LETTERS = _PLAIN_LETTERS + _SIGN + "()"


class _Bagian(NamedTuple):
    """One of the up to four sections: how its placeholders stand, and the letters around them."""

    bentuk: str
    huruf: str
    sah: bool

    def decimals(self, allowed: str) -> int:
        """How many decimals it shows; -1 when it shows anything but the figure."""
        found = _NUMBER.fullmatch(self.bentuk)
        if self.bentuk == GENERAL and self.sah:
            return _MANY
        if found is None or not self.sah or not set(self.huruf) <= set(allowed):
            return -1
        return len(found["decimals"] or "")

    @property
    def signed(self) -> bool:
        """Whether a reader sees that the figure is below zero."""
        return bool(set(self.huruf) & set(_SIGN)) or {"(", ")"} <= set(self.huruf)

    @property
    def plain_text(self) -> bool:
        """Whether a text is seen as it is."""
        return self.sah and self.bentuk.strip("L") == TEXT and not self.huruf.strip()


def shows_text(code: str) -> bool:
    """Whether a text in a cell of this format is seen as it is."""
    sections = _sections(code)
    if len(sections) == 4:  # noqa: PLR2004 - positive, negative, zero, text
        return sections[3].plain_text
    # A format of one section may be about texts; any other says nothing about them.
    return TEXT not in sections[0].bentuk or sections[0].plain_text


OURS = frozenset({"#,##0_)", "#,##0.00_)"})
"""The number formats of `gaya_paket`, spelt again so that a child need not load the writer."""


def shows_number(code: str, number: float) -> bool:
    """Whether a figure in a cell of this format is seen whole: all digits, its sign, its point.

    The two formats of our own writer may round: an amount that was worked out has more decimals
    than a reader wants.
    """
    if code in OURS:
        return True
    sections = _sections(code)
    if sections[0].bentuk in (GENERAL, TEXT) and len(sections) == 1 and sections[0].sah:
        return number == int(number) and abs(number) <= _SAFE_GENERAL
    at = _which(number, len(sections))
    allowed = _NEGATIVE_LETTERS if at == 1 else _PLAIN_LETTERS
    if at == 1 and not sections[1].signed:
        return False
    if number == 0 and "0" not in sections[at].bentuk:
        return False
    return sections[at].decimals(allowed) >= min(ENOUGH, decimals_of(number))


def decimals_of(number: float) -> int:
    """How many decimals a figure has."""
    digits, _, exponent = repr(number).partition("e")
    return max(0, len(digits.partition(".")[2].rstrip("0")) - int(exponent or 0))


def _which(number: float, count: int) -> int:
    """The section a figure is shown by."""
    if number < 0 and count > 1:
        return 1
    return 2 if number == 0 and count > 2 else 0  # noqa: PLR2004 - the third is for zero


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Bagian, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code.replace("\n", " ") or GENERAL):
        if token["plain"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(_section(tokens) for tokens in parts)


def _section(tokens: list[re.Match[str]]) -> _Bagian:
    shape, letters, sound = "", "", True
    for token in tokens:
        if token["bracket"] is not None:
            sound &= _HARMLESS.fullmatch(token["bracket"]) is not None
        elif token["fill"] is not None:
            sound &= token["fill"] == " "
        elif token["plain"] is None:
            text = token["escaped"] or token["quoted"] or ""
            letters += text
            shape += "L" if text else ""
        elif token["plain"] in _PLACEHOLDERS + TEXT:
            shape += token["plain"]
        else:
            letters += token["plain"]
            shape += "L"
    if letters.casefold().strip() == GENERAL.casefold():
        return _Bagian(GENERAL, "", sound)
    return _Bagian(shape, letters, sound)
