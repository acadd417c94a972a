"""The cells of a sheet without a parser of XML, where they are spelt as our own writer spells them.

Going through thirty thousand elements one by one takes three times as long as all other reading of
a package. Whatever is spelt in any other way is left to the parser.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.exchange.lembar_ketat import column_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Sel = tuple[bytes, bytes, bytes, bytes, bytes]
"""Column, row, style, kind and content, as they are spelt."""

_ROOT = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_BEGIN, _END = b"<sheetData>", b"</sheetData>"
_ROW = (
    rb'<row r="([0-9]{1,7})"(?: spans="[0-9:]{1,20}")?(?: s="[0-9]{1,7}" customFormat="1")?'
    rb'(?: ht="([0-9.]{1,20})")?(?: hidden="(1)")?(?: customHeight="1")?'
)
_CELL = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,7})")?(?: t="([a-z]{1,9})")?'
_FILLED = _CELL + rb"><v>([^<>&\r\n]++)</v></c>"
_EMPTY = _CELL + rb"/>"
_TABLE = re.compile(
    _BEGIN + rb"(?:" + _ROW + rb"(?:/>|>(?:" + _EMPTY + rb"|" + _FILLED + rb")*+</row>))*+" + _END
)
_ROWS, _CELLS = re.compile(_ROW), re.compile(_FILLED)
_ELSEWHERE = (b"<!", b"]]>")


def split(content: bytes) -> tuple[bytes, bytes]:
    """A sheet without its table, and the table; all of it and nothing where it is spelt otherwise.

    What looks like a table in a comment or in a text of its own is none.
    """
    at = content.find(_BEGIN)
    plain = at >= 0 and _ROOT in content and not any(one in content for one in _ELSEWHERE)
    found = _TABLE.match(content, at) if plain else None
    if found is None or content.count(_BEGIN) > 1:
        return content, b""
    return content[:at] + _BEGIN + _END + content[found.end() :], found[0]


def rows(table: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """The number of every row, and how high and how hidden it is."""
    for number, height, hidden in _ROWS.findall(table):
        told = {"ht": height.decode()} if height else {}
        yield number.decode(), {**told, "hidden": hidden.decode() or "0"}


def cells(table: bytes) -> list[Sel]:
    """Every filled cell."""
    return _CELLS.findall(table)


def places(filled: Sequence[Sel]) -> list[tuple[int, int]]:
    """Row and column of these cells, from 1."""
    columns = {one: column_number(one.decode()) for one in {letters for letters, *_ in filled}}
    return [(int(row), columns[letters]) for letters, row, *_ in filled]


def samples(filled: Sequence[Sel]) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Address, style and kind of a cell, and what stands in it; of cells alike only the last."""
    alike = {
        (style, kind, b"" if kind else text): (letters + row, text)
        for letters, row, style, kind, text in filled
    }
    for (style, kind, _), (address, text) in alike.items():
        yield (
            (address.decode(), style.decode() or "0", kind.decode() or "n"),
            text.decode("utf-8", "replace"),
        )
