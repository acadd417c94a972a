"""How a printed table shares its width among its columns, by what stands in them.

The declared widths are for a table of any content. Where a column is empty, or holds a few short
words, its neighbour with the long texts gets that room, and the table takes fewer pages. The whole
stays as wide as declared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from app.domain.cetak_isi import written
from app.exchange.ukur_teks import line_count, longest_word, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.domain.cetak_tabel import LembarCetak

MAY_BREAK = "\N{ZERO WIDTH SPACE}"
_DASH = re.compile(r"(?<=\d)[-–](?=\d)")  # also the dash between two years
_DASHES = "-–"
_EDGES = 1.2  # what the edges of a cell take, in letters
_BOLD = 1.18
_LONGEST_WORD = 16.0
"""Letters: a longer word may be broken."""
_EMPTY_SHARE = 0.6
"""What an empty column keeps of its width: people write into it by hand."""
_TIED = 0.25
_AS_WIDE_AS_CAN_BE = 1_000_000
_LOOKED_AT = 120
"""Rows: of a longer table so many, evenly apart, tell which texts are long."""


class _Teks(NamedTuple):
    """A text of a column, in its first row, and over how many rows its cell goes."""

    baris: int
    tinggi: int
    teks: str


def fitted(sheet: LembarCetak, size: float) -> tuple[int, ...] | None:
    """The widths in letters, as many as declared, for texts of a size in points.

    None if a word or a figure had to be broken.
    """
    texts, figures = [list(_texts(sheet, n)) for n in range(len(sheet.lebar))], sheet.figures
    widths = [
        _least(sheet, some, size, column, figure=column in figures)
        for column, some in enumerate(texts)
    ]
    spare = sum(sheet.lebar) - sum(widths)
    if spare < 0:
        return None
    rows = len(sheet.kepala) + len(sheet.baris)
    each = 1 + rows // _LOOKED_AT
    texts = [[one for one in some if one.baris % each == 0] for some in texts]
    lines = [_lines(texts[column], wide, size, rows) for column, wide in enumerate(widths)]
    fixed = [_lines(some, _AS_WIDE_AS_CAN_BE, size, rows) for some in texts]
    while spare and (column := _binding(lines, fixed)) is not None:
        widths[column] += 1
        lines[column] = _lines(texts[column], widths[column], size, rows)
        spare -= 1
    return _filled_up(sheet.lebar, widths, spare)


def breakable(text: str) -> str:
    """The text with the sign that lets a line end behind the dash of a range of figures."""
    return _DASH.sub(rf"\g<0>{MAY_BREAK}", text)


def _texts(sheet: LembarCetak, column: int) -> Iterator[_Teks]:
    """What stands in a column alone; a cell over several columns has room anyway."""
    spans, covered = sheet.spans, sheet.covered
    for number, cells in enumerate([*sheet.kepala, *sheet.baris]):
        last, right = spans.get((number, column), (number, column))
        told = written(cells[column])
        if told and right == column and (number, column) not in covered:
            yield _Teks(number, last - number + 1, told)


def _least(
    sheet: LembarCetak, texts: Sequence[_Teks], size: float, column: int, *, figure: bool
) -> int:
    """The width at which no figure and no word of a column is broken."""
    deep, least, empty = len(sheet.kepala), 0.0, True
    for one in texts:
        if one.baris < deep:
            least = max(least, longest_word(one.teks, size) * _BOLD)
            continue
        empty = empty and not one.teks.strip(_DASHES)
        pieces = breakable(one.teks)
        whole = units(one.teks, size) if figure and MAY_BREAK not in pieces else 0.0
        word = longest_word(pieces.replace(MAY_BREAK, " "), size)
        least = max(least, whole, min(word, _LONGEST_WORD))
    if empty:
        least = max(least, _EMPTY_SHARE * sheet.lebar[column])
    return int(least + _EDGES + 1)


def _lines(texts: Sequence[_Teks], wide: int, size: float, rows: int) -> list[float]:
    """How many lines a column takes of every row; a text over several rows shares itself out."""
    taken = [0.0] * rows
    for one in texts:
        share = line_count(one.teks, wide - _EDGES, size) / one.tinggi
        for row in range(one.baris, one.baris + one.tinggi):
            taken[row] = max(taken[row], share)
    return taken


def _binding(lines: Sequence[Sequence[float]], fixed: Sequence[Sequence[float]]) -> int | None:
    """The column that makes most rows higher than the others need them, if any still does.

    Lines that a text begins by itself (`fixed`) stay, however wide its column is.
    """
    scores = [0.0] * len(lines)
    for row, least in zip(zip(*lines, strict=True), zip(*fixed, strict=True), strict=True):
        most = max(row)
        if most > 1:
            *_, second, _ = sorted((0.0, *row))
            for column, one in enumerate(row):
                if one == most > least[column]:
                    scores[column] += max(most - second, _TIED)
    best = max(range(len(scores)), key=lambda column: scores[column])
    return best if scores[best] else None


def _filled_up(declared: Sequence[int], widths: list[int], spare: int) -> tuple[int, ...]:
    """What is left over goes where most is missing of what was declared."""
    for _ in range(spare):
        column = min(range(len(widths)), key=lambda one: widths[one] / declared[one])
        widths[column] += 1
    return tuple(widths)
