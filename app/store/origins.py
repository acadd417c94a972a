"""Where values came from: what a package brought, and what a sheet held at an earlier moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.store import dispatch, perubahan
from app.store.columns import from_columns, from_text
from app.store.door import Kunci

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.store.dispatch import Paket
    from app.store.office import Office


class Bawaan(NamedTuple):
    """A cell of a sheet that was taken from a package; `utuh` when nobody has touched it since."""

    kunci: Kunci
    sel: str
    nilai: Nilai
    utuh: bool


_OF_PACKAGE = "r.lembar IN (SELECT id FROM lembar WHERE asal_paket = :paket)"
_BROUGHT = f"""
    SELECT l.formulir, l.wilayah, l.periode, n.sel, ifnull(n.angka, n.teks), n.keadaan, c.akhir
    FROM lembar l JOIN nilai n ON n.lembar = l.id
    JOIN (SELECT lembar, sel, max(id) AS akhir FROM ({perubahan.changes(_OF_PACKAGE)})
          GROUP BY lembar, sel) c ON c.lembar = n.lembar AND c.sel = n.sel
    WHERE l.asal_paket = :paket ORDER BY l.periode, l.formulir, n.sel
"""  # noqa: S608 - put together from our own words only
_AT = f"""
    SELECT sel, baru, max(id)
    FROM ({perubahan.changes(f"{perubahan.OF_SHEET} AND r.id <= :baris")}) GROUP BY sel
"""  # noqa: S608 - put together from our own words only
_ORIGINS = """
    SELECT formulir, wilayah, asal_paket FROM lembar WHERE periode = ? AND asal_paket IS NOT NULL
"""
_ROW = "SELECT rantai FROM paket WHERE nomor = ?"
_SET = "UPDATE lembar SET asal_paket = ? WHERE formulir = ? AND wilayah = ? AND periode = ?"


def history_row(office: Office, nomor: int) -> int:
    """The last row of the history at the moment a package was entered in the book.

    Raises:
        KeyError: there is no such entry.

    """
    row = office.conn.execute(_ROW, (nomor,)).fetchone()
    if row is None:
        raise KeyError(nomor)
    return int(row[0])


def brought(office: Office, paket_id: str, row: Callable[[str], int]) -> list[Bawaan]:
    """The cells that stand in sheets taken from a package; `row` tells where its history ends.

    It is asked form by form: sections of a package may have been taken in one after the other.
    """
    return [
        Bawaan(
            Kunci(formulir, wilayah, periode),
            sel,
            from_columns(isi, keadaan),
            last <= row(formulir),
        )
        for formulir, wilayah, periode, sel, isi, keadaan, last in office.conn.execute(
            _BROUGHT, {"paket": paket_id}
        )
    ]


def values_at(office: Office, kunci: Kunci, row: int) -> dict[str, Nilai]:
    """What a sheet held when the history had `row` rows."""
    rows = office.conn.execute(_AT, {**kunci._asdict(), "baris": row})
    found = ((sel, from_text(baru)) for sel, baru, _ in rows)
    return {sel: nilai for sel, nilai in found if nilai is not None}


def packages_of_sheets(office: Office, periode: Periode) -> dict[str, dict[str, Paket]]:
    """The accepted package each sheet of a quarter was taken from: region, form, package.

    Sheets that were filled here, and those of the year alone, are left out.
    """
    known = {one.paket_id: one for one in dispatch.packages(office, arah="masuk")}
    found: dict[str, dict[str, Paket]] = {}
    for formulir, wilayah, paket_id in office.conn.execute(_ORIGINS, (str(periode),)):
        if paket_id in known:
            found.setdefault(wilayah, {})[formulir] = known[paket_id]
    return found


def set_origin(office: Office, kunci: Kunci, paket_id: str) -> None:
    """Note which package a sheet holds now."""
    with office.transaction() as conn:
        conn.execute(_SET, (paket_id, *kunci))
