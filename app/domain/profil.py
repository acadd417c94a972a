"""A profile: which column of a table of another system goes to which column of a form.

A person maps such a table once and gives the mapping a name. The next quarter it is known again by
its headings, whatever year or quarter they name and in whatever order they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.bagian import Strict
from app.domain.formulir import cell_of
from app.domain.tabel_judul import Judul, candidates, heading_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.formulir import Formulir, Tabel
    from app.domain.kisi import Kisi

SCALES = (1, 1_000, 1_000_000, 1_000_000_000)
"""What figures may be multiplied by: as they stand, thousands, millions, billions."""
LONGEST_NAME, MOST_LINES = 60, 500
_SHARE = (3, 5)
"""Three fifths of the headings have to be there, else it is another table."""


class KolomProfil(Strict, frozen=True, kw_only=True):
    """The column headed `kepala` goes to the column `ke`, its figures times `kali`.

    Where the rows of the form are fixed, `ke` may be one cell, "baris.kolom": all rows of the file
    are added up in it.
    """

    kepala: str
    ke: str
    kali: int = 1


class BarisProfil(Strict, frozen=True, kw_only=True):
    """The row called `teks` goes to the row `ke` of a table whose rows are fixed."""

    teks: str
    ke: str


class Profil(Strict, frozen=True, kw_only=True):
    """How the tables of one source come into one table of a form.

    `sumber` is where the figures are from, as it is written beside them in the history. `tetap`
    are texts by column that every row of a register gets. In a table with fixed rows `baris` says
    which row is which, and `jumlahkan` names the row that the sum of all rows goes to.
    """

    nama: str
    formulir: str
    tabel: str
    kolom: list[KolomProfil]
    sumber: str = ""
    tetap: dict[str, str] = {}
    baris: list[BarisProfil] = []
    jumlahkan: str = ""


@dataclass(frozen=True, slots=True)
class Dikenali:
    """A sheet that a profile fits: its headings, the columns found, and the headings it lacks."""

    judul: Judul
    kolom: Mapping[int, KolomProfil]
    hilang: tuple[str, ...]

    @property
    def utuh(self) -> bool:
        """Whether every column of the profile is there."""
        return not self.hilang


def recognise(kisi: Kisi, profil: Profil) -> Dikenali | None:
    """The headings of a profile in a sheet; None when too few of them are there."""
    best: Dikenali | None = None
    for judul in candidates(kisi):
        found = _matched(judul, profil)
        if best is None or len(found.kolom) > len(best.kolom):
            best = found
        if best.utuh:
            break
    many, of = _SHARE
    if best is None or len(best.kolom) * of < len(profil.kolom) * many:
        return None
    return best


def _matched(judul: Judul, profil: Profil) -> Dikenali:
    named = {heading_key(title): column for column, title in reversed([*judul.kolom.items()])}
    places = [(named.get(heading_key(one.kepala)), one) for one in profil.kolom]
    found = {place: one for place, one in places if place is not None}
    lost = tuple(one.kepala for place, one in places if place is None)
    return Dikenali(judul, dict(sorted(found.items())), lost)


def faults(profil: Profil, form: Formulir) -> list[tuple[str, str]]:
    """What of a profile a form does not have: kind ("tabel", "kolom", "baris") and name."""
    tabel = form.tables.get(profil.tabel)
    if tabel is None:
        return [("tabel", profil.tabel)]
    columns = [one.ke for one in profil.kolom] + list(profil.tetap)
    parts = [one.rpartition(".") for one in dict.fromkeys(columns)]
    rows = [one.ke for one in profil.baris] + ([profil.jumlahkan] if profil.jumlahkan else [])
    rows += [row for row, _, _ in parts if row]
    known = tabel.columns_by_code
    unknown = [("kolom", kolom) for _, _, kolom in parts if kolom not in known]
    closed = [
        ("hitungan", known[kolom].label)
        for row, _, kolom in parts
        if kolom in known and not _fillable(tabel, row, kolom)
    ]
    fixed = set() if tabel.register else {one.kode for one in tabel.baris}
    return [*unknown, *closed, *(("baris", one) for one in rows if one not in fixed)]


def _fillable(tabel: Tabel, row: str, kolom: str) -> bool:
    """Whether somebody fills a column, or where a row is named the cell of it."""
    baris = tabel.rows_by_code.get(row)
    if baris is None:
        return not tabel.columns_by_code[kolom].hitung
    return cell_of(tabel, baris, tabel.columns_by_code[kolom]).editable
