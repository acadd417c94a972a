"""Budget beside service: how much was spent and how many were reached, never one from the other."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.indeks import Status
from app.domain.lembar import SheetBook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.formulir import Formulir
    from app.domain.lembar import Values
    from app.domain.rekap import BarisRekap
    from app.domain.rekap_gabung import Reported
    from app.domain.rumus import Number

PENERIMA = "penerima"
_IN_FORCE = ("anggaran.perubahan.jumlah", "anggaran.pagu.jumlah")
_SPENT = "anggaran.realisasi.jumlah"


@dataclass(frozen=True, slots=True)
class Serapan:
    """What was set aside and spent, in rupiah, over the layanan where both are known."""

    pagu: int = 0
    realisasi: int = 0
    layanan: int = 0

    @property
    def persen(self) -> Fraction | None:
        """Spent as a share of what was set aside, in percent; None without a budget."""
        return Fraction(100 * self.realisasi, self.pagu) if self.pagu else None

    def __add__(self, other: Serapan) -> Serapan:
        return Serapan(
            self.pagu + other.pagu, self.realisasi + other.realisasi, self.layanan + other.layanan
        )


@dataclass(frozen=True, slots=True)
class Sisi:
    """An urusan of one wilayah from both sides.

    `capaian` is the mean percentage of penerima over the layanan somebody needs, capped by the
    metode; `final` tells whether all of them are known. `berindeks` counts the layanan.
    """

    serapan: Serapan
    capaian: Fraction | None
    final: bool
    berindeks: int


def by_urusan(reported: Reported) -> dict[str, dict[str, Sisi]]:
    """Both sides of each urusan, by wilayah with data and urusan."""
    return {
        kode: {
            urusan: _side([form for form in reported.forms if form.urusan == urusan], row, values)
            for urusan in reported.urusan
        }
        for kode, row in reported.rows.items()
        for values in (reported.values[kode],)
    }


def spent_together(sides: Iterable[Mapping[str, Sisi]], urusan: str) -> Serapan:
    """The budget of an urusan in several wilayah, added up; a share is never averaged."""
    return sum((one[urusan].serapan for one in sides), Serapan())


def _side(forms: Iterable[Formulir], row: BarisRekap, values: Mapping[str, Values]) -> Sisi:
    spent, shares, final, count = Serapan(), [], True, 0
    for form in forms:
        if not form.berindeks:
            continue
        count += 1
        spent += absorption(form, values.get(form.kode, {}))
        part = next((one for one in row.layanan[form.kode].anak if one.kode == PENERIMA), None)
        if part is None or part.status in {Status.TANPA_KEBUTUHAN, Status.DIKECUALIKAN}:
            continue
        final = final and part.final is not None
        shares += [part.nilai] if part.nilai is not None else []
    mean = sum(shares, Fraction(0)) / len(shares) if shares else None
    return Sisi(spent, mean, final and mean is not None, count)


def absorption(form: Formulir, values: Values) -> Serapan:
    """The budget of one layanan, the changed one first; empty unless both figures are known."""
    book = SheetBook(form, values, {}, {})
    pagu = next((one for sel in _IN_FORCE if (one := _number(form, book, sel)) is not None), None)
    realisasi = _number(form, book, _SPENT)
    if pagu is None or realisasi is None:
        return Serapan()
    return Serapan(int(pagu), int(realisasi), 1)


def _number(form: Formulir, book: SheetBook, sel: str) -> Number | None:
    return book.number(sel) if form.find(sel) is not None else None
