"""Characters nobody sees, and those that are not what they look like.

Some turn the direction of writing around or hide inside a word; they come along when text is pasted
from a chat or a web page. A text with them reads otherwise than it is stored, so none may be kept
or sent. Others are drawn differently on every computer, or are letters of another script that look
like ours: those are named, for nobody but the writer knows what was meant. Bullets and spaces of
a word processor have ordinary twins, which take their place.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Every format character of Unicode (category Cf) and the letters that are drawn as nothing.
_DECEIVING = (
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
# The first version of the program let these pass.
_BLANK = "\u2800\ufe00-\ufe0d\ufffc"
_NEVER_SEEN = re.compile(f"[{_DECEIVING}]")
_HIDDEN = re.compile(f"[{_DECEIVING}{_BLANK}]")
# Behind a sign, and in a keycap, they choose between a drawing and a letter; elsewhere nothing.
_CHOOSING = re.compile(
    "(?<![\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])[\ufe0e\ufe0f](?!\u20e3)"
)
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0f71-\u0f84\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0"
    "\ufe20-\ufe2f]"
)
# A third mark on one letter reaches into the lines above and below it; one on nothing marks the
# letter of another cell or sentence.
_PILED = re.compile(f"(?:(?<={_MARK}{_MARK})|(?<!\\S)){_MARK}+")
# Private use and non-characters: each font draws its own sign, or none.
_STRANGE = re.compile(
    "[\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 15))
    + "]"
)
_LATIN = re.compile(
    "[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01bf\u01c4-\u024f\u1e00-\u1eff]"
)
LIKE_LATIN = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0445\u0443\u0456\u0458\u0455\u0501\u0261"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425",
    "abekmhopctxyijsdgABEZHIKMNOPTYXoABEKMHOPCTX",
)
"""Letters of other scripts that look like Latin ones."""


def hidden(text: str) -> int:
    """How many characters of a text nobody can see, or that pile up over others."""
    return 0 if text.isascii() else len(text) - len(visible(text))


def visible(text: str) -> str:
    """The text without them."""
    if text.isascii():
        return text
    return _PILED.sub("", _CHOOSING.sub("", _HIDDEN.sub("", text)))


def deceives(text: str) -> bool:
    """Whether a text has what no version of this program lets pass: direction, unseen letters."""
    return not text.isascii() and _NEVER_SEEN.search(text) is not None


def is_plain_line(text: str) -> bool:
    """Whether a text is one line of characters that can all be seen, with single spaces."""
    return text.isprintable() and hidden(text) == 0 and text == " ".join(text.split())


def strange(text: str) -> str:
    """The first character that every computer draws otherwise; empty when there is none."""
    found = None if text.isascii() else _STRANGE.search(text)
    return found[0] if found else ""


def disguised(text: str) -> str:
    """The first letter of another script that looks like a Latin one, within a word of Latin ones.

    A whole word of another script is what it looks like.
    """
    if text.isascii():
        return ""
    for word in text.split():
        alike = [letter for letter in word if ord(letter) in LIKE_LATIN]
        if alike and _LATIN.search(word):
            return alike[0]
    return ""


def not_latin(nama: str) -> str:
    """The first letter of a name that is not Latin, as all names here are; empty when all are."""
    letters = (one for one in nama if unicodedata.category(one)[0] == "L")
    return next((one for one in letters if not _LATIN.match(one)), "")


def named(letter: str) -> str:
    """A character as it may be said: itself where it can be seen, and its number."""
    number = f"U+{ord(letter):04X}"
    seen = letter.isprintable() and not letter.isspace() and visible(letter) == letter
    return f"{letter} ({number})" if seen else number


def odd(text: str) -> str:
    """The first character of a text that is hidden or strange, as it may be said."""
    for at, letter in enumerate(text):
        piled = hidden(text[: at + 1]) > 0
        if piled or strange(letter):
            return named(letter)
    return ""


# What word processors put before the items of a list or make of an arrow, in the places their fonts
# for signs have; further signs of these fonts mean one thing in one font and another in the next.
_TWINS = {
    **dict.fromkeys("\uf06c\uf06e\uf071\uf076\uf0a7\uf0a8\uf0b7\uf0d8", "\u2022"),
    "\uf0e0": "\u2192",
    "\uf0fc": "\u2713",
}
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NEW_LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Rapi:
    """A text as it may be kept, and what was done to it.

    `tanda` are the ordinary signs that took the place of those of a word processor, `spasi` and
    `tersembunyi` count the spaces that became ordinary ones and what was cut.
    """

    teks: str
    tanda: str = ""
    spasi: int = 0
    tersembunyi: int = 0

    @property
    def berubah(self) -> bool:
        """Whether a person should be told."""
        return bool(self.tanda or self.spasi or self.tersembunyi)


def tidied(text: str) -> Rapi:
    """What a person brings from elsewhere, with ordinary signs, spaces and ends of lines."""
    if text.isascii() and (text.isprintable() or not _CONTROL.search(text)):
        return Rapi(_NEW_LINES.sub("\n", text))
    plain, spaces = _SPACES.subn(" ", _NEW_LINES.sub("\n", text))
    signs = "".join(_TWINS[letter] for letter in plain if letter in _TWINS)
    plain = "".join(_TWINS.get(letter, letter) for letter in plain)
    seen = visible(_CONTROL.sub("", plain))
    return Rapi(seen, signs, spaces, len(plain) - len(seen))


def together(parts: Iterable[Rapi]) -> Rapi:
    """What was done to several texts; the texts themselves are left out."""
    listed = list(parts)
    signs = "".join(one.tanda for one in listed)
    spaces, cut = sum(one.spasi for one in listed), sum(one.tersembunyi for one in listed)
    return Rapi("", signs, spaces, cut)


def coded(text: str) -> str:
    """A text of an earlier version of the program, with nothing that is unseen or drawn otherwise.

    Signs of a word processor become ordinary ones, everything else is told by its number.
    """
    if text.isascii():
        return text
    plain = "".join(_TWINS.get(letter, letter) for letter in text)
    for kind in (_HIDDEN, _STRANGE, _CHOOSING, _PILED):
        plain = kind.sub(_numbers, plain)
    return plain


def coded_line(text: str, most: int) -> str:
    """The same on a line of at most `most` letters; that something no longer fits shows."""
    told = coded(text)
    return told if len(told) <= most else told[: most - 1] + "\u2026"


def _numbers(found: re.Match[str]) -> str:
    return "".join(f"\u27e8U+{ord(letter):04X}\u27e9" for letter in found[0])


# What moves the cursor of a terminal, begins a line, or is half a character.
_MOVING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LINE_ENDS = re.compile("[\t\n]")


def on_screen(text: str) -> str:
    """A text for a terminal: whatever it came from, it cannot move the cursor or hide a part."""
    return text if text.isprintable() and text.isascii() else visible(_MOVING.sub("?", text))


def on_one_line(text: str) -> str:
    """The name of a file as it may stand in a sentence; it cannot begin a line of its own."""
    return on_screen(_LINE_ENDS.sub("?", text))
