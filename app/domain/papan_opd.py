"""The board of a kabupaten: how far each of its OPD is with a quarter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from app.domain.papan import Tahap, Yang
from app.domain.telaah import Hitungan


class BarisOpd(NamedTuple):
    """An OPD; `urusan` are those it owns or brought.

    `kosong` counts required cells of these urusan that nobody has answered, `ditahan` are the
    urusan of its package that are held back. `revisi` is 0 and `tanggal` None before anything came.
    `hari` is how many days its package was made after the deadline, or how many have passed without
    one; 0 for in time. `dibalas` tells that a receipt for its package was made; a reply makes one.
    `bukti` counts the evidence it declared.
    """

    opd: str
    urusan: tuple[str, ...]
    revisi: int
    tanggal: date | None
    kosong: int
    ditahan: tuple[str, ...]
    hari: int = 0
    dibalas: bool = False
    bukti: Hitungan = Hitungan()

    @property
    def tahap(self) -> Tahap:
        """`belum`, `terlambat`, `diterima`, or `lengkap` when nothing is empty or held back."""
        if not self.revisi:
            return Tahap.TERLAMBAT if self.hari else Tahap.BELUM
        return Tahap.DITERIMA if self.kosong or self.ditahan else Tahap.LENGKAP

    @property
    def ditunggu(self) -> bool:
        """Whether somebody still has something to do."""
        return self.tahap is not Tahap.LENGKAP

    def is_one_of(self, yang: Yang) -> bool:
        """Whether it is among those that can be picked out together."""
        if yang is Yang.BELUM:
            return not self.revisi
        if yang is Yang.TERLAMBAT:
            return self.tahap is Tahap.TERLAMBAT
        return bool(self.revisi) and not self.dibalas


class PapanOpd(NamedTuple):
    """The board on a day; `tanpa` are the urusan that no OPD owns, filled at the kabupaten.

    `tenggat` is the day the kabupaten itself has to send; `sebagian` tells that only some of the
    OPD were picked out.
    """

    hari_ini: date
    tenggat: date
    baris: Sequence[BarisOpd]
    tanpa: tuple[str, ...]
    sebagian: bool = False

    def picked(self, opd: Collection[str]) -> PapanOpd:
        """The same board with these OPD alone, by their names as they stand there."""
        rows = [one for one in self.baris if one.opd in opd]
        return self._replace(baris=rows, sebagian=len(rows) < len(self.baris))

    def names(self, yang: Yang) -> list[str]:
        """The OPD that are that far."""
        return [one.opd for one in self.baris if one.is_one_of(yang)]
