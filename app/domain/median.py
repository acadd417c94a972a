"""The middle of the achievements of many regions: a figure to compare with, never to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.angka import round_half_up
from app.domain.fungsi import median
from app.domain.lembar import SheetBook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.formulir import Formulir
    from app.domain.fungsi import Number
    from app.domain.nilai import Nilai

ENOUGH = 5
"""So many regions it takes before a median is told: of fewer, it could be one region's figure."""

CAPAIAN, SERAPAN = "penerima.persen.jumlah", "anggaran.serapan.jumlah"


class MedianLayanan(NamedTuple):
    """The medians of one layanan in hundredths of a percent, and over how many regions.

    `serapan` is None where fewer than `ENOUGH` regions know what they spent.
    """

    wilayah: int
    capaian: int
    serapan: int | None = None


def of_regions(form: Formulir, sheets: Iterable[dict[str, Nilai]]) -> MedianLayanan | None:
    """The medians of a form over the sheets of the regions; None when too few can be compared.

    A region that needs nobody served, or has not answered, has no percentage and does not count.
    """
    books = [SheetBook(form, values, {}, {}) for values in sheets]
    capaian = _known(books, CAPAIAN)
    if len(capaian) < ENOUGH:
        return None
    serapan = _known(books, SERAPAN)
    spent = _hundredths(serapan) if len(serapan) >= ENOUGH else None
    return MedianLayanan(len(capaian), _hundredths(capaian), spent)


def _known(books: Iterable[SheetBook], sel: str) -> list[Number]:
    found = (book.number(sel) for book in books)
    return [number for number in found if number is not None]


def _hundredths(numbers: list[Number]) -> int:
    """Rounded once, at the end: medians are taken of exact fractions."""
    return round_half_up(median(numbers))
