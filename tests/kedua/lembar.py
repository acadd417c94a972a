"""The cells of a workbook: section 2.4 of resources/format/paket.md, and a second reader's word."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import openpyxl
from openpyxl.worksheet.merge import MergedCellRange

from tests.kedua.buku import MAIN, demand, find_sheets, is_xml, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006 "
TEXTS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
TEXT = {"t", "r", "phoneticPr"}
INSIDE: dict[str, set[str]] = {
    "sheetData": {"row"},
    "row": {"c"},
    "c": {"v", "is"},
    "v": set(),
    "is": TEXT,
    "si": TEXT,
    "r": {"rPr", "t"},
    "t": set(),
}
SPELLED = {
    "n": r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?",
    "s": "[0-9]{1,9}",
    "b": "[01]",
    "e": "#(NULL!|DIV/0!|VALUE!|REF!|NAME[?]|NUM!|N/A)",
    "str": "(?s:.*)",
    "inlineStr": "(?s:.*)",
}
MOST = 400_000
DATES = (date, time, timedelta)

Isi = str | float | bool
Letak = tuple[int, int]


@dataclass
class Lembar:
    """A sheet: cells by row and column from 1, and how many of them hold an error.

    `tanggal` are the figures behind the cells that a reader takes for dates.
    """

    terlihat: bool
    cells: dict[Letak, Isi] = field(default_factory=dict)
    tanggal: dict[Letak, float] = field(default_factory=dict)
    galat: int = 0

    def rows(self) -> list[list[Isi]]:
        """The rows from A1 on, up to the last cell that is not empty."""
        rows: list[list[Isi]] = []
        for (row, column), isi in sorted(self.cells.items()):
            rows += [[] for _ in range(row - len(rows))]
            rows[-1] += [*[""] * (column - 1 - len(rows[-1])), isi]
        return rows


class Pembaca:
    """Follows one sheet element by element; anything out of the one form ends the judging."""

    def __init__(self, lembar: Lembar, texts: list[str]) -> None:
        self.lembar, self.texts = lembar, texts
        self.path: list[str] = []
        self.tables = self.row = self.column = self.values = self.count = 0
        self.kind, self.letters = "n", list[str]()
        self.merged: list[str] = []

    def start(self, tag: str, told: dict[str, str]) -> None:
        above = self.path[-1] if self.path else ""
        word = tag.rpartition(" ")[2]
        name = word if tag.startswith(MAIN) else f" {word}"
        demand(self.path or name == "worksheet", "lembar")
        demand(not tag.startswith(COMPATIBILITY), "lembar")
        demand(name != "f" or above != "c", "rumus")
        self.path.append(name)
        if above in INSIDE:
            demand(name in INSIDE[above], "lembar")
            self.begin(name, told)
        elif word in INSIDE or word == "f":
            self.tables += name == "sheetData"
            rule = name == " f" and "extLst" in self.path
            table = self.path == ["worksheet", "sheetData"] and self.tables == 1
            demand(rule or table, "lembar")
        elif name == "mergeCell":
            self.merged.append(told.get("ref", ""))

    def begin(self, name: str, told: dict[str, str]) -> None:
        number = told.get("r", "")
        if name == "row":
            demand(re.fullmatch("[1-9][0-9]{0,6}", number), "sel_ganda")
            demand(self.row < int(number) <= 1_048_576, "sel_ganda")
            self.row, self.column = int(number), 0
        elif name == "c":
            place = self.column, self.row
            self.row, self.column = address(number)
            demand(self.row == place[1] and place[0] < self.column <= 16_384, "sel_ganda")
            self.kind, self.values, self.count = told.get("t", "n"), 0, self.count + 1
            demand(self.kind in SPELLED and not {"vm", "cm"} & told.keys(), "lembar")
        elif name in ("v", "is"):
            self.values += 1
            demand(self.values == 1 and (name == "is") == (self.kind == "inlineStr"), "lembar")
            self.letters = []

    def text(self, letters: str) -> None:
        if self.path and self.path[-1] in ("v", "t"):
            self.letters.append(letters)
        elif self.path and self.path[-1] in INSIDE:
            demand(letters.isspace(), "lembar")

    def end(self, _: str) -> None:
        if self.path.pop() in ("v", "is"):
            text = "".join(self.letters)
            demand(not text or re.fullmatch(SPELLED[self.kind], text), "lembar")
            self.lembar.galat += self.kind == "e"
            if (isi := self.value(text)) != "":
                self.lembar.cells[self.row, self.column] = isi

    def value(self, text: str) -> Isi:
        if self.kind == "s" and text:
            demand(int(text) < len(self.texts), "lembar")
            return self.texts[int(text)]
        if self.kind in ("n", "b") and text:
            return text == "1" if self.kind == "b" else float(text)
        return unescaped(text)


def address(text: str) -> Letak:
    """Row and column of an address such as C14."""
    found = ADDRESS.fullmatch(text)
    demand(found, "sel_ganda")
    assert found is not None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def unescaped(text: str) -> str:
    """The text of a cell: `_xHHHH_` stands for a character."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def shared_texts(content: bytes) -> list[str]:
    """The texts that cells refer to by number."""
    texts: list[str] = []
    path: list[str] = []
    inside = {**INSIDE, "": {"sst"}, "sst": {"si", "extLst"}}

    def start(tag: str, _: dict[str, str]) -> None:
        above = path[-1] if path else ""
        path.append(tag.removeprefix(MAIN) if tag.startswith(MAIN) else f" {tag}")
        demand(above not in inside or path[-1] in inside[above], "lembar")
        if path[-1] == "si":
            texts.append("")

    def text(letters: str) -> None:
        if path and path[-1] == "t":
            texts[-1] += letters

    parse(content, names=True, start=start, end=lambda _: path.pop(), text=text)
    return list(map(unescaped, texts))


