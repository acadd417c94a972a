"""Files, ZIPs and workbooks read strictly: section 2 of resources/format/paket.md."""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable

END, CENTRAL, LOCAL = (struct.Struct(f) for f in ("<4s4H2LH", "<4s6H3L5H2L", "<4s5H3L2H"))
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
SS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
TYPES, ROOT = "[Content_Types].xml", "_rels/.rels"
FOLDER = "_xmlsignatures/"
BOOK, BOOK_LIST = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
FORBIDDEN = re.compile(
    "vbaproject|vbadata|macroenabled|macrosheet|dialogsheet|customui|externallink|connections|"
    r"querytable|xl/model/|activex|ctrlprop|embeddings|oleobject|webextension|\.package$",
    re.MULTILINE,
)
NOISE = re.compile(r"__MACOSX/|(.*/)?(\.DS_Store|Thumbs\.db|desktop\.ini)$", re.IGNORECASE)


class Putus(Exception):
    """The answer that ends the judging: a verdict and a reason."""

    def __init__(self, putusan: str, alasan: str) -> None:
        super().__init__(putusan, alasan)
        self.putusan, self.alasan = putusan, alasan


def demand(held: object, alasan: str, putusan: str = "ditolak") -> None:
    """End the judging unless the rule was kept."""
    if not held:
        raise Putus(putusan, alasan)


# --- 2.1 Which kind of file, 2.2 The ZIP ----------------------------------------------------------


def unwrapped(data: bytes, depth: int = 0) -> tuple[bytes, dict[str, bytes]]:
    """The workbook's own bytes and its parts."""
    if not data.startswith(b"PK\3\4"):
        locked = data.startswith(OLE2) and "EncryptedPackage".encode("utf-16-le") in data
        raise Putus("ditolak" if locked else "bukan_paket", "jenis_berkas")
    parts = read_zip(data)
    if TYPES in parts:
        return data, parts
    opendocument = parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument")
    inner = [content for name, content in parts.items() if not NOISE.match(name)]
    demand(depth == 0 and inner and not opendocument, "bukan_buku_kerja", "bukan_paket")
    demand(len(inner) == 1, "zip_banyak")
    return unwrapped(inner[0], 1)


