"""Figures that stand in two places at once: those of another region, or of the quarter before.

Only figures that say something are held against each other: from `KECIL` on, as the store keeps
them. Empty cells, 0, declared absences, texts and the small counts that any two regions share are
no sameness. A copy is at least `CUKUP` equal figures with `RAGAM` different values among them,
which are four of five that either side has; so a short form, or one that repeats 100 percent, gives
no alarm, and a copy in which some figures were touched up still does.

In the sample data of 22 regions no form of any two comes above two of five (TRB-05: 16 of 41, of
6 different values), and no urusan above one of six.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.lembar import Values

KECIL = 10
CUKUP, RAGAM = 20, 10
SEBAGIAN_BESAR = Fraction(4, 5)

Figures = dict[str, int]
"""The figures of a form that say something, by cell."""


class Cocok(NamedTuple):
    """`sama` of `semua` figures are equal; `nilai` are the different values among the equal ones.

    `semua` counts the side that has more of them, so what only one side has is a difference.
    """

    sama: int
    semua: int
    nilai: frozenset[int]

    @property
    def salinan(self) -> bool:
        """Whether so much is equal that one is a copy of the other."""
        return self._enough and self.sama >= SEBAGIAN_BESAR * self.semua

    @property
    def utuh(self) -> bool:
        """Whether there is enough of it, and all of it is equal."""
        return self._enough and self.sama == self.semua

    @property
    def _enough(self) -> bool:
        return self.sama >= CUKUP and len(self.nilai) >= RAGAM


def figures(values: Values) -> Figures:
    """The figures of a sheet that say something."""
    return {
        sel: nilai
        for sel, nilai in values.items()
        if isinstance(nilai, int) and abs(nilai) >= KECIL
    }


def alike(own: Mapping[str, int], other: Mapping[str, int]) -> Cocok:
    """Hold the figures of one form against those of the same form elsewhere."""
    same = [nilai for sel, nilai in own.items() if other.get(sel) == nilai]
    return Cocok(len(same), max(len(own), len(other)), frozenset(same))


def together(parts: Iterable[Cocok]) -> Cocok:
    """Several forms as one."""
    known = list(parts)
    return Cocok(
        sum(one.sama for one in known),
        sum(one.semua for one in known),
        frozenset().union(*(one.nilai for one in known)),
    )
