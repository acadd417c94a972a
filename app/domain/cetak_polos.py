"""Any table laid out for print as it stands on the screen: rows, groups, columns with content."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain import kata
from app.domain.angka import round_half_up
from app.domain.cetak_tabel import Isi, LembarCetak, Naskah
from app.domain.formulir import TOTAL
from app.domain.lembar import SheetBook
from app.domain.nilai import Keadaan
from app.domain.register import grown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.formulir import Baris, Formulir, Sel, Tabel
    from app.domain.kolom import Kolom
    from app.domain.nilai import Nilai

_LABEL, _UNIT, _TEXT, _FIGURE = 34, 12, 18, 13
_HUNDRED = 100


def printed_table(
    form: Formulir, tabel: Tabel, values: Mapping[str, Nilai], naskah: Naskah
) -> LembarCetak:
    """A table with its rows and every column in which something stands; without content no rows.

    A fixed table keeps all its rows: what has not been filled in is to be seen as well.
    """
    whole = grown(form, values)
    table = whole.tables[tabel.kode]
    book = SheetBook(whole, values, {}, {})
    rows = {
        baris.kode: {k.kode: _shown(whole, book, table, baris, k, naskah) for k in table.kolom}
        for baris in table.lines
    }
    columns = [
        kolom
        for kolom in table.kolom
        if any(cells[kolom.kode] is not None for cells in rows.values())
    ]
    title = f"{form.kode} {naskah.fill(table.judul)}"
    filled = columns and any(row.kode != TOTAL for row in table.lines)
    named = not table.register
    body, sums = _body(table, rows, columns, named=named) if filled else ([], set())
    heads = ["No", "Uraian", "Satuan"] if named else ["No"]
    widths = [4, *([_LABEL, _UNIT] if named else [])]
    return LembarCetak(
        f"{form.kode} {table.kode}"[:31],
        (title, f"{naskah.wilayah}, {naskah.periode}"),
        ((*heads, *(_heading(kolom) for kolom in columns)),),
        tuple(tuple(row) for row in body),
        (*widths, *(kolom.lebar or _wide(kolom) for kolom in columns)),
        jumlah=frozenset(sums),
        tengah=frozenset({0}),
    )


def _body(
    table: Tabel,
    rows: Mapping[str, Mapping[str, Isi]],
    columns: Sequence[Kolom],
    *,
    named: bool,
) -> tuple[list[list[Isi]], set[int]]:
    body: list[list[Isi]] = []
    sums: set[int] = set()
    group, number = "", 0
    for baris in table.lines:
        if baris.grup and baris.grup != group:
            group = baris.grup
            sums.add(len(body))
            body.append([None, group, *[None] * (len(columns) + 1)] if named else [group])
        last = baris.kode == TOTAL
        number += not last
        head: list[Isi] = [None if last else number]
        head += [baris.label, baris.satuan or None] if named else []
        if last:
            sums.add(len(body))
            head[0 if not named else 1] = baris.label
        body.append([*head, *(rows[baris.kode][kolom.kode] for kolom in columns)])
    return body, sums


def _shown(
    form: Formulir, book: SheetBook, table: Tabel, baris: Baris, kolom: Kolom, naskah: Naskah
) -> Isi:
    sel = form.cells[f"{table.kode}.{baris.kode}.{kolom.kode}"]
    if sel.hitung:
        number = book.number(sel.kode)
        if number is None or sel.jenis in {"rupiah", "bulat"}:
            return number
        return Fraction(round_half_up(number), _HUNDRED)
    return _stored(sel, book.values.get(sel.kode), naskah)


def _stored(sel: Sel, nilai: Nilai | None, naskah: Naskah) -> Isi:
    if isinstance(nilai, Keadaan):
        return nilai.value.replace("_", " ").capitalize()
    if isinstance(nilai, str):
        return kata.shown(sel.kolom, nilai, naskah.peta.nama) if sel.berkata else nilai
    if nilai is not None and sel.desimal:
        return Fraction(nilai, 10**sel.desimal)
    return nilai


def _heading(kolom: Kolom) -> str:
    return f"{kolom.grup}: {kolom.label}" if kolom.grup else kolom.label


def _wide(kolom: Kolom) -> int:
    return _TEXT if kolom.jenis == "teks" else _FIGURE
