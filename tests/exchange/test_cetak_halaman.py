"""Pages of a printed workbook: what belongs together stays on one page."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from app.domain.cetak_tabel import LembarCetak
from app.domain.kertas import A4
from app.exchange.cetak_halaman import _room, page_breaks

TITLES, HEADS = 1, 1
LINE = 20.0
SIGNED = 8


def sheet(*rows: str) -> LembarCetak:
    """Rows by a word: a heading of a group, a sum, or anything else."""
    body = tuple((row, None if row == "kelompok" else 7) for row in rows)
    sums = frozenset(at for at, row in enumerate(rows) if row in ("kelompok", "jumlah"))
    return LembarCetak("X", ("Judul",), (("Uraian", "Angka"),), body, (40, 10), jumlah=sums)


def breaks(made: LembarCetak, below: int = 1) -> list[int]:
    """The rows of the table that begin a page."""
    deep = TITLES + HEADS
    found = page_breaks(made, [LINE] * (deep + len(made.baris) + below), A4)
    return [row - deep for row in found]


def rows_of_a_page(made: LembarCetak) -> int:
    return int(_room(made, A4) // LINE)


def test_a_table_that_fits_a_page_is_left_alone():
    assert breaks(sheet("isi", "kelompok", "isi", "jumlah"), SIGNED) == []


def test_no_page_holds_more_than_paper_does():
    made = sheet(*["isi"] * 100)
    room = rows_of_a_page(made)
    found = breaks(made)
    assert found[0] == room - TITLES - HEADS
    assert all(after - before == room - HEADS for before, after in pairwise(found))


@pytest.mark.parametrize("belongs", [("kelompok", "isi"), ("isi", "jumlah")])
def test_a_heading_goes_with_its_rows_and_a_sum_with_what_it_sums(belongs):
    first = rows_of_a_page(sheet("isi")) - TITLES - HEADS
    rows = ["isi"] * (first - 1) + [*belongs] + ["isi"] * 5
    assert breaks(sheet(*rows)) == [first - 1]
    assert breaks(sheet(*["isi"] * len(rows))) == [first]


@pytest.mark.parametrize("rows", [2, 4, 30])
def test_a_merged_cell_is_not_torn_unless_it_is_too_high_to_move(rows):
    plain = sheet(*["isi"] * 60)
    first = rows_of_a_page(plain) - TITLES - HEADS
    begun = first - 1 if rows < 30 else 1
    span = (begun + HEADS, 0, begun + HEADS + rows - 1, 0)
    assert breaks(replace(plain, gabungan=(span,)))[0] == (begun if rows < 30 else first)


def test_nobody_signs_a_page_that_says_nothing():
    first = rows_of_a_page(sheet("isi")) - TITLES - HEADS
    # All rows of the table fit, the signature does not.
    assert breaks(sheet(*["isi"] * (first - 3)), SIGNED) == [first - 4]


def test_headings_alone_never_begin_a_page_of_their_own():
    rows = rows_of_a_page(sheet("isi")) + 5
    assert breaks(sheet(*["kelompok"] * rows)) == []
