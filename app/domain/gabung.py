"""How the figures of many regions become one: summed, weighed, counted, or not at all.

A percentage is never averaged: it is put together from numerators and denominators, or from
weights that say the same, and where there are none it stays apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.petak import ANGKA, BELUM_ADA, KOSONG, TERISI, TIDAK_DIGABUNG, Petak

if TYPE_CHECKING:
    from app.domain.konsolidasi_kolom import KolomGabung
    from app.domain.rumus import Number


@dataclass(frozen=True, slots=True)
class Gabungan:
    """A figure of several regions.

    `ikut` are the regions it rests on, of `semua`; `sementara` tells that one of them lacks
    something. `ragam` says how often each answer stands in the cell that had to be the same.
    """

    rupa: str
    semua: int
    angka: Number | None = None
    bobot: Number | None = None
    ikut: tuple[str, ...] = ()
    sementara: bool = False
    ragam: tuple[tuple[str, int], ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every region is in it."""
        return len(self.ikut) == self.semua


Figures = Mapping[str, Petak]


def combine(kolom: KolomGabung, petak: Figures) -> Gabungan:
    """The figures of some regions as one; `petak` has one for each region."""
    if kolom.gabung not in _WAYS:
        return Gabungan(TIDAK_DIGABUNG, len(petak))
    if kolom.seragam:
        kinds = Counter(one.seragam or "" for one in petak.values() if one.counted is not None)
        if len(kinds) > 1:
            return Gabungan(TIDAK_DIGABUNG, len(petak), ragam=tuple(sorted(kinds.items())))
    return _WAYS[kolom.gabung](petak)


def _summed(petak: Figures) -> Gabungan:
    counted = {kode: one for kode, one in petak.items() if one.counted is not None}
    if not counted:
        return _nothing(petak)
    weights = [one.bobot for one in counted.values() if one.bobot is not None]
    return Gabungan(
        ANGKA,
        len(petak),
        sum((one.counted or 0 for one in counted.values()), 0),
        sum(weights) if weights else None,
        tuple(counted),
        any(one.kurang for one in counted.values()),
    )


def _weighed(petak: Figures) -> Gabungan:
    """Weights times figures over weights; regions that lack one of both are left out."""
    pairs = {
        kode: (one.counted, one.bobot)
        for kode, one in petak.items()
        if one.counted is not None and one.bobot
    }
    whole = sum((Fraction(weight) for _, weight in pairs.values() if weight), Fraction(0))
    if not whole:
        return _nothing(petak)
    part = sum(
        (Fraction(figure or 0) * Fraction(weight or 0) for figure, weight in pairs.values()),
        Fraction(0),
    )
    partial = any(petak[kode].kurang for kode in pairs)
    return Gabungan(ANGKA, len(petak), part / whole, whole, tuple(pairs), partial)


def _present(petak: Figures) -> Gabungan:
    there = tuple(kode for kode, one in petak.items() if one.rupa not in {BELUM_ADA, KOSONG})
    return Gabungan(ANGKA, len(petak), len(there), ikut=there)


def _nothing(petak: Figures) -> Gabungan:
    """No region has a number: what they all say instead, where they agree."""
    said = {one.rupa for one in petak.values()}
    if TERISI in said:
        there = tuple(kode for kode, one in petak.items() if one.rupa == TERISI)
        return Gabungan(TERISI, len(petak), len(there), ikut=there)
    only = said.pop() if len(said) == 1 else KOSONG
    return Gabungan(KOSONG if only == ANGKA else only, len(petak))


_WAYS: dict[str, Callable[[Figures], Gabungan]] = {
    "jumlah": _summed,
    "tertimbang": _weighed,
    "hadir": _present,
}
