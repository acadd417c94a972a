"""Pages of the printed sheets of a package: how wide their columns are, and where a page ends.

Widths, heights and page breaks are no part of what is signed, so they may follow what a sheet
holds: columns of figures take what their figures need, and the labels get the rest of the page.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor
from typing import TYPE_CHECKING

from app.exchange.gaya_paket import STYLES
from app.exchange.tata_layanan import ANGKA, KODE, SATUAN, URAIAN
from app.exchange.ukur_teks import longest_word, units

if TYPE_CHECKING:
    from app.exchange.blok import Isi
    from app.exchange.tata_letak import Bagian, Lembaran

MARGIN = {"left": 0.4, "right": 0.4, "top": 0.4, "bottom": 0.55}
_SIDES = 595, 842
_BESIDE, _ABOVE = (72 * (MARGIN[a] + MARGIN[b]) for a, b in (("left", "right"), ("top", "bottom")))
_GOOD_PART = 0.3
SMALLEST = 0.72
"""An upright page holds twice as many rows; text of 9 points is read well down to this scale."""
_SCALES = SMALLEST, SMALLEST
_PIXELS, _EDGES = 7, 5  # of one unit of width, and of the two edges of a column

_LINES = 3
_AIR = 1.6
# What a column is at least and, for the sake of its words, at most; figures are never cut.
_LIMITS = {KODE: (6.0, 10.0), SATUAN: (7.0, 14.0), ANGKA: (8.0, 14.0)}
_LEAST_LABELS = 30.0


def fitted(sheet: Lembaran) -> Lembaran:
    """The sheet with columns as wide as what stands in them, where it is one of tables."""
    if not sheet.muat:
        return sheet
    needs = _needs(sheet)
    columns = range(len(sheet.lebar_kolom))
    widths = [needs.get(column, _limits(column)[0]) for column in columns]
    upright, lying = (
        _with_labels(sheet, widths, needs, *way) for way in zip(_SIDES, _SCALES, strict=True)
    )
    # Of two that take as many pages people like to leaf through the upright one.
    wider = lying.lebar_kolom[URAIAN] > upright.lebar_kolom[URAIAN]
    return min(upright, lying, key=_pages) if wider or not is_upright(upright) else upright


def _with_labels(
    sheet: Lembaran, widths: list[float], needs: dict[int, float], side: int, scale: float
) -> Lembaran:
    """The sheet with labels as wide as a page of this side and scale has room for."""
    left = _room(side, scale, [0.0 if at == URAIAN else wide for at, wide in enumerate(widths)])
    # Rounded down, so that the page is not too narrow for them by a hair.
    labels = max(_LEAST_LABELS, floor(min(left, needs.get(URAIAN, 0.0))))
    return replace(sheet, lebar_kolom=(*widths[:URAIAN], labels, *widths[URAIAN + 1 :]))


def _pages(sheet: Lembaran) -> int:
    heights = sheet.heights()
    return ceil(sum(heights) / page_room(sheet, heights))


def _room(side: int, scale: float, widths: list[float]) -> float:
    """How many units a page of this scale leaves beside columns of these widths."""
    pixels = (side - _BESIDE) / scale / 0.75
    return (pixels - _EDGES * len(widths)) / _PIXELS - sum(widths)


def _needs(sheet: Lembaran) -> dict[int, float]:
    """What each column needs for what stands in it alone; what is merged has room enough."""
    seen: set[tuple[int, bool, Isi]] = set()
    for start, blok, _ in sheet.blok:
        for (row, column), name in blok.gaya.items():
            isi = sheet.baris[start + row][column]
            if isi != "" and (row, column) not in blok.gabung:
                seen.add((column, "text_wrap" in STYLES[name], isi))
    needs: dict[int, float] = {}
    for column, wrapped, isi in seen:
        needs[column] = max(needs.get(column, 0.0), _need(column, isi, wrapped=wrapped))
    return needs


def _need(column: int, isi: Isi, *, wrapped: bool) -> float:
    if not isinstance(isi, str):
        return max(_limits(column)[0], units(f"{isi:,.{2 * isinstance(isi, float)}f}") + _AIR)
    if column == URAIAN:
        return units(isi) + _AIR
    least, most = _limits(column)
    lines = _LINES if wrapped else 1
    return max(least, min(most, max(longest_word(isi), units(isi) / lines) + _AIR))


def _limits(column: int) -> tuple[float, float]:
    return _LIMITS.get(column, _LIMITS[ANGKA])


def page_breaks(sheet: Lembaran, heights: list[float]) -> list[int]:
    """Rows that start a new page, so that every table that fits a page stays in one piece."""
    room = page_room(sheet, heights)
    breaks: list[int] = []
    top = sheet.ulang
    for one in sheet.blok:
        for start, end in _pieces(sheet, one, heights, top, room):
            tall = sum(heights[start:end]) > room
            # What is higher than a page is torn anyhow: it begins where a good part has room.
            needed = room * _GOOD_PART if tall else sum(heights[start:end])
            if start > top and sum(heights[top:start]) + needed > room:
                breaks.append(start)
                top = start
            if tall:
                top = _last_page(heights, top, end, room)
    return breaks


def _last_page(heights: list[float], top: int, end: int, room: float) -> int:
    """The row that begins the last page of what begins at `top` and is higher than a page."""
    used = 0.0
    for row in range(top, end):
        if used + heights[row] > room:
            top, used = row, 0.0
        used += heights[row]
    return top


def _pieces(
    sheet: Lembaran, one: Bagian, heights: list[float], top: int, room: float
) -> list[tuple[int, int]]:
    """What of a block must not be torn: all of it, unless that left a good part of a page empty."""
    # The last row of a block is only the gap below it.
    start, end = one.awal, one.awal + len(one.blok.baris) - 1
    if end < sheet.ulang:
        return []
    left = room - sum(heights[top:start])
    if left < room * _GOOD_PART:
        left = room
    if sum(heights[start:end]) <= left:
        return [(start, end)]
    places = [start + row for row in one.blok.bagian] or [start]
    if places[1:2] == [start + 1]:
        # The title of a layanan goes with its first table.
        del places[1]
    return list(zip(places, [*places[1:], end], strict=True))


def page_room(sheet: Lembaran, heights: list[float]) -> float:
    """What fits a page below the rows that repeat, in points of the sheet."""
    width, height = _SIDES if is_upright(sheet) else reversed(_SIDES)
    scale = _scale(sheet, width)
    return (height - _ABOVE) / scale - sum(heights[: sheet.ulang])


def is_upright(sheet: Lembaran) -> bool:
    """Whether the sheet is read well on an upright page."""
    return sheet.tegak or _scale(sheet, _SIDES[0]) >= SMALLEST


def _scale(sheet: Lembaran, width: float) -> float:
    """How much the sheet shrinks to fit the width of a page."""
    pixels = sum(width * _PIXELS + _EDGES for width in sheet.lebar_kolom)
    return min(1.0, (width - _BESIDE) / (pixels * 0.75))
