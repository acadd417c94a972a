"""The index and the people not yet served over the last quarters, per wilayah and province.

Figures are cumulative since 1 January, so a first quarter lies below the fourth before it. What
changed is told against the same quarter a year ago.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from app.domain.rekap import PEOPLE
from app.domain.rekap_gabung import WHOLE, Golongan, Reported, groups
from app.domain.sebaran import Sebaran, spread

if TYPE_CHECKING:
    from app.domain.periode import Periode

QUARTERS = 8
_YEAR = 4
_LEAST_POINTS, _LEAST_RATE = 1, 1
_THOUSAND = 1000


class Titik(NamedTuple):
    """One quarter: index in points, people not yet served, both None while nothing is known.

    `dari` says on how many wilayah it rests; of a single one it is 1, or 0 without data.
    """

    periode: Periode
    indeks: Fraction | None
    final: bool
    belum: int | None
    dari: int


@dataclass(frozen=True, slots=True)
class Tren:
    """All wilayah by code, the province as the mean of them and pooled; oldest quarter first."""

    periode: tuple[Periode, ...]
    wilayah: Mapping[str, tuple[Titik, ...]]
    rerata: tuple[Titik, ...]
    gabungan: tuple[Titik, ...]


def last_quarters(periode: Periode) -> list[Periode]:
    """The last `QUARTERS` quarters up to this one, oldest first."""
    found = [periode]
    while len(found) < QUARTERS:
        found.append(found[-1].mundur())
    return found[::-1]


def trend(reports: Iterable[tuple[Periode, Reported]]) -> Tren:
    """Put the reports of some quarters together, oldest first.

    A wilayah that a quarter did not have yet, or no longer, has a gap there.
    """
    listed = list(reports)
    codes = dict.fromkeys(one.kode for _, reported in listed for one in reported.wilayah)
    lines = {
        kode: tuple(_region(periode, reported, kode) for periode, reported in listed)
        for kode in codes
    }
    whole = [(periode, groups(reported)[-1]) for periode, reported in listed]
    return Tren(
        tuple(periode for periode, _ in listed),
        lines,
        tuple(_mean(*one) for one in whole),
        tuple(_pooled(*one) for one in whole),
    )


def _region(periode: Periode, reported: Reported, kode: str) -> Titik:
    row = reported.rows.get(kode)
    if row is None:
        return Titik(periode, None, final=False, belum=None, dari=0)
    node = row.indeks
    return Titik(periode, node.nilai, node.final is not None, row.orang_belum_terlayani, 1)


def _mean(periode: Periode, whole: Golongan) -> Titik:
    nilai = whole.rerata.get(WHOLE)
    return Titik(periode, nilai, nilai is not None, None, whole.rerata_dari.get(WHOLE, 0))


def _pooled(periode: Periode, whole: Golongan) -> Titik:
    node, people = whole.gabungan, whole.belum_terlayani.get(PEOPLE)
    return Titik(periode, node.nilai, node.final is not None, people, len(whole.hadir))


def index_change(points: Sequence[Titik]) -> Fraction | None:
    """Points gained against the same quarter a year ago; None unless both are final."""
    now, then = _a_year_apart(points)
    if now is None or then is None or not (now.final and then.final):
        return None
    assert now.indeks is not None
    assert then.indeks is not None
    return now.indeks - then.indeks


def people_change(points: Sequence[Titik]) -> int | None:
    """How many more people are not served than in the same quarter a year ago.

    None unless both quarters are complete: a gap would look like progress.
    """
    now, then = _a_year_apart(points)
    if now is None or then is None or not (now.final and then.final):
        return None
    return None if now.belum is None or then.belum is None else now.belum - then.belum


def _a_year_apart(points: Sequence[Titik]) -> tuple[Titik | None, Titik | None]:
    return (points[-1], points[-1 - _YEAR]) if len(points) > _YEAR else (None, None)


def index_figures(reported: Reported) -> dict[str, Fraction]:
    """The final indices, in points."""
    finals = {kode: row.indeks.final for kode, row in reported.rows.items()}
    return {kode: one for kode, one in finals.items() if one is not None}


def people_rates(reported: Reported, tahun: int) -> dict[str, Fraction]:
    """The people not yet served per 1,000 inhabitants, of complete wilayah.

    Somebody who lacks two layanan counts twice. Wilayah whose population is unknown stay out.
    """
    jiwa = {one.kode: one.penduduk.get(tahun) for one in reported.wilayah}
    return {
        kode: Fraction(_THOUSAND * people, number)
        for kode, row in reported.rows.items()
        if (people := row.orang_belum_terlayani) is not None
        and (number := jiwa[kode])
        and row.indeks.final is not None
    }


def index_spread(reported: Reported) -> Sebaran | None:
    """The spread of the final indices."""
    return spread(index_figures(reported), _LEAST_POINTS)


def people_spread(reported: Reported, tahun: int) -> Sebaran | None:
    """The spread of the people not yet served per 1,000 inhabitants."""
    return spread(people_rates(reported, tahun), _LEAST_RATE)
