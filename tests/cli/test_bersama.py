"""What several verbs share."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.cli import bersama
from app.domain.nilai import Keadaan
from app.domain.register import sampled
from app.store.pustaka import load_forms

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.nilai import Nilai


@pytest.mark.parametrize(
    ("nilai", "told"),
    [
        (None, None),
        (Fraction(100), 100.0),
        (Fraction(99_999, 1_000), 99.99),
        # Half up, as on every screen and sheet; Python alone would go to the even one.
        (Fraction(80_125, 1_000), 80.13),
    ],
)
def test_an_index_is_told_as_it_is_printed(nilai: Fraction | None, told: float | None) -> None:
    assert bersama.index(nilai) == told


@pytest.mark.parametrize(
    ("place", "nilai", "words"),
    [
        ("F-K01 penduduk.utama.jumlah", 383_387, "383.387"),
        ("F-K01 penduduk.utama.sumber", "dukcapil_1", "Dukcapil semester I"),
        ("F-K01 dasar.versi.tanggal", "2026-07-01", "01-07-2026"),
        ("F-K02 makro.a01.maret", 1_902, "19,02"),
        ("F-K02 makro.a01.maret", Keadaan.TIDAK_DIRILIS, "Tidak dirilis, RSE tinggi"),
        ("F-K02 makro.a01.maret", None, "kosong"),
    ],
)
def test_a_value_is_told_as_its_cell_shows_it(place: str, nilai: Nilai | None, words: str) -> None:
    kode, _, sel = place.partition(" ")
    assert bersama.in_words(load_forms(paths.forms())[kode].cells[sel], nilai) == words


def test_a_year_has_no_dots() -> None:
    forms = load_forms(paths.forms()).values()
    year = next(sel for one in forms for sel in sampled(one).cells.values() if sel.kolom.is_year)
    assert bersama.in_words(year, 2026) == "2026"


def test_files_may_be_named_with_a_star_as_the_shells_of_windows_leave_it(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.xlsx", "c.zip", "catatan.txt"):
        (tmp_path / name).touch()
    with bersama.package_files([tmp_path / "*.xlsx"]) as found:
        assert [one.name for one in found] == ["a.xlsx", "b.xlsx"]
    with bersama.package_files([tmp_path / "*.docx"]) as found:
        assert found == [tmp_path / "*.docx"]
