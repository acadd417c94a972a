"""A table of the konsolidasi as the province publishes it: since when, sound or not, what is new.

Sound is a table whose every column names what exists in the forms it is taken from, within limits
several times what the published one needs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from app.domain import beban, terbit
from app.domain.konsolidasi_kolom import OF_SHEET, Susunan, columns
from app.domain.periode import Periode
from app.domain.petak import fits
from app.domain.rumus import FormulaError, compile_formula
from app.domain.terbit import MAX_NAMA, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.domain.formulir import Formulir
    from app.domain.konsolidasi_kolom import KelompokKolom, KolomGabung

    Named = KelompokKolom | KolomGabung

MAX_KELOMPOK, MAX_KOLOM, MAX_DARI, MAX_BANDING = 20, 300, 20, 5
MAX_TEKS, MAX_POLA, MAX_DESIMAL = 400, 120, 6
NEEDED = "kelengkapan"
"""The group that every table has: each form adds a column to it."""

_HUNDRED = 100
_CODE = re.compile(r"[a-z0-9_]{1,40}", re.ASCII)
_SHEET = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ,.()-]{0,29}[A-Za-z0-9)])?", re.ASCII)
"""Names of groups name sheets of a workbook as well."""

_PLACE = re.compile(r"(?:[A-Za-z0-9_.*]|\{tahun\}|\{semester\})+", re.ASCII)
_LEVELS = frozenset({"catatan", "peringatan", "penghalang"})
_OF_PACKAGE = frozenset({("tanggal",), ("revisi",)})
_CELLS = {"sel": 1, "baris": 1, "rasio": 2}
"""How many places a way of counting looks at, where that is fixed."""


class SusunanTerbit(Susunan, frozen=True, kw_only=True):
    """A table with its version, and the quarter from which it holds, "2026-T4"."""

    versi: int
    berlaku: str

    @property
    def susunan(self) -> Susunan:
        """The table alone."""
        return Susunan(kelompok=self.kelompok, kolom=self.kolom)


class BedaSusunan(NamedTuple):
    """A group or a column that is new, gone or counted otherwise, with its name."""

    apa: str
    cara: str
    nama: str


def differences(old: Susunan, new: Susunan) -> list[BedaSusunan]:
    """What another table shows otherwise."""
    return [
        *_changes("kelompok", {k.kode: k for k in old.kelompok}, {k.kode: k for k in new.kelompok}),
        *_changes("kolom", {k.kode: k for k in old.kolom}, {k.kode: k for k in new.kolom}),
    ]


def _changes(apa: str, old: Mapping[str, Named], new: Mapping[str, Named]) -> Iterator[BedaSusunan]:
    for kode, one in new.items():
        if kode not in old:
            yield BedaSusunan(apa, "baru", one.nama)
        elif old[kode] != one:
            yield BedaSusunan(apa, "berubah", one.nama)
    for kode, one in old.items():
        if kode not in new:
            yield BedaSusunan(apa, "hilang", one.nama)


def unsound(susunan: SusunanTerbit, forms: Mapping[str, Formulir]) -> tuple[str, str] | None:
    """The first place at which a table cannot be used, and what stands there; None when sound.

    `forms` are those of kemiskinan by code, registers with a sample row.
    """
    return next(_problems(susunan, forms), None)


def _problems(susunan: SusunanTerbit, forms: Mapping[str, Formulir]) -> Iterator[tuple[str, str]]:
    yield from terbit.head_problems(susunan)
    groups = [one.kode for one in susunan.kelompok]
    codes = [one.kode for one in susunan.kolom]
    if len(groups) > MAX_KELOMPOK or len(set(groups)) != len(groups) or NEEDED not in groups:
        yield "kelompok", ", ".join(groups[:MAX_KELOMPOK])
    if not 0 < len(codes) <= MAX_KOLOM or len(set(codes)) != len(codes):
        yield "kolom", str(len(codes))
    used = {one.kelompok for one in susunan.kolom} | {NEEDED}
    names = {one.nama.casefold() for one in susunan.kelompok}
    for group in susunan.kelompok:
        plain = _CODE.fullmatch(group.kode) and _SHEET.fullmatch(group.nama) and short(group.judul)
        if not plain or group.kode not in used or len(names) != len(groups):
            yield "kelompok", group.nama
    for one in susunan.kolom:
        place = next(_written(one, groups), "")
        if place:
            yield f"kolom.{one.kode[:40]}.{place}", str(getattr(one, place))
    # Only now are the places safe to fill in, and the groups known to sort by.
    looked = 0
    for one in columns(susunan, [], Periode.parse(susunan.berlaku)):
        place = next(_named(one, forms), "")
        if place:
            yield f"kolom.{one.kode}.{place}", str(getattr(one, place))
        looked += _looks(one, forms)
    if looked > beban.MAX_LIHAT:
        yield "kolom", str(looked)


def _written(kolom: KolomGabung, groups: Iterable[str]) -> Iterator[str]:
    """The members of a column that are spelt in a way that cannot be used."""
    if not _CODE.fullmatch(kolom.kode) or kolom.kode.startswith("lengkap_"):
        yield "kode"
    if kolom.kelompok not in groups:
        yield "kelompok"
    for name, limit in (("judul", MAX_NAMA), ("satuan", MAX_NAMA), ("alasan", MAX_TEKS),
                        ("sumber", MAX_TEKS), ("isi", MAX_NAMA), ("bila", MAX_TEKS)):  # fmt: skip
        words = getattr(kolom, name)
        if words and not short(words, limit):
            yield name
    if not kolom.judul:
        yield "judul"
    if not 0 <= kolom.desimal <= MAX_DESIMAL:
        yield "desimal"
    if len(kolom.dari) > MAX_DARI or not all(map(_place, kolom.dari)):
        yield "dari"
    held = kolom.banding
    if len(held) > MAX_BANDING or not all(not one.sel or _place(one.sel) for one in held):
        yield "banding"


def _named(kolom: KolomGabung, forms: Mapping[str, Formulir]) -> Iterator[str]:
    """The members of a column that name what does not exist, or do not go together."""
    of_sheet = kolom.hitung in OF_SHEET
    form = forms.get(kolom.formulir)
    if form is None and (of_sheet or kolom.formulir):
        yield "formulir"
    elif form is not None and of_sheet and (not _sized(kolom) or not fits(kolom, form)):
        yield "dari"
    elif form is not None and kolom.bila and not _picks(kolom, form):
        yield "bila"
    if not of_sheet and not _of_region(kolom):
        yield "dari"
    if kolom.gabung == "tertimbang" and not (kolom.penimbang or kolom.hitung == "rasio"):
        yield "penimbang"
    for one in kolom.banding:
        other = forms.get(one.formulir)
        cell = other is not None and other.find(one.sel) is not None
        if cell == bool(one.wilayah) or not 0 <= (one.toleransi_persen or 0) <= _HUNDRED:
            yield "banding"


def _sized(kolom: KolomGabung) -> bool:
    wanted = _CELLS.get(kolom.hitung)
    return len(kolom.dari) == wanted if wanted else bool(kolom.dari)


def _of_region(kolom: KolomGabung) -> bool:
    plain = not (kolom.bila or kolom.penimbang or kolom.seragam)
    if kolom.hitung == "temuan":
        return plain and bool(kolom.dari) and set(kolom.dari) <= _LEVELS
    if kolom.hitung == "paket":
        return plain and kolom.dari in _OF_PACKAGE
    return plain and not kolom.dari


def _picks(kolom: KolomGabung, form: Formulir) -> bool:
    """Whether `bila` is a formula over columns of the table it picks rows of."""
    try:
        formula = compile_formula(kolom.bila)
    except FormulaError:
        return False
    tabel = form.tables.get(kolom.dari[0].partition(".")[0])
    known = tabel is not None and set(formula.names) <= set(tabel.columns_by_code)
    return known and kolom.hitung != "sel" and not formula.patterns


def _looks(kolom: KolomGabung, forms: Mapping[str, Formulir]) -> int:
    form = forms.get(kolom.formulir)
    if form is None or kolom.hitung not in OF_SHEET:
        return 1
    if kolom.hitung == "baris":
        return len(form.tables[kolom.dari[0]].baris) + 1 if kolom.dari[0] in form.tables else 1
    return sum(len(form.matching(one)) for one in kolom.dari)


def _place(text: str) -> bool:
    """Whether a place is spelt plainly; only the year and its half are filled in."""
    return len(text) <= MAX_POLA and _PLACE.fullmatch(text) is not None
