"""What a cell held in earlier periods, and by how much it grew."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.nilai import as_number

if TYPE_CHECKING:
    from app.domain.formulir import Sel
    from app.domain.latar import Latar
    from app.domain.nilai import Nilai
    from app.domain.rumus import Number


def series(latar: Latar, sel: Sel) -> list[Number]:
    """What a cell held in earlier periods; computed cells have no series."""
    kept = (unscaled(sel, values.get(sel.kode)) for _, values in latar.earlier(tahunan=sel.tahunan))
    return [number for number in kept if number is not None]


def gains(latar: Latar, sel: Sel) -> list[Number]:
    """By how much a cell grew in each earlier quarter but the first ones of a year.

    A first quarter has nothing before it to grow from; many services reach most people then.
    """
    by_period = dict(latar.earlier(tahunan=False))
    found = []
    for periode, values in by_period.items():
        before = periode.sebelum()
        now = unscaled(sel, values.get(sel.kode))
        then = unscaled(sel, by_period.get(before, {}).get(sel.kode)) if before else None
        if now is not None and then is not None:
            found.append(now - then)
    return found


def unscaled(sel: Sel, nilai: Nilai | None) -> Number | None:
    number = as_number(nilai)
    return Fraction(number, 10**sel.desimal) if number is not None and sel.desimal else number
