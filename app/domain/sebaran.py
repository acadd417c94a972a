"""How far the figures of many wilayah lie apart, and which of them lie far from the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.domain.fungsi import median
from app.domain.median import ENOUGH

_NORMAL = Fraction(14826, 10000)
"""Turns a median deviation into what a standard deviation would be for normal figures."""
FAR = Fraction(7, 2)
"""So many of these away a figure is named (Iglewicz and Hoaglin 1993: 3.5)."""


@dataclass(frozen=True, slots=True)
class Sebaran:
    """The middle of some figures and the median of the distances from it, in their own unit.

    `pencilan` holds those that lie far away, by the code of their wilayah, farthest first; far is
    what is more than `batas` away from the middle.
    """

    banyak: int
    tengah: Fraction
    simpangan: Fraction
    batas: Fraction
    pencilan: Mapping[str, Fraction]


def spread(figures: Mapping[str, Fraction | int], least: Fraction | int) -> Sebaran | None:
    """The spread of exact figures by wilayah; None for fewer than `ENOUGH` of them.

    `least` is the smallest spread, in the unit of the figures, that makes anybody lie far away:
    where all are nearly alike, a small step is no news.
    """
    if len(figures) < ENOUGH:
        return None
    exact = {kode: Fraction(one) for kode, one in figures.items()}
    middle = Fraction(median(list(exact.values())))
    away = {kode: abs(one - middle) for kode, one in exact.items()}
    usual = Fraction(median(list(away.values())))
    limit = FAR * max(_NORMAL * usual, Fraction(least))
    far = sorted((kode for kode in exact if away[kode] > limit), key=lambda kode: -away[kode])
    return Sebaran(len(exact), middle, usual, limit, {kode: exact[kode] for kode in far})
