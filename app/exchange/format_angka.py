"""Number formats that lie: a format such as `"999"` shows a figure that is not in the cell."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import xml_ketat

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE = "formatCode"
_SHOWN = 40
# In this order: an escaped letter, a quoted text, what stands in brackets, any other letter. The
# letter behind `_` only leaves room for itself; the one behind `*` fills the cell.
_TOKEN = re.compile(
    r'\\(?P<escaped>.)|"(?P<quoted>[^"]*)"?|\[(?P<bracket>[^]]*)\]?|_.|(?P<plain>.)'
)
_CURRENCY = "$"
_PLACEHOLDER = "0"


@lru_cache(maxsize=4)
def check(name: str, content: bytes) -> None:
    """Refuse a part whose number formats put digits on the screen that no cell holds.

    All packages of one version of the program have the same styles, so the last ones are known.
    """
    if _CODE.encode() not in content:
        return
    codes: list[str] = []
    parser = xml_ketat.plain_parser()
    parser.StartElementHandler = lambda _, attributes: codes.append(attributes.get(_CODE, ""))
    xml_ketat.parse(name, content, parser)
    for code in filter(is_disguise, codes):
        shown = xml_ketat.shown(code)[:_SHOWN]
        raise LontarError("isi_format_menyamar", format=shown, bagian=xml_ketat.shown(name))


def is_disguise(code: str) -> bool:
    """Whether a number format writes digits of its own beside those of the figure."""
    return any(unicodedata.category(letter).startswith("N") for letter in _own_letters(code))


def _own_letters(code: str) -> Iterator[str]:
    """The letters a format shows whatever the figure is."""
    for token in _TOKEN.finditer(code.replace("\n", " ")):
        bracket = token["bracket"]
        if bracket is not None:
            # `[$Rp-421]` shows what stands before the dash; a condition or colour shows nothing.
            if bracket.startswith(_CURRENCY):
                yield from bracket.removeprefix(_CURRENCY).partition("-")[0]
        elif token["plain"] is not None:
            if token["plain"] != _PLACEHOLDER:
                yield token["plain"]
        else:
            yield from token["escaped"] or token["quoted"] or ""
