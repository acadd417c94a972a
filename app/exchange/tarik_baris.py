"""Rows of a register taken over from the form they come from: realisation from the RAT.

A row keeps its id, so that it is the same row in both forms; columns of the same code and kind come
along. What people have filled in here beside them stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain import register
from app.domain.formulir import URUT
from app.errors import LontarError
from app.store import door, pustaka, questions
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.formulir import Formulir, Tabel
    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.store.door import Tindakan
    from app.store.office import Office

JENIS = "baris_tarik"


class Tarikan(NamedTuple):
    """What taking over would change: cells, rows that are new here, and rows that changed there.

    `hilang` counts rows that are here but not, or no longer, in the other form; they stay.
    """

    tabel: Tabel
    asal: str
    cells: register.Cells
    baru: int
    berubah: int
    hilang: int


def plan(office: Office, form: Formulir, periode: Periode, values: Mapping[str, Nilai]) -> Tarikan:
    """What would come over; nothing is written.

    Args:
        office: whose sheets they are.
        form: the form that takes rows over.
        periode: the period in view.
        values: what the form holds.

    Raises:
        LontarError: no register of the form takes rows over, or there are none to take.

    """
    tabel = next((one for one in form.tabel if one.dari), None)
    if tabel is None:
        raise LontarError("tarik_tanpa_asal", formulir=form.kode)
    kode, _, name = tabel.dari.partition(".")
    other = pustaka.forms_of(office, periode).get(kode)
    if other is None:
        raise LontarError("tarik_kosong", asal=kode, periode=periode.tahun)
    source = questions.sheet_values(office, kode, office.identitas.wilayah, periode).now
    rows = register.rows_of(other.tables[name], source)
    if not rows:
        raise LontarError("tarik_kosong", asal=kode, periode=periode.tahun)
    return _compared(tabel, other.tables[name], kode, rows, source, values)


def _compared(
    tabel: Tabel,
    other: Tabel,
    kode: str,
    rows: list[str],
    source: Mapping[str, Nilai],
    values: Mapping[str, Nilai],
) -> Tarikan:
    there = other.columns_by_code
    shared = [
        one.kode
        for one in tabel.kolom
        if one.kode in there and one.jenis == there[one.kode].jenis and not one.hitung
    ]
    own = set(register.rows_of(tabel, values))
    cells: register.Cells = {}
    changed: set[str] = set()
    for baris in rows:
        for kolom in [*shared, URUT]:
            here, nilai = (
                f"{tabel.kode}.{baris}.{kolom}",
                source.get(f"{other.kode}.{baris}.{kolom}"),
            )
            if values.get(here) != nilai:
                cells[here] = nilai
                changed.add(baris)
    return Tarikan(tabel, kode, cells, len(changed - own), len(changed & own), len(own - set(rows)))


def write(
    office: Office, form: Formulir, periode: Periode, found: Tarikan, *, pelaku: str
) -> Tindakan:
    """Take the rows over as one gesture.

    Raises:
        LontarError: the store refuses; nothing has changed.

    """
    own = office.identitas.wilayah
    cells = [
        door.CellWrite(form.kode, own, str(form.home_period(sel, periode)), sel, nilai)
        for sel, nilai in found.cells.items()
    ]
    return door.write(office, cells, jenis=JENIS, label=label(found), pelaku=pelaku)


def label(found: Tarikan) -> str:
    """What the step is called."""
    return t("baris.tindakan.tarik", asal=found.asal, tabel=found.tabel.judul)
