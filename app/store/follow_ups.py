"""Follow-ups of meetings with their events; both are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.tindak_lanjut import JenisLanjut, KejadianLanjut, TindakLanjut, in_order

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from app.store.office import Office

_FACTS = """
    SELECT id, asal, wilayah, rapat, keputusan, uraian, pj, opd, bobot, tentang FROM tindak_lanjut
    WHERE (:wilayah IS NULL OR wilayah = :wilayah) AND (:asal IS NULL OR asal = :asal)
    ORDER BY wilayah, rapat, id
"""
_EVENTS = """
    SELECT tindak_lanjut, id, urut, jenis, waktu, oleh, teks, tenggat, keadaan, bukti, putaran
    FROM tindak_lanjut_kejadian
    WHERE tindak_lanjut IN (
        SELECT id FROM tindak_lanjut
        WHERE (:wilayah IS NULL OR wilayah = :wilayah) AND (:asal IS NULL OR asal = :asal))
"""
_HERE = """
    SELECT id, pelaku FROM tindak_lanjut_kejadian WHERE tindak_lanjut = ? AND pelaku <> ''
"""
_ADD = """
    INSERT INTO tindak_lanjut (id, asal, wilayah, rapat, keputusan, uraian, pj, opd, bobot, tentang)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
_KNOWN = """
    SELECT id, asal, wilayah, rapat, keputusan, uraian, pj, opd, bobot, tentang FROM tindak_lanjut
    WHERE id = ?
"""
_ADD_EVENT = """
    INSERT INTO tindak_lanjut_kejadian (tindak_lanjut, id, urut, jenis, waktu, oleh, teks, tenggat,
                                        keadaan, bukti, putaran, pelaku)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""


class Bertambah(NamedTuple):
    """What was not known before."""

    tindak_lanjut: int = 0
    kejadian: int = 0


def follow_ups(
    office: Office, *, wilayah: str | None = None, asal: str | None = None
) -> list[TindakLanjut]:
    """Follow-ups by region and meeting, each with its events."""
    where = {"wilayah": wilayah, "asal": asal}
    events: dict[str, list[KejadianLanjut]] = {}
    for kode, nomor, urut, jenis, *rest in office.conn.execute(_EVENTS, where):
        event = KejadianLanjut(nomor, urut, JenisLanjut(jenis), *rest)
        events.setdefault(kode, []).append(event)
    found = []
    for facts in office.conn.execute(_FACTS, where):
        happened = in_order(events.get(facts[0], ()))
        found.append(TindakLanjut._make((*facts, happened)).readable())
    return found


def add(office: Office, listed: Iterable[TindakLanjut], *, pelaku: str = "") -> Bertambah:
    """Keep follow-ups and their events; what is known stays as it is.

    Events of one that is known here with other facts are passed over: it is another follow-up.
    """
    fresh = events = 0
    with office.transaction() as conn:
        for one in listed:
            fresh += conn.execute(_ADD, one.fakta).rowcount
            known = TindakLanjut._make((*conn.execute(_KNOWN, (one.id,)).fetchone(), ()))
            if known.readable().fakta == one.readable().fakta:
                events += sum(_add_event(conn, one.id, event, pelaku) for event in one.kejadian)
    return Bertambah(fresh, events)


def add_event(office: Office, kode: str, event: KejadianLanjut, *, pelaku: str = "") -> bool:
    """Keep what happened to a follow-up; False when it was known."""
    with office.transaction() as conn:
        return bool(_add_event(conn, kode, event, pelaku))


def who(office: Office, kode: str) -> dict[str, str]:
    """Who entered the events of a follow-up at this desk, by event."""
    return dict(office.conn.execute(_HERE, (kode,)))


def _add_event(conn: sqlite3.Connection, kode: str, event: KejadianLanjut, pelaku: str) -> int:
    row = (kode, *event[:2], event.jenis.value, *event[3:], pelaku)
    return conn.execute(_ADD_EVENT, row).rowcount
