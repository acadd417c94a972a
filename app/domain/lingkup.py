"""What a formula can ask of the place it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.fungsi import Number
    from app.domain.nilai import Nilai


class Scope(Protocol):
    """Where a formula finds its cells. Names without dots are local to a row or a column."""

    def number(self, nama: str) -> Number | None:
        """The number of a cell now."""

    def before(self, nama: str) -> Number | None:
        """The number of a cell in the period it continues from."""

    def year_ago(self, nama: str) -> Number | None:
        """The number of a cell in the same period last year."""

    def raw(self, nama: str) -> Nilai | None:
        """The stored value of a cell, declarations included."""

    def numbers(self, pola: str) -> list[Number]:
        """The numbers of all cells that match a pattern; empty ones are left out."""

    def gain(self, nama: str) -> Number | None:
        """By how much a cumulative cell has grown since the quarter before, from the second on."""

    def series(self, nama: str) -> list[Number]:
        """The numbers of a cell in earlier periods, oldest first; empty ones are left out."""

    def gains(self, nama: str) -> list[Number]:
        """What `gain` was in earlier periods, oldest first."""

    def unchanged(self, pola: str) -> int:
        """How many cells of a pattern hold the same number, not 0, as a year ago."""

    def copied(self, nama: str) -> bool | None:
        """Whether a text says word for word what it said a year ago; None without a text."""

    def other_years(self, nama: str) -> bool | None:
        """Whether a text names years but not the year of the report; None without any year."""

    def above(self, nama: str) -> Number | None:
        """The number of a cell in the row above it."""

    def twins(self, names: tuple[str, ...]) -> int | None:
        """How many other rows of the register say the same in all these columns."""

    def elsewhere(self, apa: str) -> Number | None:
        """The number of a cell of another sheet of the region, "KODE tabel.baris.kolom"."""

    def of_regions(self, sel: str) -> Number | None:
        """The sum of a cell over the kabupaten/kota, None unless all of them have it."""

    def linked(self, kolom: str) -> Number | None:
        """The sum of "tabel.kolom" over the rows of a register that point to the row in view."""

    def fact(self, nama: str) -> Number | None:
        """A fact about region, period or form that is no cell."""
