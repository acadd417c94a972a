"""Indonesian numbers written: figures, rupiah, percentages, and large amounts in words.

A number is kept as a whole number scaled by 10**desimal; `app.domain.angka_baca` reads one.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

FULL = 100
"""A percentage of everything."""

LARGEST = 10**15 - 1
"""Spreadsheets keep 15 significant digits; a longer number would change on its way."""


class Bacaan(NamedTuple):
    """One reading of a number: whole digits and how many of them stand behind the comma."""

    angka: int
    desimal: int = 0

    def scaled(self, desimal: int) -> int | None:
        """The number scaled by 10**desimal; None when it has more decimals, or is too long."""
        shift = desimal - self.desimal
        if shift >= 0:
            found: int | None = self.angka * 10**shift
        else:
            found = None if self.angka % 10**-shift else self.angka // 10**-shift
        return found if found is not None and abs(found) <= LARGEST else None

    @property
    def teks(self) -> str:
        """The reading as it is written here."""
        return format_number(self.angka, self.desimal)

    @property
    def terbilang(self) -> str:
        """The reading spelled out."""
        return number_in_words(self.angka, self.desimal)


def format_number(angka: int, desimal: int = 0) -> str:
    """Write a scaled number the Indonesian way: dots between thousands, a decimal comma."""
    sign = "-" if angka < 0 else ""
    whole, fraction = divmod(abs(angka), 10**desimal)
    text = f"{whole:,}".replace(",", ".")
    return f"{sign}{text},{fraction:0{desimal}d}" if desimal else f"{sign}{text}"


def round_half_up(nilai: Fraction | int, desimal: int = 2) -> int:
    """Round half away from zero and return the number scaled by 10**desimal."""
    whole, part = abs(nilai.numerator) * int("1" + "0" * desimal), nilai.denominator
    rounded = (2 * whole + part) // (2 * part)
    return -rounded if nilai.numerator < 0 else rounded


def format_decimal(nilai: Fraction | int, desimal: int = 2) -> str:
    """Write an exact ratio with a fixed number of decimals, half-up."""
    return format_number(round_half_up(nilai, desimal), desimal)


def format_index(nilai: Fraction) -> str:
    """Write an index or percentage (0 to 100) with two decimals, never rounding up into 100.

    99,996 stays below "100,00": the highest category is decided on the unrounded value
    (reference: ip_spm, categories), and print must not contradict it.
    """
    written = format_decimal(nilai)
    return "99,99" if written == "100,00" and nilai != FULL else written


def format_rupiah(angka: int) -> str:
    """Write an amount of rupiah, "Rp1.250.000"."""
    sign = "-" if angka < 0 else ""
    return f"{sign}Rp{format_number(abs(angka))}"


_UNITS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
)  # fmt: skip
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))
_TEN, _TWENTY, _HUNDRED, _THOUSAND = 10, 20, 100, 1000


def number_in_words(angka: int, desimal: int = 0) -> str:
    """Spell a scaled number out in Indonesian, "tiga juta dua ratus ribu koma lima".

    Source: the spelling of numbers on receipts (terbilang); zeros at the end of the decimals are
    not spoken.
    """
    whole, fraction = divmod(abs(angka), 10**desimal)
    words = ["minus"] if angka < 0 else []
    words += _spelled(whole) or [_UNITS[0]]
    digits = f"{fraction:0{desimal}d}".rstrip("0") if desimal else ""
    if digits:
        words += ["koma", *(_UNITS[int(digit)] for digit in digits)]
    return " ".join(words)


def _spelled(whole: int) -> list[str]:
    words: list[str] = []
    for size, name in _SCALES:
        count, whole = divmod(whole, size)
        if count == 1 and size == _THOUSAND:
            words.append("seribu")
        elif count:
            words += [*_spelled(count), name]
    return words + _below_thousand(whole)


def _below_thousand(whole: int) -> list[str]:
    hundreds, rest = divmod(whole, _HUNDRED)
    words = ["seratus"] if hundreds == 1 else [_UNITS[hundreds], "ratus"] if hundreds else []
    if rest >= _TWENTY:
        tens, rest = divmod(rest, _TEN)
        words += [_UNITS[tens], "puluh"]
    if rest >= len(_UNITS):
        return [*words, _UNITS[rest - _TEN], "belas"]
    return [*words, _UNITS[rest]] if rest else words
