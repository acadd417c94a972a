"""Regions with a few cells of kemiskinan, for tests that reckon by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.domain import konsolidasi, latar
from app.domain.lembar import others_of
from app.domain.periode import Periode
from app.domain.petak import IsiWilayah, Kiriman, open_sheet
from app.domain.wilayah import Wilayah
from app.store import pustaka

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.konsolidasi import Konsolidasi
    from app.domain.nilai import Nilai

    Sheets = Mapping[str, Mapping[str, Nilai]]

T3 = Periode(2026, 3)
PROVINSI = Wilayah("53", "Provinsi Contoh", "Contoh", "provinsi", penduduk={2026: 1_000_000})
TIMUR = Wilayah("53.01", "Kabupaten Satu", "Satu", "kabupaten", klaster="Timur")
BARAT = Wilayah("53.02", "Kabupaten Dua", "Dua", "kabupaten", klaster="Barat")
LEPAS = Wilayah("53.03", "Kabupaten Tiga", "Tiga", "kabupaten")
WILAYAH = (TIMUR, BARAT, LEPAS)
KIRIMAN = Kiriman("ab" * 32, 2, "2026-10-05T10:00:00+08:00", "Pimpinan", "paket.xlsx", "sah_utuh")


def row(number: int) -> str:
    """The id of a row of a register."""
    return f"01980000000{number:x}7000800000000000000{number:x}"


def region(
    wilayah: Wilayah, sheets: Sheets, *, here: bool = True, before: Sheets | None = None
) -> IsiWilayah:
    """A region whose forms hold these cells."""
    forms = pustaka.load_forms(paths.forms())
    own = {
        kode: form
        for kode, form in forms.items()
        if form.bagian == "kemiskinan" and form.filled_by(wilayah.kode)
    }
    lembar = {}
    for kode, form in own.items():
        beside = {one: (forms[one], sheets.get(one, {})) for one in others_of(form)}
        around = latar.of(wilayah, T3, {}, None, beside)
        earlier = (before or {}).get(kode, {})
        lembar[kode] = open_sheet(form, sheets.get(kode, {}), earlier, {}, around)
    return IsiWilayah(wilayah.kode, lembar, KIRIMAN if here else None, here)


def table(
    *sheets: Sheets | None, provinsi: Sheets | None = None, periode: Periode = T3
) -> Konsolidasi:
    """The konsolidasi of three regions; None has not come."""
    isi = {
        one.kode: region(one, cells or {}, here=cells is not None)
        for one, cells in zip(WILAYAH, sheets, strict=True)
    }
    own = PROVINSI, region(PROVINSI, provinsi or {})
    susunan = pustaka.load_konsolidasi(paths.forms())
    return konsolidasi.consolidate(susunan, periode, WILAYAH, isi, own)
