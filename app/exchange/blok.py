"""Drawing primitives of the visible sheets: rows that remember which cell of a form stands where.

The same blocks are drawn by the writer and compared by the verifier, so neither can show or
accept anything the other does not know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain import kata
from app.domain.angka import round_half_up
from app.exchange.ukur_teks import height
from app.teks import indonesian

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.formulir import Sel
    from app.domain.nilai import Nilai
    from app.domain.rumus import Number

Isi = str | int | float
"""What a spreadsheet cell holds; an empty text is an empty cell."""

Letak = tuple[int, int]
"""Row and column, from 0."""

LINE = 14.0
MAX_HEIGHT = 409.0
FULL = 10_000


def teks(key: str, **data: object) -> str:
    """A text of the workbook. Always Indonesian: a package reads the same wherever it is opened."""
    return indonesian(f"paket_isi.{key}").format(**data)


class Isian(NamedTuple):
    """The place of a form's cell within a block."""

    baris: int
    kolom: int
    sel: Sel


class Pas(NamedTuple):
    """A text that its row must have room for: in which columns, how much of them stays free."""

    baris: int
    teks: str
    kolom: range
    sela: float
    ukuran: float


class Bawahan(NamedTuple):
    """A block within another one, from which row of it on.

    `baris` is the row of a register that it stands for; it was drawn for another one then.
    """

    awal: int
    blok: Blok
    baris: str = ""


@dataclass(slots=True)
class Blok:
    """Some rows of a sheet. Rows count from 0 within the block.

    Its contents are all there; how a block within it looks, and which cells it has, stays with that
    one until somebody asks for the `whole`.
    """

    lebar: int
    baris: list[list[Isi]] = field(default_factory=list)
    gaya: dict[Letak, str] = field(default_factory=dict)
    sel: dict[Letak, str] = field(default_factory=dict)
    isian: list[Isian] = field(default_factory=list)
    hitungan: list[Isian] = field(default_factory=list)
    gabung: dict[Letak, int] = field(default_factory=dict)
    tinggi: list[float] = field(default_factory=list)
    pas: list[Pas] = field(default_factory=list)
    bagian: list[int] = field(default_factory=list)
    bawahan: list[Bawahan] = field(default_factory=list)

    def row(self, tinggi: float = LINE) -> int:
        """Start a new row and return its number."""
        self.baris.append([""] * self.lebar)
        self.tinggi.append(tinggi)
        return len(self.baris) - 1

    def put(self, row: int, column: int, isi: Isi, gaya: str, sampai: int = 0) -> None:
        """Write into a cell of a row, merged up to column `sampai` when that is further right."""
        self.baris[row][column] = isi
        self.gaya[row, column] = gaya
        if sampai > column:
            self.gabung[row, column] = sampai
            for covered in range(column + 1, sampai + 1):
                self.gaya[row, covered] = gaya

    def cell(self, row: int, column: int, sel: Sel, gaya: str, sampai: int = 0) -> None:
        """Reserve the place of a form's cell."""
        self.put(row, column, "", gaya, sampai)
        self.sel[row, column] = sel.kode
        (self.hitungan if sel.computed else self.isian).append(Isian(row, column, sel))

    def extend(self, other: Blok, baris: str = "") -> int:
        """Put the rows of another block of the same width below; return the row it starts at.

        `baris` is the row of a register it shall stand for. Nothing may be put into it any more.
        """
        start = len(self.baris)
        self.baris += [row.copy() for row in other.baris] if baris else other.baris
        self.tinggi += other.tinggi
        for at, one, own in other.parts():
            self.bawahan.append(Bawahan(start + at, one, baris or own))
        return start

    def parts(self) -> list[Bawahan]:
        """This block itself, and all blocks within it: each has the cells that it alone has."""
        return [Bawahan(0, self), *self.bawahan]

    def whole(self) -> Blok:
        """The block as if all within it had been drawn here; only what fills the cells is not."""
        if not self.bawahan:
            return self
        whole = Blok(self.lebar, self.baris, tinggi=self.tinggi)
        for start, part, baris in self.parts():
            sel = part.sel.items()
            whole.sel |= {(row + start, at): of_row(kode, baris) for (row, at), kode in sel}
            whole.gaya |= {(row + start, at): name for (row, at), name in part.gaya.items()}
            whole.gabung |= {(row + start, at): to for (row, at), to in part.gabung.items()}
            whole.pas += [one._replace(baris=one.baris + start) for one in part.pas]
            whole.bagian += [row + start for row in part.bagian]
        whole.gaya = dict(sorted(whole.gaya.items()))
        whole.bagian.sort()
        return whole

    def fit(self, row: int, text: str, kolom: range, sela: float = 0, size: float = 9) -> None:
        """Ask for a row high enough for a text wrapped in some columns, less so many units."""
        self.pas.append(Pas(row, text, kolom, sela, size))

    def heights(self, lebar: Sequence[float]) -> list[float]:
        """The height of every row in columns of some widths.

        Only the writer asks: measuring texts takes its time.
        """
        heights = self.tinggi.copy()
        for row, text, kolom, sela, size in self.pas:
            units = sum(lebar[kolom.start : kolom.stop]) - sela
            heights[row] = min(MAX_HEIGHT, max(heights[row], height(text, units, size)))
        return heights


def only(column: int) -> range:
    """A single column."""
    return range(column, column + 1)


def kept(memo: dict[Any, Any], key: object, lebar: int, draw: Callable[[Blok], object]) -> Blok:
    """A block that is drawn once and then shared by whoever knows the same `memo`."""
    known: Blok | None = memo.get(key)
    if known is None:
        # Kept only when it is whole: another package may be drawn beside this one.
        known = Blok(lebar)
        draw(known)
        memo[key] = known
    return known


def of_row(sel: str, baris: str) -> str:
    """The id of a cell in another row of its table; without a row the cell itself."""
    if not baris:
        return sel
    tabel, _, kolom = sel.split(".")
    return f"{tabel}.{baris}.{kolom}"


def shown(cell: Sel, nilai: Nilai | None) -> Isi:
    """What a sheet shows for a value a person entered."""
    if isinstance(nilai, int):
        return scaled(nilai, cell.desimal) if cell.desimal else nilai
    if isinstance(nilai, str):
        return kata.shown(cell.kolom, nilai)
    return "" if nilai is None else teks(f"keadaan.{nilai.value}")


def shown_computed(cell: Sel, number: Number) -> Isi:
    """What a sheet shows for a cell the program worked out."""
    words = cell.kolom.kata
    if words and str(number) in words:
        return words[str(number)]
    if cell.jenis == "persen":
        return percent(number)
    if isinstance(number, int) and not cell.desimal:
        return number
    return scaled(round_half_up(number, cell.desimal or 2), cell.desimal or 2)


def percent(number: Number) -> float:
    """An index or percentage with two decimals; what is below 100 never becomes 100."""
    hundredths = round_half_up(number, 2)
    if hundredths == FULL and number < 100:  # noqa: PLR2004 - percent
        hundredths -= 1
    return hundredths / 100


def scaled(number: int, desimal: int) -> Isi:
    """A scaled whole number as the number it stands for."""
    return number / 10**desimal if desimal else number


def cell_style(cell: Sel) -> str:
    """The name of the look of a form's cell."""
    if cell.closed:
        return "tutup"
    kind = "angka" if cell.jenis in {"bulat", "rupiah"} else cell.jenis
    kind = "teks" if cell.berkata or cell.kolom.kata else kind
    return f"hitung_{kind}" if cell.computed else f"isi_{kind}"
