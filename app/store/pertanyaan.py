"""Questions about cells, with their events, and the answers an office writes.

Questions and events are only ever added. An answer in words is a normal audited change: it stands
in the history like a reason does, so that a statement made before it is void.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.pertanyaan import (
    JenisKejadian,
    JenisTanya,
    KeadaanTanya,
    Kejadian,
    Pertanyaan,
    in_order,
)
from app.store import perubahan, sheets
from app.store.columns import storable
from app.store.riwayat import Entry
from app.store.sheet_row import find_sheet, new_sheet

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from app.domain.periode import Periode
    from app.store.door import Kunci, Tindakan
    from app.store.office import Office

JENIS = "jawaban"

_FACTS = """
    SELECT id, wilayah, periode, formulir, sel, jenis, penghalang, ifnull(o.opd, ''),
           ifnull(o.terusan, '')
    FROM pertanyaan p LEFT JOIN pertanyaan_opd o ON o.pertanyaan = p.id
    WHERE (:wilayah IS NULL OR wilayah = :wilayah) AND (:periode IS NULL OR periode = :periode)
      AND (:id IS NULL OR id = :id)
    ORDER BY wilayah, periode, formulir, sel, id
"""
# What a withdrawn package answered is not answered.
_EVENTS = """
    SELECT pertanyaan, id, urut, jenis, waktu, oleh, teks, paket, revisi, lama, baru, bukti, putaran
    FROM pertanyaan_kejadian
    WHERE pertanyaan IN (
        SELECT id FROM pertanyaan
        WHERE (:wilayah IS NULL OR wilayah = :wilayah) AND (:periode IS NULL OR periode = :periode)
          AND (:id IS NULL OR id = :id))
      AND NOT (jenis = 'jawab'
               AND paket IN (SELECT paket_id FROM paket WHERE putusan = 'ditarik'))
"""
_ADD = """
    INSERT INTO pertanyaan (id, wilayah, periode, formulir, sel, jenis, penghalang)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
_ADD_OPD = """
    INSERT INTO pertanyaan_opd (pertanyaan, opd, terusan) VALUES (?, ?, ?)
    ON CONFLICT (pertanyaan) DO NOTHING
"""
_KNOWN = """
    SELECT id, wilayah, periode, formulir, sel, jenis, ifnull(o.opd, '')
    FROM pertanyaan p LEFT JOIN pertanyaan_opd o ON o.pertanyaan = p.id WHERE id = ?
"""
_ADD_EVENT = """
    INSERT INTO pertanyaan_kejadian (pertanyaan, id, urut, jenis, waktu, oleh, teks, paket, revisi,
                                     lama, baru, bukti, putaran)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
_ANSWERS = """
    SELECT j.pertanyaan, j.putaran, j.teks FROM jawaban j JOIN pertanyaan p ON p.id = j.pertanyaan
    WHERE p.wilayah = ? AND p.periode = ?
"""
_ANSWER = "SELECT teks FROM jawaban WHERE pertanyaan = ? AND putaran = ?"
_PUT = """
    INSERT INTO jawaban (pertanyaan, putaran, teks) VALUES (?, ?, ?)
    ON CONFLICT (pertanyaan, putaran) DO UPDATE SET teks = excluded.teks
"""
_TAKE = "DELETE FROM jawaban WHERE pertanyaan = ? AND putaran = ?"
# A package names the height of the history it was made at, so no clock decides.
_NEW_EVIDENCE = """
    SELECT 1 FROM lembar l JOIN bukti b ON b.lembar = l.id
    JOIN riwayat r ON r.lembar = l.id AND r.sel = b.sel AND r.aspek = 'bukti'
      AND json_extract(r.baru, '$.sha256') = b.sha256
    WHERE l.formulir = ? AND l.wilayah = ? AND l.periode = ? AND b.sel = ?
      AND r.id > ifnull((SELECT rantai FROM paket WHERE arah = 'keluar' AND paket_id = ?), 0)
    LIMIT 1
"""
_SINCE_PACKAGE = f"""
    {perubahan.OF_SHEET}
    AND r.id > (SELECT max(rantai) FROM paket WHERE arah = 'masuk' AND paket_id = :paket)
"""  # noqa: S608 - put together from our own words only
_CHANGED_SINCE = f"""
    SELECT t.pelaku, t.waktu FROM ({perubahan.changes(_SINCE_PACKAGE, ":sel")}) c
    JOIN lembar l ON l.id = c.lembar JOIN tindakan t ON t.id = c.tindakan
    WHERE NOT (t.jenis = 'impor' AND l.asal_paket IS :paket)
    ORDER BY c.id DESC LIMIT 1
"""  # noqa: S608 - put together from our own words only
_VALUE = """
    SELECT CASE WHEN n.angka IS NOT NULL THEN 'angka:' || n.angka
                WHEN n.teks IS NOT NULL THEN 'teks:' || n.teks
                ELSE 'keadaan:' || n.keadaan END
    FROM lembar l JOIN nilai n ON n.lembar = l.id
    WHERE l.formulir = ? AND l.wilayah = ? AND l.periode = ? AND n.sel = ?
