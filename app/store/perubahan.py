"""Changes of single cells, read from the history in whichever way it keeps them.

What a person types has a row of its own for each cell. What a package brings into a sheet is one
row (`aspek` "lembar", `sel` empty): `lama` tells the changed cells that held something, `baru`
those that hold something now, spelt as `app.store.columns` says. Nobody else reads such rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store.columns import from_sheet_text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SHEET = "lembar"
OF_SHEET = """
    r.lembar = (SELECT id FROM lembar
                WHERE formulir = :formulir AND wilayah = :wilayah AND periode = :periode)
"""
"""Rows about one sheet, for `changes`; the parameters are those of a `Kunci`."""

# A row that is damaged breaks the chain and tells nothing; it must not stop whoever reads the rest.
_LAMA, _BARU = (f"CASE WHEN json_valid(r.{name}) THEN r.{name} END" for name in ("lama", "baru"))
_OF_SHEETS = f"""
    (SELECT r.id, r.tindakan, r.lembar, {_LAMA} AS lama, {_BARU} AS baru
     FROM riwayat r WHERE r.aspek = '{SHEET}' AND r.sel = '' AND {{where}}) r
"""  # noqa: S608 - put together from our own words only
# The value of a cell in a row of a sheet, spelt like that of a row of one cell.
_SPELT = """
    CASE {type} WHEN 'integer' THEN 'angka:' || {value} WHEN 'text' THEN 'teks:' || {value}
                WHEN 'array' THEN 'keadaan:' || {first} END
"""
_NOW = _SPELT.format(type="e.type", value="e.atom", first="json_extract(e.value, '$[0]')")
_PATH = """'$."' || e.key || '"'"""
_BEFORE = _SPELT.format(
    type=f"json_type(r.lama, {_PATH})",
    value=f"json_extract(r.lama, {_PATH})",
    first=f"json_extract(r.lama, {_PATH} || '[0]')",
)
_CHANGES = f"""
    SELECT r.id, r.tindakan, r.lembar, r.sel, r.lama, r.baru
    FROM riwayat r WHERE r.aspek = 'nilai' AND {{where}} AND {{typed}}
    UNION ALL
    SELECT r.id, r.tindakan, r.lembar, e.key, {_BEFORE}, {_NOW}
    FROM {_OF_SHEETS}, json_each(r.baru) e WHERE {{of_cell}}
    UNION ALL
    SELECT r.id, r.tindakan, r.lembar, e.key, {_NOW}, NULL
    FROM {_OF_SHEETS}, json_each(r.lama) e
    WHERE {{of_cell}} AND (r.baru IS NULL OR json_type(r.baru, {_PATH}) IS NULL)
"""  # noqa: S608 - put together from our own words only


def changes(where: str, sel: str = "") -> str:
    """A query for changes of cells: id, tindakan, lembar, sel, lama and baru.

    Args:
        where: which rows `r` of the history are asked for.
        sel: the parameter that names the one cell in question (":sel"), for all of them nothing.

    """
    typed, of_cell = (f"r.sel = {sel}", f"e.key = {sel}") if sel else ("1", "1")
    return _CHANGES.format(where=where, typed=typed, of_cell=of_cell)


def of_row(
    aspek: str, sel: str, lama: str | None, baru: str | None
) -> Iterator[tuple[str, str | None, str | None]]:
    """The changes in one row about values: cell, old and new, each spelt as of one cell.

    Raises:
        ValueError: somebody else wrote the row.

    """
    if aspek != SHEET:
        yield sel, lama, baru
        return
    before, now = from_sheet_text(lama), from_sheet_text(baru)
    for one in sorted({**before, **now}):
        yield one, to_text(before.get(one)), to_text(now.get(one))
