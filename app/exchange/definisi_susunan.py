"""Tables of the konsolidasi in a file of definitions: read, checked, and told in words.

Before it is signed, and before it is used, a table is held against the forms it names and tried
out: every column is worked out for a region that has filled in everything and for one that has
filled in nothing, and both are put together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import susunan_terbit
from app.domain.bagian import SPM
from app.domain.gabung import combine
from app.domain.konsolidasi_kolom import columns
from app.domain.latar import Latar
from app.domain.periode import Periode
from app.domain.petak import IsiWilayah, figure, open_sheet
from app.domain.register import sampled
from app.domain.susunan_terbit import SusunanTerbit
from app.errors import LontarError
from app.exchange import konsolidasi_xlsx
from app.exchange.susun_metode import read_data
from app.store import pustaka
from app.teks import area, t

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.nilai import Nilai
    from app.domain.petak import LembarWilayah
    from app.store.office import Office

FILE = "konsolidasi_kemiskinan.toml"
_DAY = "2026-07-01"


def read_folder(folder: Path | None, published: Path) -> list[SusunanTerbit]:
    """The table a folder holds; the one of the program, copied along, is none.

    Raises:
        LontarError: the file is too large, or wrong.

    """
    return list(read_data(folder, FILE, SusunanTerbit, pustaka.load_konsolidasi(published)))


def differences(folder: Path, before: Sequence[SusunanTerbit], one: SusunanTerbit) -> list[str]:
    """What a table shows otherwise than the one before it, in sentences."""
    old = before[-1].susunan if before else pustaka.load_konsolidasi(folder)
    return [
        t(f"definisi.susunan.beda.{beda.apa}.{beda.cara}", nama=beda.nama)
        for beda in susunan_terbit.differences(old, one)
    ]


def check(
    office: Office,
    tables: Sequence[SusunanTerbit],
    forms: Iterable[Formulir],
    _folder: Path,
    *,
    baru: bool,  # noqa: ARG001 - a table is weighed alike where it is made and where it comes
) -> None:
    """Every table of a file, with the forms it comes with and all those the office has.

    Raises:
        LontarError: the first table that does not pass, with the place and the remedy.

    """
    if not tables:
        return
    known = _poverty_forms(office, forms)
    for one in tables:
        wrong = susunan_terbit.unsound(one, known)
        if wrong is not None:
            letak, isi = wrong
            raise LontarError("definisi_susunan", versi=one.versi, letak=letak, isi=isi[:80])
        twice = next((k.nama for k in one.kelompok if k.nama.casefold() in _taken()), "")
        if twice:
            raise LontarError("definisi_susunan", versi=one.versi, letak="kelompok", isi=twice)
    for one in tables:
        _try_out(one, known)


def _taken() -> set[str]:
    """Names of sheets the workbook of the konsolidasi has beside those of its groups."""
    words = area("konsolidasi_miskin")
    pages = (words[f"konsolidasi.miskin.buku.{one}"] for one in konsolidasi_xlsx.PAGES)
    return {name.casefold() for page in pages for name in page.values()}


def _poverty_forms(office: Office, forms: Iterable[Formulir]) -> dict[str, Formulir]:
    """The newest version of every form of kemiskinan, with a row in each register."""
    here = (pustaka.version_of(office, *key) for key in sorted(pustaka.dates_of(office)))
    by_age = sorted([*here, *forms], key=lambda form: form.versi)
    return {form.kode: sampled(form) for form in by_age if form.bagian != SPM}


def _try_out(susunan: SusunanTerbit, forms: Mapping[str, Formulir]) -> None:
    periode = Periode.parse(susunan.berlaku)
    try:
        kolom = columns(susunan, forms.values(), periode)
        named = {one.formulir for one in kolom} & forms.keys()
        regions = [
            IsiWilayah(kode, {name: _sheet(forms[name], full=full, periode=periode)
                              for name in named})
            for kode, full in (("a", True), ("b", False))
        ]  # fmt: skip
        for one in kolom:
            combine(one, {region.kode: figure(one, region) for region in regions})
    # Whatever goes wrong here would go wrong on the screen of the province.
    except Exception as error:  # noqa: BLE001 - whatever it is, it has a sentence
        raise LontarError(
            "definisi_susunan_macet", versi=susunan.versi, rincian=str(error)[:80]
        ) from None


def _sheet(form: Formulir, *, full: bool, periode: Periode) -> LembarWilayah:
    values: dict[str, Nilai] = {
        sel: (_DAY if cell.berkata else 1) for sel, cell in form.cells.items() if cell.editable
    }
    return open_sheet(form, values if full else {}, {}, {}, Latar(periode))
