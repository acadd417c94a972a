"""The sum of the regions beside the figure of the province: the difference, named and explained."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import structs

from app.domain.petak import ANGKA, KOSONG, Petak, figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.gabung import Gabungan
    from app.domain.konsolidasi_kolom import AcuanBanding, KolomGabung
    from app.domain.petak import IsiWilayah
    from app.domain.rumus import Number

Sebab = Literal["cocok", "beda", "belum_semua", "tanpa_jumlah", "tanpa_provinsi", "diperlihatkan"]
FULL = 100
SLIPS = tuple(
    Fraction(*one) for one in ((10, 1), (100, 1), (1000, 1), (1, 10), (1, 100), (1, 1000))
)
"""Factors by which a figure in another unit, or with a lost digit, is wrong."""


class Duga(NamedTuple):
    """A region whose figure, times `kali`, would close the difference; only a guess."""

    wilayah: str
    angka: Number
    kali: Fraction


@dataclass(frozen=True, slots=True)
class Banding:
    """One comparison. `cocok` is None where nothing can be said yet, or nothing has to hold."""

    acuan: AcuanBanding
    provinsi: Petak
    sebab: Sebab
    selisih: Fraction | None = None
    persen: Fraction | None = None
    cocok: bool | None = None
    duga: tuple[Duga, ...] = ()


def compare(
    kolom: KolomGabung,
    total: Gabungan,
    petak: Mapping[str, Petak],
    provinsi: IsiWilayah,
    penduduk: int | None,
) -> Banding | None:
    """Hold a total against the first figure of the province that is there; None without any wish.

    `penduduk` is the projected population of the province in the year.
    """
    if not kolom.banding:
        return None
    wanted = [(one, _of_province(kolom, one, provinsi, penduduk)) for one in kolom.banding]
    acuan, found = next((one for one in wanted if one[1].angka is not None), wanted[0])
    if found.angka is None:
        return Banding(acuan, found, "tanpa_provinsi")
    if total.angka is None:
        return Banding(acuan, found, "tanpa_jumlah")
    return _measured(acuan, found, total, petak)


def _measured(
    acuan: AcuanBanding, found: Petak, total: Gabungan, petak: Mapping[str, Petak]
) -> Banding:
    """Both figures are there: how far they are apart, and whether that is allowed."""
    own = Fraction(found.angka or 0)
    gap = Fraction(total.angka or 0) - own
    share = FULL * gap / own if own else None
    if acuan.toleransi_persen is None:
        return Banding(acuan, found, "diperlihatkan", gap, share)
    if not total.whole:
        return Banding(acuan, found, "belum_semua", gap, share)
    allowed = Fraction(acuan.toleransi_persen, FULL) * abs(own)
    if abs(gap) <= allowed:
        return Banding(acuan, found, "cocok", gap, share, cocok=True)
    guesses = tuple(_guesses(petak, gap, allowed))
    return Banding(acuan, found, "beda", gap, share, cocok=False, duga=guesses)


def _of_province(
    kolom: KolomGabung, acuan: AcuanBanding, provinsi: IsiWilayah, penduduk: int | None
) -> Petak:
    if acuan.wilayah:
        return Petak(KOSONG) if penduduk is None else Petak(ANGKA, penduduk)
    dari = (acuan.sel,)
    cell = structs.replace(
        kolom, hitung="sel", formulir=acuan.formulir, dari=dari, bila="", penimbang="", seragam=""
    )
    return figure(cell, provinsi)


def _guesses(petak: Mapping[str, Petak], gap: Fraction, allowed: Fraction) -> Iterator[Duga]:
    """Regions that explain the difference alone, as a unit or a digit gone wrong would."""
    for kode, one in petak.items():
        if not one.counted:
            continue
        for times in SLIPS:
            if abs(gap + one.counted * (times - 1)) <= allowed:
                yield Duga(kode, one.counted, times)
