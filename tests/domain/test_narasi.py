"""Figures of a narrative are never typed: they are those of their cells, or a gap that shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.narasi import told
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from tests.forms import berkas

if TYPE_CHECKING:
    from app.domain.formulir import Formulir
    from app.domain.lembar import Values

T3 = Periode(2026, 3)
FORMS = berkas.published()
SHEETS: dict[str, tuple[Formulir, Values]] = {
    "F-K01": (
        FORMS["F-K01"],
        {"penduduk.utama.jumlah": 283_855, "penduduk.utama.sumber": "proyeksi_bps"},
    ),
    "F-K02": (
        FORMS["F-K02"],
        {
            "makro.a01.maret": 20_12,
            "makro.a02.maret": 57_30,
            "makro.a10.maret": Keadaan.TIDAK_DIRILIS,
        },
    ),
}


def test_figures_are_written_as_their_cells_show_them() -> None:
    text, missing = told(
        "P0 {F-K02 makro.a01.maret} % dari {F-K01 penduduk.utama.jumlah} jiwa "
        "({F-K01 penduduk.utama.sumber}).",
        SHEETS,
        T3,
    )
    assert text == "P0 20,12 % dari 283.855 jiwa (Proyeksi BPS SP2020)."
    assert missing == []


def test_computed_figures_can_be_named_too() -> None:
    text, _ = told("{F-K02 lain.penduduk.nilai} dan {F-K02 makro.implisit.maret}", SHEETS, T3)
    assert text == "283.855 dan 284,79"


def test_what_no_cell_holds_stays_as_it_is_and_is_told() -> None:
    teks = "{F-K02 makro.a10.maret}, {F-K02 makro.a05.maret}, {X-1 a.b.c}"
    text, missing = told(teks, SHEETS, T3)
    assert text == teks
    assert missing == teks.split(", ")
