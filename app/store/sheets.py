"""What a sheet has beside its values: its place in the workflow, its origin, and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store import riwayat
from app.store.columns import storable
from app.store.door import Kunci, Sheet, Tindakan, find_sheet, new_sheet
from app.store.riwayat import Entry, Gesture

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from app.store.office import Office

_SET_STATUS = "UPDATE lembar SET status = ? WHERE id = ?"
_SET_ORIGIN = "UPDATE lembar SET asal_paket = ? WHERE id = ?"
_NOTE = "SELECT teks FROM catatan WHERE lembar = ? AND sel = ?"
_PUT_NOTE = """
    INSERT INTO catatan (lembar, sel, teks) VALUES (?, ?, ?)
    ON CONFLICT (lembar, sel) DO UPDATE SET teks = excluded.teks
"""
_TAKE_NOTE = "DELETE FROM catatan WHERE lembar = ? AND sel = ?"


def set_status(
    office: Office,
    sheets: Iterable[Kunci],
    status: str,
    *,
    label: str,
    pelaku: str,
    asal_paket: str | None = None,
) -> Tindakan:
    """Move sheets to another state as one gesture; sheets already there are left out.

    `asal_paket` also notes the package the sheets were taken from.
    """
    with office.transaction() as conn:
        entries = []
        for kunci in sheets:
            sheet = find_sheet(conn, kunci) or new_sheet(conn, kunci)
            if asal_paket is not None:
                conn.execute(_SET_ORIGIN, (asal_paket, sheet.id))
            if sheet.status != status:
                conn.execute(_SET_STATUS, (status, sheet.id))
                entries.append(Entry(sheet.id, *kunci, "status", "", sheet.status, status))
        return told(office, conn, "status", label, pelaku, entries)


def write_note(
    office: Office, kunci: Kunci, sel: str, teks: str, *, label: str, pelaku: str
) -> Tindakan:
    """Put a note on a cell, or take it away with an empty text; final sheets take notes too."""
    with office.transaction() as conn:
        sheet = find_sheet(conn, kunci) or new_sheet(conn, kunci)
        old, new = _note(conn, sheet, sel), storable(teks, kunci.formulir, sel)
        entries = []
        if old != new:
            _put_note(conn, sheet, sel, new)
            entries.append(Entry(sheet.id, *kunci, "catatan", sel, old, str(new) if new else None))
        return told(office, conn, "catatan", label, pelaku, entries)


def _note(conn: sqlite3.Connection, sheet: Sheet, sel: str) -> str | None:
    row = conn.execute(_NOTE, (sheet.id, sel)).fetchone()
    return str(row[0]) if row else None


def _put_note(conn: sqlite3.Connection, sheet: Sheet, sel: str, teks: object) -> None:
    if teks:
        conn.execute(_PUT_NOTE, (sheet.id, sel, teks))
    else:
        conn.execute(_TAKE_NOTE, (sheet.id, sel))


def told(
    office: Office,
    conn: sqlite3.Connection,
    jenis: str,
    label: str,
    pelaku: str,
    entries: list[Entry],
) -> Tindakan:
    """Enter a gesture beside the values into the history; one that changed nothing is none."""
    if not entries:
        return Tindakan(0, "", jenis, label)
    number, waktu = riwayat.append(office, conn, Gesture(jenis, label, pelaku), entries)
    return Tindakan(number, waktu, jenis, label)
