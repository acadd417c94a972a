"""Reasons a user gives for what the program warned of; each holds for exactly what was said.

A reason carries the SHA-256 of the words it answers. With other figures or another text the
warning says something else, and the reason does not count any more; it stays on record until a new
one takes its place.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.store import sheets
from app.store.columns import storable
from app.store.riwayat import Entry
from app.store.sheet_row import find_sheet, new_sheet

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from app.domain.periode import Periode
    from app.store.door import Kunci, Tindakan
    from app.store.office import Office

JENIS = "alasan"


class Alasan(NamedTuple):
    """One reason as it was given; `sidik` is the fingerprint of what it answers."""

    formulir: str
    periode: str
    aturan: str
    sel: str
    sidik: str
    alasan: str


Key = tuple[str, str, str]
"""Which warning: formulir, aturan, sel."""

_ALL = """
    SELECT l.formulir, l.periode, a.aturan, a.sel, a.sidik, a.alasan
    FROM lembar l JOIN temuan_alasan a ON a.lembar = l.id
    WHERE l.wilayah = ? AND l.periode IN (?, ?)
    ORDER BY l.formulir, l.periode, a.sel, a.aturan
"""
_ONE = "SELECT sidik, alasan FROM temuan_alasan WHERE lembar = ? AND aturan = ? AND sel = ?"
_PUT = """
    INSERT INTO temuan_alasan (lembar, aturan, sel, sidik, alasan) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (lembar, aturan, sel) DO UPDATE
    SET sidik = excluded.sidik, alasan = excluded.alasan
"""
_TAKE = "DELETE FROM temuan_alasan WHERE lembar = ? AND aturan = ? AND sel = ?"


def fingerprint(said: str) -> str:
    """What a reason is bound to: the SHA-256 of the words of a finding, or of a text."""
    return hashlib.sha256(said.encode()).hexdigest()


def reasons(office: Office, wilayah: str, periode: Periode) -> dict[Key, Alasan]:
    """The reasons of a region in a period and its year, by formulir, aturan and sel.

    Whether one still counts only `standing` can tell.
    """
    rows = office.conn.execute(_ALL, (wilayah, str(periode), str(periode.tahunan)))
    found = map(Alasan._make, rows)
    return {(one.formulir, one.aturan, one.sel): one for one in found}


def standing(given: Mapping[Key, Alasan], key: Key, sidik: str) -> str | None:
    """The reason that answers exactly this, None when there is none or it answers other words."""
    found = given.get(key)
    return found.alasan if found is not None and found.sidik == sidik else None


def give_reason(
    office: Office,
    kunci: Kunci,
    aturan: str,
    sel: str,
    sidik: str,
    alasan: str,
    *,
    label: str,
    pelaku: str,
) -> Tindakan:
    """Keep why a warning is accepted, in place of any earlier reason; empty takes it back.

    The history tells each change with what the reason answered. `sidik` comes from `fingerprint`.

    Raises:
        LontarError: the text cannot be kept, or the disk refuses; then nothing has changed.

    """
    if len(bytes.fromhex(sidik)) != hashlib.sha256().digest_size:
        raise ValueError(sidik)
    text = storable(" ".join(alasan.split()), kunci.formulir, sel)
    with office.transaction() as conn:
        sheet = find_sheet(conn, kunci) or new_sheet(conn, kunci)
        place = sheet.id, aturan, sel
        old = conn.execute(_ONE, place).fetchone()
        new = (sidik, str(text)) if text else None
        entries = []
        if old != new:
            _put(conn, place, new)
            told = (_told(aturan, old), _told(aturan, new))
            entries.append(Entry(sheet.id, *kunci, JENIS, sel, *told))
        return sheets.told(office, conn, JENIS, label, pelaku, entries)


def _put(
    conn: sqlite3.Connection, place: tuple[int, str, str], new: tuple[str, str] | None
) -> None:
    if new is None:
        conn.execute(_TAKE, place)
    else:
        conn.execute(_PUT, (*place, *new))


def _told(aturan: str, state: tuple[str, str] | None) -> str | None:
    """A reason in one text for the history."""
    if state is None:
        return None
    sidik, alasan = state
    facts = {"alasan": alasan, "aturan": aturan, "sidik": sidik}
    return msgspec.json.encode(facts).decode()