"""


def questions(
    office: Office,
    *,
    wilayah: str | None = None,
    periode: Periode | str | None = None,
    nomor: str | None = None,
) -> list[Pertanyaan]:
    """Questions by region, quarter and form, each with its events; `nomor` is the id of one."""
    where = {"wilayah": wilayah, "periode": str(periode) if periode else None, "id": nomor}
    events: dict[str, list[Kejadian]] = {}
    for pertanyaan, kode, urut, jenis, *rest in office.conn.execute(_EVENTS, where):
        event = Kejadian(kode, urut, JenisKejadian(jenis), *rest).readable()
        events.setdefault(pertanyaan, []).append(event)
    found: list[Pertanyaan] = []
    for kode, *place, jenis, stops, opd, terusan in office.conn.execute(_FACTS, where):
        region, quarter, formulir, sel = place
        facts = (kode, region, quarter, formulir, sel, JenisTanya(jenis), bool(stops))
        found.append(Pertanyaan(*facts, in_order(events.get(kode, ())), opd, terusan))
    return found


def open_at(
    office: Office, formulir: str, wilayah: str, periode: Periode
) -> dict[str, list[Pertanyaan]]:
    """The questions about one form that are not closed, by cell."""
    found: dict[str, list[Pertanyaan]] = {}
    for one in questions(office, wilayah=wilayah, periode=periode):
        if one.formulir == formulir and one.keadaan is not KeadaanTanya.SELESAI:
            found.setdefault(one.sel, []).append(one)
    return found


def add(office: Office, listed: Iterable[Pertanyaan]) -> tuple[int, int]:
    """Keep questions and their events; how many of each were not known. What is known stays.

    Events of one that is known here about another cell, or as asked of somebody else, are passed
    over: a reply must not answer or close what is another question.
    """
    fresh = events = 0
    with office.transaction() as conn:
        for one in listed:
            facts = (*one[:5], one.jenis.value, int(one.penghalang))
            added = conn.execute(_ADD, facts).rowcount
            fresh += added
            if added and one.opd:
                conn.execute(_ADD_OPD, (one.id, one.opd, one.terusan))
            same = (one.id, *one[1:5], one.jenis.value, one.opd)
            if conn.execute(_KNOWN, (one.id,)).fetchone() == same:
                events += sum(_add_event(conn, one.id, event) for event in one.kejadian)
    return fresh, events


def add_event(office: Office, pertanyaan: str, event: Kejadian) -> bool:
    """Keep what happened to a question; False when it was known."""
    with office.transaction() as conn:
        return bool(_add_event(conn, pertanyaan, event))


def _add_event(conn: sqlite3.Connection, pertanyaan: str, event: Kejadian) -> int:
    row = (pertanyaan, *event[:2], event.jenis.value, *event[3:])
    return conn.execute(_ADD_EVENT, row).rowcount


# --- Answers -----------------------------------------------------------------------------------


def texts(office: Office, wilayah: str, periode: Periode | str) -> dict[tuple[str, int], str]:
    """Answers in words for a quarter, by question and round."""
    rows = office.conn.execute(_ANSWERS, (wilayah, str(periode)))
    return {(pertanyaan, putaran): teks for pertanyaan, putaran, teks in rows}


def answer(
    office: Office, kunci: Kunci, one: Pertanyaan, teks: str, *, label: str, pelaku: str
) -> Tindakan:
    """Keep what is said to a question in the round it is in; an empty text takes it back.

    `kunci` is the sheet that keeps the cell.

    Raises:
        LontarError: the text cannot be kept, or the disk refuses; then nothing has changed.

    """
    place = one.id, one.putaran
    new = storable(teks, kunci.formulir, one.sel)
    with office.transaction() as conn:
        sheet = find_sheet(conn, kunci) or new_sheet(conn, kunci)
        row = conn.execute(_ANSWER, place).fetchone()
        old = str(row[0]) if row else None
        entries = []
        if old != new:
            conn.execute(*((_PUT, (*place, new)) if new else (_TAKE, place)))
            spelt = [f"{one.id}:{one.putaran}:{text}" if text else None for text in (old, new)]
            entries.append(Entry(sheet.id, *kunci, JENIS, one.sel, *spelt))
        return sheets.told(office, conn, JENIS, label, pelaku, entries)


def value(office: Office, kunci: Kunci, sel: str) -> str:
    """What a cell holds now, spelt as in the history; empty for an empty cell."""
    row = office.conn.execute(_VALUE, (*kunci, sel)).fetchone()
    return str(row[0]) if row else ""


def changed_since(office: Office, kunci: Kunci, sel: str, paket: str) -> tuple[str, str] | None:
    """Who changed a cell last after a package was taken in, and when (ISO 8601); None for nobody.

    The book keeps the height of the history at which a package came, so no clock decides. A part
    of it that was held back and taken in later came with it all the same.
    """
    named = {**kunci._asdict(), "sel": sel, "paket": paket}
    row = office.conn.execute(_CHANGED_SINCE, named).fetchone()
    return (str(row[0]), str(row[1])) if row else None


def new_evidence(office: Office, kunci: Kunci, sel: str, paket: str) -> bool:
    """Whether a cell has evidence that was added after a package went out."""
    return office.conn.execute(_NEW_EVIDENCE, (*kunci, sel, paket)).fetchone() is not None
