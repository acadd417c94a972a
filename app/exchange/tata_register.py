"""The printed form of a register: every row a small block, short cells side by side.

Long texts get a line of their own, so that a register of sixteen columns fits the same few columns
of a page as every other table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.formulir import TOTAL
from app.exchange.blok import LINE, Blok, cell_style

if TYPE_CHECKING:
    from app.domain.formulir import Baris, Formulir, Tabel
    from app.domain.kolom import Kolom

KODE, URAIAN, SATUAN, ANGKA = 0, 1, 2, 3
LEBAR_URAIAN, LEBAR_ANGKA = 58.0, 14.5


def table(blok: Blok, form: Formulir, tabel: Tabel) -> None:
    """Headings, every row, and the sums."""
    lines = _lines(tabel, blok.lebar - SATUAN)
    for number, line in enumerate(lines):
        head = blok.row(LINE + 2)
        title = tabel.judul if number == 0 else ""
        blok.put(head, KODE, title, "kepala_teks", URAIAN)
        for column in range(SATUAN, blok.lebar):
            kolom = line[column - SATUAN] if column - SATUAN < len(line) else None
            blok.put(head, column, kolom.label if kolom else "", "kepala")
            if kolom:
                blok.fit(head, kolom.label, LEBAR_ANGKA - 1.5)
    for number, baris in enumerate(tabel.lines, start=1):
        _row(blok, form, tabel, baris, "" if baris.kode == TOTAL else str(number), lines)


def _lines(tabel: Tabel, room: int) -> list[list[Kolom]]:
    """The short columns, as many side by side as there is room for; at least one line."""
    short = [kolom for kolom in tabel.kolom if not _is_long(kolom)]
    return [short[at : at + room] for at in range(0, len(short), room)] or [[]]


def _is_long(kolom: Kolom) -> bool:
    return kolom.jenis == "teks" and not kolom.total


def _row(
    blok: Blok, form: Formulir, tabel: Tabel, baris: Baris, nomor: str, lines: list[list[Kolom]]
) -> None:
    for number, line in enumerate(lines):
        row = blok.row()
        blok.put(row, KODE, nomor if number == 0 else "", "kode")
        _name(blok, form, tabel, baris, row, first=number == 0)
        for column in range(SATUAN, blok.lebar):
            if column - SATUAN < len(line):
                kode = f"{tabel.kode}.{baris.kode}.{line[column - SATUAN].kode}"
                put_cell(blok, form, row, column, kode)
            else:
                blok.put(row, column, "", "label")
    if baris.kode != TOTAL:
        _texts(blok, form, tabel, baris)


def _name(blok: Blok, form: Formulir, tabel: Tabel, baris: Baris, row: int, *, first: bool) -> None:
    """What the row is called: its own cell where it has one, else the name it goes by."""
    own = form.cells.get(f"{tabel.kode}.{baris.kode}.{tabel.nama}")
    if first and own is not None and not own.closed:
        blok.cell(row, URAIAN, own, "isi_teks")
        return
    label = baris.label if first else ""
    blok.put(row, URAIAN, label, "label")
    blok.fit(row, label, LEBAR_URAIAN)


def _texts(blok: Blok, form: Formulir, tabel: Tabel, baris: Baris) -> None:
    for kolom in tabel.kolom:
        if _is_long(kolom) and kolom.kode != tabel.nama:
            row = blok.row()
            blok.put(row, KODE, "", "kode")
            blok.put(row, URAIAN, kolom.label, "label")
            cell = form.cells[f"{tabel.kode}.{baris.kode}.{kolom.kode}"]
            blok.cell(row, SATUAN, cell, cell_style(cell), blok.lebar - 1)


def put_cell(blok: Blok, form: Formulir, row: int, column: int, sel: str) -> None:
    """Reserve the place of a cell; one that cannot be filled is drawn closed."""
    cell = form.cells[sel]
    if cell.closed:
        blok.put(row, column, "", cell_style(cell))
    else:
        blok.cell(row, column, cell, cell_style(cell))
