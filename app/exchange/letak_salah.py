"""Which statement of a file from outside a decoder complains about."""

from __future__ import annotations

import re

_WORD = re.compile(r"`([^`$]{1,60})`")
_PATH = re.compile(r"`\$\.?([^`]{1,60})`")


def place_in(message: str) -> str:
    """The name of the statement; the decoder's own words are not for a secretary."""
    found = _PATH.search(message) or _WORD.search(message)
    return found[1] if found else "bentuk"
