"""Where values came from: what a package brought, and what a sheet held at an earlier moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.store import dispatch
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


_BROUGHT = """
    SELECT l.formulir, l.wilayah, l.periode, n.sel, ifnull(n.angka, n.teks), n.keadaan,
           (SELECT max(r.id) FROM riwayat r
            WHERE r.lembar = n.lembar AND r.sel = n.sel AND r.aspek = 'nilai')
    FROM lembar l JOIN nilai n ON n.lembar = l.id
    WHERE l.asal_paket = ? ORDER BY l.periode, l.formulir, n.sel
"""
_AT = """
    SELECT r.sel, r.baru FROM riwayat r
    WHERE r.id IN (
        SELECT max(r.id) FROM lembar l JOIN riwayat r ON r.lembar = l.id
        WHERE l.formulir = ? AND l.wilayah = ? AND l.periode = ? AND r.aspek = 'nilai' AND r.id <= ?
        GROUP BY r.sel)
"""
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
            _BROUGHT, (paket_id,)
        )
    ]


def values_at(office: Office, kunci: Kunci, row: int) -> dict[str, Nilai]:
    """What a sheet held when the history had `row` rows."""
    found = ((sel, from_text(baru)) for sel, baru in office.conn.execute(_AT, (*kunci, row)))
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
