"""Working a sheet out again after a change gives exactly what working it out anew gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import latar
from app.domain.lembar import evaluate
from app.domain.nilai import Keadaan, Nilai
from app.domain.periode import Periode
from app.domain.ulang import evaluate_again
from app.domain.wilayah import Wilayah
from tests.domain.contoh_formulir import rule, small_form
from tests.forms import berkas

if TYPE_CHECKING:
    from app.domain.formulir import Formulir

REGION = Wilayah("53.08", "Kabupaten Ende", "Ende", "kabupaten", penduduk={2026: 286_000})
SERVICES = ("KES-01", "PDK-02", "PUM-02", "SOS-01", "TRB-01")
# Few and small, so that the rules about equal figures, zero and jumps have something to say.
NUMBERS = st.sampled_from([None, 0, 1, 20, 55, 55, 100, 100, 700, 1_200, 90_000, Keadaan.NIHIL])
WORDS = st.sampled_from([None, "Tidak terlaksana pada 2023.", "Sinyal lemah."])


def typed(form: Formulir) -> dict[str, bool]:
    """The cells a person fills, and whether they hold words."""
    return {kode: sel.jenis == "teks" for kode, sel in form.cells.items() if sel.editable}


@st.composite
def sheets(
    draw: st.DrawFn,
) -> tuple[Formulir, list[dict[str, Nilai]], list[tuple[str, Nilai | None]]]:
    """A form, its values now and in three other periods, and what is typed one after the other."""
    form = berkas.published()[draw(st.sampled_from(SERVICES))]
    cells = typed(form)
    filled: list[dict[str, Nilai]] = []
    for _ in range(4):
        some = draw(st.lists(st.sampled_from(sorted(cells)), max_size=40, unique=True))
        values = {kode: draw(WORDS if cells[kode] else NUMBERS) for kode in some}
        filled.append({kode: nilai for kode, nilai in values.items() if nilai is not None})
    steps = draw(st.lists(st.sampled_from(sorted(cells)), min_size=1, max_size=8))
    return form, filled, [(kode, draw(WORDS if cells[kode] else NUMBERS)) for kode in steps]


@given(sheets())
def test_step_by_step_is_the_same_as_anew(sheet) -> None:
    form, (values, before, last_year, earlier), steps = sheet
    periode = Periode(2026, 3)
    known = latar.of(REGION, periode, dict.fromkeys(latar.periods_before(periode), earlier))
    found = evaluate(form, values, before, last_year, known)
    for kode, nilai in steps:
        if nilai is None:
            values.pop(kode, None)
        else:
            values[kode] = nilai
        found = evaluate_again(found, {kode}, form, values, before, last_year, known)
        assert found == evaluate(form, values, before, last_year, known)


@pytest.mark.parametrize("tiap", ["baris:mutu", "kolom:mutu"])
def test_places_that_speak_at_one_cell_are_judged_together(tiap: str) -> None:
    names = "dibutuhkan" if tiap.startswith("baris") else "m01"
    shared = rule(tiap=tiap, syarat=f"{names} < 5", sel="mutu.m01.tersedia", pesan=f"{{{names}}}")
    form = small_form(aturan=[shared])
    values: dict[str, Nilai] = {"mutu.m01.dibutuhkan": 7, "mutu.m02.dibutuhkan": 8}
    found = evaluate(form, values)
    values["mutu.m02.dibutuhkan"] = 1
    again = evaluate_again(found, {"mutu.m02.dibutuhkan"}, form, values, {}, {}, latar.Latar())
    assert again == evaluate(form, values)


def test_what_cannot_have_changed_is_taken_over_as_it_was() -> None:
    form = small_form(aturan=[rule()])
    values: dict[str, Nilai] = {"penerima.harus.jumlah": 1, "penerima.terlayani.jumlah": 2}
    found = evaluate(form, values)
    values["mutu.m01.tersedia"] = 5
    again = evaluate_again(found, {"mutu.m01.tersedia"}, form, values, {}, {}, latar.Latar())
    assert again.temuan[0] is found.temuan[0]
