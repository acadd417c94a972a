"""Looking at a file from outside before any reader of workbooks touches it.

What it is, is decided by its content, never by its name. Whatever a package of Lontar has no use
for (macros, links, embedded objects, DTDs) is refused here, so that the libraries that parse the
rest never meet it.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.errors import LontarError
from app.exchange import wadah, xml_ketat
from app.exchange.jenis_berkas import BUKAN_PAKET, OLE2, OTHER_OFFICE, ZIP, refuse_other_kinds
from app.exchange.xml_ketat import shown

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

__all__ = [
    "BUKAN_PAKET", "Praperiksa", "carried", "check_rest", "inspect", "inspect_file",
]  # fmt: skip

XLSX = "xlsx"
XLSX_IN_ZIP = "xlsx_dalam_zip"

_CONTENT_TYPES = "[Content_Types].xml"
_ROOT_RELATIONS = "_rels/.rels"
_PROPERTIES = "docProps/app.xml"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_DOCUMENT = "/officeDocument"
_STRICT = "http://purl.oclc.org/ooxml/"
_HYPERLINK = "/hyperlink"
_NOT_WELL_FORMED_IN_EXCEL = ".vml"
# Read with a real parser even in a hurry: somebody later believes what they say.
_BELIEVED = ("docprops/", "_xmlsignatures/")

# Words in the name or type of a part, and what they betray.
_FORBIDDEN_PARTS = (
    (re.compile(r"vbaproject|vbadata|macroenabled|macrosheet|dialogsheet|customui"), "isi_makro"),
    (re.compile(r"externallink"), "isi_taut_luar"),
    (re.compile(r"connections|querytable|xl/model/"), "isi_sambungan"),
    (re.compile(r"activex|ctrlprop"), "isi_kontrol"),
    (
        re.compile(r"embeddings|oleobject|webextension|\.package$", re.MULTILINE),
        "isi_tertanam",
    ),
)
_ANY_FORBIDDEN = re.compile("|".join(words.pattern for words, _ in _FORBIDDEN_PARTS), re.MULTILINE)
# What `bukti_paket` calls the files in the archive beside a package.
_EVIDENCE = re.compile(r"[0-9a-f]{64}\.[a-z]{2,5}")
_WRAPPER_NOISE = re.compile(r"__MACOSX/|(.*/)?(\.DS_Store|Thumbs\.db|desktop\.ini)$", re.IGNORECASE)


class Praperiksa(msgspec.Struct, frozen=True, kw_only=True):
    """A workbook that may now be parsed, from `parts` or `clean()`, never again from the disk.

    `types` are the declared content types: by part in small letters with its slash, or by
    `.extension`.
    """

    kind: str
    application: str
    entries: tuple[str, ...]
    comment: bytes
    data: bytes
    parts: dict[str, bytes]
    types: dict[str, str]

    def __repr__(self) -> str:
        # Whole files have no place in a log.
        return f"Praperiksa({self.kind}, {len(self.data)} bytes, {len(self.parts)} parts)"

    @property
    def sha256(self) -> str:
        """The fingerprint of the workbook's bytes, without the ZIP a sender may have put around."""
        return hashlib.sha256(self.data).hexdigest()

    def clean(self, without: Container[str] = ()) -> bytes:
        """The checked parts but some as a workbook file that cannot be read in two ways."""
        parts = self.parts.items()
        return wadah.write_zip({name: isi for name, isi in parts if name not in without})


class _Relation(NamedTuple):
    kind: str
    target: str
    external: bool


def inspect_file(path: Path) -> Praperiksa:
    """The same for a file on a disk, read once."""
    from app.exchange import berkas

    return inspect(berkas.read_file(path, wadah.MAX_FILE))


def inspect(data: bytes, *, thorough: bool = True) -> Praperiksa:
    """The workbook in `data`, or the reason it is refused.

    A thorough look parses every part to its end. Without it, only the parts that say what the
    file consists of are parsed, and of the others the beginning is looked at: enough to know that
    no DTD and no other encoding is there, not that the sheets are sound.
    """
    refuse_other_kinds(data)
    container = wadah.read_zip(data)
    if _CONTENT_TYPES in container.parts:
        return _workbook(data, container, XLSX, thorough=thorough)
    members = _members(container)
    if members and all(_EVIDENCE.fullmatch(name) for name in members):
        raise LontarError("berkas_arsip_bukti", jumlah=len(members))
    if len(members) != 1:
        kode = "berkas_zip_banyak" if members else "berkas_zip_tanpa_excel"
        raise LontarError(kode, jumlah=len(members))
    (inner,) = members.values()
    refuse_other_kinds(inner)
    wrapped = wadah.read_zip(inner)
    if _CONTENT_TYPES not in wrapped.parts:
        raise LontarError("berkas_zip_tanpa_excel", jumlah=0)
    return _workbook(inner, wrapped, XLSX_IN_ZIP, thorough=thorough)


def check_rest(praperiksa: Praperiksa, seen: Container[str]) -> None:
    """Parse to their end all parts of a workbook but those somebody has seen to already."""
    for name, content in praperiksa.parts.items():
        if name not in seen:
            declared = praperiksa.types.get(f"/{name}".casefold(), "")
            _check_xml(name, declared, content, thorough=True)


def carried(data: bytes, most: int = wadah.MAX_FILE) -> dict[str, bytes]:
    """The files inside a sound ZIP that only carries other files; nothing in whatever else.

    `most` is how many bytes the ZIP may have.
    """
    if not data.startswith(ZIP):
        return {}
    try:
        container = wadah.read_zip(data, most)
        return {} if _CONTENT_TYPES in container.parts else _members(container)
    except LontarError:
        return {}


