"""What a file really is, told by its content: five kinds may be evidence, nothing that can run."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers import expat

from app.domain.bukti import JENIS, MAX_BYTES, megabytes
from app.errors import LontarError
from app.store import evidence_office, evidence_pdf
from app.store.evidence_office import ELSEWHERE
from app.store.packed import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.bukti import Jenis

_TYPES = "[Content_Types].xml"
_MAIN: dict[str, Jenis] = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_LONGEST_TYPES = 1_000_000
_FETCHED = frozenset({"attachedTemplate", "oleObject", "frame", "subDocument"})
# What a workbook takes figures from, and what a document shows from elsewhere; an address of the
# web behind a picture is left alone, a folder of another machine is told the name of the reader.
_LINKED = frozenset({"externalLinkPath", "aFChunk"})
_SERVER = re.compile(r"\s*(?:(?:file:///)?(?:\\\\|//)[^/\\]|file://(?:[^/]|//))", re.IGNORECASE)
_RUNS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"L\0\0\0\x01\x14\x02\0",
)
_SCRIPT = re.compile(
    rb"\s*(?:<\?php|<script|<!doctype html|<html|<job|@echo|powershell)", re.IGNORECASE
)
_OFFICE_ACTIVE = re.compile(r"vbaProject|macrosheets|activeX|embeddings/[^/]*\.bin", re.IGNORECASE)


def kind_of(nama: str, data: bytes) -> Jenis:
    """The kind of a file.

    Raises:
        LontarError: it is empty, too large, cut off, of another kind, can run as a program, or
            hides what it holds.

    """
    if not data:
        raise LontarError("bukti_kosong", berkas=nama)
    if len(data) > MAX_BYTES:
        mb = megabytes(len(data))
        raise LontarError("bukti_terlalu_besar", berkas=nama, mb=mb, batas_mb=MAX_BYTES // 10**6)
    jenis = _plain_kind(data) or _office_kind(nama, data)
    if jenis is None:
        if data.startswith(_RUNS) or _SCRIPT.match(data):
            raise LontarError("bukti_dapat_dijalankan", berkas=nama)
        raise LontarError("bukti_jenis_asing", berkas=nama, boleh=", ".join(JENIS).upper())
    _refuse_cut_off(nama, data, jenis)
    if jenis == "pdf":
        _refuse_active_pdf(nama, data)
    return jenis


def _plain_kind(data: bytes) -> Jenis | None:
    if data.startswith((b"%PDF-1.", b"%PDF-2.")):
        return "pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return "png" if data.startswith(b"\x89PNG\r\n\x1a\n") else None


def _refuse_cut_off(nama: str, data: bytes, jenis: Jenis) -> None:
    ends = {"pdf": b"%%EOF", "jpg": b"\xff\xd9", "png": b"IEND"}
    if jenis in ends and data.rfind(ends[jenis]) < 0:
        raise LontarError("bukti_terpotong", berkas=nama)


def _office_kind(nama: str, data: bytes) -> Jenis | None:
    """A workbook or a document of Office; one with macros or programs inside is refused."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            kinds = [kind for part, kind in _MAIN.items() if part in names]
            if _TYPES not in names or len(kinds) != 1:
                return None
            if archive.getinfo(_TYPES).compress_type not in _METHODS:
                return None
            types = archive.open(_TYPES).read(_LONGEST_TYPES)
            _refuse_macros(names, types)
            for listed in _lists(archive):
                _refuse_led_away(_leads(listed))
            evidence_office.check(archive)
    except evidence_office.RunsError:
        raise LontarError("bukti_dapat_dijalankan", berkas=nama) from None
    except evidence_office.FetchesError:
        raise LontarError("bukti_mengambil_luar", berkas=nama) from None
    except evidence_office.TooLargeError:
        raise LontarError("bukti_isi_terlalu_besar", berkas=nama) from None
    except BROKEN:
        raise LontarError("bukti_terpotong", berkas=nama) from None
    return kinds[0]


def _refuse_macros(names: list[str], types: bytes) -> None:
    if any(map(_OFFICE_ACTIVE.search, names)) or b"macroEnabled" in types:
        raise evidence_office.RunsError


def _refuse_active_pdf(nama: str, data: bytes) -> None:
    try:
        active = evidence_pdf.runs(data)
    except evidence_pdf.UnreadableError as error:
        if error.locked:
            raise LontarError("bukti_pdf_terkunci", berkas=nama) from None
        raise LontarError("bukti_pdf_tak_terbaca", berkas=nama) from None
    if active:
        raise LontarError("bukti_dapat_dijalankan", berkas=nama)


def _lists(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """What the parts of an office file lead to, list by list."""
    for info in archive.infolist():
        if info.filename.endswith(".rels"):
            if info.file_size > _LONGEST_TYPES or info.compress_type not in _METHODS:
                raise zipfile.BadZipFile
            yield archive.open(info).read(_LONGEST_TYPES)


def _leads(listed: bytes) -> list[tuple[str, str]]:
    """Kind and target of everything a list of an office file leads to."""
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _, attributes: found.append(attributes)
    try:
        parser.Parse(listed, True)
    except expat.ExpatError:
        raise zipfile.BadZipFile from None
    return [(one.get("Type", "").rpartition("/")[2], one.get("Target", "")) for one in found]


def _refuse_led_away(leads: list[tuple[str, str]]) -> None:
    """Refuse what opening the file would bring from elsewhere, with whatever runs in it.

    A template on the disk of whoever wrote it is left alone: it is not there for anybody else.
    """
    for kind, target in leads:
        away = ELSEWHERE.match(target) is not None
        if away and kind in _FETCHED:
            raise evidence_office.RunsError
        if (away and kind in _LINKED) or (kind == "image" and _SERVER.match(target)):
            raise evidence_office.FetchesError
