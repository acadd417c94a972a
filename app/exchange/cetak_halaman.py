"""Where the pages of a printed workbook end: no heading and no signature stands alone."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from app.exchange.rekap_kertas import room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.cetak_rupa import Isi
    from app.domain.cetak_tabel import LembarCetak
    from app.domain.kertas import Kertas

_PIXELS, _EDGES = 7, 5  # of one letter of width, and of the two edges of a column
_MOST_MOVED = 0.4
_SAFE = 0.97  # programs round heights to what their screen can show


def page_breaks(sheet: LembarCetak, heights: Sequence[float], kertas: Kertas) -> list[int]:
    """The rows that begin a page, of a table with what stands above and below it.

    `heights` are those of all rows, from the first title to the last line of the signature.
    """
    first, deep = len(sheet.judul), len(sheet.judul) + len(sheet.kepala)
    high_enough, repeated = _room(sheet, kertas), sum(heights[first:deep])
    breaks: list[int] = []
    start, used = 0, 0.0
    for row, high in enumerate(heights):
        if used + high > high_enough and row > deep:
            at = _begin(sheet, heights, start, row, high_enough * _MOST_MOVED)
            if at > max(start, deep):
                breaks.append(at)
                start, used = at, repeated + sum(heights[at:row])
        used += high
    return breaks


def _begin(sheet: LembarCetak, heights: Sequence[float], start: int, row: int, most: float) -> int:
    """The row that begins the next page where `row` does not fit the one that begins at `start`.

    Merged cells go to the next page whole, unless that moved more than `most`.
    """
    deep = len(sheet.judul) + len(sheet.kepala)
    for merged in (_within_merged(sheet), frozenset[int]()):
        at = row
        while at > start + 1 and (at - 1 in merged or _goes_along(sheet, at - 1 - deep)):
            at -= 1
        if not merged or sum(heights[at:row]) <= most:
            break
    return at


def _within_merged(sheet: LembarCetak) -> frozenset[int]:
    """The rows below which a merged cell goes on."""
    top = len(sheet.judul)
    spans = sheet.spans.items()
    return frozenset(top + row for (first, _), (last, _) in spans for row in range(first, last))


def _room(sheet: LembarCetak, kertas: Kertas) -> float:
    """The height of a page in points of the sheet, which shrinks to the width of the page."""
    wide, high = room(kertas)
    pixels = sum(one * _PIXELS + _EDGES for one in sheet.lebar)
    percent = floor(min(100.0, 100 * wide / (pixels * 0.75)))
    return high * 100 / percent * _SAFE


def _goes_along(sheet: LembarCetak, number: int) -> bool:
    """Whether a row may not be the last one of its page.

    Headings of groups are such, what stands right above a sum, and all from the last row of the
    table down to the signature, because nobody signs a page that says nothing.
    """
    last = len(sheet.baris) - 1
    return number >= last or _heads(sheet, number) or _sums(sheet, number + 1)


def _heads(sheet: LembarCetak, number: int) -> bool:
    return number in sheet.jumlah and not any(map(_is_said, sheet.baris[number][1:]))


def _sums(sheet: LembarCetak, number: int) -> bool:
    return number in sheet.jumlah and any(map(_is_said, sheet.baris[number][1:]))


def _is_said(isi: Isi) -> bool:
    return isi is not None and isi != ""
