"""How digits, dots, commas and spaces make up one number, and when that is not certain."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.angka import Bacaan
from app.domain.angka_aksara import GROUP_SPACE, NumberError

_GROUP = 3
_MARK = re.compile(r"[.,']")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_KEPT_TOGETHER = re.compile(rf"\d{{1,3}}(?:{GROUP_SPACE}\d{{3}})+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Susunan:
    """What has to be read, and the whole text for telling about it."""

    body: str
    teks: str


@dataclass(frozen=True, slots=True)
class Tersusun:
    """The readings; with a reason (`alasan`) they must be asked, else there is exactly one."""

    bacaan: tuple[Bacaan, ...]
    alasan: str = ""
    data: dict[str, str] = field(default_factory=dict)


def structure(bare: Susunan, desimal: int | None, *, percent: bool) -> Tersusun:
    """Read digits with their marks.

    Args:
        bare: digits, `.`, `,`, `'` and spaces.
        desimal: decimals of the cell, None when they are not known.
        percent: whether the cell holds a percentage, in which thousands are rare.

    Raises:
        NumberError: the marks stand where they cannot belong to one number.

    """
    body = bare.body
    if _KEPT_TOGETHER.fullmatch(body):
        body = body.replace(GROUP_SPACE, "")
    body = re.sub(r"(?<=\d) (?=[.,]\d)", "", body.replace(GROUP_SPACE, " "))
    if " " in body:
        return _spaced(body, bare, desimal, percent=percent)
    return _marked(body, bare, desimal, percent=percent)


def _spaced(body: str, bare: Susunan, desimal: int | None, *, percent: bool) -> Tersusun:
    """Spaces in a number may be a slip or part two numbers: never taken silently."""
    squeezed = body.replace(" ", "")
    parts = _groups(squeezed)
    sound = len(parts) > 1 and _lengths_fit(parts[:-1]) and len(parts[-1]) <= _GROUP
    if not (_SPACED.fullmatch(body) or sound):
        raise NumberError("spasi", bare.teks)
    found = _marked(squeezed, bare, desimal, percent=percent)
    return Tersusun(found.bacaan, "spasi_pasti")


def _marked(body: str, bare: Susunan, desimal: int | None, *, percent: bool) -> Tersusun:
    if body.isdigit():
        return Tersusun((Bacaan(int(body)),))
    if _MARK.match(body[-1]):
        inner = _marked(body[:-1], bare, desimal, percent=percent)
        return Tersusun(inner.bacaan, "ujung", {"tanda": body[-1]})
    if _MARK.match(body[0]):
        return _headless(body, bare, desimal)
    marks = _MARK.findall(body)
    if len(marks) == 1 and marks[0] != "'":
        return _single(body, marks[0], desimal, percent=percent)
    if len(set(marks)) == 1:
        return _repeated(body, marks[0], bare, desimal)
    return _mixed(body, marks, bare, desimal)


def _headless(body: str, bare: Susunan, desimal: int | None) -> Tersusun:
    """A mark in front, as in .5: a half, or what is left of a longer number."""
    fraction = body[1:]
    if not desimal or not fraction.isdigit() or len(fraction) >= _GROUP:
        raise NumberError("awal", bare.teks)
    return Tersusun((_decimal("0", fraction),), "awal_pasti")


def _single(body: str, mark: str, desimal: int | None, *, percent: bool) -> Tersusun:
    """One dot or comma: with three digits after it, it may part thousands or decimals."""
    whole, fraction = body.split(mark)
    readings = (Bacaan(int(whole + fraction)), _decimal(whole, fraction))
    if len(fraction) == _GROUP and len(whole) <= _GROUP and whole[0] != "0":
        return _thousands_or_decimals(readings, mark, desimal, percent=percent)
    lost = len(fraction) % _GROUP == 0 and whole[0] != "0"
    if not desimal and lost and (len(whole) > _GROUP or len(fraction) > _GROUP):
        return Tersusun(readings, "tanda_kurang")
    if desimal == 0 and not fraction.strip("0") and (mark == "." or len(fraction) > _GROUP):
        # "100.00": a hundred, or a hundred thousand that lost a zero.
        return Tersusun(readings[1:], "nol_di_ujung", {"ujung": mark + fraction})
    return Tersusun(readings[1:])


def _thousands_or_decimals(
    readings: tuple[Bacaan, Bacaan], mark: str, desimal: int | None, *, percent: bool
) -> Tersusun:
    grouped, decimal = readings
    if desimal == 0:
        return Tersusun((grouped,))
    if mark == "," and desimal is not None and desimal >= _GROUP:
        return Tersusun((decimal,))
    decimals_fit = desimal is not None and decimal.scaled(desimal) is not None
    if (
        mark == "."
        and desimal is not None
        and not (decimals_fit and (percent or desimal >= _GROUP))
    ):
        # The Indonesian reading: a dot groups thousands whatever the scale of the cell.
        return Tersusun((grouped,))
    return Tersusun(readings, "rancu")


def _repeated(body: str, mark: str, bare: Susunan, desimal: int | None) -> Tersusun:
    """The same mark throughout: groups of three, or decimals written with it as well."""
    parts = body.split(mark)
    squeezed = Bacaan(int(body.replace(mark, "")))
    if _lengths_fit(parts):
        return Tersusun((squeezed,))
    *whole, last = parts
    if not _lengths_fit(whole):
        return _missing_marks(parts, squeezed, bare)
    amount = "".join(whole)
    if len(parts) > 2 and last == "00" and mark == ",":  # noqa: PLR2004 - grouped, then sen
        # "3,017,669,258,00": sen written with the same mark, harmless while they are zero.
        return Tersusun((Bacaan(int(amount)),))
    if mark != "'" and (last == "00" or (desimal and len(last) <= desimal)):
        return Tersusun((_decimal(amount, last),), "tanda_sama", {"tanda": mark})
    return _missing_marks(parts, squeezed, bare)


def _missing_marks(parts: list[str], squeezed: Bacaan, bare: Susunan) -> Tersusun:
    """Groups of six or nine have lost a mark; other lengths have lost or gained a digit."""
    wrong = [part for part in parts[1:] if len(part) != _GROUP]
    if not 0 < len(parts[0]) <= _GROUP or parts[0][0] == "0":
        wrong.insert(0, parts[0])
    if wrong and all(part and len(part) % _GROUP == 0 for part in wrong) and parts[0][0] != "0":
        return Tersusun((squeezed,), "tanda_kurang")
    if wrong == parts[-1:] and 0 < len(wrong[0]) < _GROUP:
        raise NumberError("kelompok_akhir", bare.teks, kelompok=wrong[0])
    raise NumberError("kelompok", bare.teks, kelompok=wrong[0] if wrong else parts[0])


def _mixed(body: str, marks: list[str], bare: Susunan, desimal: int | None) -> Tersusun:
    """Two kinds of mark: the last is the decimal mark, the other groups thousands."""
    last = marks[-1]
    whole, _, fraction = body.rpartition(last)
    parts = _groups(whole)
    orderly = len(set(marks)) == 2 and last != "'" and marks.count(last) == 1  # noqa: PLR2004 - two kinds of marks
    if orderly and _lengths_fit(parts):
        decimal = _decimal("".join(parts), fraction)
        if len(fraction) != _GROUP or (last == "," and desimal is not None and desimal >= _GROUP):
            return Tersusun((decimal,))
        return Tersusun((Bacaan(int("".join(parts) + fraction)), decimal), "campur")
    parts = _groups(body)
    if len(parts) > 2 and parts[-1] == "00":  # noqa: PLR2004 - grouped, then sen
        parts.pop()
    if _lengths_fit(parts):
        return Tersusun((Bacaan(int("".join(parts))),), "campur")
    return _missing_marks(parts, Bacaan(int("".join(parts) or "0")), bare)


def _groups(body: str) -> list[str]:
    return _MARK.split(body)


def _lengths_fit(parts: list[str]) -> bool:
    """One to three digits, then threes; a number does not begin with a group of zeros."""
    first, *rest = parts
    begins = 0 < len(first) <= _GROUP and (first[0] != "0" or not rest)
    return begins and all(len(part) == _GROUP for part in rest)


def _decimal(whole: str, fraction: str) -> Bacaan:
    return Bacaan(int(whole + fraction), len(fraction))
