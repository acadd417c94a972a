"""Rows of a register that say the same: what several offices plan for one place is found by it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.formulir import Formulir
    from app.domain.lembar import Values
    from app.domain.nilai import Nilai

Said = dict[tuple[str, ...], Counter[tuple[str, ...]]]
"""How many rows say what, by the table and the columns asked."""


def words(nilai: Nilai | None) -> str:
    """A text without what nobody sees; nothing where there is none."""
    return " ".join(nilai.split()) if isinstance(nilai, str) else ""


def twins(
    form: Formulir, values: Values, known: Said, place: str, columns: tuple[str, ...]
) -> int | None:
    """How many other rows say the same in all these columns as the row at `place`.

    Capitals and spaces make no difference. None where the row says nothing in one of them, and
    where the place is no row.
    """
    tabel, _, rest = place.partition(".")
    baris = rest.partition(".")[0]
    own = _line(values, tabel, baris, columns)
    if not baris or not all(own):
        return None
    asked = (tabel, *columns)
    if asked not in known:
        rows = form.tables[tabel].baris
        known[asked] = Counter(_line(values, tabel, row.kode, columns) for row in rows)
    return known[asked][own] - 1


def _line(values: Values, tabel: str, baris: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(words(values.get(f"{tabel}.{baris}.{one}")).casefold() for one in columns)
