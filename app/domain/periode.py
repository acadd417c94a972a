"""Periods of reporting: a quarter (triwulan) of a year, or the whole year."""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

_SHAPE = re.compile(r"(20[0-9]{2})(?:-T([1-4]))?", re.ASCII)
_REPORTING = timedelta(days=30)
_ROMAN = ("I", "II", "III", "IV")


class Periode(msgspec.Struct, frozen=True):
    """A year (`triwulan` is None) or one of its quarters, 1 to 4."""

    tahun: int
    triwulan: int | None = None

    @classmethod
    def parse(cls, teks: str) -> Periode:
        """Read "2026" or "2026-T3".

        Raises:
            ValueError: the text has another shape.

        """
        match = _SHAPE.fullmatch(teks)
        if match is None:
            raise ValueError(teks)
        return cls(int(match[1]), int(match[2]) if match[2] else None)

    @classmethod
    def dilaporkan(cls, hari: date) -> Periode:
        """The quarter people report about on a day: in its first weeks still the one before."""
        then = hari - _REPORTING
        return cls(then.year, (then.month - 1) // 3 + 1)

    def __str__(self) -> str:
        return str(self.tahun) if self.triwulan is None else f"{self.tahun}-T{self.triwulan}"

    def __lt__(self, other: Periode) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int]:
        # A year closes after its last quarter.
        return self.tahun, self.triwulan or 5

    @property
    def tahunan(self) -> Periode:
        """The year this period belongs to."""
        return Periode(self.tahun)

    @staticmethod
    def judul_dari(teks: str) -> str:
        """What a period is called by its code; a code that is none stays as it is."""
        try:
            return Periode.parse(teks).judul
        except ValueError:
            return teks

    @property
    def judul(self) -> str:
        """The official name, "Triwulan III 2026" or "Tahun 2026"."""
        if self.triwulan is None:
            return f"Tahun {self.tahun}"
        return f"Triwulan {_ROMAN[self.triwulan - 1]} {self.tahun}"

    @property
    def akhir(self) -> date:
        """The last day of the period."""
        month = 3 * (self.triwulan or 4)
        # Every quarter ends with a month of 30 or 31 days.
        return date(self.tahun, month, 30 if month in (6, 9) else 31)

    def sebelum(self) -> Periode | None:
        """The period a cumulative figure continues from.

        That is the quarter before it in the same year (None for the first), or the year before.
        """
        if self.triwulan is None:
            return Periode(self.tahun - 1)
        return Periode(self.tahun, self.triwulan - 1) if self.triwulan > 1 else None

    def setahun_lalu(self) -> Periode:
        """The same period one year earlier."""
        return Periode(self.tahun - 1, self.triwulan)

    def maju(self) -> Periode:
        """The period just after this one on the calendar, across years."""
        if self.triwulan in (None, 4):
            return Periode(self.tahun + 1, None if self.triwulan is None else 1)
        return Periode(self.tahun, (self.triwulan or 0) + 1)

    def mundur(self) -> Periode:
        """The period just before this one on the calendar, across years."""
        if self.triwulan in (None, 1):
            return Periode(self.tahun - 1, None if self.triwulan is None else 4)
        return Periode(self.tahun, (self.triwulan or 0) - 1)
