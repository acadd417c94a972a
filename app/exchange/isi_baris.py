"""Rows of registers from outside the window: listed, added, copied and deleted as gestures."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from app.domain import register
from app.errors import LontarError
from app.exchange.blok import shown
from app.exchange.isi_csv import read_value, region_names
from app.exchange.sel_kata import spoken
from app.store import door, questions
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.formulir import Formulir, Tabel
    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.store.door import Tindakan
    from app.store.office import Office


class Tempat(NamedTuple):
    """A register of one sheet, with what the sheet holds."""

    form: Formulir
    tabel: Tabel
    wilayah: str
    periode: Periode
    nilai: Mapping[str, Nilai]


class BarisRegister(NamedTuple):
    """A row: its id, what it is called, and its filled cells in words."""

    id: str
    label: str
    isi: dict[str, str]


def place(office: Office, form: Formulir, tabel: str, periode: Periode) -> Tempat:
    """The register `tabel` of the office's own sheet.

    Raises:
        LontarError: the form has no such table, or its rows are not added by people.
    """
    found = form.tables.get(tabel)
    if found is None or not found.register or found.ikut:
        own = [one.kode for one in form.tabel if one.register and not one.ikut]
        if not own:
            raise LontarError("formulir_tanpa_register", formulir=form.kode)
        raise LontarError(
            "baris_tanpa_register", tabel=tabel, formulir=form.kode, ada=", ".join(own)
        )
    wilayah = office.identitas.wilayah
    values = questions.sheet_values(office, form.kode, wilayah, periode).now
    form = register.grown(form, values)
    return Tempat(form, form.tables[tabel], wilayah, periode, values)


def rows(at: Tempat) -> list[BarisRegister]:
    """The rows in the order they are kept in."""
    grown = register.grown(at.form, at.nilai)
    return [
        BarisRegister(
            baris.kode,
            baris.label,
            {
                kolom.kode: spoken(shown(grown.cell(sel), at.nilai[sel]))
                for kolom in at.tabel.kolom
                for sel in (f"{at.tabel.kode}.{baris.kode}.{kolom.kode}",)
                if sel in at.nilai
            },
        )
        for baris in grown.tables[at.tabel.kode].baris
    ]


def add(
    office: Office,
    at: Tempat,
    isi: Mapping[str, str],
    *,
    sebelum: str | None,
    pelaku: str,
) -> tuple[str, Tindakan]:
    """A new row with these cells, read as they are read from a table; its id and the gesture.

    Raises:
        LontarError: a column is unknown or computed, a value is none, or nothing was given.
    """
    (new,) = _new_ids(office, 1)
    cells: register.Cells = {}
    for kolom, text in isi.items():
        sel = at.form.find(f"{at.tabel.kode}.{new}.{kolom}")
        if sel is None or not sel.editable:
            raise LontarError("baris_kolom_asing", kolom=kolom, tabel=at.tabel.judul)
        cells[sel.kode] = read_value(sel, text, region_names(office, sel))
    if not any(nilai is not None for nilai in cells.values()):
        raise LontarError("baris_tanpa_isi", tabel=at.tabel.judul)
    cells |= register.place_before(at.tabel, [new], _known(at, sebelum), at.nilai)
    label = t("baris.tindakan.tambah", tabel=at.tabel.judul)
    return new, _write(office, at, cells, "baris_tambah", label, pelaku)


def copy(
    office: Office, at: Tempat, baris: Sequence[str], *, pelaku: str
) -> tuple[list[str], Tindakan]:
    """Copies of rows right below the last of them; their ids and the gesture.

    Raises:
        LontarError: a row is not there.
    """
    kept = [row for row in register.rows_of(at.tabel, at.nilai) if row in _all_known(at, baris)]
    new = _new_ids(office, len(kept))
    order = register.rows_of(at.tabel, at.nilai)
    after = order[order.index(kept[-1]) + 1 :]
    cells = register.copy_of(at.tabel, kept, new, at.nilai)
    cells |= register.place_before(at.tabel, new, after[0] if after else None, at.nilai)
    label = t("baris.tindakan.salin", jumlah=len(kept), tabel=at.tabel.judul)
    return new, _write(office, at, cells, "baris_salin", label, pelaku)


def delete(office: Office, at: Tempat, baris: Sequence[str], *, pelaku: str) -> Tindakan:
    """Empty every cell of rows.

    Raises:
        LontarError: a row is not there.
    """
    gone = _all_known(at, baris)
    cells = register.delete(at.form, at.tabel.kode, gone, at.nilai)
    label = t("baris.tindakan.hapus", jumlah=len(gone), tabel=at.tabel.judul)
    return _write(office, at, cells, "baris_hapus", label, pelaku)


def _new_ids(office: Office, count: int) -> list[str]:
    now = int(office.now().timestamp() * 1000)
    return [register.row_id(now + n, os.urandom(register.RANDOM_BYTES)) for n in range(count)]


def _all_known(at: Tempat, baris: Sequence[str]) -> list[str]:
    return [known for one in dict.fromkeys(baris) if (known := _known(at, one))]


def _known(at: Tempat, baris: str | None) -> str | None:
    if baris is not None and baris not in register.rows_of(at.tabel, at.nilai):
        raise LontarError("baris_tidak_ada", baris=baris, tabel=at.tabel.judul)
    return baris


def _write(
    office: Office, at: Tempat, cells: register.Cells, jenis: str, label: str, pelaku: str
) -> Tindakan:
    writes = [
        door.CellWrite(at.form.kode, at.wilayah, str(at.form.home_period(sel, at.periode)), sel, n)
        for sel, n in cells.items()
    ]
    return door.write(office, writes, jenis=jenis, label=label, pelaku=pelaku)
