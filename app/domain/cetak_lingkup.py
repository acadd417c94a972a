"""What a formula in print finds: the cells of a row and the day, or the sums of a group of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.lembar import CellScope

if TYPE_CHECKING:
    from app.domain.fungsi import Number

DAY = "hari"
"""The fact that only print knows: the day the report is about."""


@dataclass(slots=True)
class RowScope(CellScope):
    """One row of a register or a matrix; `hari` is the day as a number of days."""

    hari: int = 0

    def fact(self, nama: str) -> Number | None:
        """The day, or what every sheet knows."""
        return self.hari if nama == DAY else self.book.latar.fact(self.book.form, nama)


@dataclass(slots=True)
class GroupScope(CellScope):
    """Some rows together: a name is the sum of its cells, `dua_kali` left out; empty is no zero."""

    rows: tuple[str, ...] = ()
    dua_kali: frozenset[str] = frozenset()

    def number(self, nama: str) -> Number | None:
        """The sum of a column over the rows."""
        cells = (CellScope(self.book, f"{self.prefix}{row}.").full(nama) for row in self.rows)
        found = [self.book.number(sel) for sel in cells if sel not in self.dua_kali]
        known = [number for number in found if number is not None]
        return sum(known) if known else None
