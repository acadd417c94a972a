"""The papers an office prints on: A4, and F4, on which many offices write their letters."""

from __future__ import annotations

from typing import Final, NamedTuple

POINTS_PER_MM: Final = 72 / 25.4


class Kertas(NamedTuple):
    """A paper standing up, in millimetres; `kode` is its number in a workbook."""

    nama: str
    lebar: float
    tinggi: float
    kode: int


A4: Final = Kertas("A4", 210, 297, 9)
F4: Final = Kertas("F4", 215, 330, 14)
KERTAS: Final = {one.nama: one for one in (A4, F4)}
