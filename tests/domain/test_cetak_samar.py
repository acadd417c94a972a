"""Small counts in print: no row, no column and no other table gives away what is veiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.domain.cetak_samar import sum_name, veiled
from app.domain.keluaran import JumlahSamar, Samar

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

SAMAR = Samar(
    tabel="F-K07.penerima",
    kolom=["l", "p"],
    jumlah=[JumlahSamar(utuh="total", bagian=["l", "p"])],
    kunci="kegiatan",
    dicetak=["l", "p"],
    tetap=["total"],
)
COUNT = st.integers(min_value=0, max_value=12)


def values(*rows: tuple[str, int, int]) -> dict[str, Nilai]:
    cells: dict[str, Nilai] = {}
    for number, (kegiatan, l, p) in enumerate(rows):  # noqa: E741 - as the column is called
        cells |= {
            f"penerima.r{number}.kegiatan": kegiatan,
            f"penerima.r{number}.l": l,
            f"penerima.r{number}.p": p,
            f"penerima.r{number}.total": l + p,
        }
    return cells


def test_a_part_that_the_total_would_give_away_is_veiled_with_the_small_one():
    found = veiled(SAMAR, ["r0"], values(("A", 28, 2)))
    assert (found["penerima.r0.p"], found["penerima.r0.l"]) == ("kecil", "samar")
    assert "penerima.r0.total" not in found


def test_a_sum_printed_elsewhere_does_not_give_a_row_away():
    found = veiled(SAMAR, ["r0", "r1"], values(("A", 28, 2), (" a ", 20, 20)))
    assert found["penerima.r0.p"] == "kecil"
    assert found["penerima.r1.p"] == "samar"
    assert sum_name("penerima", "A", "p") not in found


def test_a_rest_that_nobody_printed_gives_nothing_away():
    """Two of twenty are women and eleven men: seven were not told apart."""
    cells = values(("A", 11, 2)) | {"penerima.r0.total": 20}
    found = veiled(SAMAR, ["r0"], cells)
    assert found["penerima.r0.p"] == "kecil"
    assert "penerima.r0.l" not in found


@given(st.lists(st.tuples(st.sampled_from("AB"), COUNT, COUNT), max_size=4))
def test_small_counts_are_never_printed(rows):
    cells = values(*rows)
    names = [f"r{number}" for number in range(len(rows))]
    found = veiled(SAMAR, names, cells)
    for number, (_, l, p) in enumerate(rows):  # noqa: E741 - as the column is called
        for kolom, count in (("l", l), ("p", p)):
            assert (f"penerima.r{number}.{kolom}" in found) or not 0 < count < 5
