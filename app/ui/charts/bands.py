"""The colours of the bands of an index, one step per band, the same in every drawing."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from app.ui import colours

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from PySide6.QtGui import QColor, QPalette

    from app.domain.indeks import Kategori


def ascending(bands: Sequence[Kategori]) -> list[Kategori]:
    """The bands from the lowest up."""
    return sorted(bands, key=lambda band: band.batas)


def step_of(nilai: Fraction, bands: Sequence[Kategori]) -> int:
    """Which band an exact index falls into, counted from the lowest."""
    return max(sum(nilai >= band.batas for band in bands) - 1, 0)


def colour(step: int, count: int, palette: QPalette) -> tuple[QColor, QColor]:
    """Ground and ink of a band; the steps are equally far apart."""
    # `heat` squares its share, which would leave the lowest bands looking alike.
    return colours.heat(sqrt((step + 0.5) / count), palette)
