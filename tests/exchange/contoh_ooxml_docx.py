"""What makes Word offer to repair a document: tables, paragraphs, bookmarks, styles, pictures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped] # python-docx brings it

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LONGEST_NAME = 40

# The order in which the schema wants the children of what people format by hand.
_ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers"
        " pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
        " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
        " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle"
        " rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
        " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u"
        " effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
        " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption"
        " tblDescription tblPrChange"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
        " vAlign hideMark headers cellIns cellDel cellMerge tcPrChange"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders"
        " lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter"
        " docGrid printerSettings sectPrChange"
    ),
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
}
_MIXED = {"sectPr": {"headerReference", "footerReference"}}
_FIRST = {"p": "pPr", "r": "rPr", "tc": "tcPr"}


def faults(
    main: str, trees: Mapping[str, Any], relations: Mapping[str, Mapping[str, tuple[str, str]]]
) -> Iterator[str]:
    """Everything that is wrong with a document, its head and foot lines and notes."""
    told = {to for _, to in relations.get(main, {}).values() if to in trees}
    texts = {name: trees[name] for name in (main, *sorted(told)) if _is_text(trees[name])}
    styles = _named(trees, told, "styles", f"{W}style", f"{W}styleId")
    lists = _named(trees, told, "numbering", f"{W}num", f"{W}numId")
    for name, tree in texts.items():
        for fault in (*_shapes(tree), *_tables(tree), *_references(tree, styles, lists)):
            yield f"{name}: {fault}"
    yield from _body(trees[main])
    yield from _bookmarks(trees[main])
    yield from _pictures(trees[main])


def _is_text(tree: Any) -> bool:
    return _local(tree) in {"document", "hdr", "ftr", "footnotes", "endnotes", "comments"}


def _named(trees: Mapping[str, Any], told: set[str], root: str, tag: str, key: str) -> set[str]:
    """The names of the styles or lists a document has."""
    found = (trees[name] for name in told if _local(trees[name]) == root)
    return {one.get(key) for tree in found for one in tree.iter(tag)}


def _local(element: Any) -> str:
    return str(etree.QName(element).localname)


def _children(element: Any) -> list[str]:
    return [_local(one) for one in element.iterchildren(f"{W}*")]


def _shapes(tree: Any) -> Iterator[str]:
    """Children in another order than the schema's, or twice; texts that lose their spaces."""
    for element in tree.iter(*(f"{W}{name}" for name in _ORDER)):
        yield from _order(_local(element), _children(element))
    for element in tree.iter(*(f"{W}{name}" for name in _FIRST)):
        first = _FIRST[_local(element)]
        if first in _children(element)[1:]:
            yield f"<{first}> is not the first of <{_local(element)}>"
    for one in tree.iter(f"{W}t"):
        text = one.text or ""
        if text != text.strip() and one.get(_SPACE) != "preserve":
            yield f"spaces would be lost: {text!r}"


def _order(name: str, children: Sequence[str]) -> Iterator[str]:
    order, mixed = _ORDER[name].split(), _MIXED.get(name, set())
    unknown = set(children) - set(order)
    if unknown:
        yield f"<{name}> holds {sorted(unknown)}"
    places = [0 if one in mixed else order.index(one) for one in children if one in order]
    if places != sorted(places):
        yield f"<{name}> in another order: {children}"
    twice = {one for one, many in Counter(children).items() if many > 1}
    if name.endswith("Pr") and twice - mixed:
        yield f"<{name}> says twice: {sorted(twice - mixed)}"


def _tables(tree: Any) -> Iterator[str]:
    for table in tree.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        columns = 0 if grid is None else len(grid)
        if not columns or not table.findall(f"{W}tr"):
            yield "a table without columns or rows"
        for row in table.iterchildren(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            wide = sum(_span(cell) for cell in cells)
            if wide != columns:
                yield f"a row of {wide} in a table of {columns} columns"
            if any(_children(cell)[-1:] != ["p"] for cell in cells):
                yield "a cell that does not end with a paragraph"


def _span(cell: Any) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if found is None else int(found.get(f"{W}val"))


def _references(tree: Any, styles: set[str], lists: set[str]) -> Iterator[str]:
    for tag in ("pStyle", "rStyle", "tblStyle"):
        for one in tree.iter(f"{W}{tag}"):
            if one.get(f"{W}val") not in styles:
                yield f"no style {one.get(f'{W}val')}"
    for one in tree.iter(f"{W}numId"):
        if one.get(f"{W}val") not in lists | {"0"}:
            yield f"no list {one.get(f'{W}val')}"
    marks = [one.get(f"{W}fldCharType") for one in tree.iter(f"{W}fldChar")]
    if not _closed(marks):
        yield f"fields that do not end: {marks}"


def _closed(marks: Sequence[str]) -> bool:
    open_ones = 0
    for mark in marks:
        open_ones += (mark == "begin") - (mark == "end")
        if open_ones < 0:
            return False
    return open_ones == 0


def _body(document: Any) -> Iterator[str]:
    body = document.find(f"{W}body")
    if _children(body)[-1:] != ["sectPr"]:
        yield "the body does not end with its section"
    for section in document.iter(f"{W}sectPr"):
        size = section.find(f"{W}pgSz")
        wide, high = int(size.get(f"{W}w")), int(size.get(f"{W}h"))
        if (size.get(f"{W}orient") == "landscape") != (wide > high):
            yield f"a page of {wide} by {high} that lies otherwise"


def _bookmarks(document: Any) -> Iterator[str]:
    starts = list(document.iter(f"{W}bookmarkStart"))
    names = [one.get(f"{W}name") for one in starts]
    idents = [one.get(f"{W}id") for one in starts]
    ends = [one.get(f"{W}id") for one in document.iter(f"{W}bookmarkEnd")]
    if sorted(idents) != sorted(set(idents)) or sorted(idents) != sorted(ends):
        yield "bookmarks with one number, or without an end"
    if len(set(map(str.casefold, names))) != len(names):
        yield "bookmarks of one name"
    yield from (f"odd bookmark {one}" for one in names if len(one) > _LONGEST_NAME or " " in one)
    wanted = {one.get(f"{W}anchor") for one in document.iter(f"{W}hyperlink")} - {None}
    yield from (f"a link to no bookmark: {one}" for one in sorted(wanted - set(names)))


def _pictures(document: Any) -> Iterator[str]:
    idents = [one.get("id") for one in document.iter(f"{_WP}docPr")]
    if len(set(idents)) != len(idents):
        yield "pictures of one number"
    for one in document.iter(f"{_WP}extent"):
        if min(int(one.get("cx")), int(one.get("cy"))) <= 0:
            yield "a picture without a size"