class Entry(NamedTuple):
    """One entry of a ZIP as its directory tells it."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def text(self) -> str:
        try:
            return self.name.decode("utf-8" if self.flags & 1 << 11 else "cp437")
        except UnicodeDecodeError:
            raise Putus("ditolak", "zip_nama") from None


def read_zip(data: bytes) -> dict[str, bytes]:
    """The files of a ZIP that can be read in one way only."""
    at = data.rfind(b"PK\5\6")
    demand(len(data) <= 20_000_000 and 0 <= at <= len(data) - END.size, "zip_ekor")
    _, disk, first, here, count, size, start, comment = END.unpack_from(data, at)
    demand(not (disk or first) and here == count <= 200, "zip_ekor")
    demand(at + END.size + comment == len(data) and start + size == at, "zip_ekor")
    entries = directory(data[:at], start, count)
    seen = [unicodedata.normalize("NFKC", one.text).casefold() for one in entries]
    demand(len(set(seen)) == len(seen), "zip_ganda")
    demand(sum(one.size for one in entries) <= 100_000_000, "zip_bom")
    parts, expected = {}, 0
    for one in sorted(entries, key=lambda one: one.offset):
        demand(one.offset == expected, "zip_celah")
        parts[one.text], expected = unpacked(data, one)
    demand(expected == start, "zip_celah")
    return {one.text: parts[one.text] for one in entries if not one.text.endswith("/")}


def directory(data: bytes, at: int, count: int) -> list[Entry]:
    entries = []
    for _ in range(count):
        demand(data.startswith(b"PK\1\2", at) and at + CENTRAL.size <= len(data), "zip_direktori")
        found = CENTRAL.unpack_from(data, at)
        name, extra, comment, disk = found[10:14]
        start, at = at + CENTRAL.size, at + CENTRAL.size + name + extra + comment
        demand(at <= len(data) and not disk, "zip_direktori")
        one = Entry(
            data[start : start + name], found[3], found[4], found[7], found[8], found[9], found[16]
        )
        check_entry(one, data[start + name : start + name + extra])
        entries.append(one)
    demand(at == len(data), "zip_direktori")
    return entries


def check_entry(one: Entry, extra: bytes) -> None:
    steps = one.text.removesuffix("/").split("/")
    odd = re.search(r'[\\:*?"<>|\x00-\x1f]', one.text) or {"", ".", ".."} & set(steps)
    demand(not odd and not (one.text.endswith("/") and one.size), "zip_nama")
    demand(0x7075 not in kinds(extra), "zip_nama")
    demand(0xFFFFFFFF not in (one.packed, one.size, one.offset), "zip_64")
    demand(one.method in (0, 8) and not one.flags & 0x2041, "zip_entri")
    demand(one.size <= max(1_000_000, 250 * max(one.packed, 1)), "zip_bom")


def kinds(extra: bytes) -> set[int]:
    """The kinds of fields in an extra field."""
    found, at = set(), 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        found.add(kind)
        at += 4 + size
    return found


def unpacked(data: bytes, one: Entry) -> tuple[bytes, int]:
    """The content of an entry, and where the next one must begin."""
    demand(data.startswith(b"PK\3\4", one.offset), "zip_kepala")
    head = LOCAL.unpack_from(data[one.offset : one.offset + LOCAL.size].ljust(LOCAL.size, b"\0"))
    start = one.offset + LOCAL.size
    body = start + head[9] + head[10]
    later = (0, 0xFFFFFFFF) if one.flags & 8 else ()
    told = zip(head[6:9], (one.crc, one.packed, one.size), strict=True)
    same = all(local in (central, *later) for local, central in told)
    same = same and head[2:4] == (one.flags, one.method)
    demand(same and data[start : start + head[9]] == one.name, "zip_kepala")
    demand(0x7075 not in kinds(data[start + head[9] : body]), "zip_nama")
    content = packed = data[body : body + one.packed]
    if one.method:
        engine = zlib.decompressobj(-15)
        try:
            content = engine.decompress(packed, one.size + 1)
        except zlib.error:
            raise Putus("ditolak", "zip_isi") from None
        demand(engine.eof and not engine.unused_data, "zip_isi")
    demand(len(content) == one.size and zlib.crc32(content) == one.crc, "zip_isi")
    return content, after(data, one, body + one.packed)


def after(data: bytes, one: Entry, at: int) -> int:
    """Behind the data descriptor, in any of its four forms, where there is one."""
    notes = [struct.pack(form, one.crc, one.packed, one.size) for form in ("<3L", "<L2Q")]
    for note in notes if one.flags & 8 else ():
        for form in (b"PK\7\x08" + note, note):
            if data.startswith(form, at) and data.startswith(b"PK", at + len(form)):
                return at + len(form)
    return at


# --- 2.3 The parts --------------------------------------------------------------------------------


def parse(
    content: bytes, *, names: bool = False, head: bool = False, **handlers: Callable[..., object]
) -> None:
    """Run handlers over well-formed XML in UTF-8 without document type.

    With `head` it only has to begin like XML; the rest is for later.
    """
    plain = content.removeprefix(b"\xef\xbb\xbf")[:1024]
    told = re.match(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)", plain)
    encoding = told[1].decode("ascii", "replace").casefold() if told else "utf-8"
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    demand(encoding in ("utf-8", "us-ascii", "ascii") and not wide, "xml_utf8")
    depth, begun = 0, False

    def start(*told: Any) -> None:
        nonlocal depth, begun
        depth, begun = depth + 1, True
        demand(depth <= 200, "xml_dalam")
        handlers.get("start", lambda *_: None)(*told)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        handlers.get("end", lambda _: None)(tag)

    def doctype(*_: object) -> None:
        raise Putus("ditolak", "xml_dtd")

    parser = expat.ParserCreate("UTF-8", " " if names else None)
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = doctype
    parser.CharacterDataHandler = handlers.get("text", lambda _: None)
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        demand(head and begun, "xml_rusak")


def elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    """All elements without their prefix, with their attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    parse(content, start=lambda tag, told: found.append((tag.rpartition(":")[2], told)))
    return found


def relations(parts: dict[str, bytes], name: str) -> list[dict[str, str]]:
    """The relationships of a list, by the names of their attributes."""
    content = parts.get(name, b"<x/>")
    found = [told for tag, told in elements(content) if tag == "Relationship"]
    return [{"Id": "", "Type": "", "Target": "", "TargetMode": "Internal", **one} for one in found]


def is_xml(name: str, kind: str) -> bool:
    return name.casefold().endswith((".xml", ".rels")) or kind.endswith("xml")


def check_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """The declared types by part or extension in small letters."""
    types: dict[str, str] = {}
    for tag, told in elements(parts[TYPES]):
        if tag in ("Default", "Override"):
            key = (told.get("PartName") or "." + told.get("Extension", "")).casefold()
            demand(key not in types, "ct_ganda")
            types[key] = told.get("ContentType", "")
            binary = "sheet.binary" in types[key]
            demand(binary or not FORBIDDEN.search(types[key].casefold()), "terlarang")
    mains = [key for key, kind in types.items() if kind.endswith((".main+xml", ".main"))]
    demand(f"{SS}sheet.main+xml" in types.values(), "bukan_buku_kerja", "bukan_paket")
    demand(len(mains) == 1, "buku_ganda")
    for name, content in parts.items():
        kind = types.get(f"/{name}".casefold(), "")
        demand(name.isascii() and not content.startswith(OLE2), "bagian")
        demand(not FORBIDDEN.search(f"{name}\n{kind}".casefold()), "terlarang")
        if name.casefold().endswith(".vml"):
            demand(b"<!DOCTYPE" not in content and b"<!ENTITY" not in content, "xml_dtd")
        elif is_xml(name, kind):
            parse(content, head=not name.casefold().startswith(("docprops/", FOLDER)))
    for name in (name for name in parts if name.casefold().endswith(".rels")):
        for one in relations(parts, name):
            outside = one["TargetMode"].casefold() == "external"
            demand(not outside or one["Type"].endswith("/hyperlink"), "taut_luar")
    books = [one for one in relations(parts, ROOT) if one["Type"].endswith("/officeDocument")]
    demand(not any(one["Type"].startswith("http://purl.oclc.org/") for one in books), "strict")
    demand(["/" + one["Target"].removeprefix("/").casefold() for one in books] == mains, "buku")
    demand(mains[0].removeprefix("/") in map(str.casefold, parts), "tanpa_buku")
    return types


