"""The cells of a sheet without a parser of XML, where they are spelt as our own writer spells them.

Going through thirty thousand elements one by one takes three times as long as all other reading of
a package. Whatever is spelt in any other way is left to the parser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from app.exchange.lembar_ketat import column_number

if TYPE_CHECKING:
    from collections.abc import Iterator

Sel = tuple[bytes, bytes, bytes, bytes, bytes]
"""Column, row, style, kind and content, as they are spelt."""

_ROOT = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_BEGIN, _END = b"<sheetData>", b"</sheetData>"
_ROW = (
    rb'<row r="([0-9]{1,7})"(?: spans="[0-9:]{1,20}")?(?: s="[0-9]{1,7}" customFormat="1")?'
    rb'(?: ht="([0-9.]{1,20})")?(?: hidden="(1)")?(?: customHeight="1")?'
)
_AT, _STYLE = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"', rb'(?: s="([0-9]{1,7})")'
_FIGURE, _WORD = rb'(?: t="(n)")?', rb'(?: t="([a-mo-z]|[a-z]{2,9})")'
_CELL = _AT + _STYLE + rb'?(?: t="([a-z]{1,9})")?'
_FULL = rb"><v>([^<>&\r\n]++)</v></c>"
_FILLED = _CELL + _FULL
_EMPTY = _CELL + rb"/>"
# What is no figure but says it is one, the parser is to look at.
_NUMBER = rb"><v>-?[0-9]++(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?</v></c>"
_PROPER = _AT + _STYLE + rb"?+(?:" + _FIGURE + _NUMBER + rb"|" + _WORD + _FULL + rb")"
_TABLE = re.compile(
    _BEGIN + rb"(?:" + _ROW + rb"(?:/>|>(?:" + _EMPTY + rb"|" + _PROPER + rb")*+</row>))*+" + _END
)
_COLUMNS = re.compile(rb'<c r="([A-Z]{1,3})')
_ROWS, _CELLS, _STYLES = re.compile(_ROW), re.compile(_FILLED), re.compile(rb' s="([0-9]{1,7})"')
# Every row that may be lower than five points, and perhaps some that are not.
_LOW = re.compile(rb' ht="0*[0-4]?(?:[.][0-9.]*)?"')
_HIDDEN, _CONTENT = b' hidden="1"', b"<v>"
_ELSEWHERE = (b"<!", b"]]>")
_PLACE = rb"[A-Z]{1,3}[0-9]{1,7}"
_MERGED = re.compile(
    rb"(?<=</sheetData>)(<sheetProtection[^<>/]*+/>)?"
    rb'<mergeCells count="[0-9]{1,7}">((?:<mergeCell ref="' + _PLACE + b":" + _PLACE + rb'"/>)++)'
    rb"</mergeCells>"
)
_RANGE = re.compile(rb'ref="([^"]+)"')
_PATTERNS = 64


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


def unmerged(frame: bytes) -> tuple[bytes, list[str]]:
    """What `split` left of a sheet without its merged cells, and these.

    Only where they stand as our own writer puts them, right behind the table.
    """
    found = _MERGED.search(frame)
    if found is None:
        return frame, []
    rest = frame[: found.start()] + (found[1] or b"") + frame[found.end() :]
    return rest, [one.decode() for one in _RANGE.findall(found[2])]


def has_low_rows(table: bytes) -> bool:
    """Whether any row may be hidden, or lower than five points; `rows` tells which."""
    return _HIDDEN in table or _LOW.search(table) is not None


def rows(table: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """The number of every row, and how high and how hidden it is."""
    for number, height, hidden in _ROWS.findall(table):
        told = {"ht": height.decode()} if height else {}
        yield number.decode(), {**told, "hidden": hidden.decode() or "0"}


def filled(table: bytes) -> int:
    """How many cells are filled; one that stands there twice counts twice."""
    return table.count(_CONTENT)


def places(table: bytes) -> list[tuple[int, int]]:
    """Row and column of every filled cell, from 1."""
    cells: list[Sel] = _CELLS.findall(table)
    columns = {one: column_number(one.decode()) for one in {letters for letters, *_ in cells}}
    return [(int(row), columns[letters]) for letters, row, *_ in cells]


def corner(table: bytes) -> tuple[int, int]:
    """The last row and the last column that hold a cell, from 1."""
    last = _ROWS.match(table, max(table.rfind(b"<row "), 0))
    columns = (column_number(one.decode()) for one in set(_COLUMNS.findall(table)))
    return int(last[1]) if last else 1, max(columns, default=1)


def highest_style(table: bytes) -> int:
    """The highest number of a style that a row or a cell has; 0 where none has any."""
    return max(map(int, set(_STYLES.findall(table))), default=0)


def samples(
    table: bytes, numbers: frozenset[int] | None, texts: frozenset[int] | None
) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Address, style and kind of a cell, and what stands in it; of cells alike only the last.

    Of figures only those of the styles `numbers`, of anything else those of the styles `texts`;
    None is every style.
    """
    alike = {}
    for styles, kind in ((numbers, _FIGURE), (texts, _WORD)):
        found = _pattern(styles, kind).findall(table) if styles or styles is None else ()
        for letters, row, style, told, text in found:
            alike[style, told, b"" if told else text] = letters + row, text
    for (style, told, _), (address, text) in alike.items():
        yield (
            (address.decode(), style.decode() or "0", told.decode() or "n"),
            text.decode("utf-8", "replace"),
        )


@lru_cache(maxsize=_PATTERNS)
def _pattern(styles: frozenset[int] | None, kind: bytes) -> re.Pattern[bytes]:
    """Filled cells of these styles and this kind; a cell without a style has the first."""
    if styles is None:
        style = _STYLE + rb"?"
    else:
        listed = b"|".join(str(one).encode() for one in sorted(styles))
        style = rb'(?: s="0*(' + listed + rb')")' + (b"?" if 0 in styles else b"")
    return re.compile(_AT + style + kind + _FULL)
