"""LP2KD as a Word document: its chapters with what people wrote for them, and the tables that fit.

The narratives stand in F-K15, their figures are put in from the cells they name. Tables too wide
for an upright page are left to the annex in Excel (L3), and named where they belong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.domain import narasi, register
from app.exchange.bahan_cetak import Penyusun
from app.exchange.laporan.naskah import Alinea, Judul, Naskah, Tabel
from app.exchange.tanggal import written_moment
from app.store import output_lists, pustaka, questions, region_lists
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.domain.cetak_tabel import LembarCetak
    from app.domain.periode import Periode
    from app.exchange.laporan.naskah import Bagian
    from app.store.office import Office

BAB = ("I", "II", "III", "IV", "V", "VI")
_OUTPUT, _FORM, _TABLE, _REPORT = "L3", "F-K15", "narasi", "lp2kd"
_PLANS = "IV"
"""The chapter of the tables whose names say none: the RAT as it is printed everywhere."""
_WIDEST = 8
"""Columns that can be read on an upright page."""
_PAGE_MM, _LETTER_MM, _EDGES_MM = 170, 1.7, 4
"""The width of the page, of a letter of a heading, and of the edges of a cell."""
_CHAPTER = re.compile(r"(?:bab\s+)?(III|II|IV|I|VI|V)\b", re.IGNORECASE)


class Uraian(NamedTuple):
    """A narrative: its chapter ("" where it names none), heading, words, and what is not filled."""

    bab: str
    subbab: str
    teks: str
    kosong: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BahanLp2kd:
    """What the report of one region is made from; no office is needed any more."""

    wilayah: str
    periode: Periode
    kantor: str
    dibuat: datetime
    lembar: tuple[LembarCetak, ...]
    uraian: tuple[Uraian, ...]


def gather(office: Office, periode: Periode, wilayah: str) -> BahanLp2kd:
    """Everything of a region that the report needs.

    Raises:
        LontarError: a file of definitions is wrong.

    """
    listed = output_lists.of_period(office, paths.forms(), periode)
    wanted = listed.outputs.get(_OUTPUT)
    sheets = Penyusun(office, wilayah, periode, listed.veils).sheets(wanted) if wanted else []
    return BahanLp2kd(
        wilayah=region_lists.region(office, paths.forms(), wilayah, periode).nama,
        periode=periode,
        kantor=office.identitas.kantor,
        dibuat=office.now(),
        lembar=tuple(sheets),
        uraian=tuple(_narratives(office, periode, wilayah)),
    )


def _narratives(office: Office, periode: Periode, wilayah: str) -> Iterator[Uraian]:
    forms = pustaka.forms_of(office, periode)
    values = questions.values_of_period(office, wilayah, periode)
    sheets = {kode: (form, values.get(kode, {})) for kode, form in forms.items()}
    if _FORM not in sheets:
        return
    form, own = sheets[_FORM]
    for row in register.rows_of(form.tables[_TABLE], own):
        said = {one: own.get(f"{_TABLE}.{row}.{one}") for one in ("laporan", "subbab", "teks")}
        if said["laporan"] != _REPORT or not isinstance(said["teks"], str):
            continue
        heading = str(said["subbab"] or "")
        found = _CHAPTER.match(heading)
        text, missing = narasi.told(said["teks"], sheets, periode)
        yield Uraian(found[1].upper() if found else "", heading, text, tuple(missing))


def compose(bahan: BahanLp2kd) -> Naskah:
    """The report as parts of a document."""
    parts: list[Bagian] = []
    for bab in BAB:
        parts += _chapter(bahan, bab)
    loose = [part for one in bahan.uraian if not one.bab for part in _told(one)]
    if loose:
        parts += [Judul(t("laporan.lp2kd.tanpa_bab"), 1), *loose]
    waktu = written_moment(bahan.dibuat)
    parts.append(Alinea(t("laporan.lp2kd.asal", kantor=bahan.kantor, waktu=waktu)))
    tahun = t("laporan.lp2kd.tahun", tahun=bahan.periode.tahun)
    title = (t("laporan.lp2kd.judul"), bahan.wilayah.upper(), tahun)
    return Naskah(title, bahan.kantor, tuple(parts))


def _chapter(bahan: BahanLp2kd, bab: str) -> Iterator[Bagian]:
    number = BAB.index(bab) + 1
    yield Judul(t("laporan.lp2kd.bab", nomor=bab, nama=t(f"laporan.lp2kd.bab.{number}")), 1)
    written = [one for one in bahan.uraian if one.bab == bab]
    if not written:
        yield Alinea(t(f"laporan.lp2kd.tulis.{number}"), tulis=True)
    for one in written:
        yield from _told(one)
    for sheet in bahan.lembar:
        if _chapter_of(sheet) == bab:
            yield from _table(sheet)


def _told(one: Uraian) -> Iterator[Bagian]:
    if one.subbab:
        yield Judul(one.subbab, 2)
    yield Alinea(one.teks)
    if one.kosong:
        yield Alinea(t("laporan.lp2kd.kosong", daftar=", ".join(one.kosong)), tulis=True)


def _chapter_of(sheet: LembarCetak) -> str:
    bab = sheet.nama.partition(".")[0]
    return bab if bab in BAB else _PLANS


def _table(sheet: LembarCetak) -> Iterator[Bagian]:
    title = sheet.judul[-1] if sheet.judul else sheet.nama
    # "Bab II Kelembagaan. SK TKPK": the chapter is said above.
    caption = title.partition(". ")[2] or title
    if len(sheet.lebar) > _WIDEST:
        yield Alinea(t("laporan.lp2kd.lampiran", tabel=caption, lembar=sheet.nama))
        return
    yield Tabel(caption, replace(sheet, lebar=_widths(sheet)))
    for line in sheet.catatan:
        yield Alinea(line)


def _widths(sheet: LembarCetak) -> tuple[int, ...]:
    """The widths of the columns, none too narrow for the longest word of its headings."""
    whole = sum(sheet.lebar)
    words = (
        [len(w) for row in sheet.kepala for w in row[n].split()] for n in range(len(sheet.lebar))
    )
    least = ((max(one, default=2) * _LETTER_MM + _EDGES_MM) / _PAGE_MM * whole for one in words)
    return tuple(max(wide, round(one)) for wide, one in zip(sheet.lebar, least, strict=True))
