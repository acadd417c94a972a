"""Looking at a file from outside before any reader of workbooks touches it.

What it is, is decided by its content, never by its name: chat programs rename, people rename.
Whatever a package of Lontar has no use for (macros, links, embedded objects, DTDs) is refused
here, so that the libraries that parse the rest never meet it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from app.errors import LontarError
from app.exchange import berkas, wadah

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
_SHOWN = 60
_HEAD = 1024
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")

# In this order: the first match names the file. `berkas_bersandi` shares its form with old .xls.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "berkas_foto"),
    (b"\x89PNG", "berkas_foto"),
    (b"GIF8", "berkas_foto"),
    (b"BM", "berkas_foto"),
    (b"II*\x00", "berkas_foto"),
    (b"MM\x00*", "berkas_foto"),
    (b"Rar!", "berkas_arsip_lain"),
    (b"7z\xbc\xaf", "berkas_arsip_lain"),
    (b"\x1f\x8b", "berkas_arsip_lain"),
    (b"PK\x05\x06", "berkas_zip_kosong"),
    (b"{\\rtf", "berkas_word"),
)
_OLE2_STREAMS = (
    ("EncryptedPackage", "berkas_bersandi"),
    ("WordDocument", "berkas_word"),
    ("PowerPoint Document", "berkas_presentasi"),
    ("Workbook", "berkas_xls"),
    ("Book", "berkas_xls"),
)
# Words in the name or type of a part, and what they betray.
_FORBIDDEN_PARTS = (
    (re.compile(r"vbaproject|vbadata|macroenabled|macrosheet|dialogsheet|customui"), "isi_makro"),
    (re.compile(r"externallink"), "isi_taut_luar"),
    (re.compile(r"connections|querytable|xl/model/"), "isi_sambungan"),
    (re.compile(r"activex|ctrlprop"), "isi_kontrol"),
    (re.compile(r"embeddings|oleobject|webextension|\.package$"), "isi_tertanam"),
)
_OTHER_OFFICE = (
    (re.compile(r"sheet\.binary"), "berkas_xlsb"),
    (re.compile(r"spreadsheetml\.template"), "berkas_templat"),
    (re.compile(r"wordprocessingml|ms-word"), "berkas_word"),
    (re.compile(r"presentationml|ms-powerpoint"), "berkas_presentasi"),
)
_WRAPPER_NOISE = re.compile(r"__MACOSX/|(.*/)?(\.DS_Store|Thumbs\.db|desktop\.ini)$", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")

BUKAN_PAKET = frozenset(
    {
        "berkas_kosong",
        "berkas_tak_dikenal",
        "berkas_html",
        "berkas_pdf",
        "berkas_teks",
        "berkas_video",
        "berkas_zip_tanpa_excel",
        "berkas_ods",
        *(kode for _, kode in _MAGIC),
        *(kode for _, kode in _OLE2_STREAMS if kode != "berkas_bersandi"),
        *(kode for _, kode in _OTHER_OFFICE),
    }
)
"""Reasons that mean "somebody picked another file"; every other reason means "refused"."""


@dataclass(frozen=True, kw_only=True)
class Praperiksa:
    """A workbook that may now be parsed, from `parts` or `clean()`, never again from the disk."""

    kind: str
    application: str
    entries: tuple[str, ...]
    comment: bytes
    data: bytes = field(repr=False)
    parts: dict[str, bytes] = field(repr=False)

    @property
    def sha256(self) -> str:
        """The fingerprint of the workbook's bytes, without the ZIP a sender may have put around."""
        return hashlib.sha256(self.data).hexdigest()

    def clean(self) -> bytes:
        """The checked parts as a workbook file that cannot be read in two ways."""
        return wadah.write_zip(self.parts)


class _Relation(NamedTuple):
    kind: str
    target: str
    external: bool


def inspect_file(path: Path) -> Praperiksa:
    """The same for a file on a disk, read once."""
    return inspect(berkas.read_file(path, wadah.MAX_FILE))


def inspect(data: bytes) -> Praperiksa:
    """The workbook in `data`, or the reason it is refused."""
    _refuse_other_kinds(data)
    container = wadah.read_zip(data)
    if _CONTENT_TYPES in container.parts:
        return _workbook(data, container, XLSX)
    members = _members(container)
    if len(members) != 1:
        kode = "berkas_zip_banyak" if members else "berkas_zip_tanpa_excel"
        raise LontarError(kode, jumlah=len(members))
    (inner,) = members.values()
    _refuse_other_kinds(inner)
    wrapped = wadah.read_zip(inner)
    if _CONTENT_TYPES not in wrapped.parts:
        raise LontarError("berkas_zip_tanpa_excel", jumlah=0)
    return _workbook(inner, wrapped, XLSX_IN_ZIP)


def bundle(data: bytes) -> dict[str, bytes]:
    """The files inside a ZIP that is not itself a workbook, for an in-tray that takes many."""
    return _members(wadah.read_zip(data))


