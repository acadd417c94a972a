"""The figures of a sheet that are typed a second time, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.domain import ketik_ulang
from app.domain.indeks import service_index
from app.domain.ketik_ulang import Diminta, Pembanding
from app.domain.register import grown
from app.errors import LontarError
from app.exchange.isi_csv import read_value
from app.exchange.sel_kata import spoken
from app.store import door, pilihan_metode, questions, retyped
from app.store.door import CellWrite, Kunci
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.formulir import Formulir, Sel
    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.store.door import Tindakan
    from app.store.office import Office

JENIS = "ketik_ulang"


class Berbeda(NamedTuple):
    """A figure that was typed otherwise the second time."""

    diminta: Diminta
    diketik: Nilai


def of_sheet(
    office: Office, form: Formulir, wilayah: str, periode: Periode
) -> tuple[list[Diminta], list[Diminta]]:
    """The figures of a sheet that are to be typed again, and which of them still wait."""
    found = questions.sheet_values(office, form.kode, wilayah, periode)
    whole = grown(form, found.now)
    metode = pilihan_metode.chosen(office, paths.forms(), periode)
    indeks = service_index(whole, found.now, metode) if form.berindeks else None
    before = Pembanding(found.last_year, found.before)
    listed = ketik_ulang.asked(whole, found.now, before, indeks)
    held = retyped.confirmed(office, Kunci(form.kode, wilayah, str(periode)))
    return listed, ketik_ulang.waiting(listed, held)


def compared(
    listed: list[Diminta], typed: Mapping[str, str]
) -> tuple[dict[str, int], list[Berbeda]]:
    """What agrees, by cell, and what does not; `typed` are texts by cell.

    Raises:
        LontarError: a cell that is not asked for, or a text that is no value of its cell.

    """
    known = {one.sel.kode: one for one in listed}
    same: dict[str, int] = {}
    different = []
    for kode, text in typed.items():
        one = known.get(kode)
        if one is None:
            raise LontarError("ketik_ulang_sel", sel=kode)
        nilai = read_value(one.sel, text)
        if nilai is None:
            raise LontarError("csv_nilai_kosong", sel=one.sel.label, kata=text)
        if nilai == one.nilai:
            same[kode] = one.nilai
        else:
            different.append(Berbeda(one, nilai))
    return same, different


def correct(
    office: Office,
    form: Formulir,
    wilayah: str,
    periode: Periode,
    found: list[Berbeda],
    pelaku: str,
) -> Tindakan:
    """Let what was typed the second time stand, as one gesture.

    Raises:
        LontarError: the sheet is closed, or the disk refuses; nothing has changed.

    """
    cells = []
    for one in found:
        sel = one.diminta.sel.kode
        home = str(form.home_period(sel, periode))
        cells.append(CellWrite(form.kode, wilayah, home, sel, one.diketik))
    label = t("ketik_ulang.label_banyak", jumlah=len(cells), formulir=form.nama)
    return door.write(office, cells, jenis=JENIS, label=label, pelaku=pelaku)


def reasons(one: Diminta) -> str:
    """Why a figure is asked for again."""
    return ", ".join(t(f"ketik_ulang.sebab.{sebab.value}") for sebab in one.sebab)


def as_read(sel: Sel, nilai: Nilai) -> str:
    """A figure as people read it."""
    from app.exchange.blok import shown

    return str(spoken(shown(sel, nilai)))
