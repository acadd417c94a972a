"""The board of a kabupaten: how far each of its OPD is with a quarter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from app.domain.papan import Tahap


class BarisOpd(NamedTuple):
    """An OPD; `urusan` are those it owns or brought.

    `kosong` counts required cells of these urusan that nobody has answered, `ditahan` are the
    urusan of its package that are held back. `revisi` is 0 and `tanggal` None before anything came.
    """

    opd: str
    urusan: tuple[str, ...]
    revisi: int
    tanggal: date | None
    kosong: int
    ditahan: tuple[str, ...]

    @property
    def tahap(self) -> Tahap:
        """`belum`, `diterima`, or `lengkap` when nothing is empty or held back."""
        if not self.revisi:
            return Tahap.BELUM
        return Tahap.DITERIMA if self.kosong or self.ditahan else Tahap.LENGKAP

    @property
    def ditunggu(self) -> bool:
        """Whether somebody still has something to do."""
        return self.tahap is not Tahap.LENGKAP


class PapanOpd(NamedTuple):
    """The board on a day; `tanpa` are the urusan that no OPD owns, filled at the kabupaten.

    `sebagian` tells that only some of the OPD were picked out.
    """

    hari_ini: date
    baris: Sequence[BarisOpd]
    tanpa: tuple[str, ...]
    sebagian: bool = False

    def picked(self, opd: Collection[str]) -> PapanOpd:
        """The same board with these OPD alone, by their names as they stand there."""
        rows = [one for one in self.baris if one.opd in opd]
        return self._replace(baris=rows, sebagian=len(rows) < len(self.baris))

    @property
    def unsent(self) -> list[str]:
        """The OPD of which nothing has come."""
        return [one.opd for one in self.baris if one.tahap is Tahap.BELUM]