def is_bundle(data: bytes) -> bool:
    """Whether `data` is a sound ZIP that only carries other files."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        parts = wadah.read_zip(data).parts
    except LontarError:
        return False
    return _CONTENT_TYPES not in parts and "mimetype" not in parts


def _refuse_other_kinds(data: bytes) -> None:
    if not data:
        raise LontarError("berkas_kosong")
    if data.startswith(b"PK\x03\x04"):
        return
    raise LontarError(_kind(data), kepala=data[:4].hex())


def _kind(data: bytes) -> str:
    if data.startswith(_OLE2):
        names = ((name.encode("utf-16-le"), kode) for name, kode in _OLE2_STREAMS)
        return next((kode for name, kode in names if name in data), "berkas_tak_dikenal")
    for magic, kode in _MAGIC:
        if data.startswith(magic):
            return kode
    head = data[:_HEAD]
    if data[:4] == b"RIFF" or head[4:8] == b"ftyp":
        photo = head[8:12] in (b"WEBP", b"heic", b"heix", b"mif1", b"avif")
        return "berkas_foto" if photo else "berkas_video"
    if b"%PDF-" in head:
        return "berkas_pdf"
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> str:
    text = head.decode("utf-8", "ignore").casefold()
    if "<html" in text or "<!doctype html" in text or "<table" in text:
        return "berkas_html"
    printable = all(byte >= ord(" ") or byte in b"\t\r\n" for byte in head)
    return "berkas_teks" if printable else "berkas_tak_dikenal"


def _members(container: wadah.Wadah) -> dict[str, bytes]:
    if container.parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        raise LontarError("berkas_ods")
    parts = container.parts.items()
    return {name: content for name, content in parts if not _WRAPPER_NOISE.match(name)}


def _workbook(data: bytes, container: wadah.Wadah, kind: str) -> Praperiksa:
    parts = container.parts
    types = _content_types(parts[_CONTENT_TYPES])
    main = _main_part(types)
    for name, content in parts.items():
        _check_part(name, types.get(f"/{name}".casefold(), ""), content)
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
    )


def _check_part(name: str, content_type: str, content: bytes) -> None:
    if not name.isascii():
        raise LontarError("zip_nama", nama=_shown(name))
    for words, kode in _FORBIDDEN_PARTS:
        if words.search(name.casefold()) or words.search(content_type.casefold()):
            raise LontarError(kode, bagian=_shown(name))
    if content.startswith(_OLE2):
        raise LontarError("isi_tertanam", bagian=_shown(name))
    as_xml = name.casefold().endswith((".xml", ".rels")) or content_type.endswith("xml")
    _check_xml(name, content, must_parse=as_xml)


def _check_xml(name: str, content: bytes, *, must_parse: bool) -> None:
    loose = name.casefold().endswith(_NOT_WELL_FORMED_IN_EXCEL)
    if not (loose or must_parse):
        return
    _check_encoding(name, content)
    if not loose:
        _parse(name, content, expat.ParserCreate("UTF-8"))
    elif b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise LontarError("xml_dtd", bagian=_shown(name))


def _check_encoding(name: str, content: bytes) -> None:
    declared = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf")[:_HEAD])
    encoding = declared[1].decode("ascii", "replace").casefold() if declared else "utf-8"
    # In any other encoding two readers may see two texts, and a DTD could be spelled unseen.
    if encoding not in ("utf-8", "us-ascii", "ascii") or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise LontarError("xml_bukan_utf8", bagian=_shown(name))


def _parse(name: str, content: bytes, parser: expat.XMLParserType) -> None:
    def refuse(*_: object) -> None:
        raise LontarError("xml_dtd", bagian=_shown(name))

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise LontarError("xml_rusak", bagian=_shown(name), baris=error.lineno) from None


def _elements(name: str, content: bytes) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate("UTF-8")
    parser.StartElementHandler = lambda tag, attributes: found.append((tag, attributes))
    _parse(name, content, parser)
    return [(tag.rpartition(":")[2], attributes) for tag, attributes in found]


def _content_types(content: bytes) -> dict[str, str]:
    """Each declared part (lower case, with its slash) or `.extension`, and its type."""
    _check_xml(_CONTENT_TYPES, content, must_parse=True)
    types: dict[str, str] = {}
    for tag, attributes in _elements(_CONTENT_TYPES, content):
        if tag in ("Default", "Override"):
            key = attributes.get("PartName") or "." + attributes.get("Extension", "")
            if key.casefold() in types:
                raise LontarError("isi_buku_ganda", bagian=_shown(key))
            types[key.casefold()] = attributes.get("ContentType", "")
    for declared in types.values():
        for words, kode in _FORBIDDEN_PARTS:
            if words.search(declared.casefold()) and "sheet.binary" not in declared:
                raise LontarError(kode, bagian=_CONTENT_TYPES)
    return types


def _main_part(types: dict[str, str]) -> str:
    """The one part that says it is a workbook; other kinds of office file are named as such."""
    mains = {key: kind for key, kind in types.items() if kind.endswith((".main+xml", ".main"))}
    for words, kode in _OTHER_OFFICE:
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
        for tag, attributes in _elements(name, content)
        if tag == "Relationship"
    ]


def _check_links(name: str, relations: list[_Relation]) -> None:
    for relation in relations:
        # A link somebody typed into a cell is harmless: nothing here ever follows it.
        if relation.external and not relation.kind.endswith(_HYPERLINK):
            raise LontarError("isi_taut_luar", bagian=_shown(name))


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
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, _: tags.append(tag.rpartition(":")[2])
    parser.EndElementHandler = lambda _: tags.pop()
    parser.CharacterDataHandler = lambda text: texts.setdefault(tags[-1], text)
    if _PROPERTIES in parts:
        _parse(_PROPERTIES, parts[_PROPERTIES], parser)
    name = texts.get("Application", "").strip()
    if name.startswith("LibreOffice/"):
        # It writes its version, platform and build into one word: 7.4.7.2$Linux_X86_64 …
        return _shown(name.replace("/", " ", 1).partition("$")[0])
    return _shown(name)


def _shown(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:_SHOWN]
