"""A list of outputs as the province publishes it: since when, and sound or not.

Sound is a list whose every column names what exists in some version of the forms, within limits
several times what the published one needs.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from app.domain import beban, keluaran_samar, terbit
from app.domain.bagian import BAGIAN
from app.domain.keluaran import DaftarKeluaran
from app.domain.keluaran_muat import SEMESTER, Meja, column_fault, part_fault
from app.domain.terbit import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.domain.formulir import Formulir, Tabel
    from app.domain.keluaran import BagianKeluaran, Grafik, Keluaran, KolomKeluaran, Samar

    Forms = Mapping[str, Sequence[Formulir]]
    Place = tuple[str, str]

MAX_KELUARAN, MAX_GRAFIK, MAX_BAGIAN, MAX_KOLOM, MAX_SEMUA = 30, 60, 60, 60, 2_000
"""Outputs, charts, parts of an output, columns of a part, columns of all outputs together."""

MAX_TABEL, MAX_BARIS, MAX_JUDUL, MAX_CATATAN, MAX_TEKS = 20, 300, 5, 10, 400
MAX_LEBAR, MAX_DESIMAL, MAX_MUNDUR, MAX_COCOK = 100, 6, 5, 8
MONTHS = ("maret", "september")
"""The columns of a row that a chart shows."""

_BETWEEN = frozenset({" ", "\n", ", ", "; ", "/", " - "})
_CODE = re.compile(r"[A-Z][A-Z0-9]{0,5}(?:\.[0-9]{1,2})?", re.ASCII)
_SHEET = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ,.()-]{0,29}[A-Za-z0-9)])?", re.ASCII)
_TAKEN = "history"
"""A name of a sheet that Excel keeps for itself."""

_NAME = re.compile(r"(?:[a-z0-9_]|\.|\{semester\}){1,80}", re.ASCII)
_FILLED = re.compile(r"\{(?:wilayah|tahun|periode|semester|semester_romawi|tabel)\}")


class KeluaranTerbit(DaftarKeluaran, frozen=True, kw_only=True):
    """A list with its version, and the quarter from which it holds, "2026-T4"."""

    versi: int
    berlaku: str


def unsound(daftar: KeluaranTerbit, program: DaftarKeluaran, forms: Forms) -> Place | None:
    """The first place at which a list cannot be used, and what stands there; None when sound.

    Args:
        daftar: the list.
        program: that of the program, whose veils hold too.
        forms: the forms it names by code, in all their versions, registers with a sample row.

    """
    return next(_problems(daftar, program, forms), None)


def _problems(daftar: KeluaranTerbit, program: DaftarKeluaran, forms: Forms) -> Iterator[Place]:
    yield from terbit.head_problems(daftar)
    if daftar.satuan_hitung not in ([], program.satuan_hitung):
        yield "satuan_hitung", ", ".join(daftar.satuan_hitung)
    yield from _counted(daftar)
    for one in _named(daftar):
        if not _CODE.fullmatch(one.kode):
            yield "kode", one.kode
        if not short(one.nama):
            yield f"{one.kode}.nama", one.nama
        if one.milik not in BAGIAN:
            yield f"{one.kode}.milik", one.milik
    for veil in daftar.samar:
        yield from _of_veil(veil, forms)
    samar = keluaran_samar.veiled_alike(program, daftar).veils
    for output in daftar.keluaran:
        for place, told in _of_output(output, samar, forms):
            yield f"{output.kode}.{place}", told
    for chart in daftar.grafik:
        yield from _of_chart(chart, samar, forms)


def _named(daftar: DaftarKeluaran) -> list[Keluaran | Grafik]:
    return [*daftar.keluaran, *daftar.grafik]


def _counted(daftar: KeluaranTerbit) -> Iterator[Place]:
    """Too much of anything, nothing to print, or a name that stands for two things."""
    outputs, charts = len(daftar.keluaran), len(daftar.grafik)
    columns = sum(len(bagian.kolom) for one in daftar.keluaran for bagian in one.bagian)
    counts = (("keluaran", outputs, MAX_KELUARAN), ("grafik", charts, MAX_GRAFIK),
              ("samar", len(daftar.samar), MAX_GRAFIK), ("kolom", columns, MAX_SEMUA))  # fmt: skip
    for place, number, limit in counts:
        if number > limit:
            yield place, str(number)
    if not outputs:
        yield "keluaran", "0"
    codes = [one.kode for one in _named(daftar)]
    for place, names in (("kode", codes), ("samar", [one.tabel for one in daftar.samar])):
        yield from ((place, name) for name, times in Counter(names).items() if times > 1)


def _versions(name: str, forms: Forms) -> list[Tabel]:
    """A table, "F-K05.rat", as each version of its form has it."""
    kode, _, tabel = name.partition(".")
    return [one.tables[tabel] for one in forms.get(kode, ()) if tabel in one.tables]


def _of_veil(veil: Samar, forms: Forms) -> Iterator[Place]:
    known = {kolom for one in _versions(veil.tabel, forms) for kolom in one.columns_by_code}
    named = [*veil.kolom, *veil.dicetak, *veil.tetap, *filter(None, [veil.kunci])]
    named += [kolom for sums in veil.jumlah for kolom in (sums.utuh, *sums.bagian)]
    strange = [kolom for kolom in named if kolom not in known]
    if strange or not veil.kolom or len(named) > MAX_BARIS:
        yield f"samar.{veil.tabel}", ", ".join(strange) or str(len(named))


def _of_chart(chart: Grafik, samar: Mapping[str, Samar], forms: Forms) -> Iterator[Place]:
    cells = [f"{chart.baris}.{month}" for month in MONTHS]
    there = any(all(map(form.find, cells)) for form in forms.get(chart.formulir, ()))
    if not there or keluaran_samar.chart_reveals(chart, samar):
        yield f"{chart.kode}.baris", f"{chart.formulir} {chart.baris}"


# --- One output


def _of_output(output: Keluaran, samar: Mapping[str, Samar], forms: Forms) -> Iterator[Place]:
    if not 0 < len(output.bagian) <= MAX_BAGIAN:
        yield "bagian", str(len(output.bagian))
    sheets = [name for bagian in output.bagian for name in _sheets(bagian, forms)]
    for name, times in Counter(one.casefold() for one in sheets).items():
        if times > 1 or name == _TAKEN or not _SHEET.fullmatch(name):
            yield "lembar", name
    for bagian in output.bagian:
        yield from _written(bagian)
        for column in bagian.kolom:
            yield from ((f"kolom.{name}", told) for name, told in _spelt(column))
        # Only now are the names safe to look for.
        for tabel in bagian.tabel:
            yield from _found(bagian, tabel, samar, forms)


def _sheets(bagian: BagianKeluaran, forms: Forms) -> Iterator[str]:
    """The names of the sheets a part becomes."""
    for name in bagian.tabel:
        tabel = name.partition(".")[2]
        cetak = [one.cetak for one in _versions(name, forms) if one.cetak]
        if cetak and not bagian.kolom:
            yield cetak[-1].lembar or cetak[-1].keluaran
        else:
            yield bagian.lembar.replace("{tabel}", tabel) or tabel


def _written(bagian: BagianKeluaran) -> Iterator[Place]:
    """What of a part is too much, or spelt in a way that cannot be used."""
    limits = {"tabel": MAX_TABEL, "kait": MAX_TABEL, "kolom": MAX_KOLOM, "baris": MAX_BARIS,
              "judul": MAX_JUDUL, "catatan": MAX_CATATAN}  # fmt: skip
    for name, limit in limits.items():
        if len(getattr(bagian, name)) > limit:
            yield name, str(len(getattr(bagian, name)))
    if not bagian.tabel or len(set(bagian.tabel)) != len(bagian.tabel):
        yield "tabel", ", ".join(bagian.tabel)
    joined = [name.partition(".")[2] for name in bagian.kait]
    for tabel in bagian.tabel:
        if len({tabel.partition(".")[2], *joined}) != 1 + len(joined):
            yield "kait", ", ".join(bagian.kait)
    for name, words in (("judul", bagian.judul), ("catatan", bagian.catatan)):
        yield from ((name, one) for one in words if not _told(one))
    slow = sum(one.cara == "cocok" for one in bagian.kolom)
    if slow > MAX_COCOK:
        yield "kolom", str(slow)


def _told(words: str) -> bool:
    """Whether words stand on one line, with nothing to fill in but what is known in print."""
    return short(words, MAX_TEKS) and not {"{", "}"} & set(_FILLED.sub("", words))


def _spelt(one: KolomKeluaran) -> Iterator[Place]:
    """The members of a column that are out of their range or cannot be read."""
    if not _told(one.judul):
        yield "judul", one.judul
    if one.grup and not _told(one.grup):
        yield "grup", one.grup
    for name, number, least, most in (("lebar", one.lebar, 1, MAX_LEBAR),
                                      ("desimal", one.desimal, 0, MAX_DESIMAL),
                                      ("mundur", one.mundur, 0, MAX_MUNDUR)):  # fmt: skip
        if not least <= number <= most:
            yield name, str(number)
    if one.antara not in _BETWEEN:
        yield "antara", one.antara
    named = [one.ikut, one.lewat, *one.dari, *([] if one.cara == "rumus" else [one.isi])]
    yield from (("isi", name) for name in named if name and not _NAME.fullmatch(name))
    if SEMESTER in one.ikut + one.lewat:
        yield "isi", one.ikut + one.lewat
    if one.pola and not _pattern(one.pola):
        yield "pola", one.pola


def _pattern(pola: str) -> bool:
    """Whether a pattern of texts is quick, and has a part in brackets that is printed."""
    try:
        return not beban.endless(pola) and re.compile(pola).groups > 0
    except re.error:
        return False


def _found(
    bagian: BagianKeluaran, tabel: str, samar: Mapping[str, Samar], forms: Forms
) -> Iterator[Place]:
    """What a part names that is in no version of the forms, or shows what is veiled."""
    names: Iterable[str] = (tabel, *bagian.kait)
    own = tabel.partition(".")[2]
    meja = Meja(own, {name.partition(".")[2]: _versions(name, forms) for name in names})
    fault = part_fault(bagian, meja)
    if fault:
        yield fault, f"{tabel} {getattr(bagian, fault)}"
        return
    tabir = keluaran_samar.veils_of(bagian, tabel, samar)
    fault = keluaran_samar.part_reveals(bagian, tabir)
    if fault:
        yield fault, str(getattr(bagian, fault))
    for one in bagian.kolom:
        fault = column_fault(one, meja, rekap=bagian.rekap)
        if fault:
            yield f"kolom.{fault}", f"{one.judul} ({getattr(one, fault) or one.isi})"
        elif keluaran_samar.column_reveals(one, tabir, rekap=bagian.rekap):
            yield "samar", f"{one.judul} ({one.isi})"
