"""The row of a sheet: found, or begun on the version of its form that holds for its period."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.store import versions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from app.store.door import Kunci

STATUS_AWAL = "mengisi"

_SHEET = "SELECT id, status FROM lembar WHERE formulir = ? AND wilayah = ? AND periode = ?"
_NEW_SHEET = "INSERT INTO lembar (formulir, versi, wilayah, periode, status) VALUES (?, ?, ?, ?, ?)"
_KNOWN = "SELECT 1 FROM formulir WHERE kode = ?"
_FOREIGN = """
    SELECT json_extract(f.isi, '$.urusan') FROM identitas i CROSS JOIN formulir f
    WHERE f.kode = ? AND i.jenis = 'opd'
      AND json_extract(f.isi, '$.urusan') NOT IN (
          SELECT value FROM json_each(
              ifnull((SELECT isi FROM pengaturan WHERE kunci = 'opd.urusan'), '[]')))
"""


class Sheet(NamedTuple):
    """A row of `lembar`, as far as writing needs it."""

    id: int
    status: str


def find_sheet(conn: sqlite3.Connection, kunci: Kunci) -> Sheet | None:
    """The sheet, None as long as nothing was ever written to it."""
    row = conn.execute(_SHEET, kunci).fetchone()
    return Sheet(*row) if row else None


def new_sheet(
    conn: sqlite3.Connection, kunci: Kunci, in_force: Mapping[str, int] | None = None
) -> Sheet:
    """Start a sheet on the form version that holds for its period, where that is known `in_force`.

    Raises:
        LontarError: no version holds, or the sheet is not for this office.

    """
    versi = _version(conn, kunci, in_force)
    check_owned(conn, kunci.formulir)
    cursor = conn.execute(
        _NEW_SHEET, (kunci.formulir, versi, kunci.wilayah, kunci.periode, STATUS_AWAL)
    )
    return Sheet(cursor.lastrowid or 0, STATUS_AWAL)


def check_owned(conn: sqlite3.Connection, formulir: str) -> None:
    """An OPD begins no sheet of an urusan that is not its own.

    Raises:
        LontarError: this office is an OPD, and the form belongs to another urusan.

    """
    foreign = conn.execute(_FOREIGN, (formulir,)).fetchone()
    if foreign is not None:
        raise LontarError("bukan_urusan_opd", formulir=formulir, urusan=foreign[0])


def _version(conn: sqlite3.Connection, kunci: Kunci, in_force: Mapping[str, int] | None) -> int:
    if in_force is None:
        in_force = versions.in_force(conn, kunci.periode, kunci.formulir)
    found = in_force.get(kunci.formulir)
    if found is not None:
        return found
    if conn.execute(_KNOWN, (kunci.formulir,)).fetchone():
        raise LontarError("formulir_belum_berlaku", formulir=kunci.formulir, periode=kunci.periode)
    raise LontarError("formulir_tidak_dikenal", formulir=kunci.formulir)