class Tempat(NamedTuple):
    """Where a sheet lies: whether a person sees it, its part, and its kind."""

    terlihat: bool
    bagian: str
    jenis: str


def find_sheets(parts: dict[str, bytes], types: dict[str, str]) -> dict[str, Tempat]:
    """All sheets by name."""
    demand(b"_meta" in parts.get(BOOK, b""), "bukan_lontar", "bukan_paket")
    demand(BOOK_LIST in parts, "susunan")
    targets = book_targets(parts)
    sheets: dict[str, Tempat] = {}
    for told in told_sheets(parts[BOOK]):
        name, state = told.get("name", ""), told.get("state", "visible")
        demand(0 < len(name) <= 31 and state in ("visible", "hidden", "veryHidden"), "susunan")
        demand(name.casefold() not in map(str.casefold, sheets), "susunan")
        demand(told.get(RELATED) in targets, "susunan")
        sheets[name] = Tempat(state == "visible", *targets[told[RELATED]])
    demand(0 < len(sheets) <= 60, "susunan")
    demand({one.jenis for one in sheets.values()} <= {"worksheet", "chartsheet"}, "susunan")
    expected = {one.bagian: f"{SS}{one.jenis}+xml" for one in sheets.values()}
    demand(len(expected) == len(sheets), "susunan")
    check_declared(parts, types, expected, [place for place, _ in targets.values()])
    demand("_meta" in sheets, "bukan_lontar", "bukan_paket")
    demand("Data" in sheets, "tanpa_data")
    return sheets


def book_targets(parts: dict[str, bytes]) -> dict[str, tuple[str, str]]:
    """Of each relationship of the workbook by Id: the part it leads to and the word it uses."""
    targets: dict[str, tuple[str, str]] = {}
    for one in relations(parts, BOOK_LIST):
        if one["TargetMode"] == "Internal":
            told = one["Target"]
            target = told.removeprefix("/") if told.startswith("/") else f"xl/{told}"
            demand(one["Id"] and one["Id"] not in targets and target in parts, "susunan")
            targets[one["Id"]] = target, one["Type"].rpartition("/")[2]
    return targets


def told_sheets(content: bytes) -> list[dict[str, str]]:
    """The attributes of every `sheet`, once the words of the workbook stand in their places."""
    path: list[str] = []
    seen: list[str] = []
    sheets: list[dict[str, str]] = []
    places = {
        "workbook": "workbook",
        "workbookPr": "workbook/workbookPr",
        "sheets": "workbook/sheets",
        "sheet": "workbook/sheets/sheet",
    }

    def start(tag: str, told: dict[str, str]) -> None:
        path.append(tag.removeprefix(MAIN) if tag.startswith(MAIN) else " " + tag)
        word = tag.rpartition(" ")[2]
        demand("/".join(path) == places.get(word, "/".join(path)), "susunan")
        seen.append(word)
        if word == "sheet":
            sheets.append(told)
        if word == "workbookPr":
            demand(told.get("date1904", "0").casefold() not in ("1", "true", "on"), "tanggal_1904")

    parse(content, names=True, start=start, end=lambda _: path.pop())
    demand(seen.count("sheets") == 1 and seen.count("workbookPr") <= 1, "susunan")
    return sheets


def check_declared(
    parts: dict[str, bytes], types: dict[str, str], expected: dict[str, str], targets: list[str]
) -> None:
    """Relationships, declared types and usual names lead to the same parts, each once."""
    expected = expected | {
        f"xl/{word}.xml": f"{SS}{word}+xml"
        for word in ("sharedStrings", "styles")
        if f"xl/{word}.xml" in targets
    }
    words = ("worksheet", "chartsheet", "sharedStrings", "styles")
    found = {}
    for name in parts:
        small = name.casefold()
        kind = types.get(f"/{small}") or types.get("." + small.rpartition(".")[2], "")
        if kind in {f"{SS}{word}+xml" for word in words}:
            found[name] = kind
    demand(found == expected and len(set(targets)) == len(targets), "susunan")
    usual = re.compile(r"xl/(sharedStrings\.xml|styles\.xml|worksheets/[^/]*)", re.IGNORECASE)
    demand({name for name in parts if usual.fullmatch(name)} <= expected.keys(), "susunan")
