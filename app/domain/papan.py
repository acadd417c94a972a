"""The board of a quarter: how far each region is with each part of the work, and who is late.

A part goes from `belum` through `diterima`, `sah` and `lengkap` to `disetujui`; one that nothing
came for is `terlambat` once its day has passed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from app.domain.kelengkapan import Kelengkapan, completeness
from app.domain.telaah import Hitungan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.beda import Sheets
    from app.domain.formulir import Formulir
    from app.domain.wilayah import Wilayah


class Tahap(Enum):
    """How far a part of the work of one region is."""

    TERLAMBAT = "terlambat"
    BELUM = "belum"
    DITERIMA = "diterima"
    SAH = "sah"
    LENGKAP = "lengkap"
    DISETUJUI = "disetujui"

    @property
    def sampai(self) -> bool:
        """Whether something has come at all."""
        return self not in (Tahap.TERLAMBAT, Tahap.BELUM)


class Yang(Enum):
    """Which regions, or OPD of a kabupaten, are picked out together.

    `belum` has not sent a part, `terlambat` is overdue with one, `belum_dibalas` has sent one that
    no reply was made after.
    """

    BELUM = "belum"
    TERLAMBAT = "terlambat"
    BELUM_DIBALAS = "belum_dibalas"


class Kiriman(NamedTuple):
    """The package that counts for a part: when it was signed, and what was decided about it.

    `keputusan` tells that it was taken in although its lineage spoke against it, `dibalas` that a
    reply to the region was made after it had come.
    """

    revisi: int
    tanggal: date
    keputusan: bool = False
    tanda_terima: bool = False
    ditahan: tuple[str, ...] = ()
    dibalas: bool = False


class TenggatWilayah(NamedTuple):
    """The day for one region; `alasan` says why it is another than for the others."""

    tanggal: date
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class KeadaanBagian:
    """One part of the work of one region.

    `hari` is how many days it came after its day, or how many have passed by now; 0 for in time.
    `kosong` counts required cells nobody has answered: a declaration is an answer.
    """

    tahap: Tahap
    hari: int = 0
    kosong: int = 0
    kiriman: Kiriman | None = None

    @property
    def ditahan(self) -> tuple[str, ...]:
        """The urusan that are held back."""
        return self.kiriman.ditahan if self.kiriman else ()

    @property
    def ditunggu(self) -> bool:
        """Whether the region still has something to do."""
        return not self.tahap.sampai or bool(self.kosong)


class BarisPapan(NamedTuple):
    """A region with the day and the state of each part of the work, and its evidence."""

    wilayah: Wilayah
    tenggat: Mapping[str, TenggatWilayah]
    bagian: Mapping[str, KeadaanBagian]
    bukti: Hitungan = Hitungan()

    def is_one_of(self, yang: Yang) -> bool:
        """Whether at least one part of the work is that far."""
        return any(_TESTS[yang](one) for one in self.bagian.values())


_TESTS: Mapping[Yang, Callable[[KeadaanBagian], bool]] = {
    Yang.BELUM: lambda one: not one.tahap.sampai,
    Yang.TERLAMBAT: lambda one: one.tahap is Tahap.TERLAMBAT,
    Yang.BELUM_DIBALAS: lambda one: one.kiriman is not None and not one.kiriman.dibalas,
}


class Papan(NamedTuple):
    """The board on a day; `tenggat` is the day of each part for all who have no other.

    `sebagian` tells that only some of the regions were picked out.
    """

    hari_ini: date
    tenggat: Mapping[str, date]
    baris: Sequence[BarisPapan]
    sebagian: bool = False

    def picked(self, wilayah: Collection[str]) -> Papan:
        """The same board with these regions alone, in its own order."""
        rows = [one for one in self.baris if one.wilayah.kode in wilayah]
        return self._replace(baris=rows, sebagian=len(rows) < len(self.baris))

    def codes(self, yang: Yang) -> list[str]:
        """The regions of which at least one part is that far."""
        return [one.wilayah.kode for one in self.baris if one.is_one_of(yang)]

    def count(self, bagian: str, *tahap: Tahap) -> int:
        """How many regions are that far with a part."""
        return sum(one.bagian[bagian].tahap in tahap for one in self.baris)


def standing(
    kiriman: Kiriman | None,
    isi: Kelengkapan,
    tenggat: date,
    hari_ini: date,
    *,
    di_sini: bool = False,
) -> KeadaanBagian:
    """The state of one part; `di_sini` tells that its figures were entered at the province."""
    kosong = len(isi.kosong)
    if kiriman is None:
        late = max(0, (hari_ini - tenggat).days)
        if di_sini:
            return KeadaanBagian(Tahap.DITERIMA, 0, kosong)
        return KeadaanBagian(Tahap.TERLAMBAT if late else Tahap.BELUM, late)
    late = max(0, (kiriman.tanggal - tenggat).days)
    if kiriman.ditahan:
        tahap = Tahap.DITERIMA
    elif kiriman.tanda_terima:
        tahap = Tahap.DISETUJUI
    elif kiriman.keputusan:
        tahap = Tahap.DITERIMA
    else:
        tahap = Tahap.LENGKAP if isi.lengkap else Tahap.SAH
    return KeadaanBagian(tahap, late, kosong, kiriman)


def answered(forms: Iterable[Formulir], values: Sheets) -> Kelengkapan:
    """The completeness of one part: all its forms together."""
    total = Kelengkapan()
    for form in forms:
        total += completeness(form, values.get(form.kode, {}))
    return total
