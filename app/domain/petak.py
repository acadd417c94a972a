"""What stands in one column for one region: a number, a declared absence, or nothing, never mixed.

Each figure keeps what it was made from, down to the cells of the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from app.domain.kelengkapan import Kelengkapan
from app.domain.lembar import CellScope, Hasil, SheetBook, Values, evaluate
from app.domain.nilai import KEADAAN_TANPA_KEBUTUHAN, Keadaan
from app.domain.register import grown
from app.domain.rumus import Number, compile_formula

if TYPE_CHECKING:
    from app.domain.aturan import Aturan
    from app.domain.catatan import Letak
    from app.domain.formulir import Formulir
    from app.domain.konsolidasi_kolom import KolomGabung
    from app.domain.latar import Latar
    from app.domain.periode import Periode
    from app.domain.temuan import Temuan

ANGKA, KOSONG, BELUM_ADA = "angka", "kosong", "belum_ada"
TIDAK_DIGABUNG, TANPA_PENYEBUT, TERISI, TEKS = (
    "tidak_digabung", "tanpa_penyebut", "terisi", "teks",
)  # fmt: skip
"""What a place can show, beside a keadaan, which goes by its own name."""

FULL = 100


class Masukan(NamedTuple):
    """A cell a figure was made from, with what it holds; numbers in their unit, None is empty."""

    formulir: str
    sel: str
    isi: Number | str | Keadaan | None

    @property
    def angka(self) -> Number | None:
        """What it counts for: Nihil is a declared zero, every other absence and a text nothing."""
        if isinstance(self.isi, int | Fraction):
            return self.isi
        return 0 if self.isi is Keadaan.NIHIL else None


class Kiriman(NamedTuple):
    """The package behind a sheet: `waktu` is when it came, as ISO text."""

    paket_id: str
    revisi: int
    waktu: str
    penanda: str
    berkas: str
    putusan: str


@dataclass(frozen=True, slots=True)
class Petak:
    """A figure of one region.

    `bobot` is what it weighs when it is combined: the denominator of a ratio, the required cells
    of a kelengkapan. Of the `banyak` cells that should have a number `kurang` have none. `seragam`
    is what the cell says that has to be the same everywhere, None where nobody asks.
    """

    rupa: str
    angka: Number | None = None
    bobot: Number | None = None
    teks: str = ""
    masukan: tuple[Masukan, ...] = ()
    temuan: tuple[Temuan, ...] = ()
    banyak: int = 0
    kurang: int = 0
    seragam: str | None = None

    @property
    def counted(self) -> Number | None:
        """What it counts for in a sum: Nihil is a declared zero, every other absence nothing."""
        return 0 if self.rupa == Keadaan.NIHIL.value else self.angka


@dataclass(frozen=True, slots=True)
class LembarWilayah:
    """One form of a region, worked out: its rows, its numbers and what the rules say."""

    form: Formulir
    book: SheetBook
    hasil: Hasil

    @property
    def begun(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.book.values)

    def home(self, sel: str, periode: Periode) -> str:
        """The period whose sheet keeps a cell."""
        return str(self.form.home_period(sel, periode))


def open_sheet(
    form: Formulir, now: Values, before: Values, last_year: Values, latar: Latar
) -> LembarWilayah:
    """Work out one form of a region."""
    whole = grown(form, now)
    hasil = evaluate(whole, now, before, last_year, latar)
    return LembarWilayah(whole, SheetBook(whole, now, before, last_year, latar), hasil)


@dataclass(frozen=True, slots=True)
class IsiWilayah:
    """All a region has: its sheets by form, its package, and whether this quarter has come.

    `catatan` are the notes beside its figures.
    """

    kode: str
    lembar: Mapping[str, LembarWilayah]
    kiriman: Kiriman | None = None
    hadir: bool = True
    asal: Mapping[tuple[str, str], Kiriman] | None = None
    catatan: Mapping[Letak, str] | None = None

    def origin(self, masukan: Masukan, periode: Periode) -> Kiriman | None:
        """The package that brought a cell, None when it was typed here."""
        sheet = self.lembar[masukan.formulir]
        return (self.asal or {}).get((masukan.formulir, sheet.home(masukan.sel, periode)))


def figure(kolom: KolomGabung, isi: IsiWilayah) -> Petak:
    """What a column shows for a region."""
    if kolom.hitung in _OF_REGION:
        return _OF_REGION[kolom.hitung](kolom, isi) if isi.hadir else Petak(BELUM_ADA)
    sheet = isi.lembar.get(kolom.formulir)
    found = Petak(KOSONG)
    if sheet is not None and sheet.begun and fits(kolom, sheet.form):
        found = _OF_SHEET[kolom.hitung](kolom, sheet)
        if kolom.seragam:
            said = sheet.book.values.get(kolom.seragam)
            found = replace(found, seragam=said if isinstance(said, str) else "")
    if found.rupa == KOSONG and not isi.hadir:
        return replace(found, rupa=BELUM_ADA)
    return found


def fits(kolom: KolomGabung, form: Formulir) -> bool:
    """Whether a version of a form has what a column looks at; another one may not have it yet."""
    cells = [one for one in (kolom.penimbang, kolom.seragam) if one]
    if kolom.hitung == "sel":
        cells += kolom.dari
    elif kolom.hitung == "baris":
        return kolom.dari[0] in form.tables
    elif not all(form.matching(one) for one in kolom.dari):
        # A register without a row has nothing to match, and counts as none.
        tables = [form.tables.get(one.partition(".")[0]) for one in kolom.dari]
        return all(one is not None and one.register for one in tables)
    return all(form.find(one) is not None for one in cells)


# --- From one form -------------------------------------------------------------------------------


def _cell(kolom: KolomGabung, sheet: LembarWilayah) -> Petak:
    (sel,) = kolom.dari
    found = _of_values([_read(sheet, sel)])
    if found.rupa == ANGKA and kolom.penimbang:
        return replace(found, bobot=sheet.book.number(kolom.penimbang))
    return found


def _sum(kolom: KolomGabung, sheet: LembarWilayah) -> Petak:
    return _of_values([_read(sheet, sel) for sel in _cells(kolom, sheet, kolom.dari)])


def _of_values(every: Sequence[Masukan]) -> Petak:
    """The sum of what has a number; where nothing has one, the absence they all declare."""
    numbers = [one.isi for one in every if isinstance(one.isi, int | Fraction)]
    kept, lacking = tuple(every), sum(one.angka is None and not _needless(one) for one in every)
    if numbers:
        return Petak(ANGKA, sum(numbers), masukan=kept, banyak=len(kept), kurang=lacking)
    said = {one.isi for one in every}
    only = said.pop() if len(said) == 1 else None
    rupa = only.value if isinstance(only, Keadaan) else KOSONG
    return Petak(rupa, masukan=kept, banyak=len(kept), kurang=lacking)


def _rows(kolom: KolomGabung, sheet: LembarWilayah) -> Petak:
    tabel = sheet.form.tables[kolom.dari[0]]
    shown = tabel.nama or tabel.kolom[0].kode
    cells = _cells(kolom, sheet, [f"{tabel.kode}.*.{shown}"])
    return Petak(ANGKA, len(cells), masukan=tuple(_read(sheet, sel) for sel in cells))


def _kinds(kolom: KolomGabung, sheet: LembarWilayah) -> Petak:
    kept: dict[str, Masukan] = {}
    for sel in _cells(kolom, sheet, kolom.dari):
        one = _read(sheet, sel)
        if isinstance(one.isi, str):
            kept.setdefault(" ".join(one.isi.casefold().split()), one)
    return Petak(ANGKA, len(kept), masukan=tuple(kept.values()))


def _holding(kolom: KolomGabung, sheet: LembarWilayah) -> Petak:
    every = (_read(sheet, sel) for sel in _cells(kolom, sheet, kolom.dari))
    found = tuple(one for one in every if one.isi == (kolom.isi or None))
    return Petak(ANGKA, len(found), masukan=found)


def _ratio(kolom: KolomGabung, sheet: LembarWilayah) -> Petak:
    """Numerators over denominators, of the rows that have both."""
    tops, bottoms = (_cells(kolom, sheet, [one]) for one in kolom.dari)
    pairs = [
        (_read(sheet, top), _read(sheet, bottom)) for top, bottom in zip(tops, bottoms, strict=True)
    ]
    used = [pair for pair in pairs if pair[0].angka is not None and pair[1].angka is not None]
    lacking = sum(
        pair not in used and not (_needless(pair[0]) or _needless(pair[1])) for pair in pairs
    )
    if not used:
        return Petak(KOSONG, banyak=len(pairs), kurang=lacking)
    part, whole = (Fraction(sum(one[side].angka or 0 for one in used)) for side in (0, 1))
    return Petak(
        ANGKA if whole else TANPA_PENYEBUT,
        FULL * part / whole if whole else None,
        whole or None,
        masukan=tuple(one for pair in used for one in pair),
        banyak=len(pairs),
        kurang=lacking,
    )


def _cells(kolom: KolomGabung, sheet: LembarWilayah, patterns: Sequence[str]) -> list[str]:
    """The cells of patterns, in the rows that are meant."""
    every = [sel for pola in patterns for sel in sheet.form.matching(pola)]
    if not kolom.bila:
        return every
    meant = compile_formula(kolom.bila)
    return [sel for sel in every if meant.truth(CellScope(sheet.book, _row_of(sel))) is True]


def _row_of(sel: str) -> str:
    return f"{sel.rpartition('.')[0]}."


def _read(sheet: LembarWilayah, sel: str) -> Masukan:
    isi = sheet.book.values.get(sel)
    if isinstance(isi, str | Keadaan) and sel not in sheet.form.computed:
        return Masukan(sheet.form.kode, sel, isi)
    return Masukan(sheet.form.kode, sel, sheet.book.number(sel))


def _needless(one: Masukan) -> bool:
    return one.isi in KEADAAN_TANPA_KEBUTUHAN


# --- About a region ------------------------------------------------------------------------------


def _completeness(kolom: KolomGabung, isi: IsiWilayah) -> Petak:
    """Answered cells of those required, of one form or of all."""
    asked = [isi.lembar[kolom.formulir]] if kolom.formulir in isi.lembar else []
    sheets = asked if kolom.formulir else list(isi.lembar.values())
    whole = sum((one.hasil.kelengkapan for one in sheets), Kelengkapan())
    empty = tuple(
        Masukan(one.form.kode, sel, None) for one in sheets for sel in one.hasil.kelengkapan.kosong
    )
    if not whole.wajib:
        return Petak(TERISI if whole.isi else KOSONG, banyak=whole.isi)
    answered = whole.terisi + whole.dinyatakan
    return Petak(ANGKA, answered, whole.wajib, masukan=empty, banyak=whole.wajib)


def _findings(kolom: KolomGabung, isi: IsiWilayah) -> Petak:
    found = tuple(
        one
        for sheet in isi.lembar.values()
        if sheet.begun
        for one in sheet.hasil.temuan
        if one.tingkat("tanda_tangan") in kolom.dari and _known_here(sheet, one.aturan)
    )
    return Petak(ANGKA, len(found), temuan=found)


def _known_here(sheet: LembarWilayah, aturan: Aturan) -> bool:
    """Whether the rule looked at what is here: an earlier quarter may never have come."""
    if any(not sel.tahunan for kode in sheet.book.earlier if (sel := sheet.form.find(kode))):
        return True
    looked = (compile_formula(teks).reads for teks in (aturan.bila, aturan.syarat) if teks)
    return not any(how == "lalu" for reads in looked for how, _ in reads)


def _paket(kolom: KolomGabung, isi: IsiWilayah) -> Petak:
    if isi.kiriman is None:
        return Petak(KOSONG)
    if kolom.dari[0] == "revisi":
        return Petak(ANGKA, isi.kiriman.revisi)
    return Petak(TEKS, teks=isi.kiriman.waktu)


_OF_SHEET: dict[str, Callable[[KolomGabung, LembarWilayah], Petak]] = {
    "sel": _cell,
    "jumlah": _sum,
    "baris": _rows,
    "ragam": _kinds,
    "isi": _holding,
    "rasio": _ratio,
}
_OF_REGION: dict[str, Callable[[KolomGabung, IsiWilayah], Petak]] = {
    "kelengkapan": _completeness,
    "temuan": _findings,
    "paket": _paket,
}
