"""The plumbing of an office file: which part has which type, and which leads to which.

Both lists are read with a parser that knows nothing but their few words, and must then stand in
the file exactly as they are written here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn
from xml.parsers import expat

from app.errors import LontarError
from app.exchange.segel.model import (
    ORIGIN,
    ORIGIN_RELATIONS,
    ORIGIN_TYPE,
    RELATIONS_TYPE,
    SIGNATURE,
    SIGNATURE_TYPE,
    TYPES,
)
from app.exchange.segel.peti import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DIGITAL = f"{RELATIONS_NS}/digital-signature"
ORIGIN_KIND = f"{_DIGITAL}/origin"
SIGNATURE_KIND = f"{_DIGITAL}/signature"
ORIGIN_ID = "rIdTtd"
DEFAULTS = {"rels": RELATIONS_TYPE, "sigs": ORIGIN_TYPE, "xml": "application/xml"}
MAX_ELEMENTS = 2000

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,62}")
_TARGET = re.compile(r"[A-Za-z0-9_./-]{1,200}")


class Relasi(NamedTuple):
    """One relationship; `target` as it is written."""

    id: str
    kind: str
    target: str


class Jenis(NamedTuple):
    """The declared types: by extension and by part, without the leading slash."""

    defaults: dict[str, str]
    overrides: dict[str, str]

    def of(self, name: str) -> str:
        """The type of a part; empty when none is declared."""
        known = self.overrides.get(name)
        return known or self.defaults.get(name.rpartition(".")[2], "")


# --- Reading ----------------------------------------------------------------------------


def read_types(content: bytes) -> Jenis:
    """What `[Content_Types].xml` declares; nothing twice, in whatever spelling."""
    jenis, seen = Jenis({}, {}), set()
    shapes = {"Default": {"Extension", "ContentType"}, "Override": {"PartName", "ContentType"}}
    for word, fields in _Daftar(TYPES, "Types", TYPES_NS, shapes).read(content):
        part = fields.get("PartName", "")
        key = part or "." + fields["Extension"]
        if key.casefold() in seen:
            raise LontarError("segel_ct_ganda", bagian=shown(key))
        seen.add(key.casefold())
        if word == "Default":
            jenis.defaults[fields["Extension"]] = fields["ContentType"]
        else:
            jenis.overrides[part.removeprefix("/")] = fields["ContentType"]
    return jenis


def read_relations(name: str, content: bytes) -> list[Relasi]:
    """The relationships of one list; none leads outside, none is named twice."""
    shapes = {"Relationship": {"Id", "Type", "Target"}}
    found: dict[str, Relasi] = {}
    for _, fields in _Daftar(name, "Relationships", RELATIONS_NS, shapes).read(content):
        if fields.get("TargetMode", "Internal") != "Internal":
            raise LontarError("segel_rel_luar", bagian=name)
        relasi = Relasi(fields["Id"], fields["Type"], fields["Target"])
        if relasi.id in found or not _ID.fullmatch(relasi.id):
            raise LontarError("segel_rel_id", bagian=name)
        if not _TARGET.fullmatch(relasi.target):
            raise LontarError("segel_rel_tujuan", bagian=name, tujuan=shown(relasi.target))
        found[relasi.id] = relasi
    return list(found.values())


def source_of(name: str) -> str | None:
    """The part a list of relationships belongs to; empty for the whole file, None for no list."""
    folder, mark, file = ("/" + name).rpartition("/_rels/")
    if not mark or not file.endswith(".rels") or "/" in file:
        return None
    return f"{folder}/{file.removesuffix('.rels')}".strip("/")


def resolve(source: str, target: str) -> str | None:
    """The part a target names, seen from the part it stands in; None when it leaves the file."""
    steps = [] if target.startswith("/") else source.split("/")[:-1]
    for step in target.removeprefix("/").split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step in ("", "."):
            return None
        else:
            steps.append(step)
    return "/".join(steps)


class _Daftar:
    """Reads one of the two lists: a root, and under it known words with known attributes."""

    def __init__(
        self, name: str, root: str, namespace: str, shapes: Mapping[str, set[str]]
    ) -> None:
        self._name, self._namespace = name, namespace
        self._levels: tuple[Mapping[str, set[str]], ...] = ({root: set()}, shapes)
        self._depth = 0
        self.found: list[tuple[str, dict[str, str]]] = []

    def read(self, content: bytes) -> list[tuple[str, dict[str, str]]]:
        parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._opened, self._closed
        parser.XmlDeclHandler, parser.CharacterDataHandler = self._declared, self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = parser.CommentHandler = self._refuse
        parser.StartCdataSectionHandler = self._refuse
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            self._refuse()
        return self.found

    def _opened(self, tag: str, fields: dict[str, str]) -> None:
        known = self._levels[self._depth] if self._depth < len(self._levels) else {}
        place, _, word = tag.rpartition(" ")
        if place != self._namespace or set(fields) - {"TargetMode"} != known.get(word):
            self._refuse()
        if self._depth:
            self.found.append((word, fields))
        if len(self.found) > MAX_ELEMENTS:
            self._refuse()
        self._depth += 1

    def _closed(self, _: str) -> None:
        self._depth -= 1

    def _text(self, letters: str) -> None:
        if letters.strip(" \t\r\n"):
            self._refuse()

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").casefold() != "utf-8":
            raise LontarError("segel_xml_utf8", bagian=self._name)

    def _doctype(self, *_: object) -> NoReturn:
        raise LontarError("segel_xml_dtd", bagian=self._name)

    def _refuse(self, *_: object) -> NoReturn:
        raise LontarError("segel_xml_bentuk", bagian=self._name) from None


# --- Writing ----------------------------------------------------------------------------


def write_types(parts: Mapping[str, str]) -> bytes:
    """`[Content_Types].xml` for ordinary parts and their types, with the seal's own part."""
    rows = {**parts, SIGNATURE: SIGNATURE_TYPE}
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in DEFAULTS.items()
    )
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{rows[name]}"/>' for name in sorted(rows)
    )
    return f'{_DECLARATION}<Types xmlns="{TYPES_NS}">{defaults}{overrides}</Types>'.encode()


def write_relations(relations: Iterable[Relasi]) -> bytes:
    """A list of relationships in its one form."""
    rows = "".join(
        f'<Relationship Id="{one.id}" Type="{one.kind}" Target="{one.target}"/>'
        for one in sorted(relations)
    )
    return f'{_DECLARATION}<Relationships xmlns="{RELATIONS_NS}">{rows}</Relationships>'.encode()


def transformed(relations: Iterable[Relasi]) -> bytes:
    """What the seal signs of a list of relationships (ECMA-376 part 2)."""
    rows = "".join(
        f'<Relationship Id="{one.id}" Target="{one.target}" TargetMode="Internal" '
        f'Type="{one.kind}"></Relationship>'
        for one in sorted(relations)
    )
    return f'<Relationships xmlns="{RELATIONS_NS}">{rows}</Relationships>'.encode()


ORIGIN_RELATION = Relasi(ORIGIN_ID, ORIGIN_KIND, ORIGIN)
ORIGIN_LIST = write_relations([Relasi("rId1", SIGNATURE_KIND, "sig1.xml")])
VISIBLE_PARTS = {ORIGIN: b"", ORIGIN_RELATIONS: ORIGIN_LIST}
"""What leads other programs to the signature, besides the relationship itself."""
