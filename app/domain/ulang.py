"""Works a sheet out again after some cells changed, and only what can have changed with them.

Which cells a rule and a computed cell depend on follows from their formulas and is worked out once
for a form. The outcome is that of `lembar.evaluate` on the new values, always.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.kelengkapan import counted
from app.domain.lembar import (
    CellScope,
    Hasil,
    SheetBook,
    above,
    around,
    complete,
    placeholders,
    rule_places,
    temuan_at,
)
from app.domain.register import grown
from app.domain.rumus import compile_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from app.domain.aturan import Aturan
    from app.domain.formulir import Formulir
    from app.domain.latar import Latar
    from app.domain.lembar import Values
    from app.domain.rumus import Read
    from app.domain.temuan import Temuan

_ELSEWHERE = frozenset(
    {"lalu", "tahun_lalu", "deret", "deret_tambah", "latar", "lain", "kabupaten"}
)
"""Looks at another period or beside the sheet: no change of this sheet can move it."""

_PATTERNS = frozenset({"pola", "tetap"})
_NAME = "ulang"


class _Place(NamedTuple):
    """One place a rule looks at, and the cells people fill that its verdict hangs on."""

    prefix: str
    suffix: str
    sel: str
    needs: frozenset[str]


class _Plan(NamedTuple):
    """What each rule and each computed cell of a form hangs on."""

    rules: tuple[tuple[Aturan, tuple[_Place, ...], bool], ...]
    computed: dict[str, frozenset[str]]


def evaluate_again(
    old: Hasil,
    changed: AbstractSet[str],
    form: Formulir,
    values: Values,
    before: Values,
    last_year: Values,
    latar: Latar,
) -> Hasil:
    """Work out what follows from new values, given what followed from the old ones.

    Args:
        old: the outcome before; the form, the rows of its registers, the earlier values and
            `latar` are the same since.
        changed: the cells whose values differ now; more of them do no harm.
        form: as for `lembar.evaluate`, and so the rest.
        values: the values now.
        before: the same sheet one quarter earlier.
        last_year: the same sheet in the same period last year.
        latar: earlier quarters, region and period.

    """
    form = grown(form, values)
    plan = _plan(form)
    book = SheetBook(form, values, before, last_year, latar)
    for kode, needs in plan.computed.items():
        if needs.isdisjoint(changed):
            book.known[kode] = old.computed.get(kode)
    computed = {kode: number for kode in plan.computed if (number := book.number(kode)) is not None}
    return Hasil(
        computed, tuple(_findings(book, plan, old, changed)), counted(form, form.tabel, values)
    )


def _findings(
    book: SheetBook, plan: _Plan, old: Hasil, changed: AbstractSet[str]
) -> Iterator[Temuan]:
    known = {(one.aturan.kode, one.sel): one for one in old.temuan}
    for aturan, places, shared in plan.rules:
        touched = [shared or not place.needs.isdisjoint(changed) for place in places]
        # Only the first place that finds something is told: another one may come first now.
        together = aturan.sekali and any(touched)
        for place, judge in zip(places, touched, strict=True):
            if judge or together:
                found = temuan_at(aturan, CellScope(book, place.prefix, place.suffix))
            else:
                found = known.get((aturan.kode, place.sel))
            if found is not None:
                yield found
                if aturan.sekali:
                    break


def _plan(form: Formulir) -> _Plan:
    plan = form.memo.get(_NAME)
    if plan is None:
        computed = {kode: _inputs(form, kode, set()) for kode in form.computed}
        rules = tuple(_rule(form, aturan, computed) for aturan in form.aturan)
        plan = form.memo[_NAME] = _Plan(rules, computed)
    assert isinstance(plan, _Plan)
    return plan


def _rule(
    form: Formulir, aturan: Aturan, computed: dict[str, frozenset[str]]
) -> tuple[Aturan, tuple[_Place, ...], bool]:
    """A rule with its places, and whether some of them speak at the same cell."""
    written = (*placeholders(aturan.pesan), *placeholders(aturan.saran))
    texts = [teks for teks in (aturan.bila, aturan.syarat, *written) if teks]
    reads = [read for teks in texts for read in compile_formula(teks).reads]
    places = []
    for prefix, suffix in rule_places(form, aturan):
        cells = _cells(form, reads, prefix, suffix)
        needs = frozenset().union(*(computed.get(kode, {kode}) for kode in cells))
        places.append(_Place(prefix, suffix, complete(aturan.sel, prefix, suffix), needs))
    shared = len({place.sel for place in places}) < len(places)
    return aturan, tuple(places), shared


def _inputs(form: Formulir, kode: str, passed: set[str]) -> frozenset[str]:
    """The cells people fill that a cell hangs on; a formula that needs itself needs nothing."""
    sel = form.cells.get(kode)
    if sel is None or kode in passed:
        return frozenset()
    if not sel.hitung:
        return frozenset({kode})
    passed.add(kode)
    reads = compile_formula(sel.hitung).reads
    cells = _cells(form, reads, *around(sel))
    return frozenset().union(*(_inputs(form, one, passed) for one in cells))


def _cells(form: Formulir, reads: Iterable[Read], prefix: str, suffix: str) -> Iterator[str]:
    for how, what in reads:
        if how in _PATTERNS:
            yield from form.matching(what)
        elif how == "terkait":
            tabel, _, kolom = what.partition(".")
            points = (one.kode for one in form.tables[tabel].kolom if one.ke)
            for wanted in (kolom, *points):
                yield from form.matching(f"{tabel}.*.{wanted}")
        elif how == "atas":
            yield above(form, complete(what, prefix, suffix))
        elif how not in _ELSEWHERE:
            yield complete(what, prefix, suffix)
