"""What taking a package in would do to a region: its index, its place among others, its people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.domain.rekap import BarisRekap, region_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from app.domain.beda import Sheets
    from app.domain.formulir import Formulir
    from app.domain.indeks import Metode, Simpul
    from app.domain.kelengkapan import Kelengkapan
    from app.domain.wilayah import Wilayah


class Peringkat(NamedTuple):
    """A place among the regions whose index is complete; equal indices share the better place."""

    tempat: int
    dari: int


class AkibatUrusan(NamedTuple):
    """The index of an urusan before and after; `sebelum` is None where nothing was held."""

    kode: str
    nama: str
    sebelum: Simpul | None
    sesudah: Simpul


@dataclass(frozen=True, slots=True)
class Dasar:
    """By what a region is measured; `lain` are the complete indices of the other regions."""

    wilayah: Wilayah
    forms: Sequence[Formulir]
    urusan: Mapping[str, str]
    metode: Metode
    lain: Mapping[str, Fraction]

    def row(self, values: Sheets, known: Mapping[str, Kelengkapan] | None = None) -> BarisRekap:
        """The recap of the region with these values; `known` as for `region_row`."""
        return region_row(self.wilayah, self.forms, self.urusan, values, self.metode, known)

    def rank(self, row: BarisRekap) -> Peringkat | None:
        """The place of the region; None while its index is not complete."""
        mine = row.indeks.final
        if mine is None:
            return None
        above = sum(one > mine for one in self.lain.values())
        return Peringkat(above + 1, len(self.lain) + 1)


@dataclass(frozen=True, slots=True)
class Akibat:
    """A region before and after; `sebelum` is None where nothing was held for the quarter."""

    sebelum: BarisRekap | None
    sesudah: BarisRekap
    peringkat_sebelum: Peringkat | None
    peringkat_sesudah: Peringkat | None

    @property
    def urusan(self) -> list[AkibatUrusan]:
        """Urusan by urusan, in their order."""
        before = {one.kode: one for one in self.sebelum.indeks.anak} if self.sebelum else {}
        return [
            AkibatUrusan(one.kode, one.label, before.get(one.kode), one)
            for one in self.sesudah.indeks.anak
        ]

    @property
    def belum(self) -> dict[str, tuple[int | None, int | None]]:
        """Not yet served before and after, per unit; units are never added together."""
        before = self.sebelum.belum_terlayani if self.sebelum else {}
        after = self.sesudah.belum_terlayani
        return {unit: (before.get(unit), after.get(unit)) for unit in {**before, **after}}


def effect(
    dasar: Dasar,
    held: Sheets | None,
    then: Sheets,
    known: Mapping[str, Kelengkapan] | None = None,
) -> Akibat:
    """The region with what is held (None for nothing) and with what would be held then.

    `known` is how far sheets would be answered then, as far as that has been counted.
    """
    before = dasar.row(held) if held is not None else None
    after = dasar.row(then, known)
    return Akibat(before, after, dasar.rank(before) if before else None, dasar.rank(after))
