"""How one value is spelt in the table `nilai` (three columns) and in `riwayat` (one text)."""

from __future__ import annotations

from app.domain.nilai import Keadaan, Nilai, decode, encode
from app.errors import LontarError

Columns = tuple[int | None, str | None, str | None]

KEADAAN: dict[str, Keadaan] = {keadaan.value: keadaan for keadaan in Keadaan}
_BIGGEST = 2**63 - 1


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
