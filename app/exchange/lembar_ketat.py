"""The one form in which a sheet may hold its cells, checked element by element.

Both readers agree about many things that Excel would show differently or not at all: a cell told
twice, cells out of order, cells in a foreign namespace, an alternative for other programs. What
no office program writes into a package is refused here, by the name of its cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from app.errors import LontarError
from app.exchange import xml_ketat
from app.exchange.susunan_buku import NAMESPACE
from app.exchange.xml_ketat import SEPARATOR, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.parsers.expat import XMLParserType

MAX_CELLS = 400_000
"""Far more than any package has in all its sheets together."""

_MAIN = NAMESPACE + SEPARATOR
_ALTERNATIVE = "http://schemas.openxmlformats.org/markup-compatibility/2006" + SEPARATOR
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_WIDEST, _LOWEST = 16_384, 1_048_576
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
"""A figure as programs write it into a cell."""
_FORMS = {
    "n": NUMBER,
    "s": re.compile(r"[0-9]{1,9}"),
    "b": re.compile(r"[01]"),
    "e": re.compile(r"#[A-Z0-9/_?!]{2,30}"),
}
# What may stand inside what, from the sheet down to a letter of a cell.
_INSIDE = {
    "sheetData": ("row",),
    "row": ("c",),
    "c": ("v", "is"),
    "v": (),
    "is": ("t", "r", "phoneticPr"),
    "si": ("t", "r", "phoneticPr"),
    "r": ("rPr", "t"),
    "t": (),
}
_CELL_WORDS = {*_INSIDE, "f"}


class SelGalat(NamedTuple):
    """A cell that holds an error of a calculation, such as `#REF!`, instead of a figure."""

    lembar: str
    sel: str
    galat: str


class _Sheet:
    """What is known while the parser goes through one sheet."""

    def __init__(self, nama: str, left: int) -> None:
        self.nama = nama
        self.left = left
        self.errors: list[SelGalat] = []
        self.path: list[str] = []
        self.tables = 0
        self.row = self.column = 0
        self.sel = "-"
        self.kind = "n"
        self.text: list[str] | None = None
        self.values = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = plain_name(tag)
        above = self.path[-1] if self.path else ""
        self.path.append(name)
        xml_ketat.check_depth(self.nama, len(self.path))
        if name == "f" and above == "c":
            raise LontarError("isi_rumus", lembar=shown(self.nama), sel=self.sel)
        if above in _INSIDE and name not in _INSIDE[above]:
            self._strange(name)
        if tag.startswith(_ALTERNATIVE) or (len(self.path) == 1 and name != "worksheet"):
            self._strange(name)
        if above not in _INSIDE:
            self._outside(name)
        elif name == "row":
            self._start_row(attributes)
        elif name == "c":
            self._start_cell(attributes)
        elif name in ("v", "is"):
            self._start_value(name)

    def _outside(self, name: str) -> None:
        """Words of cells stand inside the one table of the sheet and nowhere else."""
        if name == "sheetData":
            self.tables += 1
            if self.tables > 1 or self.path[:-1] != ["worksheet"]:
                self._strange(name)
        elif name.rpartition(SEPARATOR)[2] in _CELL_WORDS and not self._is_conditional(name):
            self._strange(name)

    def _is_conditional(self, name: str) -> bool:
        # Extensions spell the formula of a rule `xm:f`; a rule colours, it does not fill in.
        return name.endswith(f"{SEPARATOR}f") and "extLst" in self.path

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        told = attributes.get("r", "")
        if not _ROW.fullmatch(told) or not self.row < int(told) <= _LOWEST:
            raise LontarError("isi_sel_ganda", lembar=shown(self.nama), sel=shown(told) or "-")
        self.row, self.column = int(told), 0

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        told = attributes.get("r", "")
        self.sel = shown(told) or "-"
        self.left -= 1
        if self.left < 0:
            raise LontarError("paket_terlalu_luas", lembar=shown(self.nama), batas=MAX_CELLS)
        address = _ADDRESS.fullmatch(told)
        column = column_number(address[1]) if address else 0
        if not address or int(address[2]) != self.row or not self.column < column <= _WIDEST:
            raise LontarError("isi_sel_ganda", lembar=shown(self.nama), sel=self.sel)
        self.column, self.values = column, 0
        self.kind = attributes.get("t", "n")
        if self.kind not in (*_FORMS, "str", "inlineStr"):
            self._strange(f"t={self.kind}")
        # Excel shows such a cell by what another part says.
        if "vm" in attributes or "cm" in attributes:
            self._strange("vm")

    def _start_value(self, name: str) -> None:
        self.values += 1
        if self.values > 1 or (name == "is") != (self.kind == "inlineStr"):
            self._strange(name)
        self.text = [] if name == "v" else None

    def letters(self, text: str) -> None:
        above = self.path[-1] if self.path else ""
        if self.text is not None:
            self.text.append(text)
        elif above in _INSIDE and above != "t" and not text.isspace():
            self._strange(text)

    def end(self, _: str) -> None:
        if self.path.pop() != "v" or self.text is None:
            return
        text, self.text = "".join(self.text), None
        form = _FORMS.get(self.kind)
        if form is not None and text and not form.fullmatch(text):
            self._strange(text)
        if self.kind == "e":
            self.errors.append(SelGalat(self.nama, self.sel, shown(text)))

    def _strange(self, what: str) -> NoReturn:
        place = f"{self.sel}: {what.rpartition(SEPARATOR)[2] or what.strip()}"
        raise LontarError("isi_lembar_menyamar", lembar=shown(self.nama), bagian=shown(place))


def check_sheet(nama: str, bagian: str, content: bytes, left: int) -> tuple[int, list[SelGalat]]:
    """Check the sheet `nama`, which may have `left` cells.

    Returns how many cells are left for the other sheets, and the cells that hold an error.
    """
    sheet = _Sheet(nama, left)
    xml_ketat.parse(bagian, content, _parser(sheet))
    return sheet.left, sheet.errors


def check_texts(bagian: str, content: bytes) -> None:
    """Check the shared texts: nothing in them that one reader shows and another leaves out."""
    path: list[str] = []

    def start(tag: str, _: Mapping[str, str]) -> None:
        name = plain_name(tag)
        above = path[-1] if path else "-"
        path.append(name)
        xml_ketat.check_depth(bagian, len(path))
        inside = {**_INSIDE, "-": ("sst",), "sst": ("si", "extLst")}
        if above in inside and name not in inside[above]:
            raise LontarError("isi_lembar_menyamar", lembar=shown(bagian), bagian=shown(name))

    parser = xml_ketat.namespace_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    xml_ketat.parse(bagian, content, parser)


def _parser(sheet: _Sheet) -> XMLParserType:
    parser = xml_ketat.namespace_parser()
    parser.StartElementHandler = sheet.start
    parser.EndElementHandler = sheet.end
    parser.CharacterDataHandler = sheet.letters
    return parser


def plain_name(tag: str) -> str:
    """The bare name of an element of spreadsheets; that of any other keeps a space before it."""
    if tag.startswith(_MAIN):
        return tag.removeprefix(_MAIN)
    return tag if SEPARATOR in tag else SEPARATOR + tag


def column_number(letters: str) -> int:
    """The number of a column, counted from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(column: int) -> str:
    """The name of a column, counted from 0."""
    name = ""
    number = column + 1
    while number:
        number, digit = divmod(number - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
