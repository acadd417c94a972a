"""What several verbs share."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.cli import bersama

if TYPE_CHECKING:
    from pathlib import Path


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


def test_files_may_be_named_with_a_star_as_the_shells_of_windows_leave_it(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.xlsx", "c.zip", "catatan.txt"):
        (tmp_path / name).touch()
    with bersama.package_files([tmp_path / "*.xlsx"]) as found:
        assert [one.name for one in found] == ["a.xlsx", "b.xlsx"]
    with bersama.package_files([tmp_path / "*.docx"]) as found:
        assert found == [tmp_path / "*.docx"]
