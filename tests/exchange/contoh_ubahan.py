"""Ways to tamper with a package, and the names its verdicts mention, for the tests."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl

from app.exchange import meta_paket
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import packed, parts, with_openpyxl
from tests.exchange.contoh_sertifikat import PIMPINAN
from tests.exchange.serangan import meja

if TYPE_CHECKING:
    from collections.abc import Mapping

HARUS = ("KES-01", "penerima.harus.jumlah")
PERSEN = ("KES-01", "penerima.persen.jumlah")
PAKET = "Kabupaten Kupang, Triwulan III 2026, revisi 1"
KANTOR = "Bagian Pemerintahan Setda Kabupaten Contoh"
NAMA = PIMPINAN


def set_visible(book: Any, cell: tuple[str, str], isi: object) -> str:
    sheet, place = contoh.place_of(*cell)
    book[sheet][place] = isi
    return f"{sheet}!{place}"


def set_data(book: Any, cell: tuple[str, str], isi: object) -> str:
    place = f"E{contoh.data_row(*cell)}"
    book["Data"][place] = isi
    return f"Data!{place}"


def edit_meta(data: bytes, change: Any) -> bytes:
    """The package without its seal, and with other rows in `_meta`."""
    parts = meja.without_seal(data)
    rows = [(str(row[0]), str(row[1])) for row in meja.rows_of(parts, meja.META)[1:]]
    meja.write_rows(parts, meja.META, [meta_paket.META_HEADER, *change(rows)])
    return parts.packed()


def without_properties(data: bytes) -> bytes:
    """What a program leaves behind that saves the workbook and drops its properties."""
    content = parts(with_openpyxl(data))
    content["docProps/custom.xml"] = (
        b'<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="http://schemas.openxmlformats.org'
        b'/officeDocument/2006/custom-properties"></Properties>'
    )
    return packed(content)


def moved(rows: list[tuple[str, str]], prefix: str, other: dict[str, str]) -> list[tuple[str, str]]:
    kept = [row for row in rows if not row[0].startswith(prefix)]
    return kept + [(key, text) for key, text in other.items() if key.startswith(prefix)]


def meta_of(data: bytes) -> dict[str, str]:
    sheet = openpyxl.load_workbook(BytesIO(data))["_meta"]
    return {str(row[0].value): str(row[1].value) for row in sheet.iter_rows(min_row=2)}


def signatures_of(data: bytes) -> dict[str, str]:
    """Each signature whole, by the key of its first piece."""
    return whole_signatures(meta_of(data))


def whole_signatures(meta: Mapping[str, str]) -> dict[str, str]:
    """The same of statements at hand: chance decides in how many pieces a signature is."""
    told: dict[str, str] = {}
    for key, text in sorted(meta.items()):
        if key.startswith("tanda_tangan"):
            first = f"{key[:-4]}0001"
            told[first] = told.get(first, "") + text
    return told
