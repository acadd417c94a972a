"""Indonesian numbers: one reader and one writer for typing, pasting, files and reports.

A number is kept as a whole number scaled by 10**desimal. What can be read in two ways is
never guessed: with a known scale `1.234` in a count is 1234; without one it is a question.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

FULL = 100
"""A percentage of everything."""

LARGEST = 10**15 - 1
"""Spreadsheets keep 15 significant digits; a longer number would change on its way."""

_INVISIBLE = dict.fromkeys(map(ord, "\u2060\u200b\ufeff"), None)
_GROUP = 3
_MINUS = str.maketrans(dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\uff0d", "-"))
_GROUPED = {mark: re.compile(rf"[0-9]{{1,3}}(?:\{mark}[0-9]{{3}})+") for mark in ".,'"}
_PLAIN = re.compile(r"[0-9]+")
_SPACED_GROUPS = re.compile(r"[-+(]*[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?\)?")


class NumberError(ValueError):
    """The text is not a number; `alasan` is a catalogue key below `angka.`."""

    def __init__(self, alasan: str, teks: str) -> None:
        super().__init__(f"{alasan}: {teks!r}")
        self.alasan = alasan
        self.teks = teks


class AmbiguousNumberError(NumberError):
    """The text can be read in two ways; `pilihan` holds both readings as plain decimals."""

    def __init__(self, teks: str, pilihan: tuple[str, str]) -> None:
        super().__init__("rancu", teks)
        self.pilihan = pilihan


def parse_number(teks: str, desimal: int | None = 0) -> int:
    """Read a number as people and spreadsheets in Indonesia write it.

    Args:
        teks: what was typed or pasted.
        desimal: decimals of the cell (0 for counts and rupiah), or None when unknown.
            An unknown scale accepts whole numbers only.

    Returns:
        The number scaled by 10**desimal.

    Raises:
        AmbiguousNumberError: two readings are possible and the scale does not decide.
        NumberError: anything else that is not one number.

    """
    body = _bare(teks)
    negative = body.startswith("-") or (body.startswith("(") and body.endswith(")"))
    body = body.strip("()").removeprefix("-").removeprefix("+")
    if not body:
        raise NumberError("kosong", teks)
    if not any(ch in "0123456789" for ch in body):
        raise NumberError("bukan_angka", teks)
    if any(ch not in "0123456789.,' " for ch in body):
        raise NumberError("ada_huruf", teks)
    if " " in body:
        raise NumberError("pemisah_keliru", teks)
    whole, fraction = _split(body, teks, desimal)
    scaled = _scale(whole, fraction, desimal or 0, teks)
    if scaled > LARGEST:
        raise NumberError("terlalu_besar", teks)
    return -scaled if negative else scaled


def _bare(teks: str) -> str:
    """Fold full-width digits, spaces, minus signs, and drop Rp, %, and the closing `,-`."""
    text = unicodedata.normalize("NFKC", teks).translate(_INVISIBLE).translate(_MINUS)
    text = re.sub(r"\s+", " ", text).strip()
    # A space beside anything but digits is a slip; between digits it must group thousands.
    text = re.sub(r"(?<![0-9]) | (?![0-9])", "", text)
    text = re.sub(r"^([-+(]?)(?:rp|idr)[.,]*", r"\1", text, flags=re.IGNORECASE)
    text = re.sub(r"(?:,-+|\.-+|%)$", "", text)
    return text.replace(" ", "") if _SPACED_GROUPS.fullmatch(text) else text


def _split(body: str, teks: str, desimal: int | None) -> tuple[str, str]:
    """Separate the whole part from the decimals, without separators."""
    if _PLAIN.fullmatch(body):
        return body, ""
    marks = [ch for ch in body if not ch.isdigit()]
    last = marks[-1]
    if len(set(marks)) == 1 and (len(marks) > 1 or last == "'"):
        # "3,017,669,258,00": sen written with the same mark, harmless while they are zero.
        amount = body.removesuffix(f"{last}00")
        if _GROUPED[last].fullmatch(amount):
            return amount.replace(last, ""), ""
        raise NumberError("pemisah_keliru", teks)
    if len(set(marks)) > 1:
        return _split_mixed(body, last, teks)
    return _split_single(body, last, teks, desimal)


def _split_mixed(body: str, last: str, teks: str) -> tuple[str, str]:
    """Two kinds of separator: the last one is the decimal mark, the other groups thousands."""
    whole, _, fraction = body.rpartition(last)
    grouping = next((ch for ch in whole if not ch.isdigit()), "")
    if last == "'" or not fraction or not _GROUPED[grouping].fullmatch(whole):
        raise NumberError("pemisah_keliru", teks)
    return whole.replace(grouping, ""), fraction


def _split_single(body: str, mark: str, teks: str, desimal: int | None) -> tuple[str, str]:
    """One separator: a group of three digits after it may be thousands or decimals."""
    whole, fraction = body.split(mark)
    if not whole or not fraction:
        raise NumberError("pemisah_keliru", teks)
    could_group = bool(_GROUPED[mark].fullmatch(body)) and not whole.startswith("0")
    if not could_group:
        if mark == "." and len(fraction) == _GROUP and whole.startswith("0") and not desimal:
            raise NumberError("pemisah_keliru", teks)
        return whole, fraction
    if desimal == 0:
        return whole + fraction, ""
    if desimal is not None and mark == ".":
        # The Indonesian reading: a dot groups thousands whatever the scale of the cell.
        return whole + fraction, ""
    if desimal is not None and desimal >= _GROUP:
        return whole, fraction
    raise AmbiguousNumberError(teks, (whole + fraction, f"{whole},{fraction}"))


def _scale(whole: str, fraction: str, desimal: int, teks: str) -> int:
    fraction = fraction.rstrip("0")
    if len(fraction) > desimal:
        raise NumberError("desimal_berlebih" if desimal else "harus_bulat", teks)
    return int(whole + fraction.ljust(desimal, "0"))


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
    return -rounded if nilai < 0 else rounded


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


_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


def number_in_words(angka: int) -> str:
    """Say a large number shortly, "1,25 miliar"; numbers below a million as they are."""
    for size, name in _SCALES:
        if abs(angka) >= size:
            return f"{format_decimal(Fraction(angka, size)).rstrip('0').rstrip(',')} {name}"
    return format_number(angka)
