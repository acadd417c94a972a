"""Sections of accepted packages that are held back: who, why, when, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.store import riwayat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.periode import Periode
    from app.store.office import Office


class Tahanan(NamedTuple):
    """A section that is held back: `urusan` of the package with the number `nomor` in the book."""

    nomor: int
    paket_id: str
    wilayah: str
    periode: str
    revisi: int
    urusan: str
    bagian: str
    alasan: str
    pelaku: str
    waktu: str


class Keputusan(NamedTuple):
    """One event of the record: `jenis` is `tahan` or `ambil`."""

    nomor: int
    wilayah: str
    periode: str
    revisi: int
    urusan: str
    jenis: str
    alasan: str
    pelaku: str
    waktu: str


_ADD = """
    INSERT INTO tahanan (paket, urusan, bagian, jenis, alasan, pelaku, waktu, rantai)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
# A package of the same sender with a higher number that carries the same part of the work has
# replaced the section, whatever became of that package.
_OPEN = """
    SELECT p.nomor, p.paket_id, p.wilayah, p.periode, p.revisi,
           t.urusan, t.bagian, t.alasan, t.pelaku, t.waktu
    FROM tahanan t JOIN paket p ON p.nomor = t.paket
    WHERE t.jenis = 'tahan' AND p.putusan <> 'ditarik'
      AND (:periode IS NULL OR p.periode = :periode)
      AND (:wilayah IS NULL OR p.wilayah = :wilayah)
      AND NOT EXISTS (SELECT 1 FROM tahanan a
                      WHERE a.paket = t.paket AND a.urusan = t.urusan AND a.jenis = 'ambil')
      AND NOT EXISTS (
          SELECT 1 FROM paket q
          WHERE q.arah = 'masuk' AND q.wilayah = p.wilayah AND q.periode = p.periode
            AND q.revisi > p.revisi
            AND json_extract(q.ringkasan, '$.opd') IS json_extract(p.ringkasan, '$.opd')
            AND (json_extract(q.ringkasan, '$.bagian') IS NULL
                 OR t.bagian IN (SELECT value FROM json_each(q.ringkasan, '$.bagian'))))
    ORDER BY p.wilayah, p.periode, t.id
"""
_RECORD = """
    SELECT p.nomor, p.wilayah, p.periode, p.revisi, t.urusan, t.jenis, t.alasan, t.pelaku, t.waktu
    FROM tahanan t JOIN paket p ON p.nomor = t.paket
    WHERE (:periode IS NULL OR p.periode = :periode)
      AND (:wilayah IS NULL OR p.wilayah = :wilayah)
    ORDER BY t.id
"""
_TAKEN = "SELECT urusan, rantai FROM tahanan WHERE paket = ? AND jenis = 'ambil'"


def hold(
    office: Office, nomor: int, sections: Mapping[str, str], alasan: Mapping[str, str], pelaku: str
) -> None:
    """Record that sections of a package are held back; `sections` gives the part of each."""
    for urusan, why in alasan.items():
        _add(office, (nomor, urusan, sections[urusan], "tahan", why, pelaku))


def take(office: Office, held: Tahanan, alasan: str, pelaku: str) -> None:
    """Record that a section has been taken in after all; called after its values are written."""
    _add(office, (held.nomor, held.urusan, held.bagian, "ambil", alasan, pelaku))


def take_over(
    office: Office, nomor: int, urusan: str, bagian: str, alasan: str, pelaku: str
) -> None:
    """Record that a section was taken in at once although another owner or figure stood there."""
    _add(office, (nomor, urusan, bagian, "ambil", alasan, pelaku))


def _add(office: Office, facts: tuple[object, ...]) -> None:
    waktu = office.now().isoformat(timespec="milliseconds")
    with office.transaction() as conn:
        link = riwayat.head(conn, office.identitas.office_id)
        conn.execute(_ADD, (*facts, waktu, link.id))


def open_holds(
    office: Office, periode: Periode | str | None = None, wilayah: str | None = None
) -> list[Tahanan]:
    """The sections that are held back now; one that a newer package has replaced is no longer."""
    where = {"periode": str(periode) if periode else None, "wilayah": wilayah}
    return [Tahanan._make(row) for row in office.conn.execute(_OPEN, where)]


def record(
    office: Office, periode: Periode | str | None = None, wilayah: str | None = None
) -> list[Keputusan]:
    """Every decision ever made about a section, oldest first."""
    where = {"periode": str(periode) if periode else None, "wilayah": wilayah}
    return [Keputusan._make(row) for row in office.conn.execute(_RECORD, where)]


def taken_rows(office: Office, nomor: int) -> dict[str, int]:
    """Where the history ended when sections of a package were taken in later, by urusan."""
    return dict(office.conn.execute(_TAKEN, (nomor,)).fetchall())