class Buku:
    """A workbook whose sheets are read when first asked for."""

    def __init__(self, parts: dict[str, bytes], types: dict[str, str]) -> None:
        self.parts, self.types, self.places = parts, types, find_sheets(parts, types)
        self.texts = shared_texts(parts[TEXTS]) if TEXTS in parts else []
        self.left = self.room = MOST
        self.read: dict[str, Lembar] = {}
        check_formats(parts.get(STYLES, b"<x/>"))
        for name, place in self.places.items():
            if re.search(rb"<f[\s/>]", parts[place.bagian]):
                self.sheet(name)

    def sheet(self, name: str) -> Lembar:
        """The cells of a sheet; a chart has none."""
        if name not in self.read:
            lembar = self.read[name] = Lembar(self.places[name].terlihat)
            if self.places[name].jenis == "worksheet":
                self.fill(lembar, self.parts[self.places[name].bagian])
        return self.read[name]

    def fill(self, lembar: Lembar, content: bytes) -> None:
        reader = Pembaca(lembar, self.texts)
        parse(content, names=True, start=reader.start, end=reader.end, text=reader.text)
        check_formats(content)
        bottom, right = (max((cell[axis] for cell in lembar.cells), default=0) for axis in (0, 1))
        covered = set(covered_cells(reader.merged))
        self.left, self.room = self.left - reader.count, self.room - bottom * right - len(covered)
        demand(self.left >= 0 and self.room >= 0, "terlalu_luas")
        demand(not covered & lembar.cells.keys(), "sel_tertutup")


def covered_cells(ranges: list[str]) -> Iterator[Letak]:
    """Every cell of merged areas but the first of each."""
    left = MOST
    for text in ranges:
        first, _, last = text.partition(":")
        (top, start), (bottom, end) = address(first), address(last or first)
        left -= (bottom - top + 1) * (end - start + 1)
        demand(left >= 0, "terlalu_luas")
        for row in range(top, bottom + 1):
            yield from ((row, column) for column in range(start + (row == top), end + 1))


# --- Number formats, and what another reader sees -------------------------------------------------

TOKEN = re.compile(
    r'\\(?P<one>.)|"(?P<quoted>[^"]*)"?|\[(?P<bracket>[^]]*)\]?|_.|\*(?P<fill>.)|(?P<plain>.)'
)


def check_formats(content: bytes) -> None:
    """No number format writes digits of its own."""
    codes: list[str] = []
    if b"formatCode" in content:
        parse(content, start=lambda _, told: codes.append(told.get("formatCode", "")))
    for code in codes:
        for token in TOKEN.finditer(code.replace("\n", " ")):
            bracket, plain = token["bracket"] or "", (token["plain"] or token["fill"] or "")
            shown = (token["one"] or "") + (token["quoted"] or "") + plain.replace("0", "")
            shown += bracket[1:].partition("-")[0] if bracket.startswith("$") else ""
            digits = [letter for letter in shown if unicodedata.category(letter)[0] == "N"]
            demand(not digits, "format_menyamar")


def heard(parts: dict[str, bytes]) -> dict[str, dict[Letak, Any]]:
    """The cells of every worksheet as openpyxl reads them, from a ZIP without any ambiguity."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    try:
        with warnings.catch_warnings(), patch.object(MergedCellRange, "format"):
            warnings.simplefilter("ignore")
            book: Any = openpyxl.load_workbook(out, keep_links=False)
    except Exception:  # noqa: BLE001 - whatever another reader stumbles over
        demand(False, "pembaca_kedua")
    return {
        sheet.title: {place: cell.value for place, cell in sheet._cells.items()}
        for sheet in book.worksheets
    }


def agree(book: Buku) -> None:
    """Demand that openpyxl sees the same; take a date from it, which is no figure any more."""
    for name, content in book.parts.items():
        if is_xml(name, book.types.get(f"/{name}".casefold(), "")):
            parse(content)
    other = heard(book.parts)
    sheets = [name for name, one in book.places.items() if one.jenis == "worksheet"]
    demand(list(other) == sheets, "pembaca_kedua")
    for name, cells in other.items():
        mine = book.sheet(name).cells
        for place in mine.keys() | cells.keys():
            own, theirs = mine.get(place, ""), cells.get(place)
            if isinstance(theirs, DATES) and isinstance(own, float):
                mine[place], book.sheet(name).tanggal[place] = str(theirs), own
                continue
            theirs = "" if theirs is None else theirs
            same_kind = isinstance(own, bool) == isinstance(theirs, bool)
            demand(same_kind and own == theirs, "pembaca_tidak_sepakat")
