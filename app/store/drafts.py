"""What an office has declared complete and not signed yet: one draft for each region and period."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.domain.periode import Periode
    from app.store.office import Office


class Draf(NamedTuple):
    """The canonical bytes somebody declared complete, and their signature over them."""

    wilayah: str
    periode: str
    revisi: int
    paket_id: str
    waktu: str
    isi: bytes
    pernyataan: str


_PUT = """
    INSERT INTO naskah (wilayah, periode, revisi, paket_id, waktu, isi, pernyataan)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (wilayah, periode) DO UPDATE
    SET revisi = excluded.revisi, paket_id = excluded.paket_id, waktu = excluded.waktu,
        isi = excluded.isi, pernyataan = excluded.pernyataan
"""
_GET = """
    SELECT wilayah, periode, revisi, paket_id, waktu, isi, pernyataan FROM naskah
    WHERE wilayah = ? AND periode = ?
"""
_TAKE = "DELETE FROM naskah WHERE wilayah = ? AND periode = ?"


def keep_draft(office: Office, draf: Draf) -> None:
    """Keep a draft in the place of an earlier one for the same region and period."""
    with office.transaction() as conn:
        conn.execute(_PUT, draf)


def draft(office: Office, wilayah: str, periode: Periode) -> Draf | None:
    """The draft that waits, None when nothing was declared."""
    row = office.conn.execute(_GET, (wilayah, str(periode))).fetchone()
    return Draf(*row) if row else None


def drop_draft(office: Office, wilayah: str, periode: str) -> None:
    """Forget a draft: it was signed, or taken back."""
    with office.transaction() as conn:
        conn.execute(_TAKE, (wilayah, periode))
