"""Rows put in a hundred at a time are there like rows put in one by one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.store.bulk import ROWS, Insertion
from app.store.questions import sheet_values
from app.store.riwayat import verify_chain
from tests.store.contoh_kantor import KUPANG, T3, TAHUN, Clock, cell, fill, new_office

if TYPE_CHECKING:
    from pathlib import Path

INTO = "INSERT INTO t (nomor, isi)"
LATER = "ON CONFLICT (nomor) DO UPDATE SET isi = excluded.isi"


@given(st.integers(0, 3 * ROWS + 1))
def test_every_row_is_put_in(count: int) -> None:
    rows = [(number, f"isi {number}") for number in range(count)]
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("CREATE TABLE t (nomor INTEGER PRIMARY KEY, isi TEXT)")
        Insertion(INTO, 2).put(conn, rows)
        assert conn.execute("SELECT nomor, isi FROM t ORDER BY nomor").fetchall() == rows


def test_a_later_row_for_the_same_place_wins_within_one_statement_too() -> None:
    rows = [(number // 2, number) for number in range(2 * ROWS)]
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("CREATE TABLE t (nomor INTEGER PRIMARY KEY, isi)")
        Insertion(INTO, 2, LATER).put(conn, rows)
        assert conn.execute("SELECT isi FROM t ORDER BY nomor").fetchall() == [
            (2 * number + 1,) for number in range(ROWS)
        ]


def test_one_wrong_row_among_many_is_not_put_in_silently() -> None:
    rows = [(number, "isi") for number in range(ROWS - 1)] + [(0, "lagi")]
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("CREATE TABLE t (nomor INTEGER PRIMARY KEY, isi TEXT)")
        with pytest.raises(sqlite3.IntegrityError):
            Insertion(INTO, 2).put(conn, rows)


def test_a_gesture_of_hundreds_of_cells_is_kept_and_chained_like_a_small_one(
    tmp_path: Path, clock: Clock
) -> None:
    kinds = (7, "teks", Keadaan.NIHIL)
    wanted = {f"p.b{number}.n": kinds[number % 3] for number in range(2 * ROWS + 7)}
    with new_office(tmp_path, clock) as office:
        fill(office, cell(1), cell(2, periode=TAHUN))
        for change in (wanted, dict.fromkeys(wanted, 8), dict.fromkeys(wanted)):
            cells = (cell(nilai, sel) for sel, nilai in change.items())
            done = fill(office, *cells, cell(len(change), "p.harus.n", periode=TAHUN))
            assert {one.sel: one.baru for one in done.perubahan}.items() >= change.items()
            now = sheet_values(office, "UJI-01", KUPANG, Periode.parse(T3)).now
            there = {sel: nilai for sel, nilai in change.items() if nilai is not None}
            assert {sel: nilai for sel, nilai in now.items() if sel in wanted} == there
            assert verify_chain(office).ok
