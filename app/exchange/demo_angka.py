"""Plausible figures for the demo: the same region, form and period always give the same numbers.

Nothing here is drawn by chance: what looks scattered comes from a hash of names.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.nilai import Keadaan, Nilai
from app.exchange import demo_tahap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.formulir import Baris, Formulir
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.exchange.demo_resep import Cerita, Jenis, Resep, ResepLayanan

PENUH = 10_000
_LOWEST = 5_500
_BASE_YEAR, _YEARS, _GROWTH = 2026, 3, 220
# How much of the year's achievement is there at the end of each quarter, in ten-thousandths.
_PROGRESS = {"kumulatif": (3_400, 5_900, 8_400, PENUH), "tetap": (9_200, 9_500, 9_800, PENUH)}
_PROGRESS_MUTU = (8_800, 9_300, 9_700, PENUH)
_PROGRESS_DANA = (1_800, 4_200, 6_900, 9_500)
_OVER = 103


def draw(low: int, high: int, *names: object) -> int:
    """A number between both bounds that follows from the names alone."""
    digest = hashlib.sha256("|".join(map(str, names)).encode()).digest()
    return low + int.from_bytes(digest[:8], "big") % (high - low + 1)


def population(wilayah: Wilayah, tahun: int) -> int:
    """The projected population of the year, or of the nearest year there is one for."""
    nearest = min(wilayah.penduduk, key=lambda year: abs(year - tahun))
    return wilayah.penduduk[nearest]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form of one region and quarter, about to be filled."""

    form: Formulir
    wilayah: Wilayah
    periode: Periode
    resep: Resep
    cerita: Cerita
    planted: frozenset[Jenis] = frozenset()

    @property
    def of(self) -> ResepLayanan:
        return self.resep.layanan[self.form.kode]

    @property
    def tahun(self) -> int:
        return self.periode.tahun

    @property
    def quarter(self) -> int:
        return (self.periode.triwulan or 4) - 1

    def draw(self, low: int, high: int, *names: object) -> int:
        """A number of this form and region."""
        return draw(low, high, self.wilayah.kode, self.form.kode, *names)

    @property
    def harus(self) -> int:
        """How many are to be served in the year."""
        people = population(self.wilayah, self.tahun)
        return max(1, people * self.of.per_juta * self.draw(90, 110, "harus") // (100 * 1_000_000))

    @property
    def terlayani(self) -> int:
        """How many have been served since January."""
        if "melebihi" in self.planted:
            return self.harus * _OVER // 100 + 1
        low, high = self.of.capaian
        years = max(-_YEARS, min(_YEARS, self.tahun - _BASE_YEAR))
        final = self.draw(low * 100, high * 100, "capaian")
        final += draw(-500, 400, self.wilayah.kode, "bias") + years * _GROWTH
        final = max(_LOWEST, min(PENUH, final))
        return self.harus * final * _PROGRESS[self.of.pola][self.quarter] // PENUH**2

    @property
    def women(self) -> int:
        """The share of women, in ten-thousandths; never exactly half where both are counted."""
        share = self.of.perempuan * 100
        if not 0 < share < PENUH:
            return share
        return share + self.draw(40, 180, "lebih") * (1 if self.draw(0, 1, "tanda") else -1)

    @property
    def happened(self) -> bool:
        """Whether the year brought the event that the layanan answers to."""
        return bool(self.planted) or self.draw(0, 99, "kejadian", self.tahun) < self.of.kejadian


def fill(sheet: Sheet) -> dict[str, Nilai]:
    """Every value of the sheet by cell id; cells that cannot be filled are left out."""
    if not sheet.happened:
        return {sheet.form.kebutuhan: Keadaan.NIHIL}
    values: dict[str, Nilai] = {}
    for source in (_recipients, _mutu, _budget, _texts):
        values |= dict(source(sheet))
    values |= demo_tahap.fill(sheet, values)
    found = {sel: (sheet.form.find(sel), nilai) for sel, nilai in values.items()}
    return {
        sel: nilai * 10**cell.desimal if isinstance(nilai, int) else nilai
        for sel, (cell, nilai) in found.items()
        if cell is not None and cell.editable
    }


def _recipients(sheet: Sheet) -> Iterator[tuple[str, int]]:
    for row, number in (("harus", sheet.harus), ("terlayani", sheet.terlayani)):
        yield from _split(sheet, row, number)
        if row == "terlayani":
            yield from _ages(sheet, row, number)
        for name, share in sheet.of.bagian.items():
            yield from _split(sheet, f"{row}_{name}", number * share // 100)


def _split(sheet: Sheet, row: str, number: int) -> Iterator[tuple[str, int]]:
    """One row with its women, men and people with disabilities, as far as they are known."""
    yield f"penerima.{row}.jumlah", number
    known = number * (9 if sheet.draw(0, 4, "terpilah") == 0 else 10) // 10
    women = known * sheet.women // PENUH
    yield f"penerima.{row}.p", women
    yield f"penerima.{row}.l", known - women
    if sheet.draw(0, 3, "disabilitas"):
        yield f"penerima.{row}.dis", number * sheet.of.disabilitas // 1_000


def _ages(sheet: Sheet, row: str, number: int) -> Iterator[tuple[str, int]]:
    """Who was served by groups of age; one region in six has not begun to ask.

    What is rounded away stays without an age, so that no group ever shrinks within a year.
    """
    if draw(0, 5, sheet.wilayah.kode, "umur") == 0:
        return
    columns = sheet.form.tables["penerima"].kolom
    groups = [kolom.kode for kolom in columns if kolom.pilah == "umur"]
    weights = {one: sheet.resep.umur[one] * sheet.draw(92, 108, one) for one in groups}
    known = number * sheet.draw(86, 100, "umur") // 100
    for one, weight in weights.items():
        yield f"penerima.{row}.{one}", known * weight // sum(weights.values())


def _mutu(sheet: Sheet) -> Iterator[tuple[str, Nilai]]:
    rows = sheet.form.tables["mutu"].baris
    for baris in rows:
        place = f"mutu.{baris.kode}"
        if baris.cara == "per_sasaran_tertentu" and sheet.draw(0, 7, place, "ada") == 0:
            yield f"{place}.dibutuhkan", Keadaan.NIHIL
            continue
        needed = _needed(sheet, baris)
        full = sheet.draw(0, 2, place, "penuh") == 0
        share = PENUH if full else sheet.draw(6_600, PENUH, place, "mutu")
        progress = PENUH if full else _PROGRESS_MUTU[sheet.quarter]
        found = needed * share * progress // PENUH**2
        if "mutu_melebihi" in sheet.planted and baris is rows[0]:
            found = needed + 2
        yield f"{place}.dibutuhkan", needed
        yield f"{place}.tersedia", found


def _needed(sheet: Sheet, baris: Baris) -> int:
    resep = sheet.resep.mutu[baris.cara]
    bases = {"harus": sheet.harus, "penduduk": population(sheet.wilayah, sheet.tahun), "satu": 1}
    each = sheet.draw(*resep.kali, baris.kode, "kali") * sheet.resep.satuan.get(baris.satuan, 1)
    return max(1, bases[resep.dasar] * each // resep.per)


def _budget(sheet: Sheet) -> Iterator[tuple[str, int]]:
    if "serapan" in sheet.planted:
        # As happens when the share of the budget spent is typed in as the achievement.
        source = next(iter(sheet.of.dana))
        yield f"anggaran.pagu.{source}", sheet.harus * sheet.of.biaya
        yield f"anggaran.realisasi.{source}", sheet.terlayani * sheet.of.biaya
        return
    total = sheet.harus * sheet.of.biaya * sheet.draw(85, 115, "pagu", sheet.tahun) // 100
    revised = sheet.draw(0, 4, "perubahan", sheet.tahun) < 2  # noqa: PLR2004 - two in five
    for source, share in sheet.of.dana.items():
        pagu = total * share // 100 // 1_000 * 1_000
        yield f"anggaran.pagu.{source}", pagu
        if revised:
            pagu = pagu * 104 // 100 // 1_000 * 1_000
            yield f"anggaran.perubahan.{source}", pagu
        spent = sheet.draw(7_200, 9_900, "serapan", source, sheet.tahun)
        yield (
            f"anggaran.realisasi.{source}",
            pagu * spent * _PROGRESS_DANA[sheet.quarter] // PENUH**2,
        )


def _texts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    fitting = [satu for satu in sheet.cerita.uraian if sheet.form.urusan in satu.urusan]
    if fitting and sheet.draw(0, 9, "uraian") < 6:  # noqa: PLR2004 - six in ten
        turn = sheet.draw(0, len(fitting) - 1, "pilihan") + sheet.tahun
        found = fitting[turn % len(fitting)]
        yield "uraian.permasalahan.teks", found.permasalahan
        yield "uraian.solusi.teks", found.solusi
