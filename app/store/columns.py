"""How values are spelt in the table `nilai` (three columns) and in `riwayat` (one text).

A row of the history tells of one cell, or of all that change in a sheet at once. The text then is a
JSON object in UTF-8 without spaces, `{"t.b.k":12,"t.b.l":"teks","t.b.m":["nihil"]}`: the cells by
their ids, in the order of these; a number as a number, a text as a text, a declared absence as an
array of its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.domain.nilai import Keadaan, Nilai, decode, encode
from app.errors import LontarError

if TYPE_CHECKING:
    from collections.abc import Mapping

Columns = tuple[int | None, str | None, str | None]

KEADAAN: dict[str, Keadaan] = {keadaan.value: keadaan for keadaan in Keadaan}
_BIGGEST = 2**63 - 1
_SHEET = msgspec.json.Encoder(order="sorted")
_Spelt = dict[str, int | str | tuple[str]]


def to_columns(nilai: Nilai) -> Columns:
    """Spell a value as (angka, teks, keadaan), exactly one of them not None."""
    if isinstance(nilai, int):
        return nilai, None, None
    if isinstance(nilai, str):
        return None, nilai, None
    return None, None, nilai.value


def from_columns(angka_or_teks: int | str | None, keadaan: str | None) -> Nilai:
    """Read a value back from `ifnull(angka, teks)` and `keadaan`."""
    if angka_or_teks is None:
        return KEADAAN[keadaan or ""]
    return angka_or_teks


def to_text(nilai: Nilai | None) -> str | None:
    """Spell a value for the history, "angka:12"; empty stays None."""
    if nilai is None:
        return None
    if isinstance(nilai, int):
        # What `encode` says, for the many.
        return f"angka:{nilai}"
    jenis, isi = encode(nilai)
    return f"{jenis}:{isi}"


def from_text(text: str | None) -> Nilai | None:
    """Read back what `to_text` wrote."""
    if text is None:
        return None
    jenis, _, isi = text.partition(":")
    return decode(jenis, isi)


def to_sheet_text(values: Mapping[str, Nilai]) -> str | None:
    """Spell cells of one sheet for the history; no cell at all stays None."""
    if not values:
        return None
    spelt = {
        sel: (nilai.value,) if type(nilai) is Keadaan else nilai for sel, nilai in values.items()
    }
    return _SHEET.encode(spelt).decode()


def from_sheet_text(text: str | None) -> dict[str, Nilai]:
    """Read back what `to_sheet_text` wrote.

    Raises:
        ValueError: somebody else wrote it.

    """
    if text is None:
        return {}
    spelt = msgspec.json.decode(text, type=_Spelt)
    return {
        sel: Keadaan(nilai[0]) if isinstance(nilai, tuple) else nilai
        for sel, nilai in spelt.items()
    }


def storable(nilai: Nilai | None, formulir: str, sel: str) -> Nilai | None:
    """Return the value as it will be kept; an empty text is an empty cell.

    Raises:
        LontarError: a number or text that the file cannot hold.

    """
    if type(nilai) is int and -_BIGGEST <= nilai <= _BIGGEST:
        return nilai
    if nilai is None or isinstance(nilai, Keadaan):
        return nilai
    if isinstance(nilai, str):
        try:
            nilai.encode()
        except UnicodeEncodeError:
            raise LontarError("teks_rusak", formulir=formulir, sel=sel) from None
        return nilai or None
    if type(nilai) is int:
        raise LontarError("angka_terlalu_besar", formulir=formulir, sel=sel)
    raise TypeError(f"{formulir} {sel}: {type(nilai).__name__}")
