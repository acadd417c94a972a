"""The columns of the konsolidasi of kemiskinan as data: where each comes from, how it combines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from app.domain.bagian import Strict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.formulir import Formulir
    from app.domain.periode import Periode

Hitung = Literal[
    "sel", "jumlah", "baris", "ragam", "isi", "rasio", "kelengkapan", "temuan", "paket"
]
Gabung = Literal["jumlah", "tidak_digabung", "dari_provinsi", "tertimbang", "hadir"]
OF_SHEET = frozenset({"sel", "jumlah", "baris", "ragam", "isi", "rasio"})
"""Ways of counting that look into one form."""

_PER_FORM = "kelengkapan"
_SECOND_HALF = 3


class KelompokKolom(Strict, frozen=True, kw_only=True):
    """Columns that are shown and printed together."""

    kode: str
    nama: str
    judul: str


class AcuanBanding(Strict, frozen=True, kw_only=True):
    """A figure of the province to hold the regions against.

    Either a cell of the province's own form, or its projected population (`wilayah`). Without
    `toleransi_persen` (of the province's figure, inclusive) both are only shown side by side.
    """

    formulir: str = ""
    sel: str = ""
    wilayah: Literal["", "penduduk"] = ""
    toleransi_persen: int | None = None
    aturan: str = ""
    sumber: str = ""


class KolomGabung(Strict, frozen=True, kw_only=True):
    """One column. `dari` are cells or patterns of `formulir`; `bila` picks rows, as in a rule.

    `penimbang` is the cell that weighs a region, `seragam` one that has to say the same everywhere
    before anything is combined, `alasan` why it combines as it does; `samar` hides small counts on
    paper. `desimal` is for showing, figures are exact.
    """

    kode: str
    kelompok: str
    judul: str
    hitung: Hitung
    gabung: Gabung
    satuan: str = ""
    desimal: int = 0
    formulir: str = ""
    dari: tuple[str, ...] = ()
    isi: str = ""
    bila: str = ""
    penimbang: str = ""
    seragam: str = ""
    alasan: str = ""
    sumber: str = ""
    samar: bool = False
    banding: tuple[AcuanBanding, ...] = ()

    @property
    def nama(self) -> str:
        """The title with its unit."""
        return f"{self.judul} ({self.satuan})" if self.satuan else self.judul


class Susunan(Strict, frozen=True, kw_only=True):
    """The file: groups in the order of the screen, columns in the order of their groups."""

    kelompok: tuple[KelompokKolom, ...]
    kolom: tuple[KolomGabung, ...]


def columns(
    susunan: Susunan, forms: Iterable[Formulir], periode: Periode
) -> tuple[KolomGabung, ...]:
    """Every column of a period, group by group; each form adds its own kelengkapan."""
    found = [*susunan.kolom, *_per_form(forms)]
    place = {one.kode: number for number, one in enumerate(susunan.kelompok)}
    ordered = sorted(found, key=lambda one: place[one.kelompok])
    return tuple(_in_period(one, periode) for one in ordered)


def _per_form(forms: Iterable[Formulir]) -> Iterator[KolomGabung]:
    for form in forms:
        yield KolomGabung(
            kode=f"lengkap_{form.kode}",
            kelompok=_PER_FORM,
            judul=f"{form.kode} {form.nama}",
            hitung="kelengkapan",
            gabung="jumlah",
            formulir=form.kode,
        )


def _in_period(kolom: KolomGabung, periode: Periode) -> KolomGabung:
    """The column with the year and the half of the year put into the names of its cells."""
    half = 2 if (periode.triwulan or _SECOND_HALF) >= _SECOND_HALF else 1

    def told(sel: str) -> str:
        return sel.format(tahun=periode.tahun, semester=half)

    banding = tuple(msgspec.structs.replace(one, sel=told(one.sel)) for one in kolom.banding)
    dari = tuple(told(one) for one in kolom.dari)
    return msgspec.structs.replace(kolom, dari=dari, banding=banding)
