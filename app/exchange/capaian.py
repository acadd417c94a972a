"""What the sheets of a package say beside its values: indices and people not yet served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.indeks import Status, kategori, region_index
from app.domain.kelengkapan import Kelengkapan
from app.exchange.blok import percent, teks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.indeks import Metode, Simpul
    from app.exchange.blok import Isi
    from app.exchange.paket import Bacaan


@dataclass(frozen=True, slots=True)
class Capaian:
    """The index tree of a package, and for any group of layanan what is not served yet.

    `layanan` has the index of each layanan that has one.
    """

    bacaan: Bacaan
    pohon: Simpul
    urusan: Mapping[str, Simpul]
    layanan: Mapping[str, Simpul]

    @property
    def metode(self) -> Metode:
        """How the index was put together."""
        return self.bacaan.isi.metode

    def belum(self, forms: Iterable[str]) -> dict[str, int]:
        """Not yet served, per unit; different units are never added together."""
        total: dict[str, int] = {}
        for kode in forms:
            owed = self.bacaan.rekap[kode].belum
            if owed is not None:
                satuan, number = owed
                total[satuan] = total.get(satuan, 0) + number
        return total

    def kelengkapan(self, forms: Iterable[str]) -> Kelengkapan:
        """How much of what is required has been answered."""
        return sum((self.bacaan.rekap[kode].kelengkapan for kode in forms), Kelengkapan())


def achievements(bacaan: Bacaan, urusan: Mapping[str, str]) -> Capaian:
    """Put the layanan of a package together to urusan and region."""
    groups: dict[str, list[Simpul]] = {}
    layanan: dict[str, Simpul] = {}
    for form in bacaan.forms:
        node = bacaan.rekap[form.kode].indeks
        if node is not None:
            layanan[form.kode] = node
            groups.setdefault(form.urusan, []).append(node)
    wilayah, metode = bacaan.wilayah, bacaan.isi.metode
    tree = region_index(wilayah.kode, wilayah.nama, groups, urusan, metode)
    return Capaian(bacaan, tree, {child.kode: child for child in tree.anak}, layanan)


def index(node: Simpul) -> Isi:
    """The number of an index, empty when there is none."""
    return "" if node.nilai is None else percent(node.nilai)


def is_provisional(node: Simpul) -> bool:
    """Whether the number may still change because something required is empty."""
    return node.status is Status.BELUM_LENGKAP


def band(node: Simpul, metode: Metode) -> str:
    """The name of an index's band, or why there is none."""
    if node.nilai is None:
        return teks(f"indeks.{node.status.value}")
    name = kategori(node.nilai, metode)
    return teks("indeks.sementara", kategori=name) if is_provisional(node) else name
