"""Findings: what a rule saw, where, and how serious it is in each phase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.formulir import Aturan, Fase, Kelompok, Tingkat

_ORDER: dict[Tingkat, int] = {"penghalang": 0, "peringatan": 1, "catatan": 2}


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding at one cell; the texts carry the user's own numbers."""

    aturan: Aturan
    formulir: str
    sel: str
    pesan: str
    saran: str
    terikat: str
    """What a reason for it has to answer: the words, and the figures they do not tell."""

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
