"""Narratives: the figures of a text are named by their cells and put in when it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain import kata
from app.domain.latar import Latar
from app.domain.lembar import SheetBook, write_number
from app.domain.nilai import Keadaan
from app.domain.register import grown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.formulir import Formulir
    from app.domain.lembar import Values
    from app.domain.periode import Periode

_REFERENCE = re.compile(r"\{([A-Z0-9-]+) +([a-z0-9_]+\.[a-z0-9_]+\.[a-z0-9_]+)\}")


def told(
    teks: str, sheets: Mapping[str, tuple[Formulir, Values]], periode: Periode
) -> tuple[str, list[str]]:
    """A text with its figures, and the references that name no filled cell.

    Args:
        teks: words with references such as `{F-K02 makro.a01.maret}`.
        sheets: the forms of a region by code, each with its values.
        periode: the period of the report.

    """
    missing: list[str] = []

    def figure(match: re.Match[str]) -> str:
        found = _written(match[1], match[2], sheets, periode)
        if not found:
            missing.append(match[0])
        return found or match[0]

    return _REFERENCE.sub(figure, teks), missing


def _written(
    kode: str, sel: str, sheets: Mapping[str, tuple[Formulir, Values]], periode: Periode
) -> str:
    if kode not in sheets:
        return ""
    plain, values = sheets[kode]
    form = grown(plain, values)
    cell, nilai = form.find(sel), values.get(sel)
    if cell is None or isinstance(nilai, Keadaan):
        return ""
    if isinstance(nilai, str):
        return kata.shown(cell.kolom, nilai)
    number = SheetBook(form, values, {}, {}, Latar(periode, lain=sheets)).number(sel)
    return "" if number is None else write_number(number, cell)
