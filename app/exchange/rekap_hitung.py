"""The recomputation of a recap: one plan, spelt as spreadsheet formulas and worked out exactly.

The plan follows the explanation trees down to the cells, but takes every number from the rows of
the sheet `Data`. What the formulas will show is computed a second time from those rows with
fractions, and compared with the program's own indices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from app.domain.indeks import Cara, Metode, Simpul, Status

if TYPE_CHECKING:
    from app.domain.rekap import BarisRekap

Tingkat = Literal["provinsi", "wilayah", "urusan", "layanan", "bagian", "rasio"]
LEVELS: tuple[Tingkat, ...] = ("provinsi", "wilayah", "urusan", "layanan", "bagian", "rasio")
Angka = int | Fraction
Isi = Angka | str
"""What a cell shows: a number, a word, or "" for nothing."""

KOSONG = ""
NOL_DINYATAKAN = "nihil"
DI_LUAR = ("tidak_berlaku", "bukan_kewenangan")
PENUH = "penuh"
# Excel keeps 15 digits, so every number it can hold is above this.
BELOW_ALL = "-1000000000000000"


@dataclass(frozen=True, slots=True)
class DataKey:
    """Which row of `Data`: a cell of a form of a region."""

    wilayah: str
    formulir: str
    sel: str


@dataclass(slots=True)
class Line:
    """One line of the sheet: what it is, what it is made from, and what the program says it is.

    `masukan` are rows of `Data`, numerator first; `anak` are other lines with their weights.
    """

    tingkat: Tingkat
    wilayah: str
    formulir: str
    kode: str
    label: str
    cara: Cara | Literal["rerata_lengkap"]
    program: Isi
    masukan: tuple[DataKey, ...] = ()
    anak: list[int] = field(default_factory=list)
    bobot: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """All lines in reading order, and the metode whose choices the formulas read from cells."""

    lines: tuple[Line, ...]
    metode: Metode
    tidak_dihitung: str


def build(rows: Sequence[BarisRekap], provinsi: Line, metode: Metode, tidak_dihitung: str) -> Plan:
    """Lay out the trees of the regions below the line of the province.

    Args:
        rows: the regions that have data.
        provinsi: the top line, with the program's mean.
        metode: how parts combine.
        tidak_dihitung: the word for a part that leaves the mean.
    """
    lines = [provinsi]
    builder = _Builder(lines, metode, tidak_dihitung)
    for row in rows:
        provinsi.anak.append(builder.add(row.indeks, 1, row.wilayah.kode, ""))
    return Plan(tuple(lines), metode, tidak_dihitung)


def program_value(simpul: Simpul, tidak_dihitung: str) -> Isi:
    """What a line must come to according to the program."""
    if simpul.status in {Status.TANPA_KEBUTUHAN, Status.DIKECUALIKAN}:
        return tidak_dihitung
    return KOSONG if simpul.final is None else simpul.final


@dataclass(slots=True)
class _Builder:
    lines: list[Line]
    metode: Metode
    tidak_dihitung: str

    def add(self, simpul: Simpul, level: int, wilayah: str, formulir: str) -> int:
        """Append a node and everything below it, and return the number of its line."""
        tingkat = LEVELS[level]
        if tingkat == "layanan":
            formulir = simpul.kode
        place = len(self.lines)
        masukan = tuple(DataKey(wilayah, formulir, sel) for sel, _ in simpul.masukan)
        program = program_value(simpul, self.tidak_dihitung)
        line = Line(
            tingkat, wilayah, formulir, simpul.kode, simpul.label, simpul.cara, program, masukan
        )
        self.lines.append(line)
        line.anak = [self.add(child, level + 1, wilayah, formulir) for child in simpul.anak]
        line.bobot = [child.kode for child in simpul.anak]
        if tingkat == "wilayah" and self.metode.daerah == "rerata_layanan":
            line.anak = [place for urusan in line.anak for place in self.lines[urusan].anak]
        return place


# --- The same plan, worked out here -------------------------------------------------------------


def evaluate(plan: Plan, data: Mapping[DataKey, Isi]) -> list[Isi]:
    """What each line comes to from the rows of `Data`, exactly."""
    results: list[Isi] = [KOSONG] * len(plan.lines)
    for place in reversed(range(len(plan.lines))):
        # Children always stand below their parents.
        line = plan.lines[place]
        if line.cara == "rasio":
            atas, bawah = (counted(data.get(key, KOSONG)) for key in line.masukan)
            results[place] = _ratio(atas, bawah, plan)
        elif line.cara == "eksternal":
            isi = counted(data.get(line.masukan[0], KOSONG))
            results[place] = KOSONG if isinstance(isi, str) else isi
        else:
            results[place] = _combined(line, [results[child] for child in line.anak], plan)
    return results


def differences(plan: Plan, results: Sequence[Isi]) -> list[Line]:
    """The lines whose recomputation is not the program's figure; there must be none."""
    return [line for line, isi in zip(plan.lines, results, strict=True) if line.program != isi]


def counted(isi: Isi) -> Isi:
    """A declared "nihil" counts as zero."""
    return 0 if isi == NOL_DINYATAKAN else isi


