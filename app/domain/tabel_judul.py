"""Where a table of another system stands in a sheet, and what its columns are called.

Nothing is known of such a table beforehand: the headings are the rows above the first figures, and
a column is called by everything that stands over it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.domain.cetak import letters, without_years
from app.domain.isian import names_absence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.domain.kisi import Kisi

DEEPEST = 3
_SEARCHED = 60
_FEWEST, _FIRST_NUMBERS = 2, (0, 1, 2)
_FIGURE = re.compile(r"[-+(]*\s*(?:rp\.?\s*)?[-+(]*\d[\d.,\s'%)-]*", re.IGNORECASE)
_COUNTER = re.compile(r"\(?(\d{1,2})\)?(?:\s*=.*)?")
_SUM = re.compile(r"(?:sub\s*-?\s*total|grand\s+total|jumlah|total)\b", re.IGNORECASE)
_QUARTER = re.compile(
    r"\b(?:triwulan|tw|kuartal|semester|smt|bulan)\W*(?:iv|i{1,3}|[1-4])\b|\bs\W?d\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Judul:
    """The rows of the headings, and what each column with anything in it is called, once each."""

    baris: tuple[int, ...]
    kolom: Mapping[int, str]

    @property
    def awal(self) -> int:
        """The first row below."""
        return self.baris[-1] + 1


@lru_cache(maxsize=4096)
def heading_key(text: str) -> str:
    """A heading as it is called in every year and quarter, however it is spaced and punctuated."""
    said = _QUARTER.sub(" ", without_years(text))
    return letters(said) or letters(text)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, or says that there is none."""
    return bool(_FIGURE.fullmatch(text.strip())) or names_absence(text)


def is_sum(text: str) -> bool:
    """Whether a row that is called so sums others."""
    return bool(_SUM.match(text.strip()))


def counts_columns(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns below the headings: (1) (2) (3)."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) >= _FEWEST and _in_a_row(filled)


def headings_at(kisi: Kisi, rows: tuple[int, ...]) -> Judul:
    """What the columns are called by these rows; a name that comes again gets a number."""
    named = [row for row in rows if not counts_columns(kisi.baris[row])] or list(rows)
    columns: dict[int, str] = {}
    often: Counter[str] = Counter()
    for column in range(kisi.lebar):
        parts = dict.fromkeys(kisi.meant(row, column) for row in named)
        title = " ".join(part for part in parts if part)
        if title:
            often[heading_key(title)] += 1
            again = often[heading_key(title)]
            columns[column] = f"{title} ({again})" if again > 1 else title
    return Judul(rows, columns)


def find_headings(kisi: Kisi, awal: int | None = None) -> Judul | None:
    """The headings of the first table of a sheet; None when it has none.

    Args:
        kisi: the sheet.
        awal: the first row of figures, where a person has said so.

    """
    first = _first_data_row(kisi) if awal is None else awal
    if first is None or not 0 < first <= len(kisi.baris):
        return None
    rows: list[int] = []
    for row in range(first - 1, max(first - 1 - DEEPEST, -1), -1):
        if len({kisi.meant(row, column) for column in range(kisi.lebar)} - {""}) < _FEWEST:
            break
        rows.insert(0, row)
    return headings_at(kisi, tuple(rows)) if rows else None


def candidates(kisi: Kisi) -> Iterator[Judul]:
    """Everything that may be headings, the likeliest first."""
    likely = find_headings(kisi)
    if likely is not None:
        yield likely
    for top in range(min(len(kisi.baris), _SEARCHED)):
        for deep in range(1, min(DEEPEST, len(kisi.baris) - top) + 1):
            found = headings_at(kisi, tuple(range(top, top + deep)))
            if len(found.kolom) >= _FEWEST:
                yield found


def _first_data_row(kisi: Kisi) -> int | None:
    """The first row with a figure below a row that names two things or more."""
    named = False
    for row in range(min(len(kisi.baris), _SEARCHED)):
        words = {kisi.meant(row, column) for column in range(kisi.lebar)} - {""}
        figures = [kisi.own(row, c) for c in range(kisi.lebar) if is_figure(kisi.own(row, c))]
        if named and figures and not _heads(kisi, row, figures):
            return row
        named = (
            named or len({one for one in words if _is_year(one) or not is_figure(one)}) >= _FEWEST
        )
    return None


def _heads(kisi: Kisi, row: int, figures: Sequence[str]) -> bool:
    """Whether the figures of a row are headings: years, or the numbers of columns or of desil."""
    if all(map(_is_year, figures)):
        return True
    from_above = any(kisi.covered(row, column) is not None for column in range(kisi.lebar))
    return (from_above or counts_columns(kisi.baris[row])) and _in_a_row(figures)


def _is_year(text: str) -> bool:
    return text.isdecimal() and not without_years(text).strip()


def _in_a_row(cells: Sequence[str]) -> bool:
    found = [_COUNTER.fullmatch(cell) for cell in cells]
    numbers = [int(one[1]) for one in found if one is not None]
    if len(numbers) < len(cells) or numbers[0] not in _FIRST_NUMBERS:
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
