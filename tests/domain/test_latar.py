"""What the rules see beside a sheet: earlier periods, the region, the period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain import latar
from app.domain.latar import Latar
from app.domain.lembar import CellScope, SheetBook, evaluate
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.domain.rumus import compile_formula
from app.domain.wilayah import Wilayah
from tests.domain.contoh_formulir import rule, small_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.nilai import Nilai
    from app.domain.rumus import Number

TERLAYANI, HARUS = "penerima.terlayani.jumlah", "penerima.harus.jumlah"
ENDE = Wilayah("53.08", "Kabupaten Ende", "Ende", "kabupaten", penduduk={2026: 286_000})
FORM = small_form()


def sheets(**cells: Mapping[str, Nilai]) -> dict[Periode, Mapping[str, Nilai]]:
    """Earlier sheets, `t2025_3` for a quarter and `t2025` for a year."""
    return {Periode.parse(key[1:].replace("_", "-T")): sel for key, sel in cells.items()}


EARLIER = sheets(
    t2025_1={TERLAYANI: 900},
    t2025_2={TERLAYANI: 950},
    t2025_3={TERLAYANI: 1010},
    t2026_1={TERLAYANI: Keadaan.BELUM_TERSEDIA},
    t2026_2={TERLAYANI: 100},
    t2024={HARUS: 40},
    t2025={HARUS: Keadaan.NIHIL},
)


def ask(teks: str, quarter: int = 3, known: Latar | None = None) -> Number | None:
    background = known or latar.of(ENDE, Periode(2026, quarter), EARLIER)
    book = SheetBook(FORM, {TERLAYANI: 160, HARUS: 200}, {TERLAYANI: 100}, {}, background)
    return compile_formula(teks).number(CellScope(book))


@pytest.mark.parametrize(
    ("teks", "expected"),
    [
        (f"banyak(deret({TERLAYANI}))", 4),
        (f"maks(deret({TERLAYANI}))", 1010),
        (f"banyak(deret({HARUS}))", 2),
        (f"jumlah(deret({HARUS}))", 40),
        (f"jumlah(deret_tambah({TERLAYANI}))", 110),
        (f"banyak(deret_tambah({HARUS}))", 0),
        (f"tambah({TERLAYANI})", 60),
        ("latar('penduduk')", 286_000),
        ("latar('triwulan')", 3),
        ("latar('kejadian')", 0),
        ("latar('per_juta_banyak')", None),
    ],
)
def test_the_past_of_a_cell_is_its_own_figures_and_what_each_quarter_added(
    teks: str, expected: Number | None
) -> None:
    assert ask(teks) == expected


def test_the_first_quarter_of_a_year_adds_to_nothing() -> None:
    assert ask(f"tambah({TERLAYANI})", 1) is None


def test_without_a_background_nothing_is_known() -> None:
    for teks in ("latar('penduduk')", "latar('triwulan')", f"tambah({TERLAYANI})"):
        assert ask(teks, known=Latar()) is None
    assert ask(f"banyak(deret({TERLAYANI}))", known=Latar()) == 0


def test_the_population_of_another_year_is_not_taken() -> None:
    assert latar.of(ENDE, Periode(2025, 4)).penduduk is None


def test_eight_quarters_and_eight_years_are_looked_at() -> None:
    periods = [str(one) for one in latar.periods_before(Periode(2026, 3))]
    assert periods[:3] == ["2026-T2", "2026-T1", "2025-T4"]
    assert periods[7:9] == ["2024-T3", "2025"]
    assert periods[-1] == "2018"
    assert len(periods) == 16


def test_the_past_is_worked_out_once_for_a_sheet() -> None:
    unusual = rule(syarat=f"simpangan({TERLAYANI}, deret({TERLAYANI})) <= 3.5")
    form, known = small_form(aturan=[unusual]), latar.of(ENDE, Periode(2026, 3), EARLIER)
    first = evaluate(form, {TERLAYANI: 9000}, latar=known).temuan
    assert known.memo == {("deret", TERLAYANI): [900, 950, 1010, 100]}
    known.memo["deret", TERLAYANI] = [9000] * 4
    assert len(first) == 1
    assert evaluate(form, {TERLAYANI: 9000}, latar=known).temuan == ()


def test_a_rule_that_speaks_once_stops_at_the_first_row() -> None:
    many = rule(tiap="baris:mutu", syarat="dibutuhkan < 5", sel="dibutuhkan", pesan="{dibutuhkan}")
    cells: dict[str, Nilai] = {"mutu.m01.dibutuhkan": 7, "mutu.m02.dibutuhkan": 8}
    every = evaluate(small_form(aturan=[many]), cells).temuan
    once = evaluate(small_form(aturan=[many | {"sekali": True}]), cells).temuan
    assert [one.pesan for one in every] == ["7", "8"]
    assert [one.pesan for one in once] == ["7"]


def test_what_a_rule_looked_at_and_did_not_say_binds_its_reason_too() -> None:
    spoken = rule(syarat=f"{TERLAYANI} <= lalu({TERLAYANI})", pesan=f"{{{TERLAYANI}}}")
    form = small_form(aturan=[spoken])
    bound = [evaluate(form, {TERLAYANI: 9}, {TERLAYANI: n}).temuan[0].terikat for n in (7, 8)]
    assert bound == [f"9\nlalu({TERLAYANI})=7", f"9\nlalu({TERLAYANI})=8"]
    told = rule(syarat=f"{TERLAYANI} <= {HARUS}", pesan=f"{{{TERLAYANI}}} dari {{{HARUS}}}")
    (one,) = evaluate(small_form(aturan=[told]), {TERLAYANI: 9, HARUS: 8}).temuan
    assert one.terikat == one.pesan == "9 dari 8"
