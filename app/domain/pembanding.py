"""What e-SPM shows for a wilayah beside our own index: a fact with source and date, never mixed in.

A wilayah declares its figures in a sheet of its own, one row per urusan; the province may note for
every wilayah what it saw itself, one row per wilayah. What the wilayah declares comes first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain.rekap_gabung import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.domain.formulir import Formulir
    from app.domain.indeks import Simpul
    from app.domain.lembar import Values
    from app.domain.rekap import BarisRekap
    from app.domain.wilayah import Wilayah

Dari = Literal["wilayah", "provinsi"]
TABEL, SELURUH, INDEKS, TANGGAL, SUMBER = "nilai", "daerah", "indeks", "tanggal", "sumber"


class NilaiLuar(NamedTuple):
    """A figure as it was reported: what it is, when and where it was seen, and its very cell.

    `pada` is the wilayah whose sheet holds it: the wilayah itself, or the province.
    """

    angka: Fraction
    dari: Dari
    pada: str
    formulir: str
    sel: str
    tanggal: str = ""
    sumber: str = ""


class Sikap(Enum):
    """How a reported figure stands to the computed one."""

    SAMA = "sama"
    LUAR = "luar"
    SEMENTARA = "sementara"
    TANPA_HITUNG = "tanpa_hitung"
    BELUM = "belum"


class Selisih(NamedTuple):
    """One figure of a wilayah from both sides; either may be missing, and missing is not 0."""

    dihitung: Simpul | None
    luar: NilaiLuar | None

    @property
    def titik(self) -> Fraction | None:
        """Points by which e-SPM shows more; None unless both figures are there."""
        mine = self.dihitung.nilai if self.dihitung is not None else None
        return None if mine is None or self.luar is None else self.luar.angka - mine

    def sikap(self, toleransi: Fraction) -> Sikap:
        """Whether they agree within so many points; a provisional index is judged by nobody."""
        if self.luar is None:
            return Sikap.BELUM
        if self.titik is None or self.dihitung is None:
            return Sikap.TANPA_HITUNG
        if self.dihitung.final is None:
            return Sikap.SEMENTARA
        return Sikap.SAMA if abs(self.titik) <= toleransi else Sikap.LUAR


@dataclass(frozen=True, slots=True)
class BarisPembanding:
    """One wilayah: the whole, every urusan, and what the province saw although it was declared."""

    wilayah: Wilayah
    seluruh: Selisih
    urusan: Mapping[str, Selisih]
    catatan: NilaiLuar | None = None


@dataclass(frozen=True, slots=True)
class Pembanding:
    """All wilayah in order, judged by so many points."""

    toleransi: Fraction
    baris: Sequence[BarisPembanding] = field(default=())

    def count(self, *sikap: Sikap) -> int:
        """How many wilayah stand like this with their whole figure."""
        return sum(one.seluruh.sikap(self.toleransi) in sikap for one in self.baris)

    def row(self, kode: str) -> BarisPembanding | None:
        """One of the wilayah."""
        return next((one for one in self.baris if one.wilayah.kode == kode), None)

    @property
    def reported(self) -> int:
        """How many wilayah have a whole figure from e-SPM."""
        return len(self.baris) - self.count(Sikap.BELUM)


def compare(
    wilayah: Iterable[Wilayah],
    rows: Mapping[str, BarisRekap],
    values: Mapping[str, Mapping[str, Values]],
    forms: Iterable[Formulir],
    toleransi: Fraction,
) -> Pembanding:
    """Hold what was reported against what is computed; `forms` are those of the reported figures.

    `values` are the sheets by wilayah, the province's own among them.
    """
    known = list(forms)
    indices = {kode: row.indeks for kode, row in rows.items()}
    return Pembanding(
        toleransi, tuple(compare_one(one, indices.get(one.kode), values, known) for one in wilayah)
    )


def compare_one(
    wilayah: Wilayah,
    indeks: Simpul | None,
    values: Mapping[str, Mapping[str, Values]],
    forms: Sequence[Formulir],
) -> BarisPembanding:
    """One wilayah with its computed index, None for none; the rest as for all of them."""
    own = _declared(wilayah, values, forms)
    seen = _noted(wilayah, values, forms)
    nodes = {WHOLE: indeks, **{one.kode: one for one in indeks.anak}} if indeks else {}
    pairs = {
        kode: Selisih(nodes.get(kode), own.get(kode, seen.get(kode)))
        for kode in dict.fromkeys((WHOLE, *nodes, *own, *seen))
    }
    whole = pairs.pop(WHOLE)
    return BarisPembanding(wilayah, whole, pairs, seen.get(WHOLE) if WHOLE in own else None)


def _declared(
    wilayah: Wilayah, values: Mapping[str, Mapping[str, Values]], forms: Iterable[Formulir]
) -> dict[str, NilaiLuar]:
    found = {}
    for form in (one for one in forms if one.filled_by(wilayah.kode)):
        sheet = values.get(wilayah.kode, {}).get(form.kode, {})
        for baris in form.tables[TABEL].baris:
            place = f"{TABEL}.{baris.kode}"
            told = _figure(form, sheet, f"{place}.{INDEKS}", place, ("wilayah", wilayah.kode))
            if told is not None:
                found[_key(baris.kode)] = told
    return found


def _noted(
    wilayah: Wilayah, values: Mapping[str, Mapping[str, Values]], forms: Iterable[Formulir]
) -> dict[str, NilaiLuar]:
    found = {}
    province, row = wilayah.kode.partition(".")[0], row_of(wilayah.kode)
    for form in (one for one in forms if one.filled_by(province)):
        sheet, place = values.get(province, {}).get(form.kode, {}), f"{TABEL}.{row}"
        for kolom in form.tables[TABEL].kolom if row in form.tables[TABEL].rows_by_code else ():
            told = _figure(form, sheet, f"{place}.{kolom.kode}", place, ("provinsi", province))
            if told is not None and kolom.kode not in (TANGGAL, SUMBER):
                found[_key(kolom.kode)] = told
    return found


def place_for(wilayah: str) -> str:
    """The cell of the province's sheet for the whole figure of a wilayah."""
    return f"{TABEL}.{row_of(wilayah)}.{SELURUH}"


def row_of(wilayah: str) -> str:
    """The row of a wilayah in the sheet of the province."""
    return f"k{wilayah.replace('.', '')}"


def _key(kode: str) -> str:
    return WHOLE if kode == SELURUH else kode.upper()


def _figure(
    form: Formulir, sheet: Values, sel: str, place: str, where: tuple[Dari, str]
) -> NilaiLuar | None:
    """A number that stands there; an empty or declared cell is no figure."""
    isi = sheet.get(sel)
    if not isinstance(isi, int):
        return None
    number = Fraction(isi, 10 ** form.cell(sel).desimal)
    day, source = (sheet.get(f"{place}.{one}") for one in (TANGGAL, SUMBER))
    offered = form.tables[TABEL].columns_by_code[SUMBER].pilihan
    named = next((one.label for one in offered if one.kode == source), "")
    dari, pada = where
    return NilaiLuar(number, dari, pada, form.kode, sel, day if isinstance(day, str) else "", named)
