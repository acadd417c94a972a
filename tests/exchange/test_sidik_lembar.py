"""The digest of a sheet: what its docstring says, for writer and reader, across office programs."""

from __future__ import annotations

import hashlib
import math
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.buku_kerja import Buku, read_workbook
from app.exchange.sidik_lembar import sheet_digest
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import needs_libreoffice, with_libreoffice, with_openpyxl

ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
}
CELLS = st.one_of(
    st.just(""),
    st.text(st.characters(codec="utf-8"), max_size=8),
    st.floats(),
    st.integers(-(10**15), 10**15),
    st.booleans(),
)


def letter(sign: str) -> str:
    return ESCAPES.get(sign) or (f"\\u{ord(sign):04x}" if sign < " " else sign)


def number(value: float) -> str:
    """Step 4 of the docstring, from Python's own shortest digits."""
    if not math.isfinite(value):
        return "null"
    sign = "-" if math.copysign(1, value) < 0 else ""
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, rest = mantissa.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = (whole + rest).rstrip("0")
    point -= len(digits) - len(digits.lstrip("0"))
    digits = digits.lstrip("0") or "0"
    if value == 0 or 1e-5 <= abs(value) < 1e16:
        point = 1 if value == 0 else point
        digits = "0" * max(0, 1 - point) + digits + "0" * max(0, point - len(digits))
        at = max(point, 1)
        return f"{sign}{digits[:at]}.{digits[at:] or '0'}"
    behind = f".{digits[1:]}" if digits[1:] else ""
    return f"{sign}{digits[0]}{behind}e{point - 1}"


def spelled(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return f'"{"".join(map(letter, cell))}"'
    assert isinstance(cell, int | float)
    return number(float(cell))


def by_hand(rows: list[list[object]]) -> str:
    kept = [list(row) for row in rows]
    for row in kept:
        while row and row[-1] == "":
            del row[-1]
    while kept and not kept[-1]:
        del kept[-1]
    lines = ",".join(f"[{','.join(map(spelled, row))}]" for row in kept)
    return hashlib.sha256(f"[{lines}]".encode()).hexdigest()


@cache
def book() -> Buku:
    return read_workbook(contoh.package())


@given(st.lists(st.lists(CELLS, max_size=5), max_size=5))
def test_whoever_follows_the_docstring_gets_the_same_digest(rows):
    assert sheet_digest(rows) == by_hand(rows)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (9035, "9035.0"), (0.5, "0.5"), (0.000015, "0.000015"), (1e16, "1e16"), (-0.0, "-0.0"),
        (1.5e-6, "1.5e-6"), (123456789012345.25, "123456789012345.25"), (1.25e300, "1.25e300"),
        (0, "0.0"), (9999999999999998.0, "9999999999999998.0"), (0.00001, "0.00001"),
    ],
)  # fmt: skip
def test_a_number_is_spelled_in_one_way(value, told):
    assert number(value) == told
    assert sheet_digest([[value]]) == hashlib.sha256(f"[[{told}]]".encode()).hexdigest()


def test_the_writers_whole_numbers_are_the_readers_floats():
    assert sheet_digest([["Bayi", 9035, 1.5]]) == sheet_digest([("Bayi", 9035.0, 1.5)])


def test_empty_cells_at_the_end_do_not_count_and_empty_cells_before_do():
    assert sheet_digest([["a", "", ""], [""], []]) == sheet_digest([["a"]])
    assert sheet_digest([["", "a"]]) != sheet_digest([["a"]])
    assert sheet_digest([[], ["a"]]) != sheet_digest([["a"]])


@pytest.mark.parametrize(
    ("one", "other"), [("9035", 9035), (1, True), ("é", "e\u0301"), ("a", "a "), ("", 0)]
)
def test_what_differs_for_a_reader_differs_in_the_digest(one, other):
    assert sheet_digest([[one, "x"]]) != sheet_digest([[other, "x"]])


def test_a_date_somebody_typed_is_its_text():
    assert sheet_digest([[date(2026, 9, 30), 5]]) == sheet_digest([["2026-09-30", 5.0]])


def test_the_rows_given_stay_as_they_are():
    rows = [["a", ""], [""]]
    sheet_digest(rows)
    assert rows == [["a", ""], [""]]


def test_every_sheet_of_a_package_has_the_digest_of_what_was_written():
    for sheet in contoh.tata().sheets(*contoh.reading()):
        assert sheet_digest(sheet.baris) == sheet_digest(book().sheets[sheet.nama])


def test_openpyxl_keeps_the_digest_of_every_sheet():
    again = read_workbook(with_openpyxl(contoh.package()))
    for name, rows in book().sheets.items():
        assert sheet_digest(again.sheets[name]) == sheet_digest(rows)


@needs_libreoffice
@pytest.mark.libreoffice
def test_libreoffice_keeps_the_digest_of_every_sheet():
    again = read_workbook(with_libreoffice(contoh.package()))
    for name, rows in book().sheets.items():
        assert sheet_digest(again.sheets[name]) == sheet_digest(rows)
