"""Periods and stored values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.nilai import Keadaan, Nilai, as_number, decode, encode
from app.domain.periode import Periode


def test_a_period_reads_back_as_written() -> None:
    for teks in ("2026", "2026-T1", "2026-T4"):
        assert str(Periode.parse(teks)) == teks


@pytest.mark.parametrize("teks", ["", "2026-T5", "2026-t1", "26", "2026-T", "2026 ", "\u0662026"])
def test_anything_else_is_not_a_period(teks: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Periode.parse(teks)


def test_a_cumulative_figure_starts_again_each_year() -> None:
    assert Periode(2026, 1).sebelum() is None
    assert Periode(2026, 3).sebelum() == Periode(2026, 2)
    assert Periode(2026).sebelum() == Periode(2025)
    assert Periode(2026, 1).mundur() == Periode(2025, 4)
    assert Periode(2026, 2).setahun_lalu() == Periode(2025, 2)


def test_a_year_closes_after_its_last_quarter() -> None:
    order = sorted([Periode(2026), Periode(2027, 1), Periode(2026, 4), Periode(2026, 1)])
    assert [str(p) for p in order] == ["2026-T1", "2026-T4", "2026", "2027-T1"]
    assert Periode(2026, 3).judul == "Triwulan III 2026"
    assert Periode(2026).judul == "Tahun 2026"


@pytest.mark.parametrize(
    ("hari", "quarter"),
    [("2026-11-23", "2026-T4"), ("2026-10-20", "2026-T3"), ("2027-01-20", "2026-T4")],
)
def test_in_its_first_weeks_a_quarter_still_reports_the_one_before(hari, quarter):
    assert str(Periode.dilaporkan(date.fromisoformat(hari))) == quarter


values = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1), st.text(), st.sampled_from(list(Keadaan))
)


@given(values)
def test_every_kind_of_value_survives_being_written_down(nilai: Nilai) -> None:
    back = decode(*encode(nilai))
    assert back == nilai
    assert type(back) is type(nilai)


@pytest.mark.parametrize(
    ("jenis", "isi"),
    [
        ("angka", "01"),
        ("angka", "1.0"),
        ("angka", ""),
        ("angka", "9" * 30),
        ("angka", "\u0661"),
        ("keadaan", "kosong"),
        ("rumus", "1"),
    ],
)
def test_a_value_has_one_spelling_only(jenis: str, isi: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decode(jenis, isi)


def test_only_nihil_counts_as_zero() -> None:
    assert as_number(Keadaan.NIHIL) == 0
    assert as_number(0) == 0
    others = [None, "teks", Keadaan.BELUM_TERSEDIA, Keadaan.TIDAK_BERLAKU, Keadaan.BUKAN_KEWENANGAN]
    assert {as_number(nilai) for nilai in others} == {None}
