"""A sheet: one form filled for one region and period, with everything that follows from it.

All computed cells, findings and the completeness are worked out anew from the values each
time; nothing computed is ever stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain import deret
from app.domain.angka import format_decimal, format_number, format_rupiah
from app.domain.kelengkapan import Kelengkapan, counted
from app.domain.kembar import Said, twins, words
from app.domain.latar import Latar
from app.domain.nilai import Nilai
from app.domain.register import grown
from app.domain.rumus import Number, Read, compile_formula
from app.domain.temuan import Temuan

if TYPE_CHECKING:
    from app.domain.aturan import Aturan
    from app.domain.formulir import Formulir, Sel, Tabel

Values = Mapping[str, Nilai]
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_YEAR = re.compile(r"(?<![0-9./-])(?:19|20)[0-9]{2}(?![0-9/-]|[.][0-9])")
_DOTS = len(("tabel", "baris", "kolom")) - 1
_ABOVE, _ELSEWHERE, _READS = "atas", "lain", "dilihat"
EMPTY_MARK = "\u2013"


@dataclass(frozen=True, slots=True)
class Hasil:
    """What follows from the values of a sheet. Empty computed cells are left out."""

    computed: Mapping[str, Number]
    temuan: tuple[Temuan, ...]
    kelengkapan: Kelengkapan


def evaluate(
    form: Formulir,
    values: Values,
    before: Values | None = None,
    last_year: Values | None = None,
    latar: Latar | None = None,
) -> Hasil:
    """Work out computed cells, findings and completeness of a sheet.

    Args:
        form: the definition the values were entered with.
        values: what people entered, by cell id; annual cells included.
        before: the same sheet one quarter earlier (for annual cells: the year before).
        last_year: the same sheet in the same period last year.
        latar: earlier quarters, region and period; rules about what is not known are silent.

    """
    form = grown(form, values)
    book = SheetBook(form, values, before or {}, last_year or {}, latar or Latar())
    computed = {kode: number for kode in form.computed if (number := book.number(kode)) is not None}
    return Hasil(computed, tuple(_findings(book)), counted(form, form.tabel, values))


@dataclass(slots=True)
class SheetBook:
    """The numbers of a sheet, computed cells included, worked out once each."""

    form: Formulir
    values: Values
    earlier: Values
    last_year: Values
    latar: Latar = field(default_factory=Latar)
    known: dict[str, Number | None] = field(default_factory=dict)
    pending: set[str] = field(default_factory=set)
    columns: dict[str, list[Number]] = field(default_factory=dict)
    said: Said = field(default_factory=dict)

    def number(self, kode: str) -> Number | None:
        if kode in self.known:
            return self.known[kode]
        sel = self.form.cells.get(kode)
        if sel is None:
            return None
        number = self._computed(sel) if sel.hitung else deret.unscaled(sel, self.values.get(kode))
        self.known[kode] = number
        return number

    def numbers(self, pola: str) -> list[Number]:
        """The filled cells of a pattern; while formulas still need each other nothing is kept."""
        known = self.columns.get(pola)
        if known is None:
            found = (self.number(kode) for kode in self.form.matching(pola))
            known = [number for number in found if number is not None]
            if not self.pending:
                self.columns[pola] = known
        return known

    def _computed(self, sel: Sel) -> Number | None:
        kode, pending = sel.kode, self.pending
        if kode in pending:
            return None
        pending.add(kode)
        try:
            return compile_formula(sel.hitung).number(CellScope(self, *around(sel)))
        finally:
            pending.discard(kode)


@dataclass(slots=True)
class CellScope:
    """Looks up names around one place: bare names are completed by `prefix` and `suffix`.

    One is made for every computed cell; a frozen one would take three times as long to make.
    """

    book: SheetBook
    prefix: str = ""
    suffix: str = ""

    def full(self, nama: str) -> str:
        return complete(nama, self.prefix, self.suffix)

    def number(self, nama: str) -> Number | None:
        kode = self.full(nama) if "." in nama else f"{self.prefix}{nama}{self.suffix}"
        known = self.book.known
        return known[kode] if kode in known else self.book.number(kode)

    def raw(self, nama: str) -> Nilai | None:
        return self.book.values.get(self.full(nama))

    def before(self, nama: str) -> Number | None:
        return self._other(self.book.earlier, nama)

    def year_ago(self, nama: str) -> Number | None:
        return self._other(self.book.last_year, nama)

    def numbers(self, pola: str) -> list[Number]:
        return self.book.numbers(pola)

    def gain(self, nama: str) -> Number | None:
        now, periode = self.number(nama), self.book.latar.periode
        if now is None or periode is None or periode.sebelum() is None:
            return None
        before = self.before(nama)
        return None if before is None else now - before

    def series(self, nama: str) -> list[Number]:
        return self._remembered("deret", nama, deret.series)

    def gains(self, nama: str) -> list[Number]:
        return self._remembered("tambah", nama, deret.gains)

    def unchanged(self, pola: str) -> int:
        return sum(bool(now) and now == then for now, then in self.compared(pola))

    def compared(self, pola: str) -> list[tuple[Number | None, Number | None]]:
        """The cells of a pattern now and a year ago."""
        cells = self.book.form.matching(pola)
        return [(self.number(kode), self.year_ago(kode)) for kode in cells]

    def copied(self, nama: str) -> bool | None:
        kode = self.full(nama)
        text = words(self.book.values.get(kode))
        return text == words(self.book.last_year.get(kode)) if text else None

    def other_years(self, nama: str) -> bool | None:
        periode, text = self.book.latar.periode, words(self.book.values.get(self.full(nama)))
        years = {int(found) for found in _YEAR.findall(text)}
        return periode.tahun not in years if periode and years else None

    def above(self, nama: str) -> Number | None:
        kode = above(self.book.form, self.full(nama))
        return self.book.number(kode) if kode else None

    def twins(self, names: tuple[str, ...]) -> int | None:
        return twins(self.book.form, self.book.values, self.book.said, self.prefix, names)

    def elsewhere(self, apa: str) -> Number | None:
        kode, _, sel = apa.partition(" ")
        latar = self.book.latar
        other, found = latar.lain.get(kode), latar.memo.get((_ELSEWHERE, apa))
        if other is not None and found is None:
            form, values = other
            beside = Latar(latar.periode, latar.penduduk)
            number = SheetBook(grown(form, values), values, {}, {}, beside).number(sel)
            found = latar.memo[_ELSEWHERE, apa] = [] if number is None else [number]
        return found[0] if found else None

    def of_regions(self, sel: str) -> Number | None:
        found = self.book.form.find(sel)
        sheets = self.book.latar.kabupaten_lain
        numbers = [deret.unscaled(found, values.get(sel)) for values in sheets] if found else []
        known = [number for number in numbers if number is not None]
        return sum(known) if known and len(known) == len(numbers) else None

    def linked(self, kolom: str) -> Number | None:
        tabel, _, wanted = kolom.partition(".")
        own, baris, *_ = self.prefix.split(".")
        table = self.book.form.tables[tabel]
        points = next(one.kode for one in table.kolom if one.ke == own)
        numbers = [
            self.book.number(f"{tabel}.{row.kode}.{wanted}")
            for row in table.baris
            if self.book.values.get(f"{tabel}.{row.kode}.{points}") == baris
        ]
        known = [number for number in numbers if number is not None]
        return sum(known) if known else None

    def fact(self, nama: str) -> Number | None:
        return self.book.latar.fact(self.book.form, nama)

    def _remembered(
        self, how: str, nama: str, work_out: Callable[[Latar, Sel], list[Number]]
    ) -> list[Number]:
        """What follows from earlier sheets is worked out once as long as they stay the same."""
        kode, memo = self.full(nama), self.book.latar.memo
        found = memo.get((how, kode))
        if found is None:
            sel = self.book.form.cells.get(kode)
            found = memo[how, kode] = work_out(self.book.latar, sel) if sel else []
        return found

    def _other(self, values: Values, nama: str) -> Number | None:
        kode = self.full(nama)
        sel = self.book.form.cells.get(kode)
        if sel is None:
            return None
        if sel.hitung:
            form = grown(self.book.form, values) if sel.tabel.register else self.book.form
            return SheetBook(form, values, {}, {}).number(kode)
        return deret.unscaled(sel, values.get(kode))


def above(form: Formulir, sel: str) -> str:
    """The cell of the same column one row up; empty in the first row."""
    tabel, baris, kolom = sel.split(".")
    rows = form.memo.get((_ABOVE, tabel))
    if rows is None:
        listed = [one.kode for one in form.tables[tabel].baris]
        rows = form.memo[_ABOVE, tabel] = dict(zip(listed[1:], listed, strict=False))
    return f"{tabel}.{rows[baris]}.{kolom}" if baris in rows else ""


def others_of(form: Formulir) -> frozenset[str]:
    """The codes of the forms that the formulas of a form look at."""
    found = (what.partition(" ")[0] for how, what in all_reads(form) if how == _ELSEWHERE)
    return frozenset(found)


def sums_regions(form: Formulir) -> bool:
    """Whether a formula of a form looks at the sum of all kabupaten/kota."""
    return any(how == "kabupaten" for how, _ in all_reads(form))


def all_reads(form: Formulir) -> frozenset[Read]:
    """Everything the formulas of a form look at; worked out once a form."""
    found: frozenset[Read] | None = form.memo.get(_READS)
    if found is None:
        texts = [one.hitung for tabel in form.tabel for one in tabel.kolom if one.hitung]
        texts += [one.hitung for tabel in form.tabel for one in tabel.baris if one.hitung]
        texts += [teks for tabel in form.tabel for b in tabel.baris for teks in b.rumus.values()]
        texts += [teks for rule in form.aturan for teks in (rule.bila, rule.syarat) if teks]
        found = frozenset(read for teks in texts for read in compile_formula(teks).reads)
        form.memo[_READS] = found
    return found


def around(sel: Sel) -> tuple[str, str]:
    """What completes the bare names in a cell's formula, before and behind.

    In a row's formula they are rows of that column, in a column's formula columns.
    """
    if sel.baris.hitung:
        return f"{sel.tabel.kode}.", f".{sel.kolom.kode}"
    return f"{sel.tabel.kode}.{sel.baris.kode}.", ""


def full_name(sel: Sel, nama: str) -> str:
    """A name in the formula of a cell completed to a cell id."""
    return complete(nama, *around(sel))


def complete(nama: str, prefix: str, suffix: str) -> str:
    """A name completed by what stands around it; `tabel.kolom` is the row in another table."""
    if "." not in nama:
        return f"{prefix}{nama}{suffix}"
    if is_cell_id(nama):
        return nama
    tabel, _, kolom = nama.partition(".")
    if prefix and not suffix:
        return f"{tabel}.{prefix.split('.')[1]}.{kolom}"
    return f"{prefix}{nama}{suffix}"


def is_cell_id(nama: str) -> bool:
    """Tell a full cell id, `tabel.baris.kolom`, from a name local to a row or column."""
    return nama.count(".") == _DOTS


def rule_places(form: Formulir, aturan: Aturan) -> Iterator[tuple[str, str]]:
    """The (prefix, suffix) around bare names for every place a rule looks at."""
    if not aturan.tiap:
        yield "", ""
        return
    kind, _, kode = aturan.tiap.partition(":")
    tabel: Tabel = form.tables[kode]
    if kind == "kolom":
        columns = (k.kode for k in tabel.kolom if not k.sisa and k.kode not in aturan.kecuali)
        yield from ((f"{kode}.", f".{kolom}") for kolom in columns)
    else:
        yield from ((f"{kode}.{b.kode}.", "") for b in tabel.baris if b.kode not in aturan.kecuali)


def _findings(book: SheetBook) -> Iterator[Temuan]:
    for aturan in book.form.aturan:
        for prefix, suffix in rule_places(book.form, aturan):
            found = temuan_at(aturan, CellScope(book, prefix, suffix))
            if found is not None:
                yield found
                if aturan.sekali:
                    break


def temuan_at(aturan: Aturan, scope: CellScope) -> Temuan | None:
    """What a rule finds at one of its places, if anything."""
    if aturan.bila and compile_formula(aturan.bila).truth(scope) is not True:
        return None
    if compile_formula(aturan.syarat).truth(scope) is not False:
        return None
    pesan, saran = fill(aturan.pesan, scope), fill(aturan.saran, scope)
    untold = "\n".join(_unsaid(aturan, scope))
    return Temuan(aturan, scope.book.form.kode, scope.full(aturan.sel), pesan, saran, untold)


def _unsaid(aturan: Aturan, scope: CellScope) -> Iterator[str]:
    """What a rule looked at and does not tell exactly: a reason answers these figures too."""
    said = set(placeholders(aturan.pesan))
    looked = (compile_formula(teks).reads for teks in (aturan.bila, aturan.syarat) if teks)
    for how, what in dict.fromkeys(read for reads in looked for read in reads):
        written = f"{how}({what})" if how else what
        found = _look(scope, how, what)
        if written not in said or (isinstance(found, Fraction) and found.denominator > 1):
            yield f"{written}={found}"


def _look(scope: CellScope, how: str, what: str) -> object:
    """One thing a rule looked at, in a way that changes when it does."""
    looks: dict[str, Callable[[str], object]] = {
        "": scope.number,
        "lalu": scope.before,
        "tahun_lalu": scope.year_ago,
        "tambah": scope.gain,
        "deret": scope.series,
        "deret_tambah": scope.gains,
        "tetap": scope.compared,
        "pola": scope.numbers,
        "latar": scope.fact,
        "atas": scope.above,
        "lain": scope.elsewhere,
        "kabupaten": scope.of_regions,
        "terkait": scope.linked,
    }
    found = looks.get(how, scope.raw)(what)
    return [str(one) for one in found] if isinstance(found, list) else found


def placeholders(teks: str) -> list[str]:
    """The formulas between braces in a rule's message."""
    return _PLACEHOLDER.findall(teks)


def fill(teks: str, scope: CellScope) -> str:
    """Put the user's own numbers into the words of a rule."""

    def number(match: re.Match[str]) -> str:
        formula = compile_formula(match[1])
        cells = scope.book.form.cells
        sel = cells.get(scope.full(formula.measure)) if formula.measure else None
        return write_number(formula.number(scope), sel)

    return _PLACEHOLDER.sub(number, teks)


def write_number(nilai: Number | None, sel: Sel | None) -> str:
    """Write a number as its cell would show it."""
    if nilai is None:
        return EMPTY_MARK
    if sel is not None and sel.jenis == "rupiah" and isinstance(nilai, int):
        return format_rupiah(nilai)
    if sel is not None and (sel.jenis == "persen" or sel.desimal):
        return format_decimal(nilai, sel.desimal or 2)
    return format_number(int(nilai)) if nilai.denominator == 1 else format_decimal(nilai)
