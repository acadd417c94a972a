"""What makes Excel offer to repair a workbook: sheets, cells, looks, names, print-outs."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped] # python-docx brings it

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects",
    "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_BOOK_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize",
    "customWorkbookViews", "pivotCaches", "extLst",
)  # fmt: skip
_STYLE_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip
_ROWS, _COLUMNS = 1_048_576, 16_384
_TEXT, _NAME, _FOOT, _FORMULA, _BREAKS = 32_767, 31, 255, 8_192, 1_023
_HIGH, _WIDE, _OWN_FORMATS, _ROW_POINTS = 409, 255, 164, 409.5
_LIST, _PROMPT, _ALERT, _HEADING = 255, 255, 225, 32
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_SHEET_OF = re.compile(r"(?:'((?:[^']|'')+)'|([^'!,]+))!")


class Book(NamedTuple):
    """What cells point into."""

    texts: int
    looks: int
    overlays: int
    names: list[str]


def faults(
    main: str, trees: Mapping[str, Any], relations: Mapping[str, Mapping[str, tuple[str, str]]]
) -> Iterator[str]:
    """Everything that is wrong with a workbook, its sheets, styles, texts and drawings."""
    book, own = trees[main], relations[main]
    parts = {kind.rpartition("/")[2]: to for kind, to in own.values()}
    texts, styles = trees.get(parts.get("sharedStrings", "")), trees[parts["styles"]]
    sheets = [(one.get("name"), own[one.get(f"{R}id")][1]) for one in book.iter(f"{S}sheet")]
    known = Book(
        texts=0 if texts is None else len(texts.findall(f"{S}si")),
        looks=len(styles.find(f"{S}cellXfs")),
        overlays=len(styles.findall(f"{S}dxfs/{S}dxf")),
        names=[name for name, _ in sheets],
    )
    yield from _book(book, known)
    yield from _styles(styles, trees[parts["theme"]])
    if texts is not None:
        yield from _texts(texts)
    for name, part in sheets:
        yield from (f"{name}: {fault}" for fault in _sheet(trees[part], known))
        for kind, to in relations.get(part, {}).values():
            if kind.endswith("/drawing"):
                yield from (f"{name}: {fault}" for fault in _drawing(trees[to]))
    for part, tree in trees.items():
        if etree.QName(tree).localname == "chartSpace":
            yield from (f"{part}: {fault}" for fault in _chart(tree, known))


# --- The workbook


def _book(book: Any, known: Book) -> Iterator[str]:
    yield from _ordered(book, _BOOK_ORDER)
    folded = [name.casefold() for name in known.names]
    for name in known.names:
        if not 0 < len(name) <= _NAME or _FORBIDDEN.search(name) or name.strip("'") != name:
            yield f"a sheet cannot be named {name!r}"
    if len(set(folded)) != len(folded):
        yield "two sheets of one name"
    numbers = [one.get("sheetId") for one in book.iter(f"{S}sheet")]
    if len(set(numbers)) != len(numbers):
        yield "two sheets of one number"
    seen = [one.get("state", "visible") for one in book.iter(f"{S}sheet")]
    shown = [int(one.get("activeTab", "0")) for one in book.iter(f"{S}workbookView")]
    if any(place >= len(seen) or seen[place] != "visible" for place in shown):
        yield "the sheet in view is hidden or not there"
    yield from _names(book, known)


def _names(book: Any, known: Book) -> Iterator[str]:
    scopes: Counter[tuple[str, str]] = Counter()
    for one in book.iter(f"{S}definedName"):
        name, scope, told = one.get("name"), one.get("localSheetId", ""), one.text or ""
        scopes[name.casefold(), scope] += 1
        if scope and int(scope) >= len(known.names):
            yield f"{name}: of sheet {scope}"
        if not told or "#REF!" in told:
            yield f"{name}: stands for {told!r}"
        for quoted, bare in _SHEET_OF.findall(told):
            sheet = quoted.replace("''", "'") or bare
            if sheet not in known.names:
                yield f"{name}: of {sheet}, which is no sheet"
    yield from (f"{name} twice" for (name, _), many in scopes.items() if many > 1)


def _ordered(element: Any, order: Sequence[str]) -> Iterator[str]:
    children = [etree.QName(one).localname for one in element.iterchildren(f"{S}*")]
    unknown = set(children) - set(order)
    if unknown:
        yield f"unknown: {sorted(unknown)}"
    places = [order.index(one) for one in children if one in order]
    if places != sorted(places):
        yield f"in another order: {children}"


# --- Looks and texts


def _styles(styles: Any, theme: Any) -> Iterator[str]:
    yield from _ordered(styles, _STYLE_ORDER)
    sizes: dict[str, int] = {}
    for group in styles.iterchildren(f"{S}*"):
        name = etree.QName(group).localname
        sizes[name] = len(group)
        if group.get("count") not in {None, str(len(group))}:
            yield f"{name}: {len(group)}, and says {group.get('count')}"
    own = [int(one.get("numFmtId")) for one in styles.iter(f"{S}numFmt")]
    if len(set(own)) != len(own) or any(one < _OWN_FORMATS for one in own):
        yield f"formats of numbers: {own}"
    for one in styles.iter(f"{S}xf"):
        number = int(one.get("numFmtId", "0"))
        if number >= _OWN_FORMATS and number not in own:
            yield f"no format {number}"
        for key, group in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            if int(one.get(key, "0")) >= sizes[group]:
                yield f"no {group} {one.get(key)}"
        if int(one.get("xfId", "0")) >= sizes["cellStyleXfs"]:
            yield f"no cell style {one.get('xfId')}"
    yield from _fonts(styles, theme)


def _fonts(styles: Any, theme: Any) -> Iterator[str]:
    """A font of the theme is shown in the theme's own letters, whatever its name says."""
    own = {
        scheme: theme.find(f".//{A}{scheme}Font/{A}latin").get("typeface")
        for scheme in ("major", "minor")
    }
    for font in styles.findall(f"{S}fonts/{S}font"):
        name, scheme = font.find(f"{S}name").get("val"), font.find(f"{S}scheme")
        size = float(font.find(f"{S}sz").get("val"))
        if not 1 <= size <= _HIGH or not 0 < len(name) <= _NAME:
            yield f"a font {name} of {size}"
        if scheme is not None and own.get(scheme.get("val"), name) != name:
            yield f"{name} would be shown as {own[scheme.get('val')]}"


