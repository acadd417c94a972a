"""Findings: what a rule saw, where, and how serious it is in each phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.domain.aturan import Aturan

if TYPE_CHECKING:
    from app.domain.aturan import Fase, Kelompok, Tingkat

TINGKAT: tuple[Tingkat, ...] = ("penghalang", "peringatan", "catatan")
"""From the gravest to the mildest."""

_ORDER: dict[Tingkat, int] = {tingkat: place for place, tingkat in enumerate(TINGKAT)}


class Temuan(msgspec.Struct, frozen=True):
    """One finding at one cell; the texts carry the user's own numbers.

    `petunjuk` is the next step with numbers in it; `tersirat` lists what the rule looked at
    beside what its words tell.
    """

    aturan: Aturan
    formulir: str
    sel: str
    pesan: str
    petunjuk: str = ""
    tersirat: str = ""

    @property
    def saran(self) -> str:
        """What to do next."""
        return self.petunjuk or self.aturan.saran

    @property
    def terikat(self) -> str:
        """What a reason has to answer: the words, and the figures behind them left untold."""
        return f"{self.pesan}\n{self.tersirat}" if self.tersirat else self.pesan

    @property
    def kelompok(self) -> Kelompok:
        """The family of its rule."""
        return self.aturan.kelompok

    def tingkat(self, fase: Fase) -> Tingkat:
        """How serious the finding is in a phase of the work."""
        level: Tingkat = getattr(self.aturan.tingkat, fase)
        return level

    def blocks(self, fase: Fase) -> bool:
        """Tell whether the phase cannot be completed with this finding."""
        return self.tingkat(fase) == "penghalang"


def by_severity(temuan: list[Temuan], fase: Fase) -> list[Temuan]:
    """Order findings: what blocks comes first, otherwise as the form reads."""
    return sorted(temuan, key=lambda satu: _ORDER[satu.tingkat(fase)])
