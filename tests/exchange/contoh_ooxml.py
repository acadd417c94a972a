"""What makes Excel or Word offer to repair a file, looked for without either: packages and texts.

`faults` says everything that is wrong with a workbook or a document. The rules are those of
ECMA-376 that these programs insist on; what they shrug at is left out.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped] # python-docx brings it

from tests.exchange import contoh_ooxml_docx, contoh_ooxml_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TYPES = "[Content_Types].xml"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = "/officeDocument"
_BOOK, _TEXT = "spreadsheetml.sheet.main+xml", "wordprocessingml.document.main+xml"

_KINDS = {
    "chart", "drawing", "footer", "header", "numbering", "settings", "sharedStrings", "styles",
    "theme", "worksheet",
}  # fmt: skip

Parts = dict[str, bytes]
Trees = dict[str, Any]


def faults(data: bytes) -> list[str]:
    """Everything that is wrong with a file; nothing for one that opens without a question."""
    found: list[str] = []
    parts = _unpacked(data, found)
    trees = _parsed(parts, found)
    if TYPES not in trees or "_rels/.rels" not in trees:
        return [*found, "no content types or no relations"]
    kinds = dict(_kinds(parts, trees[TYPES], found))
    relations = {
        _source(name): dict(_related(name, trees[name], parts, found))
        for name in trees
        if name.endswith(".rels")
    }
    found += [*_dangling(trees, relations), *_of_another_kind(relations, kinds)]
    if found:
        return found
    main = next((to for kind, to in relations[""].values() if kind.endswith(_MAIN)), "")
    if kinds.get(main, "").endswith(_BOOK):
        found += contoh_ooxml_xlsx.faults(main, trees, relations)
    elif kinds.get(main, "").endswith(_TEXT):
        found += contoh_ooxml_docx.faults(main, trees, relations)
    else:
        found.append(f"no main part: {main!r} {kinds.get(main)}")
    return found


def _unpacked(data: bytes, found: list[str]) -> Parts:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        twice = [one for one, many in Counter(map(str.casefold, names)).items() if many > 1]
        odd = [one for one in names if "\\" in one or one.startswith("/") or one.endswith("/")]
        found += [f"twice in the package: {one}" for one in twice]
        found += [f"odd name in the package: {one}" for one in odd]
        return {name: archive.read(name) for name in names}


def _parsed(parts: Parts, found: list[str]) -> Trees:
    trees = {}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                trees[name] = etree.fromstring(content)
            except etree.XMLSyntaxError as error:
                found.append(f"{name}: {error}")
    return trees


def _kinds(parts: Parts, types: Any, found: list[str]) -> Iterator[tuple[str, str]]:
    """The content type of every part."""
    endings: dict[str, str] = {}
    named: dict[str, str] = {}
    for one in types:
        known, key = (
            (endings, one.get("Extension").casefold())
            if one.tag == f"{_CT}Default"
            else (named, one.get("PartName").lstrip("/"))
        )
        if key in known:
            found.append(f"two content types for {key}")
        known[key] = one.get("ContentType")
    found += [f"a content type for {name}, which is not there" for name in named.keys() - parts]
    for name in parts.keys() - {TYPES}:
        kind = named.get(name) or endings.get(name.rpartition(".")[2].casefold())
        if kind is None:
            found.append(f"no content type for {name}")
        else:
            yield name, kind


def _source(rels: str) -> str:
    """The part that relations belong to; the package itself has no name."""
    folder, _, name = rels.rpartition("_rels/")
    return folder + name.removesuffix(".rels")


def _related(
    rels: str, tree: Any, parts: Parts, found: list[str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """The kind and the target of every relation by its id."""
    source = _source(rels)
    if source and source not in parts:
        found.append(f"{rels}: of a part that is not there")
    seen: set[str] = set()
    for one in tree.iter(f"{_RELS}Relationship"):
        ident, target = one.get("Id"), one.get("Target")
        if ident in seen:
            found.append(f"{rels}: {ident} twice")
        seen.add(ident)
        if one.get("TargetMode") == "External":
            yield ident, (one.get("Type"), "")
            continue
        place = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target))
        if place.lstrip("/") not in parts:
            found.append(f"{rels}: {ident} leads to {place}, which is not there")
        yield ident, (one.get("Type"), place.lstrip("/"))


def _of_another_kind(
    relations: Mapping[str, Mapping[str, tuple[str, str]]], kinds: Mapping[str, str]
) -> Iterator[str]:
    """Parts whose content type is not the one that whoever relates to them expects."""
    for known in relations.values():
        for kind, part in known.values():
            word = kind.rpartition("/")[2]
            if word in _KINDS and not kinds.get(part, "").endswith(f".{word}+xml"):
                yield f"{part} is of the kind {kinds.get(part)}, and related to as {word}"


def _dangling(trees: Trees, relations: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """Ids of relations that a part names and does not have."""
    for name, tree in trees.items():
        known = relations.get(name, {})
        for one in tree.iter(etree.Element):
            for key, value in one.attrib.items():
                if key.startswith(_R) and value and value not in known:
                    yield f"{name}: {etree.QName(one).localname} names {value}, no relation of it"
