"""Sheets: computed cells, findings, completeness."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.lembar import evaluate
from app.domain.nilai import Keadaan, Nilai
from app.domain.periode import Periode
from app.domain.temuan import by_severity
from tests.domain.contoh_formulir import rule, small_form

FORM = small_form()


def test_row_and_column_formulas_find_their_neighbours() -> None:
    computed = evaluate(
        FORM,
        {
            "penerima.harus.jumlah": 50,
            "penerima.terlayani.jumlah": 46,
            "penerima.terlayani.l": 20,
            "mutu.m01.dibutuhkan": 3,
            "mutu.m01.tersedia": 1,
        },
    ).computed
    assert computed["penerima.belum.jumlah"] == 4
    assert computed["penerima.terlayani.sisa"] == 26
    assert computed["penerima.harus.sisa"] == 50
    assert computed["mutu.m01.persen"] == Fraction(100, 3)
    assert "mutu.m02.persen" not in computed
    assert "penerima.belum.l" not in computed


def test_closed_and_computed_cells_are_not_for_typing() -> None:
    assert not FORM.cells["penerima.belum.sisa"].editable
    assert FORM.cells["penerima.belum.sisa"].closed
    assert FORM.cells["penerima.belum.jumlah"].computed
    assert FORM.cells["penerima.harus.jumlah"].editable


def test_annual_cells_live_in_the_sheet_of_the_year() -> None:
    quarter = Periode(2026, 3)
    assert FORM.home_period("penerima.harus.jumlah", quarter) == Periode(2026)
    assert FORM.home_period("mutu.m01.dibutuhkan", quarter) == Periode(2026)
    assert FORM.home_period("penerima.terlayani.jumlah", quarter) == quarter


def test_completeness_counts_numbers_zero_and_declarations_but_not_emptiness() -> None:
    values: dict[str, Nilai] = {
        "penerima.harus.jumlah": 50,
        "penerima.terlayani.jumlah": 0,
        "mutu.m01.dibutuhkan": Keadaan.BELUM_TERSEDIA,
        "mutu.m02.dibutuhkan": Keadaan.NIHIL,
    }
    answer = evaluate(FORM, values).kelengkapan
    assert (answer.wajib, answer.terisi, answer.dinyatakan) == (5, 2, 2)
    assert answer.kosong == ("mutu.m01.tersedia",)
    assert not answer.lengkap


@pytest.mark.parametrize(
    "keadaan", [Keadaan.NIHIL, Keadaan.TIDAK_BERLAKU, Keadaan.BUKAN_KEWENANGAN]
)
def test_a_layanan_without_need_asks_for_nothing_more(keadaan: Keadaan) -> None:
    answer = evaluate(FORM, {"penerima.harus.jumlah": keadaan}).kelengkapan
    assert (answer.wajib, answer.dinyatakan, answer.lengkap) == (1, 1, True)


def test_a_need_not_known_yet_still_asks_for_the_rest() -> None:
    answer = evaluate(FORM, {"penerima.harus.jumlah": Keadaan.BELUM_TERSEDIA}).kelengkapan
    assert (answer.wajib, len(answer.kosong)) == (6, 5)


def test_a_finding_carries_the_users_numbers_and_its_place() -> None:
    form = small_form(aturan=[rule()])
    hasil = evaluate(form, {"penerima.harus.jumlah": 1000, "penerima.terlayani.jumlah": 1250})
    (temuan,) = hasil.temuan
    assert temuan.pesan == "Terlayani 1.250 dari 1.000."
    assert temuan.sel == "penerima.terlayani.jumlah"
    assert temuan.tingkat("mengisi") == "catatan"
    assert not temuan.blocks("selesai")
    assert temuan.blocks("tanda_tangan")


def test_a_rule_is_silent_while_something_is_empty() -> None:
    form = small_form(aturan=[rule()])
    assert evaluate(form, {"penerima.terlayani.jumlah": 1250}).temuan == ()
    belum: dict[str, Nilai] = {
        "penerima.harus.jumlah": Keadaan.BELUM_TERSEDIA,
        "penerima.terlayani.jumlah": 5,
    }
    assert evaluate(form, belum).temuan == ()


def test_a_rule_over_columns_looks_at_each_but_the_excepted() -> None:
    over = rule(
        tiap="kolom:penerima",
        kecuali=["sisa"],
        syarat="terlayani <= harus",
        sel="terlayani",
        pesan="{terlayani} dari {harus}",
    )
    form = small_form(aturan=[over])
    values = {
        "penerima.harus.jumlah": 10,
        "penerima.terlayani.jumlah": 12,
        "penerima.harus.l": 10,
        "penerima.terlayani.l": 3,
    }
    assert [t.sel for t in evaluate(form, values).temuan] == ["penerima.terlayani.jumlah"]


def test_a_rule_over_rows_and_the_past() -> None:
    fell = rule(
        tiap="baris:mutu",
        syarat="tersedia >= lalu(tersedia)",
        sel="tersedia",
        pesan="dulu {lalu(tersedia)}, kini {tersedia}, {lalu(persen)} %",
    )
    form = small_form(aturan=[fell])
    now = {"mutu.m01.tersedia": 3, "mutu.m02.tersedia": 9}
    before = {"mutu.m01.tersedia": 5, "mutu.m01.dibutuhkan": 8, "mutu.m02.tersedia": 9}
    (temuan,) = evaluate(form, now, before).temuan
    assert temuan.pesan == "dulu 5, kini 3, 62,50 %"
    year = rule(syarat="penerima.terlayani.jumlah >= tahun_lalu(penerima.terlayani.jumlah)")
    form = small_form(aturan=[year])
    now = {"penerima.terlayani.jumlah": 1}
    assert len(evaluate(form, now, {}, {"penerima.terlayani.jumlah": 2}).temuan) == 1
    assert evaluate(form, now, {}, {}).temuan == ()


def test_what_blocks_comes_first() -> None:
    soft = rule(kode="A", tingkat=dict.fromkeys(("mengisi", "selesai", "tanda_tangan"), "catatan"))
    hard = rule(
        kode="B", tingkat=dict.fromkeys(("mengisi", "selesai", "tanda_tangan"), "penghalang")
    )
    form = small_form(aturan=[soft, hard])
    found = evaluate(form, {"penerima.harus.jumlah": 1, "penerima.terlayani.jumlah": 2}).temuan
    assert [t.aturan.kode for t in by_severity(list(found), "mengisi")] == ["B", "A"]


KINDS = st.one_of(st.none(), st.integers(0, 10**9), st.sampled_from(list(Keadaan)))


@given(st.fixed_dictionaries({k: KINDS for k, s in FORM.cells.items() if s.editable}))
def test_any_mixture_of_values_can_be_evaluated(values: dict[str, Nilai | None]) -> None:
    filled = {k: v for k, v in values.items() if v is not None}
    hasil = evaluate(FORM, filled, filled, filled)
    counted = hasil.kelengkapan
    assert counted.terisi + counted.dinyatakan + len(counted.kosong) == counted.wajib
    assert not set(hasil.computed) & set(filled)
