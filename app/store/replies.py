"""Reply packages that went or came: numbered by region and year, with their bytes, for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.store.office import Office

Arah = Literal["masuk", "keluar"]


class Balasan(NamedTuple):
    """An entry; `id` is the SHA-256 of what was signed, `waktu` when, as the file says."""

    arah: str
    wilayah: str
    tahun: int
    nomor: int
    id: str
    waktu: str
    penanda_tangan: str


_ADD = """
    INSERT INTO balasan (arah, wilayah, tahun, nomor, id, waktu, penanda_tangan, berkas)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_FILE = "SELECT berkas FROM balasan WHERE arah = ? AND id = ?"
_LIST = """
    SELECT arah, wilayah, tahun, nomor, id, waktu, penanda_tangan FROM balasan
    WHERE arah = ? AND (? IS NULL OR wilayah = ?) ORDER BY tahun DESC, nomor DESC, wilayah
"""


def record(office: Office, one: Balasan, berkas: bytes) -> None:
    """Enter a reply package; the number is not there yet in this direction."""
    with office.transaction() as conn:
        conn.execute(_ADD, (*one, berkas))


def replies(office: Office, arah: Arah, wilayah: str | None = None) -> list[Balasan]:
    """Newest number first, within newest years."""
    return [Balasan._make(row) for row in office.conn.execute(_LIST, (arah, wilayah, wilayah))]


def file_of(office: Office, one: Balasan) -> bytes:
    """A reply as it went or came."""
    return bytes(office.conn.execute(_FILE, (one.arah, one.id)).fetchone()[0])


def latest(office: Office, arah: Arah, wilayah: str, tahun: int) -> Balasan | None:
    """The one with the highest number of a region and year; None when there is none."""
    found = (one for one in replies(office, arah, wilayah) if one.tahun == tahun)
    return next(found, None)
