"""Which version of each form holds in a period of an office.

Sheets that were begun decide: a form keeps the version the quarter was begun with, for every
region of the office alike. Where nothing was begun the newest version that is in force holds. The
sheet of the year decides only for forms that are not filled by quarters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_PUBLISHED = """
    SELECT kode, versi FROM formulir
    WHERE berlaku <= ? AND ifnull(?, kode) = kode ORDER BY berlaku, versi
"""
# In the one spelling of a form.
_BY_QUARTER = """
    SELECT instr(isi, '"periode":"triwulan"') > 0 FROM formulir WHERE kode = ? AND versi = ?
"""
_BEGUN = """
    SELECT formulir, periode, max(versi) FROM lembar
    WHERE periode IN (?, ?) AND ifnull(?, formulir) = formulir GROUP BY formulir, periode
"""


def last_quarter(periode: str) -> str:
    """The quarter up to which a form may have come into force to hold for a period."""
    return periode if "-" in periode else f"{periode}-T4"


def in_force(conn: sqlite3.Connection, periode: str, formulir: str | None = None) -> dict[str, int]:
    """The version of each form in a period, "2026-T3" or "2026", by code; of one form only."""
    known: dict[str, set[int]] = {}
    newest: dict[str, int] = {}
    for kode, versi in conn.execute(_PUBLISHED, (last_quarter(periode), formulir)):
        known.setdefault(kode, set()).add(versi)
        newest[kode] = versi
    year = periode.partition("-")[0]
    begun = conn.execute(_BEGUN, (periode, year, formulir)).fetchall()
    # The sheet of the quarter has the last word.
    for kode, when, versi in sorted(begun, key=lambda one: len(one[1])):
        if versi not in known.get(kode, ()) or versi == newest[kode]:
            continue
        # Only where it matters is a form itself looked at: all of them together are long.
        if when == periode or not conn.execute(_BY_QUARTER, (kode, newest[kode])).fetchone()[0]:
            newest[kode] = versi
    return newest
