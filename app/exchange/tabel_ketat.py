"""The cells of a sheet without a parser of XML, where they are spelt as our own writer spells them.

Going through thirty thousand elements one by one takes three times as long as all other reading of
a package. Whatever is spelt in any other way is left to the parser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from app.exchange.lembar_ketat import column_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROOT = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_BEGIN, _END = b"<sheetData>", b"</sheetData>"
_ROW = (
    rb'<row r="([1-9][0-9]{0,6})"(?: spans="[0-9:]{1,20}")?(?: s="[0-9]{1,7}" customFormat="1")?'
    rb'(?: ht="([0-9.]{1,20})")?(?: hidden="(1)")?(?: customHeight="1")?'
)
# A figure is spelt as programs do, see `lembar_ketat.NUMBER`; anything else may be any text.
_FIGURE = rb"-?[0-9]++(?:[.][0-9]++)?(?:[eE][-+]?[0-9]++)?"
_KIND, _TEXT = rb"(?:[a-mo-z]|[a-z]{2,9})", rb"[^<>&\r\n]++"
# Every cell has a style, and one without a kind is a figure.
_CELL = (
    rb'<c r="[A-Z]{1,3}+[1-9][0-9]{0,6}+" s="[0-9]{1,7}+"'
    rb'(?:/>|><v>%b</v></c>| t="%b"(?:/>|><v>%b</v></c>))' % (_FIGURE, _KIND, _TEXT)
)
_TABLE = re.compile(
    rb"%b(?:%b(?:/>|>(?:%b)*+</row>))*+%b"
    % (_BEGIN, re.sub(rb"\((?!\?)", rb"(?:", _ROW), _CELL, _END)
)
_ROWS = re.compile(_ROW)
_CELLS = re.compile(rb'<c r="([A-Z]+)([0-9]+)" s="[0-9]+"(?: t="[a-z]+")?><v>')
_STYLES = re.compile(rb' s="([0-9]{1,7})"')
_OF_FIGURES = re.compile(rb' s="([0-9]{1,7})"><v>')
# Every row that may be lower than five points, and perhaps some that are not.
_LOW = re.compile(rb' ht="0*[0-4]?(?:[.][0-9.]*)?"')
_HIDDEN, _VALUE, _PLACED = b' hidden="1"', b"<v>", b'<c r="'
_ELSEWHERE = (b"<!", b"]]>")
_PLACE = rb"[A-Z]{1,3}[0-9]{1,7}"
_MERGED = re.compile(
    rb"(?<=</sheetData>)(<sheetProtection[^<>/]*+/>)?"
    rb'<mergeCells count="[0-9]{1,7}">((?:<mergeCell ref="' + _PLACE + b":" + _PLACE + rb'"/>)++)'
    rb"</mergeCells>"
)
_RANGE = re.compile(rb'ref="([^"]+)"')
_PATTERNS = 64


class Luas(NamedTuple):
    """How many cells of a sheet are filled, within how many rows and columns from the first."""

    terisi: int
    baris: int
    kolom: int

    @classmethod
    def of_rows(cls, rows: Sequence[Sequence[object]]) -> Luas:
        """The same of what a reader gave."""
        filled = sum(len(row) - row.count("") for row in rows)
        return cls(filled, len(rows), max(map(len, rows), default=0))


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
    return table.count(_VALUE)


def places(table: bytes) -> list[tuple[int, int]]:
    """Row and column of every filled cell, from 1."""
    cells = _CELLS.findall(table)
    columns = {one: column_number(one.decode()) for one in {letters for letters, _ in cells}}
    return [(int(row), columns[letters]) for letters, row in cells]


def styles(table: bytes) -> tuple[int, frozenset[int]]:
    """The highest style that a row or a cell has, and the styles in which figures stand."""
    every, of_figures = (map(int, set(one.findall(table))) for one in (_STYLES, _OF_FIGURES))
    return max(every, default=0), frozenset(of_figures)


def samples(
    table: bytes, numbers: frozenset[int] | None, texts: frozenset[int] | None
) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Address, style and kind of a cell, and what stands in it; of cells alike only the last.

    Of figures only those of the styles `numbers`, of anything else those of the styles `texts`;
    None is every style.
    """
    alike = {}
    for chosen, kind in ((numbers, b"()"), (texts, rb' t="([a-z]+)"')):
        if chosen is not None and not chosen:
            continue
        for found in _pattern(chosen, kind).finditer(table):
            style, told, text = found.groups()
            at = table.rfind(_PLACED, 0, found.start()) + len(_PLACED)
            alike[style, told, b"" if told else text] = table[at : found.start() - 1], text
    for (style, told, _), (address, text) in alike.items():
        yield (
            (address.decode(), style.decode(), told.decode() or "n"),
            text.decode("utf-8", "replace"),
        )


@lru_cache(maxsize=_PATTERNS)
def _pattern(chosen: frozenset[int] | None, kind: bytes) -> re.Pattern[bytes]:
    """Filled cells of these styles and this kind, from the style on."""
    listed = b"|".join(str(one).encode() for one in sorted(chosen or ()))
    return re.compile(rb' s="0*(%b)"%b><v>([^<]+)<' % (listed or b"[0-9]+?", kind))
