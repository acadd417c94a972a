"""A table from a file, pasted as a block would be: shown first, written as one gesture."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from app.domain.formulir import TOTAL
from app.domain.tabel_wilayah import smaller_places
from app.domain.tempel import Keputusan, Rencana, plan
from app.domain.tempel_blok import LARGEST_BLOCK, BlockTooLargeError, Blok, block_of_text, rectangle
from app.domain.tempel_peta import proposals
from app.errors import LontarError
from app.exchange import berkas, jenis_berkas, nama_dahulu
from app.exchange.isi_csv import MAX_BYTES, Penerima, decoded
from app.exchange.pembaca.induk import Pembaca
from app.store import door, questions

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.formulir import Formulir, Sel
    from app.domain.kisi import Kisi
    from app.domain.periode import Periode
    from app.domain.tempel_peta import Pemetaan
    from app.store.door import Tindakan
    from app.store.office import Office

JENIS = "tempel"
LONGEST_TABLE = 2_000
"""Rows of a table; the longest register of a region has some hundreds."""


_SHOWN = 3
_LOOKED_AT = 20
_TOLD = re.compile(r"sep=([;,])\r?(?=\n)", re.IGNORECASE)
"""The line that tells Excel what stands between the cells."""


class Tujuan(NamedTuple):
    """Where a block goes: the form of a quarter, and the cell its first one lies on."""

    formulir: str
    periode: Periode
    sel: str | None = None


@dataclass(frozen=True)
class HasilTempel:
    """What a block would do or has done; `tindakan` is None as long as nothing was written."""

    form: Formulir
    blok: Blok
    peta: Pemetaan
    rencana: Rencana
    tindakan: Tindakan | None = None


def read_block(path: Path, lembar: str | None = None) -> Blok:
    """The table in a file: a sheet of a workbook, a text with tabs, or a CSV with `;` or `,`.

    Raises:
        LontarError: the file or the sheet cannot be read, or is far larger than any form.

    """
    data = berkas.read_file(path, MAX_BYTES)
    try:
        with jenis_berkas.reading_table(data):
            if data.startswith(jenis_berkas.ZIP):
                blok = _block_of(sheet_rows(data, lembar))
            else:
                blok = _block_of_text(decoded(data), csv_named=path.suffix.casefold() == ".csv")
    except BlockTooLargeError as error:
        refuse_long(path.name, error.baris)
        raise LontarError("tabel_terlalu_luas", lembar=path.name, batas=LARGEST_BLOCK) from None
    refuse_long(path.name, len(blok.baris))
    return blok


def refuse_smaller(formulir: str, lembar: str, kisi: Kisi) -> None:
    """Refuse a table of kecamatan or villages by its names, not for headings that are right.

    Raises:
        LontarError: it is one.

    """
    listed = smaller_places(kisi)
    if listed:
        told = ", ".join(listed[:_SHOWN])
        contoh = f"{told}, …" if len(listed) > _SHOWN else told
        raise LontarError("tabel_kecamatan", lembar=lembar, contoh=contoh, formulir=formulir)


def refuse_long(lembar: str, rows: int) -> None:
    """Refuse a table that would keep whoever reads it waiting, and fits no form anyway.

    Raises:
        LontarError: it has more rows than `LONGEST_TABLE`.

    """
    if rows > LONGEST_TABLE:
        raise LontarError("tabel_terlalu_panjang", lembar=lembar, batas=LONGEST_TABLE)


def _block_of_text(text: str, *, csv_named: bool) -> Blok:
    if "\t" in text or not csv_named:
        # In a plain text "1,234" is one figure, never two.
        return block_of_text(text)
    mark, skipped = _mark_of(text)
    if text.count(mark) > LARGEST_BLOCK:
        # Before a list is made of them.
        raise BlockTooLargeError(1, text.count(mark))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        # One more than there may be tells that there are too many.
        return _block_of(list(islice(lines, skipped, LONGEST_TABLE + 1 + skipped)))
    except csv.Error:
        raise LontarError("csv_rusak", baris=lines.line_num) from None


def _mark_of(text: str) -> tuple[str, int]:
    """What stands between the cells of a CSV, and how many lines only say so.

    It is the mark that most of the first lines have as often as each other: a title above the table
    has commas of its own, and so have decimals.
    """
    if told := _TOLD.match(text):
        return told[1], 1
    first = text.split("\n", _LOOKED_AT)[:_LOOKED_AT]
    return max(";,", key=lambda mark: _evenly(mark, first)), 0


def _evenly(mark: str, lines: list[str]) -> tuple[int, int]:
    """In how many lines a mark stands equally often, and how often that is."""
    often = Counter(line.count(mark) for line in lines if mark in line)
    return max(((many, count) for count, many in often.items()), default=(0, 0))


def sheet_rows(data: bytes, lembar: str | None) -> list[list[str]]:
    """The texts of a sheet of a workbook, the first one when none is named.

    Raises:
        LontarError: the workbook cannot be read, or has no such sheet.

    """
    with Pembaca(workers=1) as pembaca:
        tables = pembaca.tabel(data)
    name = lembar if lembar is not None else next(iter(tables), "")
    if name not in tables:
        raise LontarError("tabel_tanpa_lembar", lembar=name, ada=", ".join(tables))
    return tables[name]


def _block_of(rows: list[list[str]]) -> Blok:
    return Blok(tuple(map(tuple, rectangle(rows))))


def examine(
    office: Office,
    blok: Blok,
    tujuan: Tujuan,
    cara: str | None = None,
    putusan: Keputusan | None = None,
) -> HasilTempel:
    """What pasting a block would do; nothing is written.

    Args:
        office: whose values they are.
        blok: what is pasted.
        tujuan: where it goes.
        cara: "label" or "posisi"; the better proposal when left out.
        putusan: answers given beforehand.

    Raises:
        LontarError: the form or the cell is unknown, the form has registers only, or the block
            brings no labels along.

    """
    penerima = Penerima(office)
    form = penerima.form(tujuan.formulir, tujuan.periode)
    start = _start(form, tujuan.sel)
    place = start.baris.kode, start.kolom.kode
    former = nama_dahulu.labels(office, form)
    offered = proposals(form, start.tabel.kode, place, blok, former)
    peta = next((one for one in offered if cara in {None, one.cara}), None)
    if peta is None:
        raise LontarError("tempel_tanpa_label")
    values = questions.sheet_values(office, form.kode, penerima.wilayah, tujuan.periode).now
    final = penerima.final(tujuan.periode)
    locked = frozenset(
        sel
        for sel in form.cells
        if (form.kode, str(form.home_period(sel, tujuan.periode))) in final
    )
    return HasilTempel(form, blok, peta, plan(form, values, blok, peta, putusan, locked))


def _start(form: Formulir, kode: str | None) -> Sel:
    """The cell the first one of a block lies on: the one named, else the first of the form.

    Raises:
        LontarError: it is unknown or a sum, or the form has registers only.

    """
    first = (one for one, sel in form.cells.items() if sel.baris.kode != TOTAL)
    named = kode or next(first, None)
    if named is None:
        raise LontarError("tempel_register", formulir=form.kode)
    if named not in form.cells:
        raise LontarError("csv_sel", sel=named, formulir=form.kode)
    if form.cells[named].baris.kode == TOTAL:
        raise LontarError("csv_dihitung", sel=form.cells[named].label)
    return form.cells[named]


def write(
    office: Office, hasil: HasilTempel, tujuan: Tujuan, *, label: str, pelaku: str
) -> HasilTempel:
    """Write what can be read, as one gesture.

    Raises:
        LontarError: the store refuses; nothing has changed.

    """
    own = office.identitas.wilayah
    cells = [
        door.CellWrite(
            hasil.form.kode, own, str(hasil.form.home_period(sel, tujuan.periode)), sel, nilai
        )
        for sel, nilai in hasil.rencana.cells.items()
    ]
    done = door.write(office, cells, jenis=JENIS, label=label, pelaku=pelaku) if cells else None
    return HasilTempel(hasil.form, hasil.blok, hasil.peta, hasil.rencana, done)
