"""Characters nobody sees: they turn the direction of writing around, or hide inside a word.

They come along when text is pasted from a chat or a web page. A text with them reads otherwise than
it is stored, so none may be kept or sent.
"""

from __future__ import annotations

import re

# Every format character of Unicode (category Cf) and the letters that are drawn as nothing.
_HIDDEN = re.compile(
    "["
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
    "]"
)


def hidden(text: str) -> int:
    """How many characters of a text nobody can see."""
    return 0 if text.isascii() else len(_HIDDEN.findall(text))


def visible(text: str) -> str:
    """The text without them."""
    return text if text.isascii() else _HIDDEN.sub("", text)


# What moves the cursor of a terminal, begins a line, or is half a character.
_MOVING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LINE_ENDS = re.compile("[\t\n]")


def on_screen(text: str) -> str:
    """A text for a terminal: whatever it came from, it cannot move the cursor or hide a part."""
    return text if text.isprintable() and text.isascii() else visible(_MOVING.sub("?", text))


def on_one_line(text: str) -> str:
    """The name of a file as it may stand in a sentence; it cannot begin a line of its own."""
    return on_screen(_LINE_ENDS.sub("?", text))
