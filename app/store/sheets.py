"""What a sheet has beside its values: its place in the workflow, its origin, and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.catatan import MAX_CATATAN, JenisCatatan, Letak
from app.errors import LontarError
from app.store import riwayat
from app.store.columns import storable
from app.store.door import Kunci, Tindakan
from app.store.riwayat import Entry, Gesture
from app.store.sheet_row import find_sheet, new_sheet

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from app.store.office import Office

_SET_STATUS = "UPDATE lembar SET status = ? WHERE id = ?"
_SET_ORIGIN = "UPDATE lembar SET asal_paket = ? WHERE id = ?"
_NOTE = "SELECT teks FROM catatan WHERE lembar = ? AND sel = ? AND jenis = ?"
_PUT_NOTE = """
    INSERT INTO catatan (lembar, sel, jenis, teks) VALUES (?, ?, ?, ?)
    ON CONFLICT (lembar, sel, jenis) DO UPDATE SET teks = excluded.teks
"""
_TAKE_NOTE = "DELETE FROM catatan WHERE lembar = ? AND sel = ? AND jenis = ?"


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
    office: Office,
    kunci: Kunci,
    sel: str,
    teks: str,
    *,
    label: str,
    pelaku: str,
    catatan: JenisCatatan = JenisCatatan.PENJELASAN,
) -> Tindakan:
    """Put a note of one kind on a cell, or take it away with an empty text.

    Final sheets take notes too. The history tells the kind before the text, "sumber:…".

    Raises:
        LontarError: the text is too long or cannot be kept; nothing has changed.

    """
    if len(teks) > MAX_CATATAN:
        raise LontarError("catatan_terlalu_panjang", jumlah=len(teks), batas=MAX_CATATAN)
    with office.transaction() as conn:
        sheet = find_sheet(conn, kunci) or new_sheet(conn, kunci)
        letak = Letak(kunci.formulir, sel, catatan)
        entries = change_note(conn, sheet.id, kunci, letak, teks)
        return told(office, conn, "catatan", label, pelaku, entries)


def change_note(
    conn: sqlite3.Connection, lembar: int, kunci: Kunci, letak: Letak, teks: str
) -> list[Entry]:
    """Put a note on a cell of a sheet, or take it away, and what the history is to say of it.

    Nothing where it reads so already.
    """
    jenis = letak.jenis.value
    place = lembar, letak.sel, jenis
    old, new = _note(conn, place), storable(teks, kunci.formulir, letak.sel)
    if old == new:
        return []
    _put_note(conn, place, new)
    spelt = [f"{jenis}:{text}" if text else None for text in (old, new)]
    return [Entry(lembar, *kunci, "catatan", letak.sel, *spelt)]


def turn_note(
    conn: sqlite3.Connection, lembar: int, kunci: Kunci, sel: str, langkah: tuple[str | None, ...]
) -> Entry | None:
    """Put a note from what the history says it is now to what it says it is to be.

    None where it says something else by now; then nothing has changed.
    """
    now, wanted = langkah
    jenis, text = _spelt(now or wanted or "")
    place = lembar, sel, jenis
    if _note(conn, place) != (text if now else None):
        return None
    _put_note(conn, place, _spelt(wanted or "")[1])
    return Entry(lembar, *kunci, "catatan", sel, now, wanted)


def _spelt(entry: str) -> tuple[str, str]:
    """Kind and text of a note in the history; before there were kinds it tells the text alone."""
    jenis, _, text = entry.partition(":")
    if jenis in {one.value for one in JenisCatatan}:
        return jenis, text
    return JenisCatatan.PENJELASAN.value, entry


def _note(conn: sqlite3.Connection, place: tuple[int, str, str]) -> str | None:
    row = conn.execute(_NOTE, place).fetchone()
    return str(row[0]) if row else None


def _put_note(conn: sqlite3.Connection, place: tuple[int, str, str], teks: object) -> None:
    if teks:
        conn.execute(_PUT_NOTE, (*place, teks))
    else:
        conn.execute(_TAKE_NOTE, place)


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
