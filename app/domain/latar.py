"""What the rules may look at beside a sheet: earlier quarters, the region, the period."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.periode import Periode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.formulir import Formulir
    from app.domain.fungsi import Number
    from app.domain.median import MedianLayanan
    from app.domain.nilai import Nilai
    from app.domain.wilayah import Wilayah

QUARTERS, YEARS = 8, 8
"""So many quarters and years before the one in view count as a region's own history."""

_MEDIAN = frozenset({"median_capaian", "median_wilayah"})
_OF_SHEET = frozenset(
    {"penduduk", "triwulan", "tahun", "kabupaten", "banyak_kabupaten", "semua_kabupaten"}
)
_OF_REGION = frozenset({"kecamatan", "kelurahan", "desa"})
FACTS = _MEDIAN | _OF_SHEET | _OF_REGION | {"kejadian", "per_juta_sedikit", "per_juta_banyak"}
"""What `latar(...)` may ask for."""


@dataclass(frozen=True, slots=True)
class Latar:
    """The background of one sheet.

    `lembar` are the values of earlier sheets of the form by period, quarters and years apart,
    as they are stored; `penduduk` is the projected population of the year in people. `median` is
    what the province told about this form in exactly this quarter, None as long as it has not.
    `lain` are the other forms of the same region and period, each with its values; for a province
    `kabupaten_lain` are the values of this form in each kabupaten/kota that has some, and
    `semua_kabupaten` is how many there are in the period. `satuan` counts the
    kecamatan, kelurahan and desa of the region in the master of regions.
    """

    periode: Periode | None = None
    penduduk: int | None = None
    lembar: Mapping[Periode, Mapping[str, Nilai]] = field(default_factory=dict)
    median: MedianLayanan | None = None
    lain: Mapping[str, tuple[Formulir, Mapping[str, Nilai]]] = field(default_factory=dict)
    kabupaten: bool | None = None
    kabupaten_lain: Sequence[Mapping[str, Nilai]] = ()
    satuan: Mapping[str, int] = field(default_factory=dict)
    semua_kabupaten: int | None = None
    memo: dict[tuple[str, str], list[Number]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def fact(self, form: Formulir, nama: str) -> Number | None:
        """A fact by the name the rules use, None where nothing is known."""
        if nama in _MEDIAN:
            return self._of_regions(nama)
        if nama in _OF_SHEET:
            return self._of_sheet()[nama]
        if nama in _OF_REGION:
            return self.satuan.get(nama)
        if nama == "kejadian":
            return int(form.kejadian is not None)
        if form.kewajaran is None:
            return None
        return getattr(form.kewajaran, nama, None)

    def _of_sheet(self) -> dict[str, int | None]:
        return {
            "penduduk": self.penduduk,
            "triwulan": self.periode.triwulan if self.periode else None,
            "tahun": self.periode.tahun if self.periode else None,
            "kabupaten": None if self.kabupaten is None else int(self.kabupaten),
            "banyak_kabupaten": len(self.kabupaten_lain),
            "semua_kabupaten": self.semua_kabupaten,
        }

    def _of_regions(self, nama: str) -> Number | None:
        if self.median is None:
            return None
        return (
            self.median.wilayah if nama == "median_wilayah" else Fraction(self.median.capaian, 100)
        )

    def earlier(self, *, tahunan: bool) -> list[tuple[Periode, Mapping[str, Nilai]]]:
        """The earlier sheets that keep annual or quarterly cells, oldest first."""
        kept = (one for one in self.lembar.items() if (one[0].triwulan is None) is tahunan)
        return sorted(kept, key=lambda one: one[0])


def of(
    wilayah: Wilayah,
    periode: Periode,
    lembar: Mapping[Periode, Mapping[str, Nilai]] | None = None,
    median: MedianLayanan | None = None,
    lain: Mapping[str, tuple[Formulir, Mapping[str, Nilai]]] | None = None,
    kabupaten_lain: Sequence[Mapping[str, Nilai]] = (),
) -> Latar:
    """The background of a sheet of a region; the population of another year does not count."""
    return Latar(
        periode,
        wilayah.penduduk.get(periode.tahun),
        lembar or {},
        median,
        lain or {},
        not wilayah.is_provinsi,
        kabupaten_lain,
        wilayah.satuan,
    )


def periods_before(periode: Periode) -> list[Periode]:
    """The quarters and years whose sheets are a region's own history, newest first."""
    quarters: list[Periode] = []
    here = periode
    if periode.triwulan is not None:
        for _ in range(QUARTERS):
            here = here.mundur()
            quarters.append(here)
    return quarters + [Periode(periode.tahun - back) for back in range(1, YEARS + 1)]
