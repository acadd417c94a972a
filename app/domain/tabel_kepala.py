"""Where a printed register stands in a sheet: its headings, and what every row of it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.cetak import letters, without_years, years

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    """The rows of the headings, and which printed column each column of the sheet is."""

    baris: tuple[int, ...]
    kolom: Mapping[int, KolomCetak]
    tahun: int | None

    @property
    def awal(self) -> int:
        """The first row below."""
        return self.baris[-1] + 1


def find_headings(kisi: Kisi, cetak: Cetak) -> Kepala | None:
    """The headings of a printed register; None when the sheet has another table."""
    best: Kepala | None = None
    for top in range(min(len(kisi.baris), _SEARCHED)):
        for deep in range(1, min(_DEEPEST, len(kisi.baris) - top) + 1):
            found = _matched(kisi, cetak, top, deep)
            if best is None or len(found) > len(best.kolom):
                rows = tuple(range(top, top + deep))
                best = Kepala(rows, found, _year(kisi, rows))
    many, of = _SHARE
    if best is None or len(best.kolom) * of < len(cetak.kolom) * many:
        return None
    return best


def _matched(kisi: Kisi, cetak: Cetak, top: int, deep: int) -> dict[int, KolomCetak]:
    found: dict[int, KolomCetak] = {}
    for column in range(kisi.lebar):
        parts = [kisi.meant(row, column) for row in range(top, top + deep)]
        if not any(parts) or not kisi.meant(top + deep - 1, column):
            continue
        whole = " ".join(dict.fromkeys(parts))
        names = {letters(without_years(one)) for one in (parts[-1], whole)}
        wanted = (one for one in cetak.kolom if names & one.headings)
        match = next((one for one in wanted if one not in found.values()), None)
        if match is not None:
            found[column] = match
    return found


def _year(kisi: Kisi, rows: tuple[int, ...]) -> int | None:
    """The year in the headings, else the only one in the titles above them."""
    for some in (rows, range(rows[0])):
        said = {
            year
            for row in some
            for column in range(kisi.lebar)
            for year in years(kisi.own(row, column))
        }
        if len(said) == 1:
            return said.pop()
    return None


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
