"""Where a printed register stands in a sheet: its headings, and what every row of it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.cetak import letters, without_years, years
from app.domain.satuan_uang import scale_in_heading, scale_in_title, without_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.cetak import Cetak, KolomCetak
    from app.domain.kisi import Kisi

_DEEPEST = 3
_SEARCHED = 60
_SHARE = (3, 5)
"""Three fifths of the printed columns have to be there, else it is another table."""

_COUNTER = re.compile(r"\(?\d{1,2}\)?(?:\s*=.*)?")
_SUM = re.compile(r"(?:sub\s*-?\s*total|jumlah|total)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kepala:
    """The rows of the headings, and which printed column each column of the sheet is.

    `lain` are columns that would be one of those, but for another year.
    """

    baris: tuple[int, ...]
    kolom: Mapping[int, KolomCetak]
    tahun: int | None
    lain: frozenset[int] = frozenset()

    @property
    def awal(self) -> int:
        """The first row below."""
        return self.baris[-1] + 1


def find_headings(kisi: Kisi, cetak: Cetak, tahun: int | None = None) -> Kepala | None:
    """The headings of a printed register; None when the sheet has another table.

    Where columns of several years stand side by side, those of `tahun` are taken.
    """
    best: Kepala | None = None
    for top in range(min(len(kisi.baris), _SEARCHED)):
        for deep in range(1, min(_DEEPEST, len(kisi.baris) - top) + 1):
            rows = tuple(range(top, top + deep))
            found, other = _matched(kisi, cetak, rows, tahun)
            if best is None or len(found) > len(best.kolom):
                best = Kepala(rows, found, _year(kisi, rows, other), other)
    many, of = _SHARE
    if best is None or len(best.kolom) * of < len(cetak.kolom) * many:
        return None
    return best


def _matched(
    kisi: Kisi, cetak: Cetak, rows: tuple[int, ...], tahun: int | None
) -> tuple[dict[int, KolomCetak], frozenset[int]]:
    """The columns that are known, and those left out because another year has their place."""
    found: dict[int, KolomCetak] = {}
    other: set[int] = set()
    named = {column: _years_of(kisi, rows, column) for column in range(kisi.lebar)}
    # Those of the year first, then those that name none; else from the left.
    for column in sorted(named, key=lambda one: (tahun not in named[one], bool(named[one]), one)):
        parts = [kisi.meant(row, column) for row in rows]
        if not any(parts) or not parts[-1]:
            continue
        whole = " ".join(dict.fromkeys(parts))
        said = {without_years(one) for one in (parts[-1], whole)}
        names = {letters(one) for name in said for one in (name, without_unit(name))}
        wanted = [one for one in cetak.kolom if names & one.headings]
        match = next((one for one in wanted if one not in found.values()), None)
        if match is not None:
            found[column] = match
        elif wanted and named[column] - {tahun}:
            other.add(column)
    return dict(sorted(found.items())), frozenset(other)


def _years_of(kisi: Kisi, rows: tuple[int, ...], column: int) -> set[int]:
    return {year for row in rows for year in years(kisi.meant(row, column))}


def _year(kisi: Kisi, rows: tuple[int, ...], other: frozenset[int]) -> int | None:
    """The year in the headings that are taken, else the only one in the titles above them."""
    for some in (rows, range(rows[0])):
        said = {
            year
            for row in some
            for column in range(kisi.lebar)
            if some is not rows or column not in other
            for year in years(kisi.own(row, column))
        }
        if len(said) == 1:
            return said.pop()
    return None


def money_scale(kisi: Kisi, kepala: Kepala, column: int) -> int:
    """By how much the rupiah of a column are multiplied: its heading says so, or a title above."""
    heading = " ".join(kisi.meant(row, column) for row in kepala.baris)
    told = (scale_in_heading(heading), *map(scale_in_title, _titles(kisi, kepala)))
    return next((one for one in told if one != 1), 1)


def _titles(kisi: Kisi, kepala: Kepala) -> Iterator[str]:
    """What stands above the headings; a title right above them may be taken for one of them."""
    for row in range(kepala.baris[-1]):
        filled = list(kisi.filled(row))
        if row < kepala.baris[0] or len(filled) == 1:
            yield from (kisi.own(row, place) for place in filled)


def kinds(kisi: Kisi, kepala: Kepala, sums: frozenset[int]) -> dict[int, str]:
    """What every row with something in it is.

    "judul" above the headings, "kepala" and "kepala_berulang", "nomor_kolom", "jumlah",
    "sambungan" for the rest of a row that was torn by a page, "penutup" below the last sum, and
    "baris".
    """
    heads = {
        letters(without_years(kisi.meant(row, c))) for row in kepala.baris for c in kepala.kolom
    }
    found: dict[int, str] = {}
    for row in range(len(kisi.baris)):
        filled = list(kisi.filled(row))
        if not filled:
            continue
        if row < kepala.baris[0]:
            found[row] = "judul"
        elif row in kepala.baris:
            found[row] = "kepala"
        else:
            found[row] = _kind(kisi, kepala, sums, heads, row, filled)
    return _closed(found)


def _kind(
    kisi: Kisi, kepala: Kepala, sums: frozenset[int], heads: set[str], row: int, filled: list[int]
) -> str:
    texts = [kisi.own(row, column) for column in filled]
    if len(texts) > 1 and all(_COUNTER.fullmatch(text) for text in texts):
        return "nomor_kolom"
    if len(texts) > 1 and all(letters(without_years(text)) in heads for text in texts):
        return "kepala_berulang"
    words = [column for column in filled if column not in sums]
    figures = [column for column in filled if column in sums]
    if figures and len(words) == 1 and _SUM.match(kisi.own(row, words[0])):
        return "jumlah"
    covered = any(kisi.covered(row, column) for column in kepala.kolom)
    mapped = [column for column in filled if column in kepala.kolom]
    if len(filled) == 1 and not covered and not figures and mapped:
        return "sambungan"
    return "baris"


def _closed(found: dict[int, str]) -> dict[int, str]:
    """What stands below the last sum, and is no row any more, closes the table."""
    last = max((row for row, kind in found.items() if kind == "jumlah"), default=None)
    if last is None:
        return found
    return {
        row: "penutup" if row > last and kind in {"baris", "sambungan"} else kind
        for row, kind in found.items()
    }
