"""What the konsolidasi of kemiskinan is made from, read in one go and put together without a store.

`gather` belongs to the main thread, `put_together` may run beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain import konsolidasi
from app.domain.lembar import others_of
from app.domain.petak import IsiWilayah, Kiriman, open_sheet
from app.domain.rekap import begun
from app.errors import LontarError
from app.exchange import profil_x509
from app.store import (
    backgrounds,
    consolidation_tables,
    dispatch,
    notes,
    pustaka,
    questions,
    region_lists,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.konsolidasi import Konsolidasi
    from app.domain.konsolidasi_kolom import Susunan
    from app.domain.latar import Latar
    from app.domain.lembar import Values
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.store.dispatch import Paket
    from app.store.notes import Held
    from app.store.office import Office

    Progress = Callable[[str, int, int], None]
    Regions = Mapping[str, Mapping[str, Values]]

KEMISKINAN = "kemiskinan"
NO_VALUES: Values = {}


class Bahan(NamedTuple):
    """Everything of one quarter: the province comes first in `wilayah`.

    `nilai` are the values now, one period before and a year ago, by region and form; `asal` the
    packages behind the sheets, by region, form and period; `catatan` the notes beside the figures.
    """

    periode: Periode
    susunan: Susunan
    wilayah: tuple[Wilayah, ...]
    forms: tuple[Formulir, ...]
    nilai: tuple[Regions, Regions, Regions]
    latar: Mapping[str, Mapping[str, Latar]]
    kiriman: Mapping[str, Kiriman]
    asal: Mapping[str, Mapping[tuple[str, str], Kiriman]]
    catatan: Mapping[str, Held]


def gather(office: Office, periode: Periode, folder: Path) -> Bahan:
    """Read the store once; `folder` holds the definitions.

    Raises:
        LontarError: the office is not a province's, or the file of columns is wrong.

    """
    own = office.identitas.wilayah
    if not profil_x509.is_province(own):
        raise LontarError("konsolidasi_bukan_provinsi", kantor=office.identitas.kantor)
    known = region_lists.of_quarter(office, folder, periode)
    inside = (one for kode, one in known.items() if kode.startswith(f"{own}."))
    wilayah = (known[own], *inside)
    every = pustaka.forms_of(office, periode)
    forms = sorted(
        (one for one in every.values() if one.bagian == KEMISKINAN), key=lambda one: one.urut
    )
    codes = [one.kode for one in forms]
    seen = set(codes).union(*(others_of(one) for one in forms))
    now = questions.values_all_regions(office, periode, seen)
    before, last_year = (
        questions.values_all_regions(office, one, codes) if one is not None else {}
        for one in (periode.sebelum(), periode.setahun_lalu())
    )
    came = {one.paket_id or "": _kiriman(one) for one in dispatch.packages(office, arah="masuk")}
    return Bahan(
        periode=periode,
        susunan=consolidation_tables.of_quarter(office, folder, periode),
        wilayah=wilayah,
        forms=tuple(forms),
        nilai=(now, before, last_year),
        latar={
            one.kode: backgrounds.backgrounds(office, one, periode, _own(forms, one), every, now)
            for one in wilayah
        },
        kiriman=_counting(office, periode),
        asal=_origins(office, periode, came),
        catatan=notes.held_everywhere(office, periode),
    )


def put_together(bahan: Bahan, progress: Progress | None = None) -> Konsolidasi:
    """The table; asks nobody."""
    found: dict[str, IsiWilayah] = {}
    for done, one in enumerate(bahan.wilayah):
        if progress is not None:
            progress("wilayah", done, len(bahan.wilayah))
        found[one.kode] = _region(bahan, one)
    province, *regions = bahan.wilayah
    own = province, found[province.kode]
    return konsolidasi.consolidate(bahan.susunan, bahan.periode, regions, found, own)


def _region(bahan: Bahan, wilayah: Wilayah) -> IsiWilayah:
    kode, forms = wilayah.kode, _own(bahan.forms, wilayah)
    now, before, last_year = (one.get(kode, {}) for one in bahan.nilai)
    sheets = {
        form.kode: open_sheet(
            form,
            now.get(form.kode, NO_VALUES),
            before.get(form.kode, NO_VALUES),
            last_year.get(form.kode, NO_VALUES),
            bahan.latar[kode][form.kode],
        )
        for form in forms
    }
    kiriman = bahan.kiriman.get(kode)
    there = wilayah.is_provinsi or kiriman is not None or begun(now, forms)
    asal, noted = bahan.asal.get(kode, {}), bahan.catatan.get(kode, {})
    texts = {letak: one.teks for letak, one in noted.items()}
    return IsiWilayah(kode, sheets, kiriman, there, asal, texts)


def _own(forms: tuple[Formulir, ...] | list[Formulir], wilayah: Wilayah) -> list[Formulir]:
    return [form for form in forms if form.filled_by(wilayah.kode)]


def _counting(office: Office, periode: Periode) -> dict[str, Kiriman]:
    """The newest package of each region that carries kemiskinan and was not withdrawn."""
    newest: dict[str, Kiriman] = {}
    for one in dispatch.packages(office, arah="masuk", periode=periode):
        if one.putusan == dispatch.DITARIK or KEMISKINAN not in dispatch.parts_in(one):
            continue
        known = newest.get(one.wilayah or "")
        if known is None or (one.revisi or 0) > known.revisi:
            newest[one.wilayah or ""] = _kiriman(one)
    return newest


def _origins(
    office: Office, periode: Periode, came: Mapping[str, Kiriman]
) -> dict[str, dict[tuple[str, str], Kiriman]]:
    found: dict[str, dict[tuple[str, str], Kiriman]] = {}
    for sheet in questions.sheets(office, periode):
        paket = came.get(sheet.asal_paket or "")
        if paket is not None:
            found.setdefault(sheet.wilayah, {})[sheet.formulir, sheet.periode] = paket
    return found


def _kiriman(paket: Paket) -> Kiriman:
    return Kiriman(
        paket.paket_id or "",
        paket.revisi or 0,
        paket.waktu,
        paket.penanda_tangan,
        paket.nama_berkas,
        paket.putusan,
    )
