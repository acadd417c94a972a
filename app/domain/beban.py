"""How much work a form may ask for: a form from outside must not be able to stop the program.

Every limit is several times what the largest published form needs; `measure` says what a form
needs, so that a test can hold the published ones against it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from app.domain.lembar import rule_places
from app.domain.rumus import FormulaError, compile_formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.domain.formulir import Formulir

MAX_SEL = 20_000
MAX_ATURAN = 600
MAX_POLA = 600
MAX_RUMUS = 50_000
MAX_LIHAT = 500_000
MAX_RANTAI = 8
_LONGEST_PATTERN = 120
_MOST_REPEATS = 3
_REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{)")
_SPECIAL_GROUP = re.compile(r"\(\?|\\[1-9]")
_ENDLESS = re.compile(r"(?<!\\)[*+]|\{\d*,\}")


class Beban(NamedTuple):
    """What a form asks for: cells, rules, formulas worked out once, cells those look at."""

    sel: int
    aturan: int
    rumus: int
    lihat: int


def too_large(form: Formulir) -> tuple[str, int, int] | None:
    """The first limit a form exceeds, with its size and the limit; asks for no cell before."""
    cells = sum((len(tabel.baris) + 1) * (len(tabel.kolom) + 1) for tabel in form.tabel)
    if cells > MAX_SEL:
        return "sel", cells, MAX_SEL
    if len(form.aturan) > MAX_ATURAN:
        return "aturan", len(form.aturan), MAX_ATURAN
    patterns = sum(len(tabel.tutup) for tabel in form.tabel) + len(form.indeks.bagian)
    if patterns > MAX_POLA:
        return "pola", patterns, MAX_POLA
    seen = 0
    for number, teks in enumerate(_formulas(form), start=1):
        seen += _looks(form, teks)
        if number > MAX_RUMUS:
            return "rumus", number, MAX_RUMUS
        if seen > MAX_LIHAT:
            return "lihat", seen, MAX_LIHAT
    return None


def measure(form: Formulir) -> Beban:
    """What a sound form asks for."""
    cells = sum((len(tabel.baris) + 1) * (len(tabel.kolom) + 1) for tabel in form.tabel)
    formulas = list(_formulas(form))
    seen = sum(_looks(form, teks) for teks in formulas)
    return Beban(cells, len(form.aturan), len(formulas), seen)


def longest_chain(needs: Mapping[str, Sequence[str]]) -> int | None:
    """How many computed cells stand behind each other at most; None when they go in a circle.

    Args:
        needs: for each computed cell the cells its formula names.

    """
    depth: dict[str, int] = {}
    for start, named in needs.items():
        trail = [(start, iter(named))]
        open_here = {start}
        while trail:
            kode, rest = trail[-1]
            following = next((one for one in rest if one in needs and one not in depth), None)
            if following is None:
                known = (depth[one] for one in needs[kode] if one in needs)
                depth[kode] = 1 + max(known, default=0)
                open_here.discard(kode)
                trail.pop()
            elif following in open_here:
                return None
            else:
                open_here.add(following)
                trail.append((following, iter(needs[following])))
    return max(depth.values(), default=0)


def endless(pola: str) -> bool:
    """Whether a pattern of texts may take unreasonably long: only plain ones are allowed.

    No group is repeated without end, none looks around or back, and little repeats at all.
    """
    return bool(
        len(pola) > _LONGEST_PATTERN
        or _REPEATED_GROUP.search(pola)
        or _SPECIAL_GROUP.search(pola)
        or len(_ENDLESS.findall(pola)) > _MOST_REPEATS
    )


def _formulas(form: Formulir) -> Iterator[str]:
    """Every formula, once for each place it is worked out at."""
    for sel in form.computed.values():
        yield sel.hitung
    for aturan in form.aturan:
        kind, _, tabel = aturan.tiap.partition(":")
        if aturan.tiap and (kind not in {"kolom", "baris"} or tabel not in form.tables):
            continue
        texts = [teks for teks in (aturan.bila, aturan.syarat) if teks]
        for _ in rule_places(form, aturan):
            yield from texts


def _looks(form: Formulir, teks: str) -> int:
    """How many cells a formula looks at; one that cannot be read is named elsewhere."""
    try:
        formula = compile_formula(teks)
    except FormulaError:
        return 1
    return len(formula.names) + sum(len(form.matching(pola)) for pola in formula.patterns) + 1
