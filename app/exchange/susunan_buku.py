"""Which sheets a workbook consists of, in the only way in which all readers agree about it.

Some readers find a sheet, the texts and the styles by following relations, others by the declared
type, others by the usual name. Where the three could lead to different parts, the file is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import xml_ketat
from app.exchange.xml_ketat import SEPARATOR, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.exchange.prapemeriksaan import Praperiksa

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TEXTS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
VISIBLE = "visible"
MAX_SHEETS = 60
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PREFIX = "application/vnd.openxmlformats-officedocument.spreadsheetml."
# What a relation calls a part, how the part must be declared, and where alone it may lie.
_SHEET_TYPES = {"worksheet": f"{_PREFIX}worksheet+xml", "chartsheet": f"{_PREFIX}chartsheet+xml"}
_ONLY_ONE = {
    "sharedStrings": (f"{_PREFIX}sharedStrings+xml", TEXTS),
    "styles": (f"{_PREFIX}styles+xml", STYLES),
}
_STATES = (VISIBLE, "hidden", "veryHidden")
_TRUE = ("1", "true", "on")
_LONGEST_NAME = 31
_DEPTH = 3
_USUAL = re.compile(r"xl/(sharedStrings\.xml|styles\.xml|worksheets/[^/]*)", re.IGNORECASE)


class LembarBuku(NamedTuple):
    """A sheet: its name, whether a person sees it, the part it lies in, and its kind."""

    nama: str
    keadaan: str
    bagian: str
    jenis: str


class _Seen(NamedTuple):
    """An element: where it stands (three steps from the root, then itself), its attributes."""

    path: tuple[str, ...]
    attributes: dict[str, str]


def read(praperiksa: Praperiksa) -> tuple[LembarBuku, ...]:
    """All sheets in order.

    Raises:
        LontarError: the parts of the workbook can be understood in more than one way.

    """
    parts = praperiksa.parts
    if WORKBOOK not in parts or RELATIONS not in parts:
        _ambiguous(WORKBOOK)
    targets = _targets(parts)
    sheets = tuple(_sheets(_seen(parts[WORKBOOK]), targets))
    if len(sheets) > MAX_SHEETS:
        raise LontarError("paket_terlalu_banyak", batas=MAX_SHEETS)
    _check_apart(sheets)
    _check_declared(praperiksa, sheets, [target for target, _ in targets.values()])
    return sheets


def _targets(parts: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Of each relation of the workbook: the part it leads to, and what it calls that part."""
    found: dict[str, tuple[str, str]] = {}
    for tag, attributes in xml_ketat.elements(RELATIONS, parts[RELATIONS]):
        if tag != "Relationship" or attributes.get("TargetMode", "Internal") != "Internal":
            continue
        told = attributes.get("Target", "")
        target = told.removeprefix("/") if told.startswith("/") else f"xl/{told}"
        key = attributes.get("Id", "")
        # Only a target written in one piece leads every reader to the same part.
        if not key or key in found or target not in parts:
            _ambiguous(RELATIONS)
        found[key] = target, attributes.get("Type", "").rpartition("/")[2]
    return found


def _seen(content: bytes) -> list[_Seen]:
    found: list[_Seen] = []
    path: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        path.append(tag)
        deep = len(path) > _DEPTH
        found.append(_Seen((*path[:_DEPTH], tag) if deep else tuple(path), attributes))

    parser = xml_ketat.namespace_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    xml_ketat.parse(WORKBOOK, content, parser)
    return found


def _sheets(seen: list[_Seen], targets: Mapping[str, tuple[str, str]]) -> Iterator[LembarBuku]:
    root, group, sheet, settings = (
        f"{NAMESPACE}{SEPARATOR}{name}" for name in ("workbook", "sheets", "sheet", "workbookPr")
    )
    for path, attributes in seen:
        name = path[-1].rpartition(SEPARATOR)[2]
        if name == "workbookPr" and attributes.get("date1904", "0").casefold() in _TRUE:
            raise LontarError("isi_tanggal_1904")
        # A reader that goes by the last part of a name takes these wherever they stand.
        expected = {"workbook": (root,), "sheets": (root, group), "sheet": (root, group, sheet)}
        expected["workbookPr"] = root, settings
        if path != expected.get(name, path):
            _ambiguous(WORKBOOK)
        if path == (root, group, sheet):
            yield _sheet(attributes, targets)
    once = Counter(path for path, _ in seen)
    if once[(root, group)] != 1 or once[(root, settings)] > 1:
        _ambiguous(WORKBOOK)


def _sheet(attributes: Mapping[str, str], targets: Mapping[str, tuple[str, str]]) -> LembarBuku:
    nama = attributes.get("name", "")
    keadaan = attributes.get("state", VISIBLE)
    key = attributes.get(f"{_OFFICE}{SEPARATOR}id", "")
    if not 0 < len(nama) <= _LONGEST_NAME or keadaan not in _STATES or key not in targets:
        _ambiguous(WORKBOOK)
    bagian, jenis = targets[key]
    if jenis not in _SHEET_TYPES:
        _ambiguous(RELATIONS)
    return LembarBuku(nama, keadaan, bagian, jenis)


def _check_apart(sheets: tuple[LembarBuku, ...]) -> None:
    names = {sheet.nama.casefold() for sheet in sheets}
    places = {sheet.bagian for sheet in sheets}
    if not sheets or len(names) != len(sheets) or len(places) != len(sheets):
        _ambiguous(WORKBOOK)


def _check_declared(
    praperiksa: Praperiksa, sheets: tuple[LembarBuku, ...], targets: list[str]
) -> None:
    """Relations and declared types name the same parts, and each part once."""
    expected = {sheet.bagian: _SHEET_TYPES[sheet.jenis] for sheet in sheets}
    expected |= {place: kind for kind, place in _ONLY_ONE.values() if place in targets}
    told = {*_SHEET_TYPES.values(), *(kind for kind, _ in _ONLY_ONE.values())}
    declared = {name: _declared(praperiksa.types, name) for name in praperiksa.parts}
    found = {name: kind for name, kind in declared.items() if kind in told}
    if found != expected or max(Counter(targets).values()) > 1:
        _ambiguous("[Content_Types].xml")
    # Some readers look for parts under their usual names, whatever relations say.
    usual = {name for name in praperiksa.parts if _USUAL.fullmatch(name)}
    if not usual <= expected.keys():
        _ambiguous(RELATIONS)


def _declared(types: Mapping[str, str], name: str) -> str:
    small = name.casefold()
    return types.get(f"/{small}") or types.get(f".{small.rpartition('.')[2]}", "")


def _ambiguous(name: str) -> None:
    raise LontarError("isi_susunan_ganda", bagian=shown(name))