def _texts(texts: Any) -> Iterator[str]:
    found = texts.findall(f"{S}si")
    if texts.get("uniqueCount") not in {None, str(len(found))}:
        yield f"{len(found)} texts, and says {texts.get('uniqueCount')}"
    yield from (fault for one in found for fault in _text(one))


def _text(element: Any) -> Iterator[str]:
    pieces = list(element.iter(f"{S}t"))
    if sum(len(one.text or "") for one in pieces) > _TEXT:
        yield "a text too long for a cell"
    for one in pieces:
        text = one.text or ""
        if text != text.strip(" \t\n\r") and one.get(_SPACE) != "preserve":
            yield f"spaces would be lost: {text[:40]!r}"


# --- One sheet


def _sheet(sheet: Any, known: Book) -> Iterator[str]:
    yield from _ordered(sheet, _SHEET_ORDER)
    yield from _cells(sheet, known)
    yield from _columns(sheet, known)
    yield from _merged(sheet)
    yield from _breaks(sheet)
    yield from _asked(sheet)
    for one in sheet.iter(f"{S}cfRule"):
        if int(one.get("dxfId", "0")) >= max(known.overlays, 1) or int(one.get("priority")) < 1:
            yield f"a rule of looks: {dict(one.attrib)}"
    for one in sheet.iter(f"{S}oddHeader", f"{S}oddFooter"):
        if len(one.text or "") > _FOOT:
            yield f"a line of {len(one.text)} letters on every page"
    views = [int(one.get("workbookViewId")) for one in sheet.iter(f"{S}sheetView")]
    if views != [0]:
        yield f"views {views}"


def _cells(sheet: Any, known: Book) -> Iterator[str]:
    below = 0
    for row in sheet.iter(f"{S}row"):
        number = int(row.get("r"))
        if not below < number <= _ROWS or float(row.get("ht", "0")) > _ROW_POINTS:
            yield f"row {number} below {below}, {row.get('ht')} high"
        below, right = number, 0
        for cell in row.iterchildren(f"{S}c"):
            ref = cell.get("r")
            column, line = _place(ref)
            if line != number or not right < column <= _COLUMNS:
                yield f"{ref} in row {number} right of {right}"
            right = column
            if int(cell.get("s", "0")) >= known.looks:
                yield f"{ref}: no look {cell.get('s')}"
            yield from (f"{ref}: {fault}" for fault in _cell(cell, known))


def _cell(cell: Any, known: Book) -> Iterator[str]:
    kind, value = cell.get("t", "n"), cell.findtext(f"{S}v")
    formula = cell.findtext(f"{S}f")
    if formula is not None and not 0 < len(formula) <= _FORMULA:
        yield f"a formula of {len(formula)} letters"
    if kind == "s" and not (value or "").isdecimal():
        yield f"no text: {value!r}"
    elif kind == "s" and int(value) >= known.texts:
        yield f"no text {value}"
    elif kind == "n" and value and not math.isfinite(_number(value)):
        yield f"no number: {value!r}"
    elif kind == "b" and value not in {"0", "1"}:
        yield f"neither true nor false: {value!r}"
    elif kind == "inlineStr":
        yield from _text(cell)
    elif kind not in {"s", "n", "b", "str", "e", "d"}:
        yield f"of kind {kind}"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _place(ref: str) -> tuple[int, int]:
    """The column and the row of a cell, from 1."""
    found = _CELL.fullmatch(ref.replace("$", ""))
    assert found is not None, ref
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(found[2])


