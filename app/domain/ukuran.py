"""A target as written in one cell, "20,33% (21 kW)": what it counts, how much, in which unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from app.domain.angka import format_decimal
from app.domain.angka_aksara import NumberError
from app.domain.angka_baca import AmbiguousNumberError, parse_number
from app.domain.isian import Ditolak
from app.domain.kisi import one_line

DESIMAL = 2
PERSEN = "%"

_FIGURE = r"(?<![\w.,])\d[\d.,]*(?<![.,])"
_ONE = re.compile(rf"(?P<angka>{_FIGURE})\s*(?P<satuan>%|[^\d%()]*)")
_SECOND = re.compile(rf"\(\s*(?P<angka>{_FIGURE})\s*(?P<satuan>%|[^\d%()]*)\)\s*$")
_LONGEST_UNIT = 40


@dataclass(frozen=True, slots=True)
class Ukuran:
    """A target; figures are scaled by 10**DESIMAL. A target in words has a text and nothing else.

    What cannot be read for certain holds a refusal in the place of the figure.
    """

    jenis: str
    nilai: int | Ditolak | None = None
    satuan: str = ""
    kedua: int | Ditolak | None = None
    satuan_kedua: str = ""


@lru_cache(maxsize=2048)
def read_measure(text: str) -> Ukuran:
    """What a target says.

    A unit alone is no figure, and more than two figures, or two that are not written as one in
    brackets behind the other, are asked.
    """
    plain = one_line(text)
    second = _SECOND.search(plain)
    first = plain[: second.start()].strip() if second else plain
    found = list(_ONE.finditer(first))
    if not found:
        return Ukuran("teks")
    if len(found) > 1:
        return Ukuran("angka", Ditolak.of("tabel.alasan.target_banyak", {"teks": plain}))
    unit = found[0]["satuan"].strip(" .,;:")[:_LONGEST_UNIT]
    kind = "persen" if unit == PERSEN else "angka"
    nilai = _figure(found[0]["angka"], unit)
    if second is None:
        return Ukuran(kind, nilai, unit)
    unit2 = second["satuan"].strip(" .,;:")[:_LONGEST_UNIT]
    return Ukuran(kind, nilai, unit, _figure(second["angka"], unit2), unit2)


def _figure(text: str, unit: str) -> int | Ditolak:
    try:
        return parse_number(text, DESIMAL, "persen" if unit == PERSEN else "")
    except AmbiguousNumberError as error:
        fitting = (one.scaled(DESIMAL) for one in error.pilihan)
        choices = tuple(one for one in fitting if one is not None)
        return Ditolak(error.alasan, {**error.data, "bacaan": error.spelled}, choices)
    except NumberError as error:
        return Ditolak(error.alasan, error.data)


def written(
    nilai: int | None, satuan: str, kedua: int | None = None, satuan_kedua: str = ""
) -> str:
    """A target as it is printed; figures scaled by 10**DESIMAL."""
    first = _written(nilai, satuan)
    second = _written(kedua, satuan_kedua)
    return f"{first} ({second})" if first and second else first or second


def _written(nilai: int | None, satuan: str) -> str:
    if nilai is None:
        return ""
    figure = format_decimal(Fraction(nilai, 10**DESIMAL), DESIMAL)
    if "," in figure:
        figure = figure.rstrip("0").rstrip(",")
    return f"{figure}%" if satuan == PERSEN else f"{figure} {satuan}".strip()
