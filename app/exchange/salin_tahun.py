"""Carry the annual figures of last year into this one, seen before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain import salin
from app.exchange.blok import shown
from app.exchange.sel_kata import spoken
from app.store import door, pustaka, questions
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.formulir import Formulir
    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.domain.salin import Salinan
    from app.store.door import Tindakan
    from app.store.office import Office

JENIS = "salin_tahun"


class Baris(NamedTuple):
    """One cell in words: where, what last year says, what stands there now, what will happen."""

    sel: str
    label: str
    lalu: str
    kini: str
    keadaan: salin.Keadaan


def planned(office: Office, form: Formulir, wilayah: str, periode: Periode) -> list[Salinan]:
    """What could be copied into the year of `periode`."""
    found = questions.sheet_values(office, form.kode, wilayah, periode)
    return salin.plan(form, found.last_year, found.now, last_form(office, form, periode))


def last_form(office: Office, form: Formulir, periode: Periode) -> Formulir:
    """The version of the form last year was filled by; this one where there was none."""
    return pustaka.forms_of(office, periode.setahun_lalu()).get(form.kode, form)


def in_words(copies: Sequence[Salinan]) -> list[Baris]:
    """The copies as a person reads them, those that change something first."""
    order = {"lain": 0, "beda": 1, "baru": 2, "sama": 3}
    told = [
        Baris(
            one.sel.kode,
            f"{one.sel.tabel.judul}: {one.sel.label}",
            spoken(shown(one.sel, one.lalu)),
            spoken("" if one.kini is None else shown(one.sel, one.kini)),
            one.keadaan,
        )
        for one in copies
    ]
    return sorted(told, key=lambda baris: order[baris.keadaan])


def label(periode: Periode, form: Formulir) -> str:
    """What the step is called in the history and in undo."""
    return t("salin.label", tahun=periode.tahun - 1, formulir=form.nama)


def copy(
    office: Office,
    form: Formulir,
    wilayah: str,
    periode: Periode,
    *,
    replace: bool,
    pelaku: str,
) -> Tindakan:
    """Copy as one gesture: empty cells are filled, other values replaced only with `replace`.

    Raises:
        LontarError: the sheet is final, or the store refuses; nothing has changed.

    """
    cells: dict[str, Nilai | None] = salin.cells(
        planned(office, form, wilayah, periode), replace=replace
    )
    writes = [
        door.CellWrite(form.kode, wilayah, str(form.home_period(sel, periode)), sel, nilai)
        for sel, nilai in cells.items()
    ]
    return door.write(office, writes, jenis=JENIS, label=label(periode, form), pelaku=pelaku)
