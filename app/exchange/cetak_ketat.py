"""What the names of a workbook from outside say about its print-out, and where else they lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from app.exchange import xml_ketat
from app.exchange.lembar_ketat import column_letters, column_number
from app.exchange.susunan_buku import WORKBOOK
from app.exchange.xml_ketat import SEPARATOR, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Petak = tuple[int, int, int, int]
    """First row and column, last row and column, counted from 1."""

_AREA, _TITLES = "_xlnm.print_area", "_xlnm.print_titles"
_FALSE = ("", "0", "false", "off")
_LOWEST, _WIDEST = 1_048_576, 16_384
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_BANDS = re.compile(r"\$?([A-Z]{1,3}|[0-9]{1,7}):\$?([A-Z]{1,3}|[0-9]{1,7})")
_FIRST = ("1", "A")
_OUTSIDE = re.compile(r"[\[|]|://|\\\\")
_AT_ONCE = re.compile(r"(?:_xlnm\.)?auto_", re.IGNORECASE)
_RUNNING = ("function", "vbProcedure", "xlm")
_LONGEST, _DIGITS = 100, 7
_FOOTER_CODE = re.compile(
    r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K[0-9]{2}[+-][0-9]{3}|[0-9]{1,3}|[LCRBIUESXYOH])'
)


class Nama(NamedTuple):
    """A name of the workbook: the number of the sheet it counts for, and what it stands for."""

    nama: str
    lembar: str
    isi: str
    atribut: Mapping[str, str]


class Cetakan(NamedTuple):
    """What is printed of each sheet by its number, and the names that lead out of the file.

    `kepala` are the sheets on whose every page other rows stand first than those of their top.
    """

    area: Mapping[int, list[Petak]]
    kepala: frozenset[int]
    keluar: Sequence[str]

    def told(self, number: int) -> str:
        """The areas that are printed of a sheet, as they are written."""
        areas = self.area.get(number, ())
        return " ".join(
            f"{column_letters(left - 1)}{top}:{column_letters(right - 1)}{bottom}"
            for top, left, bottom, right in areas
        )

    def has_all(self, number: int, rows: int, columns: int) -> bool:
        """Whether so many rows and columns from the first are all printed of a sheet."""
        areas = self.area.get(number)
        return areas is None or any(
            (top, left) == (1, 1) and rows <= bottom and columns <= right
            for top, left, bottom, right in areas
        )

    def left_out(self, number: int, filled: Iterable[tuple[int, int]]) -> list[int]:
        """The rows of a sheet that hold something and are not printed whole."""
        areas = self.area.get(number)
        if areas is None:
            return []
        return sorted({row for row, column in filled if not _inside(areas, row, column)})


def _inside(areas: Iterable[Petak], row: int, column: int) -> bool:
    return any(
        top <= row <= bottom and left <= column <= right for top, left, bottom, right in areas
    )


def plain_footer(text: str) -> str:
    """What a page header or footer prints, without the marks for place, font and size."""
    return "".join(_FOOTER_CODE.sub("", text).split())


def read(parts: Mapping[str, bytes]) -> Cetakan:
    """What the names of a workbook say."""
    area: dict[int, list[Petak]] = {}
    heads: set[int] = set()
    outside: list[str] = []
    for one in _names(parts[WORKBOOK]):
        kind = one.nama.casefold()
        number = int(one.lembar[:_DIGITS]) if one.lembar.isdecimal() else -1
        if _leads_out(one) or (number < 0 and kind in (_AREA, _TITLES)):
            outside.append(shown(one.nama)[:_LONGEST])
        elif kind == _AREA:
            area.setdefault(number, []).extend(_ranges(one.isi))
        elif kind == _TITLES and not _is_top(one.isi):
            heads.add(number)
    return Cetakan(area, frozenset(heads), tuple(dict.fromkeys(outside)))


def _leads_out(one: Nama) -> bool:
    """Whether a name fetches from another file or program, or runs something."""
    runs = any(one.atribut.get(word, "").casefold() not in _FALSE for word in _RUNNING)
    own = one.isi.rpartition("!")[2] if one.nama.casefold() in (_AREA, _TITLES) else one.isi
    return runs or _AT_ONCE.match(one.nama) is not None or _OUTSIDE.search(own) is not None


def _ranges(told: str) -> Iterator[Petak]:
    """The areas of a sheet; what cannot be understood prints nothing."""
    for piece in told.split(","):
        place = piece.rpartition("!")[2].strip()
        if found := _RANGE.fullmatch(place):
            left, top, right, bottom = found.groups()
            rows = int(top), int(bottom or top)
            columns = column_number(left), column_number(right or left)
            yield min(rows), min(columns), max(rows), max(columns)
        elif found := _BANDS.fullmatch(place):
            first, last = found.groups()
            if first.isdecimal() and last.isdecimal():
                yield int(first), 1, int(last), _WIDEST
            elif not (first.isdecimal() or last.isdecimal()):
                yield 1, column_number(first), _LOWEST, column_number(last)


def _is_top(told: str) -> bool:
    """Whether the rows or columns repeated on every page are the first of the sheet."""
    bands = [_BANDS.fullmatch(piece.rpartition("!")[2].strip()) for piece in told.split(",")]
    return all(band is not None and band[1] in _FIRST for band in bands)


def _names(content: bytes) -> list[Nama]:
    found: list[Nama] = []
    path: list[str] = []
    text: list[str] = []
    told: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        path.append(tag.rpartition(SEPARATOR)[2])
        text.clear()
        told.append(attributes)

    def end(_: str) -> None:
        attributes = told.pop()
        if path.pop() == "definedName":
            name = attributes.get("name", ""), attributes.get("localSheetId", "")
            found.append(Nama(*name, "".join(text), attributes))

    parser = xml_ketat.namespace_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    xml_ketat.parse(WORKBOOK, content, parser)
    return found
