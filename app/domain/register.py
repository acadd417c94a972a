"""Registers: tables whose rows people add, kept in the same cells as everything else.

A row is a UUIDv7 and exists as long as one of its cells holds something; deleting a row empties
its cells. A row stands where it was begun (the time in its id) unless a marker cell,
`tabel.baris.urut`, says otherwise, so that rows can be put between others and the order is undone,
signed and compared like any value.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from app.domain.formulir import URUT, Baris, Formulir, Sel, Tabel, is_row_id
from app.domain.kolom import Pilihan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.domain.nilai import Nilai

GAP = 256
"""Places between two rows begun a millisecond apart; halving it makes room for rows in between."""

RANDOM_BYTES = 10

NEW_ROW = "Baris baru"
Cells = dict[str, "Nilai | None"]
"""Cells to write; None empties one."""

_NAME_LETTERS = 60
_ROW = len(".") + 2 * (6 + RANDOM_BYTES) + len(".")
_SHORTEST = len("t") + _ROW + len("k")  # what any cell of such a row has
_LATEST = (1 << 48) - 1


def row_id(ms: int, acak: bytes) -> str:
    """A new row id (RFC 9562, version 7).

    Args:
        ms: milliseconds since 1970, 0 to 2**48-1.
        acak: ten random bytes; 74 of their bits are used.

    """
    if not 0 <= ms <= _LATEST or len(acak) != RANDOM_BYTES:
        raise ValueError(ms, len(acak))
    bits = int.from_bytes(acak, "big")
    first, second = (bits >> 62) & 0xFFF, bits & ((1 << 62) - 1)
    return f"{ms << 80 | 7 << 76 | first << 64 | 2 << 62 | second:032x}"


def begun(baris: str) -> int:
    """When a row was begun, in milliseconds since 1970."""
    return int(baris[:12], 16)


def position(tabel: str, baris: str, values: Mapping[str, Nilai]) -> int:
    """Where a row stands: what its marker says, else when it was begun."""
    marker = values.get(f"{tabel}.{baris}.{URUT}")
    return marker if isinstance(marker, int) else begun(baris) * GAP


def rows_of(tabel: Tabel, values: Mapping[str, Nilai]) -> list[str]:
    """The rows that hold something, in order."""
    return rows_by_table([tabel], values)[tabel.kode]


def rows_by_table(tables: Iterable[Tabel], values: Mapping[str, Nilai]) -> dict[str, list[str]]:
    """The rows of several registers, found in one walk over the values."""
    found: dict[str, set[str]] = {tabel.kode: set() for tabel in tables}
    # The cells of a row begin alike, and only long ids can be of a row that somebody added.
    beginnings = {sel[: sel.find(".") + _ROW] for sel in values if len(sel) >= _SHORTEST}
    for beginning in beginnings:
        tabel, _, rest = beginning.partition(".")
        baris = rest.partition(".")[0]
        if tabel in found and is_row_id(baris):
            found[tabel].add(baris)
    return {
        kode: sorted(rows, key=lambda baris: (position(kode, baris, values), baris))
        for kode, rows in found.items()
    }


def grown(
    form: Formulir,
    values: Mapping[str, Nilai],
    *more: tuple[str, str],
    known: Mapping[str, list[str]] | None = None,
) -> Formulir:
    """The form with the rows its registers have in these values; one that has them already as is.

    `more` names rows (table and id) to show at the end although they hold nothing yet; `known` is
    what `rows_by_table` says about all tables, for somebody who has just asked.
    """
    registers = [tabel for tabel in form.tabel if tabel.register]
    if not registers:
        return form
    rows = rows_by_table(registers, values) if known is None else dict(known)
    if not more and not any(rows.values()) and not any(tabel.baris for tabel in registers):
        return form
    _follow(registers, rows, values)
    listed = {tabel.kode: list(_rows(tabel, rows, values)) for tabel in registers}
    fresh = {
        kode: [Baris(kode=baris, label=NEW_ROW) for one, baris in more if one == kode]
        for kode in listed
    }
    wanted = [
        listed.get(tabel.ikut, listed[tabel.kode])
        + [baris for baris in fresh[tabel.kode] if baris.kode not in rows[tabel.kode]]
        for tabel in registers
    ]
    changed = {
        tabel.kode: _changed(tabel, baris, listed)
        for tabel, baris in zip(registers, wanted, strict=True)
    }
    if all(changed[tabel.kode] is tabel for tabel in registers):
        return form
    tables = [changed.get(tabel.kode, tabel) for tabel in form.tabel]
    return form.with_tables(tables)


def _changed(tabel: Tabel, baris: list[Baris], listed: Mapping[str, list[Baris]]) -> Tabel:
    """The table with these rows, and with what its columns that point to rows can choose."""
    kolom = [
        msgspec.structs.replace(one, pilihan=_to_choose(listed[one.ke])) if one.ke else one
        for one in tabel.kolom
    ]
    if tabel.baris == baris and tabel.kolom == kolom:
        return tabel
    return msgspec.structs.replace(tabel, baris=baris, kolom=kolom)


def _to_choose(rows: list[Baris]) -> list[Pilihan]:
    return [Pilihan(kode=baris.kode, label=baris.label) for baris in rows]


def _follow(
    registers: list[Tabel], rows: dict[str, list[str]], values: Mapping[str, Nilai]
) -> None:
    """A register that follows another has its rows; a row only it knows is shown by both."""
    for tabel in registers:
        if tabel.ikut in rows:
            lost = [one for one in rows[tabel.kode] if one not in rows[tabel.ikut]]
            both = [*rows[tabel.ikut], *lost]
            both.sort(key=lambda baris: (position(tabel.ikut, baris, values), baris))
            rows[tabel.ikut] = both if lost else rows[tabel.ikut]


def _rows(
    tabel: Tabel, rows: Mapping[str, Sequence[str]], values: Mapping[str, Nilai]
) -> Iterator[Baris]:
    for number, baris in enumerate(rows[tabel.kode], start=1):
        name = values.get(f"{tabel.kode}.{baris}.{tabel.nama}")
        label = " ".join(name.split())[:_NAME_LETTERS] if isinstance(name, str) else ""
        yield Baris(kode=baris, label=f"{number}. {label}" if label else f"Baris {number}")


def sampled(form: Formulir) -> Formulir:
    """The form with one row in each register, for checks that need a row to look at."""
    sample = row_id(0, bytes(RANDOM_BYTES))
    return grown(form, {}, *((tabel.kode, sample) for tabel in form.tabel if tabel.register))


def in_order(form: Formulir, *values: Mapping[str, Nilai]) -> list[Sel]:
    """Every cell of the form grown to all these values, markers in use included, as it reads."""
    whole, strange = _together(form, values)
    return [*whole.cells.values(), *strange]


def codes_in_order(form: Formulir, *values: Mapping[str, Nilai]) -> list[str]:
    """The ids of the same cells; none of them has to be made for that."""
    whole, strange = _together(form, values)
    return [*whole.cells, *(sel.kode for sel in strange)]


def _together(form: Formulir, values: Sequence[Mapping[str, Nilai]]) -> tuple[Formulir, list[Sel]]:
    """The form grown to all these values, and the cells of its registers it does not list."""
    together: dict[str, Nilai] = {}
    for some in reversed(values):
        together.update(some)
    whole = grown(form, together)
    strange = (whole.find(kode) for kode in together if kode not in whole.cells)
    return whole, [sel for sel in strange if sel is not None]


# --- Adding, moving, taking away -----------------------------------------------------------------


def cells_of(form: Formulir, tabel: str, baris: str, values: Mapping[str, Nilai]) -> list[str]:
    """The filled cells of a row, in the tables that follow this one too."""
    tables = {tabel, *(one.kode for one in form.tabel if one.ikut == tabel)}
    return [
        sel
        for sel in values
        for table, row, _ in (sel.split(".", 2),)
        if row == baris and table in tables
    ]


def delete(form: Formulir, tabel: str, rows: Iterable[str], values: Mapping[str, Nilai]) -> Cells:
    """What empties rows: None for each of their filled cells."""
    return {sel: None for baris in rows for sel in cells_of(form, tabel, baris, values)}


def place_before(
    tabel: Tabel, new: Sequence[str], before: str | None, values: Mapping[str, Nilai]
) -> Cells:
    """The markers that put new rows before another one, or at the end.

    Only what is needed is written: rows that stand right by their id alone get no marker. Where
    there is no room the rows that follow move down.
    """
    rows = [one for one in rows_of(tabel, values) if one not in new]
    at = rows.index(before) if before in rows else len(rows)
    places = [position(tabel.kode, baris, values) for baris in rows]
    if at == len(rows):
        low = places[-1] if places else -GAP
        own = [low, *(begun(baris) * GAP for baris in new)]
        if all(one < other for one, other in pairwise(own)):
            return {}
        return _markers(tabel, new, low, GAP)
    if at == 0:
        return _markers(tabel, new, places[0] - GAP * (len(new) + 1), GAP)
    step = (places[at] - places[at - 1]) // (len(new) + 1)
    if step:
        return _markers(tabel, new, places[at - 1], step)
    return _markers(tabel, [*new, *rows[at:]], places[at - 1], GAP)


def _markers(tabel: Tabel, rows: Sequence[str], low: int, step: int) -> Cells:
    return {
        f"{tabel.kode}.{baris}.{URUT}": low + step * number
        for number, baris in enumerate(rows, start=1)
    }


def copy_of(
    tabel: Tabel, rows: Sequence[str], new: Sequence[str], values: Mapping[str, Nilai]
) -> Cells:
    """The cells of rows once more under new ids; the places of the new rows are not among them."""
    cells: Cells = {}
    for old, fresh in zip(rows, new, strict=True):
        for kolom in tabel.kolom:
            nilai = values.get(f"{tabel.kode}.{old}.{kolom.kode}")
            if nilai is not None:
                cells[f"{tabel.kode}.{fresh}.{kolom.kode}"] = nilai
    return cells
