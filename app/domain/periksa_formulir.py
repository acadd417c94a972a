"""Static checks of a form: everything that can be wrong before the first figure is typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import beban
from app.domain.formulir import TOTAL, URUT, Formulir, Sel
from app.domain.kolom import JENIS_KATA, Kolom
from app.domain.latar import FACTS
from app.domain.lembar import CellScope, SheetBook, around, placeholders, rule_places
from app.domain.periode import Periode
from app.domain.register import sampled
from app.domain.rumus import Formula, FormulaError, compile_formula
from app.domain.sel_form import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.aturan import Aturan

_WITH_A_LIST = frozenset({"pilihan", "pilihan_banyak"})
_PART = re.compile(r"[;,\n]")


@dataclass(frozen=True, slots=True)
class FormProblem:
    """A mistake in a form file: catalogue key, path inside the file, and the words involved."""

    kode: str
    jalur: str
    isi: str


def check_form(form: Formulir) -> list[FormProblem]:
    """Return every mistake found, in reading order; an empty list means the form is sound."""
    large = beban.too_large(form)
    if large is not None:
        # What follows would take as long as the form is large.
        apa, jumlah, batas = large
        return [FormProblem("beban_besar", apa, f"{jumlah} > {batas}")]
    with_rows = sampled(form)
    return [
        *_bad_codes(form),
        *_bad_tables(form),
        *_bad_references(with_rows),
        *_bad_cell_formulas(with_rows),
        *_bad_share(form),
        *_bad_rules(with_rows),
    ]


def _bad_codes(form: Formulir) -> Iterator[FormProblem]:
    yield from _twins([tabel.kode for tabel in form.tabel], "tabel")
    yield from _twins([aturan.kode for aturan in form.aturan], "aturan")
    for tabel in form.tabel:
        yield from _twins([baris.kode for baris in tabel.baris], f"tabel.{tabel.kode}.baris")
        yield from _twins([kolom.kode for kolom in tabel.kolom], f"tabel.{tabel.kode}.kolom")
        codes = [tabel.kode, *(b.kode for b in tabel.baris), *(k.kode for k in tabel.kolom)]
        for kode in codes:
            if not kode.isidentifier() or not kode.isascii():
                yield FormProblem("kode_tidak_sah", f"tabel.{tabel.kode}", kode)
        for baris in tabel.baris:
            if not baris.label:
                yield FormProblem("label_kosong", f"tabel.{tabel.kode}.baris", baris.kode)
    try:
        Periode.parse(form.berlaku)
    except ValueError:
        yield FormProblem("berlaku_tidak_sah", "berlaku", form.berlaku)


def _bad_tables(form: Formulir) -> Iterator[FormProblem]:
    """What only some tables and columns have: rows of their own, names, lists, patterns."""
    for tabel in form.tabel:
        jalur, columns = f"tabel.{tabel.kode}", {kolom.kode: kolom for kolom in tabel.kolom}
        if tabel.register and tabel.baris:
            yield FormProblem("register_berbaris", jalur, tabel.baris[0].kode)
        if tabel.nama and not (tabel.nama in columns and columns[tabel.nama].jenis == "teks"):
            yield FormProblem("nama_bukan_teks", jalur, tabel.nama)
        other = form.tables.get(tabel.ikut)
        if tabel.ikut and (other is None or other.register != tabel.register or other.ikut):
            yield FormProblem("ikut_tidak_sah", jalur, tabel.ikut)
        reserved = [TOTAL for baris in tabel.baris if baris.kode == TOTAL]
        reserved += [URUT] if tabel.register and URUT in columns else []
        for kode in reserved:
            yield FormProblem("kode_terpakai", jalur, kode)
        for kolom in tabel.kolom:
            yield from _bad_column(f"{jalur}.kolom.{kolom.kode}", kolom)
            target = form.tables.get(kolom.ke)
            if (kolom.jenis == "baris") != (target is not None and target.register):
                yield FormProblem("ke_tidak_sah", f"{jalur}.kolom.{kolom.kode}", kolom.ke)


def _bad_column(jalur: str, kolom: Kolom) -> Iterator[FormProblem]:
    yield from _twins([one.kode for one in kolom.pilihan], jalur)
    if bool(kolom.pilihan) != (kolom.jenis in _WITH_A_LIST):
        yield FormProblem("pilihan_tidak_sah", jalur, kolom.jenis)
    if kolom.jenis == "pilihan_banyak":
        for one in kolom.pilihan:
            if _PART.search(one.kode + one.label):
                yield FormProblem("pilihan_tidak_sah", jalur, one.label)
    if beban.endless(kolom.pola):
        yield FormProblem("pola_berat", jalur, kolom.pola[:40])
        return
    try:
        fits = not kolom.pola or re.fullmatch(kolom.pola, kolom.contoh) is not None
    except re.error:
        fits = False
    if not fits or (kolom.pola and kolom.jenis != "teks"):
        yield FormProblem("pola_tidak_sah", jalur, kolom.pola)
    if kolom.total and (kolom.jenis in JENIS_KATA or kolom.jenis == "persen"):
        yield FormProblem("total_tidak_sah", jalur, kolom.jenis)


def _twins(codes: list[str], jalur: str) -> Iterator[FormProblem]:
    seen: set[str] = set()
    for kode in codes:
        if kode in seen:
            yield FormProblem("kode_ganda", jalur, kode)
        seen.add(kode)


_PARTS = {"ukuran": 6, "lokasi": 3}
"""How many columns a printed cell of a kind is made of; one where nothing is said."""


def _bad_print(form: Formulir) -> Iterator[FormProblem]:
    """Printed columns show columns of their register, as many as their kind is made of."""
    for tabel in form.tabel:
        columns = {kolom.kode: kolom for kolom in tabel.kolom}
        for one in tabel.cetak.kolom if tabel.cetak else ():
            jalur = f"tabel.{tabel.kode}.cetak.{one.judul}"
            named = [*one.dari, *([one.ikut] if one.ikut else [])]
            lost = [kode for kode in named if kode not in columns]
            if len(one.dari) != _PARTS.get(one.cara, 1):
                lost.append(", ".join(one.dari))
            if one.ikut in columns and columns[one.ikut].jenis != "baris":
                lost.append(one.ikut)
            for kode in lost:
                yield FormProblem("sel_tidak_ada", jalur, kode)


def _bad_references(form: Formulir) -> Iterator[FormProblem]:
    named = [("kebutuhan", form.kebutuhan), ("indeks.eksternal", form.indeks.eksternal)]
    named += [("impor", one.sel) for one in form.impor]
    for jalur, kode in named:
        if kode and kode not in form.cells:
            yield FormProblem("sel_tidak_ada", jalur, kode)
    yield from _bad_print(form)
    for bagian in form.indeks.bagian:
        for pola in (bagian.pembilang, bagian.penyebut):
            if not form.cells.any_like(pola):
                yield FormProblem("sel_tidak_ada", f"indeks.bagian.{bagian.kode}", pola)
    for tabel in form.tabel:
        places = [f"{b.kode}.{k.kode}" for b in tabel.lines for k in tabel.kolom]
        for pola in tabel.tutup:
            if not any(matches(pola, place) for place in places):
                yield FormProblem("sel_tidak_ada", f"tabel.{tabel.kode}.tutup", pola)


def _bad_cell_formulas(form: Formulir) -> Iterator[FormProblem]:
    needs: dict[str, list[str]] = {}
    for kode, sel in form.cells.items():
        if not sel.hitung:
            continue
        scope = _static_scope(form, sel)
        formula, problems = _read(form, sel.hitung, scope, kode)
        yield from problems
        needs[kode] = _named_cells(form, formula, scope) if formula else []
    chain = beban.longest_chain(needs)
    if chain is None:
        kode = next(kode for kode in needs if _reaches_itself(kode, needs))
        yield FormProblem("rumus_melingkar", kode, form.cells[kode].hitung)
    elif chain > beban.MAX_RANTAI:
        yield FormProblem("rumus_berantai", "tabel", f"{chain} > {beban.MAX_RANTAI}")


def _static_scope(form: Formulir, sel: Sel) -> CellScope:
    return CellScope(SheetBook(form, {}, {}, {}), *around(sel))


def _read(
    form: Formulir, teks: str, scope: CellScope, jalur: str
) -> tuple[Formula | None, list[FormProblem]]:
    try:
        formula = compile_formula(teks)
    except FormulaError as error:
        return None, [FormProblem(f"rumus_{error.alasan}", jalur, teks)]
    problems = [
        FormProblem("sel_tidak_ada", jalur, nama)
        for nama in formula.names
        if scope.full(nama) not in form.cells
    ]
    problems += [
        FormProblem("sel_tidak_ada", jalur, pola)
        for pola in formula.patterns
        if not form.cells.any_like(pola)
    ]
    problems += [
        FormProblem("latar_tidak_ada", jalur, nama) for nama in formula.facts if nama not in FACTS
    ]
    return formula, problems


def _named_cells(form: Formulir, formula: Formula, scope: CellScope) -> list[str]:
    direct = [scope.full(nama) for nama in formula.names]
    return direct + [k for pola in formula.patterns for k in form.matching(pola)]


def _reaches_itself(start: str, needs: dict[str, list[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(needs[start])
    while waiting:
        kode = waiting.pop()
        if kode == start:
            return True
        if kode not in seen:
            seen.add(kode)
            waiting += needs.get(kode, [])
    return False


def _bad_share(form: Formulir) -> Iterator[FormProblem]:
    share = form.kewajaran
    if share is not None and not 0 <= share.per_juta_sedikit < share.per_juta_banyak:
        isi = f"{share.per_juta_sedikit}, {share.per_juta_banyak}"
        yield FormProblem("kewajaran_terbalik", "kewajaran", isi)


def _bad_rules(form: Formulir) -> Iterator[FormProblem]:
    for aturan in form.aturan:
        jalur = f"aturan.{aturan.kode}"
        kind, _, tabel = aturan.tiap.partition(":")
        if aturan.tiap and (kind not in {"kolom", "baris"} or tabel not in form.tables):
            yield FormProblem("tiap_tidak_sah", jalur, aturan.tiap)
            continue
        for prefix, suffix in rule_places(form, aturan):
            problems = list(_bad_rule_at(form, aturan, prefix, suffix))
            yield from problems
            if problems:
                break


def _bad_rule_at(form: Formulir, aturan: Aturan, prefix: str, suffix: str) -> Iterator[FormProblem]:
    scope = CellScope(SheetBook(form, {}, {}, {}), prefix, suffix)
    jalur = f"aturan.{aturan.kode}"
    texts = [teks for teks in (aturan.bila, aturan.syarat) if teks]
    for teks in (*texts, *placeholders(aturan.pesan), *placeholders(aturan.saran)):
        yield from _read(form, teks, scope, jalur)[1]
    if scope.full(aturan.sel) not in form.cells:
        yield FormProblem("sel_tidak_ada", jalur, aturan.sel)
