"""The notes of a package: gathered from an office, judged where they arrive, counted for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.catatan import IKUT, MAX_CATATAN, JenisCatatan, Letak, counted
from app.errors import LontarError
from app.exchange.baris_kabar import MAX_CATATAN_PAKET, MAX_HURUF_CATATAN, BarisCatatan
from app.exchange.teks_paket import text_problem, tidy
from app.store import notes
from app.store.door import Kunci

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.domain.formulir import Formulir, Sel
    from app.domain.lembar import Values
    from app.domain.periode import Periode
    from app.exchange.hambatan import LembarIsi
    from app.exchange.paket import Bacaan, IsiPaket
    from app.store.door import Tindakan
    from app.store.office import Office

_KINDS = {one.value: one for one in IKUT}


class CatatanPaket(NamedTuple):
    """A note of a package at its cell."""

    form: Formulir
    sel: Sel
    jenis: JenisCatatan
    teks: str


# --- At whoever hands in -----------------------------------------------------------------------


def carried(text: str) -> str:
    """A note as canonical data and workbooks can carry it: as reasons are, line by line."""
    return "\n".join(map(tidy, text.splitlines())).strip()


def rows(
    office: Office, wilayah: str, periode: Periode, gathered: Iterable[LembarIsi]
) -> list[BarisCatatan]:
    """The notes that travel with these forms, sorted.

    What stands at a row that was taken away stays at home.
    """
    known = {one.form.kode: one for one in gathered}
    found = (
        BarisCatatan(letak.formulir, letak.sel, letak.jenis.value, carried(one.teks))
        for letak, one in notes.held(office, periode, wilayah).items()
        for lembar in (known.get(letak.formulir),)
        if lembar is not None and is_there(lembar.form, letak.sel, lembar.values.now)
    )
    return sorted(one for one in found if one.teks)


def refusals(listed: Sequence[BarisCatatan]) -> Iterator[tuple[LontarError, str, str]]:
    """Why notes cannot travel, with form and cell where one of them is to blame."""
    if len(listed) > MAX_CATATAN_PAKET:
        facts = {"jumlah": len(listed), "batas": MAX_CATATAN_PAKET}
        yield LontarError("catatan_terlalu_banyak", **facts), "", ""
    letters = _letters(listed)
    if letters > MAX_HURUF_CATATAN:
        facts = {"jumlah": letters, "batas": MAX_HURUF_CATATAN}
        yield LontarError("catatan_terlalu_berat", **facts), "", ""
    for one in listed:
        if len(one.teks) > MAX_CATATAN:
            facts = {"jumlah": len(one.teks), "batas": MAX_CATATAN}
            yield LontarError("catatan_terlalu_panjang", **facts), one.formulir, one.sel


def is_there(form: Formulir, sel: str, values: Mapping[str, object]) -> bool:
    """Whether the form has a cell, or a register in it a row that holds something."""
    if sel in form.cells:
        return True
    row = sel.split(".")[1:2]
    return form.find(sel) is not None and any(one.split(".")[1:2] == row for one in values)


# --- At whoever takes in -----------------------------------------------------------------------


def sound(
    listed: Sequence[BarisCatatan], forms: Mapping[str, Formulir], values: Mapping[str, Values]
) -> bool:
    """Whether the notes of a package could have been made by this program.

    Sorted, one of a kind at a cell that is there, and words that hide nothing.
    """
    places = [one[:3] for one in listed]
    return (
        len(places) <= MAX_CATATAN_PAKET
        and _letters(listed) <= MAX_HURUF_CATATAN
        and places == sorted(set(places))
        and all(
            one.formulir in forms
            and is_there(forms[one.formulir], one.sel, values[one.formulir])
            and one.jenis in _KINDS
            and _sound_text(one.teks)
            for one in listed
        )
    )


def _letters(listed: Iterable[BarisCatatan]) -> int:
    return sum(len(one.teks) for one in listed)


def _sound_text(text: str) -> bool:
    fits = 0 < len(text) <= MAX_CATATAN and text_problem(text) is None
    return fits and text == carried(text)


def brought(isi: IsiPaket) -> dict[Letak, str]:
    """The notes of a package by their places."""
    return {Letak(one.formulir, one.sel, _KINDS[one.jenis]): one.teks for one in isi.notes}


def take(
    office: Office,
    bacaan: Bacaan,
    forms: Sequence[Formulir],
    *,
    jenis: str,
    label: str,
    pelaku: str,
) -> Tindakan:
    """Let the forms that are taken in have the notes of the package, as one gesture."""
    return notes.bring(
        office,
        bacaan.periode,
        bacaan.wilayah.kode,
        brought(bacaan.isi),
        forms,
        jenis=jenis,
        label=label,
        pelaku=pelaku,
    )


def sheets_of(bacaan: Bacaan, forms: Sequence[Formulir]) -> set[Kunci]:
    """The sheets that get notes of the package when these forms are taken in."""
    known = {form.kode: form for form in forms}
    return {
        Kunci(one.formulir, bacaan.wilayah.kode, str(form.home_period(one.sel, bacaan.periode)))
        for one in bacaan.isi.notes
        for form in (known.get(one.formulir),)
        if form is not None
    }


# --- For people --------------------------------------------------------------------------------


def numbers(isi: IsiPaket) -> dict[JenisCatatan, int]:
    """How many notes of each kind a package says it has, be it one that is refused."""
    return count(isi.notes)


def count(rows: Iterable[BarisCatatan]) -> dict[JenisCatatan, int]:
    """How many of these notes are of each kind."""
    return counted(_KINDS[one.jenis] for one in rows if one.jenis in _KINDS)


def listed(bacaan: Bacaan) -> Iterator[CatatanPaket]:
    """The notes of a package in the order of its forms and their cells."""
    by_form: dict[str, list[BarisCatatan]] = {}
    for one in bacaan.isi.notes:
        by_form.setdefault(one.formulir, []).append(one)
    for form in bacaan.forms:
        if form.kode in by_form:
            yield from _in_order(form, by_form[form.kode])


def _in_order(form: Formulir, mine: Sequence[BarisCatatan]) -> Iterator[CatatanPaket]:
    place = {sel: number for number, sel in enumerate(form.cells)}
    kinds = list(_KINDS)

    def reads(one: BarisCatatan) -> tuple[int, str, int]:
        return place.get(one.sel, len(place)), one.sel, kinds.index(one.jenis)

    for one in sorted(mine, key=reads):
        yield CatatanPaket(form, form.cell(one.sel), _KINDS[one.jenis], one.teks)
