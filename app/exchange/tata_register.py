"""The printed form of a register: every row a small block, short cells side by side.

Long texts get a line of their own, so that a register of sixteen columns fits the same few columns
of a page as every other table.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.formulir import TOTAL
from app.domain.register import sampled
from app.exchange.blok import LINE, Blok, cell_style, kept, only

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.formulir import Baris, Formulir, Tabel
    from app.domain.kolom import Kolom

KODE, URAIAN, SATUAN, ANGKA = 0, 1, 2, 3
_REGISTER, _ANY = "register", "baris"


def table(blok: Blok, form: Formulir, tabel: Tabel) -> None:
    """Headings, every row, and the sums.

    Rows differ in their names and in what they hold: one is drawn and stands for all.
    """
    lines = _lines(tabel, blok.lebar - SATUAN)
    keep = partial(_kept, form, tabel.kode, blok.lebar)
    blok.extend(keep("", partial(_head, tabel=tabel, lines=lines)))
    for number, baris in enumerate(tabel.lines, start=1):
        if baris.kode == TOTAL:
            draw = partial(_row, form=form, tabel=tabel, baris=baris, lines=lines)
            blok.extend(keep(TOTAL, draw))
        else:
            alike = keep(_ANY, partial(_any_row, form=form, tabel=tabel, lines=lines))
            _stand_for(blok, alike, baris, number)


def _kept(
    form: Formulir, tabel: str, lebar: int, what: str, draw: Callable[[Blok], object]
) -> Blok:
    return kept(form.fixed_memo, (_REGISTER, tabel, lebar, what), lebar, draw)


def _head(blok: Blok, tabel: Tabel, lines: list[list[Kolom]]) -> None:
    for number, line in enumerate(lines):
        head = blok.row(LINE + 2)
        title = tabel.judul if number == 0 else ""
        blok.put(head, KODE, title, "kepala_teks", URAIAN)
        blok.fit(head, title, range(SATUAN), 2)
        for column in range(SATUAN, blok.lebar):
            kolom = line[column - SATUAN] if column - SATUAN < len(line) else None
            blok.put(head, column, kolom.label if kolom else "", "kepala")
            if kolom:
                blok.fit(head, kolom.label, only(column), 1.5)


def _any_row(blok: Blok, form: Formulir, tabel: Tabel, lines: list[list[Kolom]]) -> None:
    """A row as all look that people add."""
    sample = sampled(form)
    alike = sample.tables[tabel.kode]
    _row(blok, sample, alike, alike.baris[0], lines)


def _stand_for(blok: Blok, alike: Blok, baris: Baris, number: int) -> None:
    """Put a row below that was drawn for another one."""
    row = blok.extend(alike, baris.kode)
    blok.baris[row][KODE] = str(number)
    if (0, URAIAN) not in alike.sel:
        blok.baris[row][URAIAN] = baris.label
        blok.fit(row, baris.label, only(URAIAN), 2)


def _lines(tabel: Tabel, room: int) -> list[list[Kolom]]:
    """The short columns, as many side by side as there is room for; at least one line."""
    short = [kolom for kolom in tabel.kolom if not _is_long(kolom)]
    return [short[at : at + room] for at in range(0, len(short), room)] or [[]]


def _is_long(kolom: Kolom) -> bool:
    return kolom.jenis == "teks" and not kolom.total


def _row(blok: Blok, form: Formulir, tabel: Tabel, baris: Baris, lines: list[list[Kolom]]) -> None:
    """A row without its number."""
    for number, line in enumerate(lines):
        row = blok.row()
        blok.put(row, KODE, "", "kode")
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
    label = baris.label if first and baris.kode == TOTAL else ""
    blok.put(row, URAIAN, label, "label")
    blok.fit(row, label, only(URAIAN), 2)


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
