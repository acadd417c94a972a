"""The konsolidasi of kemiskinan: 22 regions, their klaster and the province, side by side (L5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.banding import Banding, compare
from app.domain.gabung import Gabungan, combine
from app.domain.konsolidasi_kolom import KelompokKolom, KolomGabung, Susunan, columns
from app.domain.petak import Petak, figure
from app.domain.temuan import Temuan, by_severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.domain.formulir import Formulir
    from app.domain.periode import Periode
    from app.domain.petak import IsiWilayah
    from app.domain.wilayah import Wilayah


@dataclass(frozen=True, slots=True)
class BarisKonsolidasi:
    """One region with its figures by column."""

    wilayah: Wilayah
    isi: IsiWilayah
    petak: Mapping[str, Petak]


@dataclass(frozen=True, slots=True)
class BarisGabungan:
    """Several regions together: a klaster (its name, empty for those in none) or the province."""

    nama: str
    anggota: tuple[str, ...]
    petak: Mapping[str, Gabungan]


@dataclass(frozen=True, slots=True)
class Konsolidasi:
    """The whole table. `catatan` is what the rules say about the province's own sheets."""

    periode: Periode
    kelompok: tuple[KelompokKolom, ...]
    kolom: tuple[KolomGabung, ...]
    baris: tuple[BarisKonsolidasi, ...]
    klaster: tuple[BarisGabungan, ...]
    provinsi: BarisGabungan
    milik_provinsi: IsiWilayah
    banding: Mapping[str, Banding]
    catatan: tuple[Temuan, ...]

    @property
    def hadir(self) -> int:
        """How many regions have come in this quarter."""
        return sum(one.isi.hadir for one in self.baris)

    def row(self, kode: str) -> BarisKonsolidasi:
        """One region."""
        return next(one for one in self.baris if one.wilayah.kode == kode)

    def columns_of(self, kelompok: str) -> tuple[KolomGabung, ...]:
        """The columns of a group."""
        return tuple(one for one in self.kolom if one.kelompok == kelompok)


def consolidate(
    susunan: Susunan,
    periode: Periode,
    wilayah: Sequence[Wilayah],
    isi: Mapping[str, IsiWilayah],
    provinsi: tuple[Wilayah, IsiWilayah],
) -> Konsolidasi:
    """Put the table together. `isi` has every region of `wilayah`, which stand in their order."""
    region, own = provinsi
    kolom = columns(susunan, _forms_of(isi[one.kode] for one in wilayah), periode)
    rows = tuple(
        BarisKonsolidasi(one, isi[one.kode], {k.kode: figure(k, isi[one.kode]) for k in kolom})
        for one in wilayah
    )
    groups = tuple(
        _together(nama, [row for row in rows if row.wilayah.klaster == nama], kolom)
        for nama in sorted(dict.fromkeys(one.klaster for one in wilayah), key=_in_none)
    )
    whole = _with_own(_together(region.nama, rows, kolom), kolom, own)
    banding = {}
    for one in kolom:
        petak = {row.wilayah.kode: row.petak[one.kode] for row in rows}
        people = region.penduduk.get(periode.tahun)
        found = compare(one, whole.petak[one.kode], petak, own, people)
        if found is not None:
            banding[one.kode] = found
    said = [one for sheet in own.lembar.values() for one in sheet.hasil.temuan]
    notes = tuple(by_severity(said, "tanda_tangan"))
    return Konsolidasi(
        periode, susunan.kelompok, kolom, rows, groups, whole, own, banding, notes
    )  # fmt: skip


def _in_none(klaster: str) -> bool:
    """Those in no klaster come last; the others as the regions name them first."""
    return not klaster


def _forms_of(isi: Iterable[IsiWilayah]) -> list[Formulir]:
    found = {kode: sheet.form for one in isi for kode, sheet in one.lembar.items()}
    return sorted(found.values(), key=lambda form: form.kode)


def _together(
    nama: str, rows: Sequence[BarisKonsolidasi], kolom: Iterable[KolomGabung]
) -> BarisGabungan:
    petak = {
        one.kode: combine(one, {row.wilayah.kode: row.petak[one.kode] for row in rows})
        for one in kolom
    }
    return BarisGabungan(nama, tuple(row.wilayah.kode for row in rows), petak)


def _with_own(baris: BarisGabungan, kolom: Iterable[KolomGabung], own: IsiWilayah) -> BarisGabungan:
    """The row of the province, with its own figure where a column is not put together."""
    taken = dict(baris.petak)
    for one in kolom:
        if one.gabung == "dari_provinsi":
            found = figure(one, own)
            taken[one.kode] = Gabungan(found.rupa, len(baris.anggota), found.angka)
    return BarisGabungan(baris.nama, baris.anggota, taken)
