"""Signed letters between kabupaten and province: receipts and withdrawals, kept as they came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from app.domain.periode import Periode
    from app.store.office import Office

Arah = Literal["masuk", "keluar"]


class Surat(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the letter book.

    `id` is the SHA-256 of what was signed; `waktu` is when it was signed, as the letter says.
    """

    id: str
    arah: Arah
    jenis: str
    paket_id: str
    wilayah: str
    periode: str
    revisi: int
    waktu: str
    penanda_tangan: str


_ADD = """
    INSERT INTO surat (id, arah, jenis, paket_id, wilayah, periode, revisi, waktu, penanda_tangan,
                       berkas)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
_LIST = """
    SELECT id, arah, jenis, paket_id, wilayah, periode, revisi, waktu, penanda_tangan FROM surat
    WHERE (:arah IS NULL OR arah = :arah) AND (:jenis IS NULL OR jenis = :jenis)
      AND (:paket_id IS NULL OR paket_id = :paket_id)
      AND (:wilayah IS NULL OR wilayah = :wilayah) AND (:periode IS NULL OR periode = :periode)
    ORDER BY rowid DESC
"""
_HIGHEST = "SELECT ifnull(max(revisi), 0) FROM surat WHERE wilayah = ? AND periode = ?"


def record(office: Office, surat: Surat, berkas: bytes) -> bool:
    """Keep a letter; the same one again changes nothing and gives False."""
    row = (*msgspec.structs.astuple(surat), berkas)
    with office.transaction() as conn:
        return conn.execute(_ADD, row).rowcount > 0


def letters(
    office: Office,
    *,
    arah: Arah | None = None,
    jenis: str | None = None,
    paket_id: str | None = None,
    wilayah: str | None = None,
    periode: Periode | str | None = None,
) -> list[Surat]:
    """The letter book, newest first, without the letters themselves."""
    where = {
        "arah": arah,
        "jenis": jenis,
        "paket_id": paket_id,
        "wilayah": wilayah,
        "periode": str(periode) if periode else None,
    }
    rows = office.conn.execute(_LIST, where)
    return [
        msgspec.convert(dict(zip(Surat.__struct_fields__, row, strict=True)), Surat) for row in rows
    ]


def letter_bytes(office: Office, surat_id: str) -> bytes:
    """A letter as it came or went.

    Raises:
        KeyError: there is no such letter.

    """
    row = office.conn.execute("SELECT berkas FROM surat WHERE id = ?", (surat_id,)).fetchone()
    if row is None:
        raise KeyError(surat_id)
    return bytes(row[0])


def highest_revision(office: Office, wilayah: str, periode: str) -> int:
    """The highest revision any letter about a region and period names, 0 for none."""
    revisi: int = office.conn.execute(_HIGHEST, (wilayah, periode)).fetchone()[0]
    return revisi
