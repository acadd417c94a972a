"""What a file from outside is, by its content: people and chat programs rename everything."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.errors import LontarError

if TYPE_CHECKING:
    from collections.abc import Iterator

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
_HEAD = 1024

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
OTHER_OFFICE = (
    (re.compile(r"sheet\.binary"), "berkas_xlsb"),
    (re.compile(r"spreadsheetml\.template"), "berkas_templat"),
    (re.compile(r"wordprocessingml|ms-word"), "berkas_word"),
    (re.compile(r"presentationml|ms-powerpoint"), "berkas_presentasi"),
)
"""Words in the type of the main part of an office file, and the reason they lead to."""

_TRUST = re.compile(rb"-----BEGIN (CERTIFICATE REQUEST|CERTIFICATE|X509 CRL)-----")
_OF_TRUST = {
    b"CERTIFICATE REQUEST": "berkas_permintaan_sertifikat",
    b"CERTIFICATE": "berkas_sertifikat",
    b"X509 CRL": "berkas_daftar_pencabutan",
}
UNTUK_PENGATURAN = frozenset(_OF_TRUST.values())
"""What is no package but wanted all the same: it is opened in the settings."""

BUKAN_PAKET = frozenset(
    {
        *UNTUK_PENGATURAN,
        "berkas_kosong",
        "berkas_tak_dikenal",
        "berkas_html",
        "berkas_pdf",
        "berkas_teks",
        "berkas_video",
        "berkas_zip_tanpa_excel",
        "berkas_arsip_bukti",
        "berkas_ods",
        *(kode for _, kode in _MAGIC),
        *(kode for _, kode in _OLE2_STREAMS if kode != "berkas_bersandi"),
        *(kode for _, kode in OTHER_OFFICE),
    }
)
"""Reasons that mean "somebody picked another file"; every other reason means "refused"."""


_NO_TABLE = {
    "berkas_xls": "tabel_bentuk_lama",
    "berkas_xlsb": "tabel_bentuk_lama",
    "berkas_templat": "tabel_bentuk_lama",
    "berkas_ods": "tabel_bentuk_ods",
    "berkas_html": "tabel_halaman_web",
    "berkas_pdf": "tabel_bukan_tabel",
    "berkas_word": "tabel_bukan_tabel",
    "berkas_presentasi": "tabel_bukan_tabel",
    "berkas_foto": "tabel_bukan_tabel",
    "berkas_video": "tabel_bukan_tabel",
}
"""What is said where a table is wanted: nobody who picks one thinks of packages."""


@contextmanager
def reading_table(data: bytes) -> Iterator[None]:
    """Say of a file that is no table how it becomes one, while it is read as one.

    Raises:
        LontarError: it is another kind of file, or whatever the reading raises.
    """
    kind = _kind(data) if data and not data.startswith(ZIP) else ""
    # A text may begin like a picture: "BM" as well as "BMKG;nilai".
    if kind != "berkas_foto" or b"\x00" in data[:_HEAD]:
        _refuse_as_table(kind)
    try:
        yield
    except LontarError as error:
        _refuse_as_table(error.kode)
        raise


def _refuse_as_table(kode: str) -> None:
    if kode in _NO_TABLE:
        raise LontarError(_NO_TABLE[kode]) from None


def refuse_other_kinds(data: bytes) -> None:
    """Refuse whatever is not a ZIP, by the name of what it is."""
    if not data:
        raise LontarError("berkas_kosong")
    if data.startswith(ZIP):
        return
    raise LontarError(_kind(data), kepala=data[:4].hex())


def _kind(data: bytes) -> str:
    if data.startswith(OLE2):
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
    if told := _TRUST.search(data[:_HEAD]):
        return _OF_TRUST[told[1]]
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> str:
    text = head.decode("utf-8", "ignore").casefold()
    if "<html" in text or "<!doctype html" in text or "<table" in text:
        return "berkas_html"
    printable = all(byte >= ord(" ") or byte in b"\t\r\n" for byte in head)
    return "berkas_teks" if printable else "berkas_tak_dikenal"
