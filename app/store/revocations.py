"""The revocation lists an office has received; every one is kept, so none is ever forgotten."""

from __future__ import annotations

import base64
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from app.store import settings, sqlite_file

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.office import Office

# Two machines that hold the same authority can issue different lists under one number. The first
# keeps the place in the table; the others are kept here, for what they revoke counts all the same.
_TWINS = "pencabutan.kembar"

_ADD = """
    INSERT INTO pencabutan (sidik_ca, nomor, diterima, der) VALUES (?, ?, ?, ?)
    ON CONFLICT (sidik_ca, nomor) DO NOTHING
"""
_ALL = "SELECT sidik_ca, nomor, der FROM pencabutan ORDER BY nomor, sidik_ca"
_HIGHEST = "SELECT ifnull(max(nomor), 0) FROM pencabutan WHERE sidik_ca = ?"
_SETTING = "SELECT isi FROM pengaturan WHERE kunci = ?"


class DaftarTersimpan(NamedTuple):
    """A list as it was received: whose it is, its number, its bytes."""

    sidik_ca: str
    nomor: int
    der: bytes


def add_list(office: Office, daftar: DaftarTersimpan) -> bool:
    """Keep a list; False when exactly this one is known already."""
    if daftar in lists(office):
        return False
    with office.transaction() as conn:
        row = (daftar.sidik_ca, daftar.nomor, office.now().isoformat(), daftar.der)
        if not conn.execute(_ADD, row).rowcount:
            twins = [*_twins(conn), daftar]
            told = [[one.sidik_ca, one.nomor, base64.b64encode(one.der).decode()] for one in twins]
            settings.set_setting(office, _TWINS, told)
    return True


def lists(office: Office) -> list[DaftarTersimpan]:
    """Every list known, the lowest number first."""
    return _read(office.conn)


def highest_number(office: Office, sidik_ca: str) -> int:
    """The highest number ever seen from an authority, 0 when none."""
    number: int = office.conn.execute(_HIGHEST, (sidik_ca,)).fetchone()[0]
    return number


def peek(database: Path) -> list[DaftarTersimpan]:
    """The lists of an office that may be open elsewhere; nothing is locked.

    An office that cannot be read, of another version for example, has none to offer.
    """
    try:
        with closing(sqlite_file.read_only(database)) as conn:
            return _read(conn)
    except sqlite3.Error:
        return []


def _read(conn: sqlite3.Connection) -> list[DaftarTersimpan]:
    kept = [DaftarTersimpan(*row) for row in conn.execute(_ALL)]
    return sorted([*kept, *_twins(conn)], key=lambda one: one.nomor)


def _twins(conn: sqlite3.Connection) -> list[DaftarTersimpan]:
    row = conn.execute(_SETTING, (_TWINS,)).fetchone()
    return [
        DaftarTersimpan(sidik_ca, nomor, base64.b64decode(der))
        for sidik_ca, nomor, der in (json.loads(row[0]) if row else ())
    ]
