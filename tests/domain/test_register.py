"""Registers: rows people add, in the same cells, formulas and rules as fixed rows."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import register
from app.domain.formulir import URUT, Formulir, canonical, is_row_id
from app.domain.lembar import evaluate
from app.domain.periksa_formulir import check_form
from app.domain.periode import Periode
from tests.domain.contoh_formulir import MUTU, rule, small_form

if TYPE_CHECKING:
    from app.domain.nilai import Nilai

RENCANA: dict[str, Any] = {
    "kode": "rencana",
    "jenis": "register",
    "nama": "nama",
    "kolom": [
        {"kode": "nama", "label": "Kegiatan", "jenis": "teks", "tahunan": True, "wajib": True},
        {"kode": "pagu", "label": "Pagu", "jenis": "rupiah", "tahunan": True, "total": True},
        {
            "kode": "dana",
            "label": "Sumber dana",
            "jenis": "pilihan",
            "tahunan": True,
            "pilihan": [{"kode": "dau", "label": "DAU"}, {"kode": "sg", "label": "DAU SG"}],
        },
    ],
}
JALAN: dict[str, Any] = {
    "kode": "jalan",
    "jenis": "register",
    "ikut": "rencana",
    "kolom": [
        {"kode": "realisasi", "label": "Realisasi", "jenis": "rupiah", "total": True},
        {
            "kode": "serapan",
            "label": "Serapan",
            "jenis": "persen",
            "hitung": "persen(realisasi, rencana.pagu)",
        },
    ],
}
A, B, C = (register.row_id(ms, bytes(10)) for ms in (1_000, 2_000, 3_000))


def form(**extra: Any) -> Formulir:
    return small_form(**{"tabel": [RENCANA, JALAN], **extra})


def two_rows() -> dict[str, Nilai]:
    return {
        f"rencana.{B}.nama": "Kelas ibu",
        f"rencana.{A}.nama": "Pelayanan  antenatal",
        f"rencana.{A}.pagu": 300,
        f"rencana.{B}.pagu": 100,
        f"jalan.{A}.realisasi": 150,
    }


def labels(grown: Formulir, tabel: str = "rencana") -> list[str]:
    return [baris.label for baris in grown.tables[tabel].baris]


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
def test_a_row_id_is_a_uuid_of_version_7_that_keeps_its_moment(ms: int, acak: bytes) -> None:
    import uuid

    made = register.row_id(ms, acak)
    read = uuid.UUID(hex=made)
    assert (read.version, read.variant) == (7, uuid.RFC_4122)
    assert is_row_id(made)
    assert register.begun(made) == ms


@given(st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
def test_all_other_random_bits_tell_rows_of_one_moment_apart(one: bytes, two: bytes) -> None:
    kept = (1 << 74) - 1
    same = int.from_bytes(one, "big") & kept == int.from_bytes(two, "big") & kept
    assert (register.row_id(5, one) == register.row_id(5, two)) is same


@pytest.mark.parametrize(("ms", "acak"), [(-1, bytes(10)), (2**48, bytes(10)), (1, bytes(9))])
def test_a_row_id_is_made_of_a_moment_and_ten_bytes(ms: int, acak: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the values are the point
        register.row_id(ms, acak)


def test_a_row_exists_as_long_as_one_of_its_cells_holds_something() -> None:
    values = two_rows()
    grown = register.grown(form(), values)
    assert labels(grown) == ["1. Pelayanan antenatal", "2. Kelas ibu"]
    for sel in register.delete(form(), "rencana", [A], values):
        del values[sel]
    assert labels(register.grown(grown, values)) == ["1. Kelas ibu"]
    assert values == {f"rencana.{B}.nama": "Kelas ibu", f"rencana.{B}.pagu": 100}


def test_a_form_without_registers_does_not_grow() -> None:
    plain = small_form()
    assert register.grown(plain, {f"rencana.{A}.nama": "x"}) is plain


def test_names_of_rows_that_are_none_do_not_become_rows() -> None:
    values: dict[str, Nilai] = {"rencana.m01.nama": "x", f"lain.{A}.nama": "y", "rencana": 1}
    assert labels(register.grown(form(), values)) == []
    assert form().find("rencana.m01.nama") is None
    assert form().find(f"rencana.{A}.tidak_ada") is None
    assert form().find(f"penerima.{A}.jumlah") is None
    assert form().find(f"rencana.{A}.nama.lagi") is None


def test_cells_of_rows_are_found_before_the_form_has_grown() -> None:
    cell = form().find(f"jalan.{A}.realisasi")
    assert cell is not None
    assert cell.editable
    assert form().home_period(f"jalan.{A}.realisasi", Periode(2026, 3)) == Periode(2026, 3)
    assert form().home_period(f"rencana.{A}.pagu", Periode(2026, 3)) == Periode(2026)
    assert form().home_period(f"rencana.{A}.{URUT}", Periode(2026, 3)) == Periode(2026)
    assert form().find(f"jalan.{A}.{URUT}") is None


def test_a_table_that_follows_has_the_rows_of_the_other_and_those_only_it_knows() -> None:
    values = two_rows() | {f"jalan.{C}.realisasi": 7}
    grown = register.grown(form(), values)
    named = ["1. Pelayanan antenatal", "2. Kelas ibu", "Baris 3"]
    assert labels(grown) == labels(grown, "jalan") == named


def test_computed_cells_reach_the_same_row_of_another_table_and_totals_sum_columns() -> None:
    found = evaluate(form(), two_rows()).computed
    assert found[f"jalan.{A}.serapan"] == Fraction(50)
    assert f"jalan.{B}.serapan" not in found
    assert found["rencana.total.pagu"] == 400
    assert found["jalan.total.realisasi"] == 150


def test_a_total_of_nothing_is_empty_and_other_columns_of_its_row_are_closed() -> None:
    assert evaluate(form(), {}).computed == {}
    cells = register.grown(form(), {}).cells
    assert cells["rencana.total.nama"].closed
    assert not cells["rencana.total.pagu"].editable
    assert not cells["rencana.total.pagu"].wajib


def test_required_columns_are_required_in_every_row_that_exists() -> None:
    found = evaluate(form(), {f"rencana.{A}.pagu": 1}).kelengkapan
    assert f"rencana.{A}.nama" in found.kosong
    assert not any("rencana" in sel for sel in evaluate(form(), {}).kelengkapan.kosong)


def test_a_rule_is_asked_for_every_row_and_may_look_at_a_choice() -> None:
    asked = rule(
        kode="R-1",
        tiap="baris:rencana",
        bila="sama(dana, 'sg')",
        syarat="pagu >= 200",
        sel="pagu",
        pesan="Pagu {pagu}.",
    )
    checked = form(aturan=[asked])
    assert check_form(checked) == []
    values = two_rows() | {f"rencana.{A}.dana": "sg", f"rencana.{B}.dana": "sg"}
    told = [(one.sel, one.pesan) for one in evaluate(checked, values).temuan]
    assert told == [(f"rencana.{B}.pagu", "Pagu Rp100.")]
    values[f"rencana.{B}.dana"] = "dau"
    assert evaluate(checked, values).temuan == ()


def test_a_condition_on_a_choice_that_was_not_made_is_empty() -> None:
    asked = rule(kode="R-1", tiap="baris:rencana", syarat="sama(dana, 'sg')", sel="dana", pesan="x")
    assert evaluate(form(aturan=[asked]), two_rows()).temuan == ()


def test_what_a_total_was_before_counts_the_rows_there_were_before() -> None:
    asked = rule(
        kode="R-1",
        syarat="rencana.total.pagu >= lalu(rencana.total.pagu)",
        sel="rencana.total.pagu",
        pesan="{lalu(rencana.total.pagu)}",
    )
    before = two_rows() | {f"rencana.{C}.pagu": 9_000}
    told = evaluate(form(aturan=[asked]), two_rows(), before).temuan
    assert [one.pesan for one in told] == ["Rp9.400"]


def test_the_published_form_stays_what_it_was_however_far_it_has_grown() -> None:
    before = canonical(form())
    grown = register.grown(form(), two_rows())
    assert canonical(register.grown(grown, {})) == before


@pytest.mark.parametrize(
    ("extra", "kode"),
    [
        ({"baris": [{"kode": "a", "label": "A"}]}, "register_berbaris"),
        ({"nama": "pagu"}, "nama_bukan_teks"),
        ({"ikut": "penerima"}, "ikut_tidak_sah"),
        ({"ikut": "tidak_ada"}, "ikut_tidak_sah"),
        ({"kolom": [{"kode": "urut", "label": "U"}]}, "kode_terpakai"),
        ({"kolom": [{"kode": "dana", "label": "D", "jenis": "pilihan"}]}, "pilihan_tidak_sah"),
        (
            {"kolom": [{"kode": "x", "label": "X", "pilihan": [{"kode": "a", "label": "A"}]}]},
            "pilihan_tidak_sah",
        ),
        (
            {"kolom": [{"kode": "x", "label": "X", "jenis": "teks", "pola": "a+", "contoh": "b"}]},
            "pola_tidak_sah",
        ),
        (
            {"kolom": [{"kode": "x", "label": "X", "jenis": "teks", "pola": "(", "contoh": "b"}]},
            "pola_tidak_sah",
        ),
        (
            {"kolom": [{"kode": "x", "label": "X", "jenis": "teks", "total": True}]},
            "total_tidak_sah",
        ),
    ],
)
def test_mistakes_of_a_register_are_found_before_anyone_fills_it(
    extra: dict[str, Any], kode: str
) -> None:
    wrong = {"kode": "r", "jenis": "register", "kolom": [{"kode": "n", "label": "N"}], **extra}
    found = check_form(small_form(tabel=[wrong]))
    assert kode in [problem.kode for problem in found]


def test_a_sound_register_has_no_problem() -> None:
    assert check_form(form()) == []


# --- Order ---------------------------------------------------------------------------------------


def order(values: dict[str, Nilai]) -> list[str]:
    return register.rows_of(form().tables["rencana"], values)


def put(values: dict[str, Nilai], new: list[str], before: str | None) -> None:
    markers = register.place_before(form().tables["rencana"], new, before, values)
    values.update(dict.fromkeys((f"rencana.{row}.pagu" for row in new), 1))
    values.update({sel: nilai for sel, nilai in markers.items() if nilai is not None})


def test_rows_added_at_the_end_need_no_marker() -> None:
    values: dict[str, Nilai] = {}
    put(values, [A], None)
    put(values, [B, C], None)
    assert order(values) == [A, B, C]
    assert not any(sel.endswith(f".{URUT}") for sel in values)


def test_a_clock_that_was_set_back_does_not_reorder_rows() -> None:
    values: dict[str, Nilai] = {}
    put(values, [C], None)
    put(values, [A], None)
    assert order(values) == [C, A]


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 3), st.integers(0, 50), st.booleans()),
        max_size=25,
    )
)
def test_rows_are_always_where_they_were_put(steps: list[tuple[int, int, int, bool]]) -> None:
    """However often rows are put between the same two, and whatever the clock says."""
    values: dict[str, Nilai] = {}
    wanted: list[str] = []
    made = 0
    for place, count, ms, gone in steps:
        if gone and wanted:
            row = wanted.pop(place % len(wanted))
            for sel in register.delete(form(), "rencana", [row], values):
                del values[sel]
            continue
        new = []
        for _ in range(count):
            made += 1
            new.append(register.row_id(ms, made.to_bytes(10, "big")))
        at = place % (len(wanted) + 1)
        put(values, new, wanted[at] if at < len(wanted) else None)
        wanted[at:at] = new
        assert order(values) == wanted
    assert order(values) == wanted


def test_a_copy_has_the_entered_values_under_a_new_id() -> None:
    values = two_rows()
    made = register.copy_of(form().tables["rencana"], [A], [C], values)
    assert made == {
        f"rencana.{C}.nama": "Pelayanan  antenatal",
        f"rencana.{C}.pagu": 300,
    }


def test_deleting_a_row_empties_it_in_the_tables_that_follow_too() -> None:
    values = two_rows()
    assert register.delete(form(), "rencana", [A], values) == {
        f"rencana.{A}.nama": None,
        f"rencana.{A}.pagu": None,
        f"jalan.{A}.realisasi": None,
    }


def test_cells_in_order_name_markers_and_rows_of_every_state() -> None:
    now, then = {f"rencana.{A}.{URUT}": 5}, {f"rencana.{B}.pagu": 1}
    found = [sel.kode for sel in register.in_order(form(), now, then)]
    assert f"rencana.{A}.{URUT}" in found
    assert f"rencana.{B}.pagu" in found
    assert len(found) == len(set(found))


def test_a_grown_form_shares_the_cells_of_its_fixed_tables_and_no_others():
    plain = small_form(tabel=[MUTU, RENCANA])
    fixed, total = "mutu.m01.tersedia", "rencana.total.pagu"
    assert plain.cells[total].tabel is plain.tables["rencana"]
    whole = register.grown(plain, {f"rencana.{A}.nama": "Posyandu"})
    assert whole.cells[fixed] is plain.cells[fixed]
    assert whole.cells[total].tabel is whole.tables["rencana"]
    assert whole.cells[f"rencana.{A}.pagu"].baris.label == "1. Posyandu"
    assert f"rencana.{A}.pagu" not in plain.cells
    renamed = register.grown(whole, {f"rencana.{A}.nama": "Imunisasi"})
    assert renamed.cells[f"rencana.{A}.pagu"].baris.label == "1. Imunisasi"
    assert renamed.cells["mutu.m02.tersedia"] is plain.cells["mutu.m02.tersedia"]