def _area(ref: str) -> tuple[int, int, int, int]:
    first, _, last = ref.partition(":")
    return (*_place(first), *_place(last or first))


def _columns(sheet: Any, known: Book) -> Iterator[str]:
    found = [(int(one.get("min")), int(one.get("max"))) for one in sheet.iter(f"{S}col")]
    if any(first > last or last > _COLUMNS for first, last in found):
        yield f"columns {found}"
    if any(before[1] >= after[0] for before, after in pairwise(found)):
        yield f"columns that overlap: {found}"
    for one in sheet.iter(f"{S}col"):
        if float(one.get("width", "0")) > _WIDE or int(one.get("style", "0")) >= known.looks:
            yield f"a column {dict(one.attrib)}"


def _merged(sheet: Any) -> Iterator[str]:
    group = sheet.find(f"{S}mergeCells")
    if group is None:
        return
    if int(group.get("count", len(group))) != len(group) or not len(group):
        yield f"{len(group)} merged, and says {group.get('count')}"
    taken: set[tuple[int, int]] = set()
    for one in group:
        left, top, right, bottom = _area(one.get("ref"))
        inside = {(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)}
        if len(inside) <= 1 or left > right or top > bottom:
            yield f"merged alone: {one.get('ref')}"
        if taken & inside:
            yield f"merged twice: {one.get('ref')}"
        taken |= inside


def _breaks(sheet: Any) -> Iterator[str]:
    for group in sheet.iter(f"{S}rowBreaks", f"{S}colBreaks"):
        counts = {int(group.get(key, len(group))) for key in ("count", "manualBreakCount")}
        idents = [int(one.get("id")) for one in group]
        if counts != {len(group)} or len(group) > _BREAKS or len(set(idents)) != len(idents):
            yield f"breaks of pages: {idents}"
        if 0 in idents:
            yield "a page that ends before it begins"


def _asked(sheet: Any) -> Iterator[str]:
    """Lists to choose from, and what is said beside a cell."""
    group = sheet.find(f"{S}dataValidations")
    if group is not None and int(group.get("count")) != len(group):
        yield f"{len(group)} rules for input, and says {group.get('count')}"
    for one in sheet.iter(f"{S}dataValidation"):
        limits = ("promptTitle", _HEADING), ("errorTitle", _HEADING), ("prompt", _PROMPT)
        for key, most in (*limits, ("error", _ALERT)):
            if len(one.get(key, "")) > most:
                yield f"{one.get('sqref')}: {key} of {len(one.get(key))} letters"
        told = one.findtext(f"{S}formula1") or ""
        if told.startswith('"') and len(told) - 2 > _LIST:
            yield f"{one.get('sqref')}: a list of {len(told)} letters"


# --- Pictures


def _drawing(drawing: Any) -> Iterator[str]:
    idents = [one.get("id") for one in drawing.iter(f"{XDR}cNvPr")]
    if len(set(idents)) != len(idents):
        yield "pictures of one number"
    for anchor in drawing.iter(f"{XDR}twoCellAnchor"):
        begins, ends = anchor.find(f"{XDR}from"), anchor.find(f"{XDR}to")
        for name in ("col", "row"):
            first, last = (int(one.findtext(f"{XDR}{name}")) for one in (begins, ends))
            if first > last:
                yield f"a picture from {name} {first} to {last}"
    for one in drawing.iter(f"{A}ext"):
        if one.get("cx") and min(int(one.get("cx")), int(one.get("cy"))) < 0:
            yield "a picture of less than no size"


def _chart(chart: Any, known: Book) -> Iterator[str]:
    axes = {one.get("val") for one in chart.iterfind(f".//{C}plotArea//{C}axId")}
    told = [
        one.find(f"{C}axId").get("val")
        for one in chart.iter(f"{C}catAx", f"{C}valAx", f"{C}dateAx")
    ]
    if axes != set(told) or len(set(told)) != len(told):
        yield f"axes {sorted(axes)}, and are {told}"
    for one in chart.iter(f"{C}f"):
        for quoted, bare in _SHEET_OF.findall(one.text or ""):
            if (quoted.replace("''", "'") or bare) not in known.names:
                yield f"a figure of {one.text}"
