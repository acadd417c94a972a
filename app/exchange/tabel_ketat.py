"""The cells of a sheet without a parser of XML, where they are spelt as our own writer spells them.

Going through thirty thousand elements one by one takes three times as long as all other reading of
a package. Whatever is spelt in any other way is left to the parser.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import compress
from typing import TYPE_CHECKING

from app.exchange.lembar_ketat import MAX_CELLS, column_letters, column_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    Kolom = list[bytes | None]

_ROOT = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_BEGIN, _END, _NAME = b"<sheetData>", b"</sheetData>", b"sheetData"
_ROW = (
    rb'<row r="([1-9][0-9]{0,6})"(?: spans="[0-9:]{1,20}")?(?: s="[0-9]{1,7}" customFormat="1")?'
    rb'(?: ht="([0-9.]{1,20})")?(?: hidden="(1)")?(?: customHeight="1")?'
)
# A figure is spelt as programs do, see `lembar_ketat.NUMBER`.
_FIGURE = rb"-?[0-9]++(?:[.][0-9]++)?(?:[eE][-+]?[0-9]++)?"
# Every cell says the number of its row, and has a style; it is empty, a figure, or a text by its
# number among the shared ones.
_CELL = (
    rb'<c r="%%b\1" s="([0-9]{1,7}+)"'
    rb'(?: t="s"><v>([0-9]{1,9}+)</v></c>|/>|><v>(%b)</v></c>)' % _FIGURE
)
_GROUPS = 3
_COLUMNS = 40
_REACH = re.compile(rb'<dimension ref="A1(?::([A-Z]{1,2})([1-9][0-9]{0,6}))?"/>')
_ROWS = re.compile(_ROW)
_STYLES_OF_ROWS, _STYLED = re.compile(rb' s="([0-9]+)" customFormat'), b" customFormat="
_FILLED = re.compile(rb'<c r="([A-Z]+)([0-9]+)" s="[0-9]+"(?: t="s")?><v>')
# Every row that may be lower than five points, and perhaps some that are not.
_LOW = re.compile(rb' ht="0*[0-4]?(?:[.][0-9.]*)?"')
_HIDDEN, _PLACED = b' hidden="1"', b'<c r="'
_DECLARED, _ELSEWHERE = b"<?xml ", (b"<!", b"]]>", b"<?")
_PLACE = rb"[A-Z]{1,3}[0-9]{1,7}"
_MERGED = re.compile(
    rb"(?<=</sheetData>)(<sheetProtection[^<>/]*+/>)?"
    rb'<mergeCells count="[0-9]{1,7}">((?:<mergeCell ref="' + _PLACE + b":" + _PLACE + rb'"/>)++)'
    rb"</mergeCells>"
)
_RANGE = re.compile(rb'ref="([^"]+)"')
_PATTERNS = 64


class Terbelah:
    """A sheet without its table, `frame`, and the table; a sheet spelt otherwise has no table.

    In a table all rows stand in order from the first on, and all cells of a row from its first on:
    so none stands there twice.
    """

    def __init__(
        self, frame: bytes, table: bytes = b"", rows: Kolom | None = None, columns: int = 0
    ) -> None:
        self.frame, self.table, self.columns = frame, table, columns
        self._rows, self._step = rows or [], _step(columns)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._rows) // self._step

    def column(self, number: int) -> tuple[Kolom, Kolom, Kolom]:
        """The styles, the numbers of the texts and the figures of its cells, None for what is not.

        Columns are counted from 0.
        """
        first = 2 + _GROUPS * number
        styles, texts, figures = (self._rows[first + at :: self._step] for at in range(_GROUPS))
        return styles, texts, figures

    @property
    def highest(self) -> int:
        """The highest style that a row or a cell has."""
        every = set[bytes | None]()
        if _STYLED in self.table:
            every.update(_STYLES_OF_ROWS.findall(self.table))
        every.update(*(self.column(number)[0] for number in range(self.columns)))
        return max(map(int, filter(None, every)), default=0)

    @cached_property
    def of_figures(self) -> frozenset[int]:
        """The styles in which figures stand."""
        found = set[bytes | None]()
        for number in range(self.columns):
            styles, _, figures = self.column(number)
            if any(figures):
                found.update(compress(styles, figures))
        return frozenset(map(int, filter(None, found)))


def split(content: bytes, most: int = MAX_CELLS) -> Terbelah:
    """A sheet and its table apart, if that has so many cells at most, empty ones included.

    What looks like a table in a comment, a text or a remark of its own is none.
    """
    at, end = content.find(_BEGIN), content.rfind(_END)
    reach = _REACH.search(content, 0, max(at, 0))
    if reach is None:
        return Terbelah(content)
    columns, most_rows = column_number((reach[1] or b"A").decode()), int(reach[2] or b"1")
    frame = content[: at + len(_BEGIN)] + content[end:]
    # Whatever stands before it, an element cannot be spelt without its name.
    alone = frame.count(_NAME) == (_BEGIN + _END).count(_NAME)
    told = frame.removeprefix(_DECLARED)
    plain = _ROOT in frame and not any(one in told for one in _ELSEWHERE)
    if not (alone and plain) or columns > _COLUMNS or columns * most_rows > most:
        return Terbelah(content)
    table = content[at + len(_BEGIN) : end]
    # No more than that, whatever it says.
    rows: Kolom = _row(_patterned(columns)).split(table, most_rows)
    step = _step(columns)
    counted = rows[1::step] == [*map(b"%d".__mod__, range(1, len(rows) // step + 1))]
    # What stands between two rows, or in a column that only the pattern has.
    beyond = (rows[at::step] for at in (0, *range(2 + _GROUPS * columns, step)))
    if any(map(any, beyond)) or not counted:
        return Terbelah(content)
    return Terbelah(frame, table, rows, columns)


def _patterned(columns: int) -> int:
    """So many columns or a few more: there is a pattern for every fourth number only."""
    return -(-columns // 4) * 4


def _step(columns: int) -> int:
    """How many pieces a row is taken into, what stands before it and its number being two."""
    return 2 + _GROUPS * _patterned(columns)


@lru_cache(maxsize=_COLUMNS)
def _row(columns: int) -> re.Pattern[bytes]:
    """A whole row, each cell right behind the one before."""
    cells = b""
    for column in reversed(range(columns)):
        cells = rb"(?:%b%b)?+" % (_CELL % column_letters(column).encode(), cells)
    row = _ROW.replace(rb' ht="(', rb' ht="(?:').replace(b'"(1)"', b'"1"')
    return re.compile(rb"%b(?:/>|>%b</row>)" % (row, cells))


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


def places(table: bytes) -> list[tuple[int, int]]:
    """Row and column of every filled cell, from 1."""
    cells = _FILLED.findall(table)
    columns = {one: column_number(one.decode()) for one in {letters for letters, _ in cells}}
    return [(int(row), columns[letters]) for letters, row in cells]


def samples(
    table: bytes, numbers: frozenset[int] | None, texts: frozenset[int] | None
) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Address, style and kind of a cell, and what stands in it; of cells alike only the last.

    Of figures only those of the styles `numbers`, of anything else those of the styles `texts`;
    None is every style.
    """
    alike = {}
    for chosen, kind in ((numbers, b"()"), (texts, b' t="(s)"')):
        if chosen is not None and not chosen:
            continue
        for found in _pattern(chosen, kind).finditer(table):
            style, told, text = found.groups()
            at = table.rfind(_PLACED, 0, found.start()) + len(_PLACED)
            alike[style, told, b"" if told else text] = table[at : found.start() - 1], text
    for (style, told, _), (address, text) in alike.items():
        yield (address.decode(), style.decode(), told.decode() or "n"), text.decode()


@lru_cache(maxsize=_PATTERNS)
def _pattern(chosen: frozenset[int] | None, kind: bytes) -> re.Pattern[bytes]:
    """Filled cells of these styles and this kind, from the style on."""
    listed = b"|".join(str(one).encode() for one in sorted(chosen or ()))
    return re.compile(rb' s="0*(%b)"%b><v>([^<]+)<' % (listed or b"[0-9]+?", kind))
