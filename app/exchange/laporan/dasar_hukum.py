"""The legal basis of a report as an official letter lists it: each regulation once, by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CITED = re.compile(r"(?P<jenis>\D+) (?P<nomor>\d+(?:/[A-Z]+)*)/(?P<tahun>\d{4})")


def regulations(cited: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """The regulations that citations begin with, in full and by rank.

    "PP 2/2018 Pasal 10" becomes "Peraturan Pemerintah Nomor 2 Tahun 2018": articles, annexes and
    remarks about the source stay with the form. `names` are the full names of the kinds, the
    highest first; a citation of another kind stands last, as it is.
    """
    ranks = {kind: rank for rank, kind in enumerate(names)}
    found: set[tuple[int, int, str]] = set()
    for text in cited:
        match = _CITED.match(text)
        if match is None or match["jenis"] not in names:
            found.add((len(ranks), 0, text))
            continue
        number, year = match["nomor"], match["tahun"]
        dated = f"{number} Tahun {year}" if number.isdigit() else f"{number}/{year}"
        name = f"{names[match['jenis']]} Nomor {dated}"
        found.add((ranks[match["jenis"]], int(year), name))
    return [name for _, __, name in sorted(found)]