def _members(container: wadah.Wadah) -> dict[str, bytes]:
    if container.parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        raise LontarError("berkas_ods")
    parts = container.parts.items()
    return {name: content for name, content in parts if not _WRAPPER_NOISE.match(name)}


def _workbook(data: bytes, container: wadah.Wadah, kind: str, *, thorough: bool) -> Praperiksa:
    parts = container.parts
    types = _content_types(parts[_CONTENT_TYPES])
    main = _main_part(types)
    for name, content in parts.items():
        declared = types.get(f"/{name}".casefold(), "")
        _check_part(name, declared, content)
        _check_xml(name, declared, content, thorough=thorough)
    for name in parts:
        if name.casefold().endswith(".rels"):
            _check_links(name, _relations(name, parts[name]))
    _check_one_workbook(main, parts)
    return Praperiksa(
        kind=kind,
        application=_application(parts),
        entries=tuple(parts),
        comment=container.comment,
        data=data,
        parts=parts,
        types=types,
    )


def _check_part(name: str, content_type: str, content: bytes) -> None:
    if not name.isascii():
        raise LontarError("zip_nama", nama=shown(name))
    told = f"{name}\n{content_type}".casefold()
    if _ANY_FORBIDDEN.search(told):
        raise LontarError(_forbidden(told), bagian=shown(name))
    if content.startswith(OLE2):
        raise LontarError("isi_tertanam", bagian=shown(name))


def _check_xml(name: str, content_type: str, content: bytes, *, thorough: bool) -> None:
    small = name.casefold()
    if small.endswith(_NOT_WELL_FORMED_IN_EXCEL):
        xml_ketat.check_encoding(name, content)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise LontarError("xml_dtd", bagian=shown(name))
    elif small.endswith((".xml", ".rels")) or content_type.endswith("xml"):
        xml_ketat.check_head(name, content)
        if thorough or small.startswith(_BELIEVED):
            xml_ketat.check_well_formed(name, content)


def _content_types(content: bytes) -> dict[str, str]:
    """Each declared part (lower case, with its slash) or `.extension`, and its type."""
    xml_ketat.check_head(_CONTENT_TYPES, content)
    types: dict[str, str] = {}
    for tag, attributes in xml_ketat.elements(_CONTENT_TYPES, content):
        if tag in ("Default", "Override"):
            key = attributes.get("PartName") or "." + attributes.get("Extension", "")
            if key.casefold() in types:
                raise LontarError("isi_buku_ganda", bagian=shown(key))
            types[key.casefold()] = attributes.get("ContentType", "")
    for declared in types.values():
        if _ANY_FORBIDDEN.search(declared.casefold()) and "sheet.binary" not in declared:
            raise LontarError(_forbidden(declared.casefold()), bagian=_CONTENT_TYPES)
    return types


def _forbidden(told: str) -> str:
    """The reason behind a forbidden word."""
    return next(kode for words, kode in _FORBIDDEN_PARTS if words.search(told))


def _main_part(types: dict[str, str]) -> str:
    """The one part that says it is a workbook; other kinds of office file are named as such."""
    mains = {key: kind for key, kind in types.items() if kind.endswith((".main+xml", ".main"))}
    for words, kode in OTHER_OFFICE:
        if mains and all(words.search(kind) for kind in mains.values()):
            raise LontarError(kode)
    if _MAIN not in mains.values():
        raise LontarError("berkas_tak_dikenal", kepala="504b0304")
    if len(mains) != 1:
        raise LontarError("isi_buku_ganda", bagian=_CONTENT_TYPES)
    return next(iter(mains))


def _relations(name: str, content: bytes) -> list[_Relation]:
    return [
        _Relation(
            attributes.get("Type", ""),
            attributes.get("Target", ""),
            attributes.get("TargetMode", "").casefold() == "external",
        )
        for tag, attributes in xml_ketat.elements(name, content)
        if tag == "Relationship"
    ]


def _check_links(name: str, relations: list[_Relation]) -> None:
    for relation in relations:
        # A link somebody typed into a cell is harmless: nothing here ever follows it.
        if relation.external and not relation.kind.endswith(_HYPERLINK):
            raise LontarError("isi_taut_luar", bagian=shown(name))


def _check_one_workbook(main: str, parts: dict[str, bytes]) -> None:
    """Whoever follows the relations and whoever follows the declared types find the same part."""
    root = _relations(_ROOT_RELATIONS, parts.get(_ROOT_RELATIONS, b"<Relationships/>"))
    documents = [relation for relation in root if relation.kind.endswith(_DOCUMENT)]
    if any(relation.kind.startswith(_STRICT) for relation in documents):
        raise LontarError("excel_strict")
    targets = {"/" + relation.target.removeprefix("/").casefold() for relation in documents}
    if len(documents) != 1 or targets != {main}:
        raise LontarError("isi_buku_ganda", bagian=_ROOT_RELATIONS)
    if main.removeprefix("/") not in {name.casefold() for name in parts}:
        raise LontarError("isi_tanpa_buku")


def _application(parts: dict[str, bytes]) -> str:
    """The program that last saved the workbook, as it names itself; empty when it does not."""
    texts: dict[str, str] = {}
    tags: list[str] = []
    parser = xml_ketat.plain_parser()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, _: tags.append(tag.rpartition(":")[2])
    parser.EndElementHandler = lambda _: tags.pop()
    parser.CharacterDataHandler = lambda text: texts.setdefault(tags[-1], text)
    if _PROPERTIES in parts:
        xml_ketat.parse(_PROPERTIES, parts[_PROPERTIES], parser)
    name = texts.get("Application", "").strip()
    if name.startswith("LibreOffice/"):
        # It writes its version, platform and build into one word: 7.4.7.2$Linux_X86_64 …
        return shown(name.replace("/", " ", 1).partition("$")[0])
    return shown(name)
