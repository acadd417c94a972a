"""The printed block of one layanan: its tables A, B, C, D and its stages, one under the other.

A table that is too wide lies on its side, so that every table fits the same few columns of
numbers and a layanan fits a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.exchange import tata_register
from app.exchange.blok import LINE, Blok, cell_style, kept, only, teks

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from app.domain.formulir import Formulir, Tabel
    from app.domain.kolom import Kolom

KODE, URAIAN, SATUAN, ANGKA = 0, 1, 2, 3
MIN_ANGKA = 5
MOST_ANGKA, LEAST_GRUP = 8, 4
LEBAR_KOLOM = (10.0, 39.0, 13.0)
LEBAR_ANGKA = 14.0
HEADER = LINE + 2
_LEFT_OUT, _TABLE, _WIDEST = "kosong", "tabel", "lebar"


def number_columns(
    forms: Iterable[Formulir], left: Mapping[str, frozenset[str]] | None = None
) -> int:
    """How many columns of numbers the sheet of these forms needs; `left` is left out, by form."""
    nothing: frozenset[str] = frozenset()
    return max(
        [MIN_ANGKA, *(_widest(form, (left or {}).get(form.kode, nothing)) for form in forms)]
    )


def _widest(form: Formulir, kosong: frozenset[str]) -> int:
    """The same of one form; rows that people add change nothing about it."""
    known: int | None = form.fixed_memo.get((_WIDEST, kosong))
    if known is None:
        widths = (
            _across(part)
            for tabel in form.tabel
            if not (_is_text(tabel) or tabel.register)
            for part in _parts(tabel, kosong)
        )
        known = form.fixed_memo[_WIDEST, kosong] = max(widths, default=0)
    return known


def left_out(form: Formulir, filled: Iterable[str]) -> frozenset[str]:
    """What is not printed, because nobody has filled anything in it.

    Tables by code: they become one line; groups of columns as "tabel/grup".
    """
    may_be = _may_be_left_out(form)
    if not may_be:
        return may_be
    begun: set[str] = set()
    for tabel, kolom in {(table, column) for table, _, column in map(_parts_of, filled)}:
        known = form.tables[tabel].columns_by_code.get(kolom) if tabel in form.tables else None
        if known is not None:
            begun |= {tabel, f"{tabel}/{known.grup}"}
    return may_be - begun


def _parts_of(sel: str) -> list[str]:
    return sel.split(".", 2)


def _may_be_left_out(form: Formulir) -> frozenset[str]:
    """What is not printed of an empty form; rows that people add change nothing about it."""
    known: frozenset[str] | None = form.fixed_memo.get(_LEFT_OUT)
    if known is None:
        tables = (tabel.kode for tabel in form.tabel if tabel.ringkas)
        groups = (
            f"{tabel.kode}/{kolom.grup}"
            for tabel in form.tabel
            for kolom in tabel.kolom
            if _below(tabel, kolom) or _is_wide(tabel)
        )
        known = form.fixed_memo[_LEFT_OUT] = frozenset((*tables, *groups))
    return known


def _below(tabel: Tabel, kolom: Kolom) -> bool:
    """Whether a column stands in a table of its own group, below the others."""
    return kolom.ringkas or bool(kolom.grup and _is_wide(tabel))


def _is_wide(tabel: Tabel) -> bool:
    """Whether a table is too wide for a page and has groups worth a table each.

    Fine breakdowns do not count: they stand by themselves already.
    """
    usual = [kolom for kolom in tabel.kolom if not kolom.ringkas]
    groups = [kolom.grup for kolom in usual if kolom.grup]
    most = max(map(groups.count, groups), default=0)
    return not tabel.register and len(usual) > MOST_ANGKA and most >= LEAST_GRUP


def _parts(tabel: Tabel, kosong: Container[str]) -> Iterator[Tabel]:
    """The table, and below it each fine breakdown, of a wide one each group, by itself."""
    lower = [kolom for kolom in tabel.kolom if _below(tabel, kolom)]
    if not lower:
        yield tabel
        return
    groups = dict.fromkeys(kolom.grup for kolom in lower)
    shown = [group for group in groups if f"{tabel.kode}/{group}" not in kosong]
    if not (shown and f"{tabel.kode}/" in kosong):
        rest = [kolom for kolom in tabel.kolom if kolom not in lower]
        yield msgspec.structs.replace(tabel, kolom=rest)
    for group in shown:
        fine = [kolom for kolom in lower if kolom.grup == group]
        yield msgspec.structs.replace(tabel, kolom=fine, judul=f"{tabel.judul}: {group}")


def block(form: Formulir, columns: int, kosong: frozenset[str] = frozenset()) -> Blok:
    """Everything of one layanan; its values are filled in later.

    `kosong` is what `left_out` found.
    """
    blok = Blok(ANGKA + columns)
    last = blok.lebar - 1
    row = blok.row(18)
    blok.put(row, KODE, form.kode, "layanan")
    blok.put(row, URAIAN, form.judul, "layanan", last)
    blok.bagian.append(row)
    for tabel in form.tabel:
        if tabel.kode in kosong:
            _empty(blok, tabel)
        elif tabel.register:
            blok.bagian.append(len(blok.baris))
            tata_register.table(blok, form, tabel)
        elif tabel.baris and tabel.kolom:
            blok.extend(_fixed(form, tabel, columns, kosong))
    blok.row(8)
    return blok


def _fixed(form: Formulir, tabel: Tabel, columns: int, kosong: frozenset[str]) -> Blok:
    """A table to which nobody adds rows; drawn once for all packages that leave out the same."""
    left = frozenset(place for place in kosong if place.startswith(f"{tabel.kode}/"))

    def draw(blok: Blok) -> None:
        for part in _parts(tabel, left):
            _table(blok, form, part)

    key = _TABLE, tabel.kode, columns, left
    return kept(form.fixed_memo, key, ANGKA + columns, draw)


def _empty(blok: Blok, tabel: Tabel) -> None:
    row = blok.row(LINE + 2)
    blok.bagian.append(row)
    blok.put(row, KODE, tabel.judul, "kepala_teks", URAIAN)
    blok.fit(row, tabel.judul, range(SATUAN), 2)
    blok.put(row, SATUAN, teks("tabel.kosong"), "catatan", blok.lebar - 1)


def _is_text(tabel: Tabel) -> bool:
    return not tabel.register and all(kolom.jenis == "teks" for kolom in tabel.kolom)


def _on_its_side(tabel: Tabel) -> bool:
    return len(tabel.kolom) > max(MIN_ANGKA, len(tabel.lines))


def _across(tabel: Tabel) -> int:
    return len(tabel.lines) if _on_its_side(tabel) else len(tabel.kolom)


def _table(blok: Blok, form: Formulir, tabel: Tabel) -> None:
    head = blok.row(LINE + 2)
    if tabel.kode != form.tabel[0].kode:
        blok.bagian.append(head)
    if _is_text(tabel):
        blok.put(head, KODE, tabel.judul, "kepala_teks", blok.lebar - 1)
        _texts(blok, form, tabel)
        return
    blok.put(head, KODE, tabel.judul, "kepala_teks", URAIAN)
    blok.fit(head, tabel.judul, range(SATUAN), 2)
    blok.put(head, SATUAN, teks("kolom.satuan"), "kepala")
    for column in range(ANGKA, blok.lebar):
        blok.put(head, column, "", "kepala")
    if _on_its_side(tabel):
        _sideways(blok, form, tabel, head)
    else:
        _upright(blok, form, tabel, head)


def _upright(blok: Blok, form: Formulir, tabel: Tabel, head: int) -> None:
    """Rows are rows; a group of rows gets a line of its own."""
    for place, kolom in enumerate(tabel.kolom, start=ANGKA):
        blok.put(head, place, kolom.label, "kepala")
        blok.fit(head, kolom.label, only(place))
    group = ""
    for baris in tabel.lines:
        if baris.grup != group:
            group = baris.grup
            blok.put(blok.row(), KODE, group, "grup", blok.lebar - 1)
        row = _start(blok, baris.kode, baris.label, baris.satuan)
        for place, kolom in enumerate(tabel.kolom, start=ANGKA):
            _place(blok, form, row, place, _id(tabel, baris.kode, kolom.kode))


def _sideways(blok: Blok, form: Formulir, tabel: Tabel, head: int) -> None:
    """Columns become rows; the first is the main one, the others stand below it."""
    unit = tabel.baris[0].satuan
    for place, baris in enumerate(tabel.lines, start=ANGKA):
        other = baris.satuan and baris.satuan != unit
        label = f"{baris.label} ({baris.satuan})" if other else baris.label
        blok.put(head, place, label, "kepala")
        blok.fit(head, label, only(place))
    for kolom in tabel.kolom:
        row = _start(blok, kolom.kode, kolom.label, unit)
        for place, baris in enumerate(tabel.lines, start=ANGKA):
            _place(blok, form, row, place, _id(tabel, baris.kode, kolom.kode))


def _texts(blok: Blok, form: Formulir, tabel: Tabel) -> None:
    for baris in tabel.baris:
        for kolom in tabel.kolom:
            row = blok.row()
            cell = form.cells[_id(tabel, baris.kode, kolom.kode)]
            label = baris.label if len(tabel.kolom) == 1 else cell.label
            blok.put(row, KODE, baris.kode, "kode")
            blok.put(row, URAIAN, label, "label")
            blok.fit(row, label, only(URAIAN), 2)
            blok.cell(row, SATUAN, cell, cell_style(cell), blok.lebar - 1)


def _start(blok: Blok, kode: str, label: str, satuan: str) -> int:
    row = blok.row()
    blok.put(row, KODE, kode, "kode")
    blok.put(row, URAIAN, label, "label")
    blok.put(row, SATUAN, satuan, "satuan")
    blok.fit(row, satuan, only(SATUAN), 1)
    blok.fit(row, label, only(URAIAN), 2)
    return row


def _place(blok: Blok, form: Formulir, row: int, column: int, sel: str) -> None:
    tata_register.put_cell(blok, form, row, column, sel)


def _id(tabel: Tabel, baris: str, kolom: str) -> str:
    return f"{tabel.kode}.{baris}.{kolom}"
