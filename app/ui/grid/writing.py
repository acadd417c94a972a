"""Write values for the eye and for the clipboard."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.angka import format_decimal, format_index, format_number
from app.domain.nilai import Keadaan
from app.teks import t
from app.ui.grid import regions

if TYPE_CHECKING:
    from app.domain.formulir import Sel
    from app.domain.nilai import Nilai
    from app.domain.rumus import Number

_FULL = 100
_BRIEF = 30


def shown(sel: Sel | None, nilai: Nilai | None) -> str:
    """A stored value as its cell shows it."""
    if nilai is None:
        return ""
    if isinstance(nilai, Keadaan):
        return t(f"isian.keadaan.{nilai.value}")
    if isinstance(nilai, str):
        return regions.shown(sel, nilai)
    if sel and sel.kolom.is_year:
        return str(nilai)
    return format_number(nilai, sel.desimal if sel else 0)


def brief(sel: Sel, nilai: Nilai | None) -> str:
    """A stored value in the name of a step: a long text is cut, what is empty has a word."""
    words = " ".join(shown(sel, nilai).split())
    if isinstance(nilai, str):
        cut = words if len(words) <= _BRIEF else f"{words[:_BRIEF]}…"
        return f"“{cut}”"
    return words or t("isian.kosong")


def editable(sel: Sel, nilai: Nilai | None) -> str:
    """A stored value as the editor and the clipboard spell it: digits without grouping."""
    if isinstance(nilai, int):
        return format_number(nilai, sel.desimal).replace(".", "")
    return shown(sel, nilai)


def computed(sel: Sel, number: Number | None) -> str:
    """A computed number as its cell shows it."""
    if number is None:
        return ""
    if str(number) in sel.kolom.kata:
        return sel.kolom.kata[str(number)]
    if sel.jenis == "persen":
        return percent(Fraction(number))
    if sel.desimal or not isinstance(number, int):
        return format_decimal(number, sel.desimal or 2)
    return format_number(number)


def percent(nilai: Fraction) -> str:
    """A percentage with two decimals; what is below 100 never reads as 100."""
    return format_index(nilai) if nilai < _FULL else format_decimal(nilai)