def _ratio(atas: Isi, bawah: Isi, plan: Plan) -> Isi:
    if bawah in DI_LUAR:
        return plan.tidak_dihitung
    if bawah == 0:
        return 100 if plan.metode.kebutuhan_nol == PENUH else plan.tidak_dihitung
    if isinstance(atas, str) or isinstance(bawah, str):
        return KOSONG
    nilai = Fraction(100 * atas) / bawah
    return min(nilai, Fraction(plan.metode.batas)) if plan.metode.batas else nilai


def _combined(line: Line, anak: list[Isi], plan: Plan) -> Isi:
    numbers = [isi for isi in anak if not isinstance(isi, str)]
    if line.cara == "bobot":
        if plan.tidak_dihitung in anak:
            return plan.tidak_dihitung
        if len(numbers) < len(anak) or not numbers:
            return KOSONG
        weights = [plan.metode.bobot[kode] for kode in line.bobot]
        pairs = zip(weights, numbers, strict=True)
        return sum((Fraction(weight * number) for weight, number in pairs), Fraction(0)) / sum(
            weights
        )
    if KOSONG in anak and line.cara == "rerata":
        return KOSONG
    if not numbers:
        return plan.tidak_dihitung if line.cara == "rerata" else KOSONG
    return sum(map(Fraction, numbers), Fraction(0)) / len(numbers)


# --- The same plan as spreadsheet formulas -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand: the metode's choices, the rows of `Data`, the columns of the lines."""

    kebijakan: str
    batas: str
    bobot: Mapping[str, str]
    data: Mapping[DataKey, str]
    atas: str
    bawah: str
    hasil: str
    program: str
    first_row: int

    def cell(self, column: str, place: int) -> str:
        """The address of a line's cell."""
        return f"{column}{self.first_row + place}"


def input_formula(address: str) -> str:
    """A value fetched from `Data`: nihil counts as zero, an empty cell stays empty."""
    return f'=IF({address}="{NOL_DINYATAKAN}",0,IF({address}="","",{address}))'


def result_formula(plan: Plan, place: int, at: Places) -> str:
    """The formula of one line."""
    line = plan.lines[place]
    if line.cara == "rasio":
        return _ratio_formula(at.cell(at.atas, place), at.cell(at.bawah, place), plan, at)
    if line.cara == "eksternal":
        cell = at.cell(at.atas, place)
        return f'=IF({_numbers_in(cell)}=1,{cell},"")'
    cells = [at.cell(at.hasil, child) for child in line.anak]
    if line.cara == "bobot":
        return _weighted_formula(
            cells, [at.bobot[kode] for kode in line.bobot], plan.tidak_dihitung
        )
    return _mean_formula(line, cells, plan.tidak_dihitung)


def difference_formula(at: Places, place: int) -> str:
    """Recomputed minus the program's figure; the same word on both sides is no difference."""
    ours, theirs = at.cell(at.hasil, place), at.cell(at.program, place)
    return f"=IFERROR(ROUND({ours}-{theirs},6),IF({ours}={theirs},0,1))"


def _ratio_formula(atas: str, bawah: str, plan: Plan, at: Places) -> str:
    word = f'"{plan.tidak_dihitung}"'
    ratio = f"100*{atas}/{bawah}"
    capped = f"IF({at.batas}=0,{ratio},MIN({at.batas},{ratio}))"
    known = f'IF({_numbers_in(f"{atas}:{bawah}")}<2,"",{capped})'
    zero = f'IF({bawah}=0,IF({at.kebijakan}="{PENUH}",100,{word}),{known})'
    outside = "".join(f'IF({bawah}="{state}",{word},' for state in DI_LUAR)
    return f"={outside}{zero}{')' * len(DI_LUAR)}"


def _numbers_in(area: str) -> str:
    return f'COUNTIFS({area},">{BELOW_ALL}")'


def _weighted_formula(cells: list[str], weights: list[str], tidak_dihitung: str) -> str:
    terms = "+".join(f"{weight}*{cell}" for weight, cell in zip(weights, cells, strict=True))
    formula = f"({terms})/({'+'.join(weights)})"
    for cell in cells:
        formula = f'IF({cell}="","",{formula})'
    for cell in cells:
        formula = f'IF({cell}="{tidak_dihitung}",{cell},{formula})'
    return f"={formula}"


def _mean_formula(line: Line, cells: list[str], tidak_dihitung: str) -> str:
    areas = _areas(cells)
    if line.cara == "rerata_lengkap":
        return f'=IFERROR(AVERAGE({",".join(areas)}),"")'
    mean = f'IFERROR(AVERAGE({",".join(areas)}),"{tidak_dihitung}")'
    empty = "+".join(f'COUNTIFS({area},"")' for area in areas)
    return f'=IF({empty}>0,"",{mean})'


def _areas(cells: list[str]) -> list[str]:
    """Neighbouring cells of one column as one area, the way a person would select them."""
    areas: list[tuple[int, int]] = []
    column = cells[0].rstrip("0123456789") if cells else ""
    for cell in cells:
        row = int(cell.removeprefix(column))
        if areas and areas[-1][1] == row - 1:
            areas[-1] = areas[-1][0], row
        else:
            areas.append((row, row))
    return [
        f"{column}{low}" if low == high else f"{column}{low}:{column}{high}" for low, high in areas
    ]
