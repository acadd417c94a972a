"""What another metode would do: index and place of every wilayah before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.indeks import kategori
from app.domain.peringkat import Peringkat, index_ranks
from app.domain.rekap import region_row
from app.domain.rekap_gabung import WHOLE, groups

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from app.domain.formulir import Formulir
    from app.domain.indeks import Metode, Simpul
    from app.domain.rekap_gabung import Golongan, Reported
    from app.domain.wilayah import Wilayah


@dataclass(frozen=True, slots=True)
class Akibat:
    """One wilayah under both; without data everything is None."""

    wilayah: Wilayah
    dulu: Simpul | None
    nanti: Simpul | None
    tempat_dulu: Peringkat | None
    tempat_nanti: Peringkat | None

    @property
    def selisih(self) -> Fraction | None:
        """Points gained; None unless there is a figure under both."""
        before = self.dulu.nilai if self.dulu is not None else None
        after = self.nanti.nilai if self.nanti is not None else None
        return None if before is None or after is None else after - before

    @property
    def naik(self) -> int | None:
        """Places gained, negative when lost; None without a place under both."""
        if self.tempat_dulu is None or self.tempat_nanti is None:
            return None
        return self.tempat_dulu.tempat - self.tempat_nanti.tempat


@dataclass(frozen=True, slots=True)
class Andai:
    """All wilayah in order, and the province, under the metode in force and another one."""

    dulu: Metode
    nanti: Metode
    wilayah: tuple[Akibat, ...]
    provinsi_dulu: Golongan
    provinsi_nanti: Golongan

    @property
    def berubah(self) -> int:
        """How many indices would change."""
        return sum(bool(one.selisih) for one in self.wilayah)

    @property
    def pindah(self) -> int:
        """How many wilayah would change their place."""
        return sum(bool(one.naik) for one in self.wilayah)

    @property
    def ganti_kategori(self) -> int:
        """How many final indices would fall into another band."""
        pairs = ((one.dulu, one.nanti) for one in self.wilayah if one.dulu and one.nanti)
        return sum(
            kategori(before.final, self.dulu) != kategori(after.final, self.nanti)
            for before, after in pairs
            if before.final is not None and after.final is not None
        )

    @property
    def jadi_sementara(self) -> int:
        """How many wilayah would lose their place, because the other metode asks for more."""
        return sum(one.tempat_dulu is not None and one.tempat_nanti is None for one in self.wilayah)

    @property
    def rerata(self) -> tuple[Fraction | None, Fraction | None]:
        """The mean of the wilayah that are final under each."""
        return self.provinsi_dulu.rerata.get(WHOLE), self.provinsi_nanti.rerata.get(WHOLE)


def compare(reported: Reported, other: Metode, forms: Sequence[Formulir] | None = None) -> Andai:
    """Work all wilayah out once more by another metode, from the same values.

    `forms` are other versions of the forms that would be used as well; None for the same ones.
    """
    used = reported.forms if forms is None else forms
    rows = {
        kode: region_row(row.wilayah, used, reported.urusan, reported.values[kode], other)
        for kode, row in reported.rows.items()
    }
    then = reported._replace(rows=rows, metode=other, forms=used)
    before, after = index_ranks(reported.rows.values()), index_ranks(rows.values())
    effects = tuple(
        Akibat(one, *_nodes(one.kode, reported, then), before.get(one.kode), after.get(one.kode))
        for one in reported.wilayah
    )
    return Andai(reported.metode, other, effects, groups(reported)[-1], groups(then)[-1])


def _nodes(kode: str, reported: Reported, then: Reported) -> tuple[Simpul | None, Simpul | None]:
    if kode not in reported.rows:
        return None, None
    return reported.rows[kode].indeks, then.rows[kode].indeks
