"""Small counts of people in printed tables: which are veiled, so that no sum gives them away.

The same decision holds for every table that prints these rows or their sums; otherwise one table
would tell what the other one hides.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from app.domain import register, sel_kecil
from app.domain.sel_kecil import Jumlah

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.domain.formulir import Formulir
    from app.domain.keluaran import Samar
    from app.domain.nilai import Nilai
    from app.domain.sel_kecil import Tabir


def veiled_in(
    form: Formulir, samar: Mapping[str, Samar], values: Mapping[str, Nilai]
) -> dict[str, Tabir]:
    """What is veiled in all tables of a form; `samar` by table, "F-K07.penerima"."""
    found: dict[str, Tabir] = {}
    for tabel in form.tabel:
        told = samar.get(f"{form.kode}.{tabel.kode}")
        if told is not None:
            fixed = [baris.kode for baris in tabel.baris]
            rows = register.rows_of(tabel, values) if tabel.register else fixed
            found |= veiled(told, rows, values)
    return found


def veiled(samar: Samar, rows: Sequence[str], values: Mapping[str, Nilai]) -> dict[str, Tabir]:
    """What is printed veiled: cells by id, and sums over rows by `sum_name`.

    Args:
        samar: which columns count people, and what adds up.
        rows: the rows of the table.
        values: the cells by id.

    """
    tabel = samar.tabel.partition(".")[2]
    wanted = dict.fromkeys((*samar.kolom, *samar.tetap, *(one.utuh for one in samar.jumlah)))
    angka = {
        sel: nilai
        for baris in rows
        for kolom in wanted
        for sel in (f"{tabel}.{baris}.{kolom}",)
        for nilai in (values.get(sel),)
        if isinstance(nilai, int) and nilai >= 0
    }
    known = {f"{tabel}.{baris}.{kolom}" for baris in rows for kolom in samar.tetap}
    sums = [*_across(samar, tabel, rows, angka)]
    for name, parts in _below(samar, tabel, rows, values, angka):
        angka[name] = sum(angka[one] for one in parts)
        sums.append(Jumlah(name, parts))
    return sel_kecil.conceal(angka, sums, known)


def sum_name(tabel: str, kunci: str, kolom: str) -> str:
    """What the sum of a column over the rows that say the same is called."""
    return f"{tabel}|{folded(kunci)}|{kolom}"


def folded(teks: str) -> str:
    """A text as it is compared: without case and spare spaces."""
    return " ".join(teks.split()).casefold()


def _across(
    samar: Samar, tabel: str, rows: Sequence[str], angka: Mapping[str, int]
) -> Iterator[Jumlah]:
    """Sums within a row; one whose parts leave a rest gives nothing away."""
    for baris in rows:
        for one in samar.jumlah:
            whole = f"{tabel}.{baris}.{one.utuh}"
            parts = [f"{tabel}.{baris}.{kolom}" for kolom in one.bagian]
            filled = [part for part in parts if part in angka]
            if whole in angka and filled and sum(angka[part] for part in filled) == angka[whole]:
                yield Jumlah(whole, filled)


def _below(
    samar: Samar,
    tabel: str,
    rows: Sequence[str],
    values: Mapping[str, Nilai],
    angka: Mapping[str, int],
) -> Iterator[tuple[str, list[str]]]:
    """Sums over the rows that say the same, for columns whose sums are printed."""

    def key(baris: str) -> str:
        return folded(str(values.get(f"{tabel}.{baris}.{samar.kunci}", "")))

    if not samar.kunci:
        return
    for kunci, some in groupby(sorted(rows, key=key), key=key):
        same = list(some)
        for kolom in samar.dicetak:
            parts = [f"{tabel}.{baris}.{kolom}" for baris in same]
            filled = [part for part in parts if part in angka]
            if filled:
                yield sum_name(tabel, kunci, kolom), filled
