"""Attacks on the file as a whole: another kind, another wrapping, or only a part of it."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import TYPE_CHECKING

from tests.exchange.contoh_buku import packed, parts
from tests.exchange.segel.contoh_segel import BOOK, ROOT, TYPES
from tests.exchange.serangan import meja

if TYPE_CHECKING:
    from collections.abc import Callable

_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"


def strict(data: bytes) -> bytes:
    """The workbook as Excel saves it under "Strict Open XML"."""
    found = meja.without_seal(data)
    for name in (ROOT, BOOK, meja.BOOK_LIST):
        found[name] = found[name].replace(
            f"{_TRANSITIONAL}officeDocument/2006/relationships".encode(),
            f"{_STRICT}officeDocument/relationships".encode(),
        )
    return found.packed()


def binary(data: bytes) -> bytes:
    found = meja.without_seal(data)
    found.swap(
        TYPES,
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
        ),
    )
    return found.packed()


def typed(kind: str) -> Callable[[bytes], bytes]:
    """A file whose main part says that it is another office file."""

    def attack(data: bytes) -> bytes:
        found = meja.without_seal(data)
        sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        found.swap(TYPES, (sheet, kind))
        return found.packed()

    return attack


def open_document(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    """What Office makes of a file with a password: another container, the package inside."""
    return _OLE2 + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + data


def old_excel(_: bytes) -> bytes:
    return _OLE2 + bytes(1000) + "Workbook".encode("utf-16-le")


def cut(share: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * share)]


def two_packages(data: bytes) -> bytes:
    return packed({"a.xlsx": data, "b.xlsx": data})


def nested(data: bytes) -> bytes:
    return packed({"luar.zip": packed({"SPM.xlsx": data})})


def with_shortcut(data: bytes) -> bytes:
    return packed({"SPM.xlsx": data, "SPM.lnk": b"L\x00\x00\x00"})


def locked_zip(data: bytes) -> bytes:
    """A ZIP whose one file needs a password."""
    made = bytearray(packed({"SPM.xlsx": data}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(mark) + place] |= 1
    return bytes(made)


def repacked(method: int) -> Callable[[bytes], bytes]:
    def attack(data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            for name, content in reversed(parts(data).items()):
                archive.writestr(name, content)
        return out.getvalue()

    return attack


def _quoted(data: bytes) -> bytes:
    return b"<html><table><tr><td>" + data[:50] + b"</td></tr></table></html>"


BERKAS: dict[str, Callable[[bytes], bytes]] = {
    "dikemas_ulang": repacked(zipfile.ZIP_DEFLATED),
    "dikemas_tanpa_mampat": repacked(zipfile.ZIP_STORED),
    "dikemas_bzip2": repacked(zipfile.ZIP_BZIP2),
    "dalam_zip": lambda data: packed({"SPM.xlsx": data}),
    "dalam_zip_sandi": locked_zip,
    "dua_paket_dalam_zip": two_packages,
    "zip_dalam_zip": nested,
    "zip_dengan_pintasan": with_shortcut,
    "excel_strict": strict,
    "excel_biner": binary,
    "excel_templat": typed(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
    ),
    "excel_makro": typed("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    "mengaku_word": typed(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    ),
    "ods": open_document,
    "excel_lama": old_excel,
    "bersandi": encrypted,
    "terpotong_awal": cut(0.1),
    "terpotong_tengah": cut(0.5),
    "terpotong_akhir": lambda data: data[:-1000],
    "kurang_satu_bita": lambda data: data[:-1],
    "ekor": lambda data: data + b"\0",
    "awalan": lambda data: b"\0" + data,
    "kosong": lambda _: b"",
    "html": _quoted,
    "teks": lambda _: b"kode;angka\r\nKES-01;7650\r\n",
    "pdf": lambda _: b"%PDF-1.7 laporan",
    "gzip": gzip.compress,
    "terlalu_besar": lambda data: data + bytes(21_000_000),
    "kunci_excel": lambda _: b"\x05Maria" + bytes(160),
}
"""What is done to the bytes of the file."""
