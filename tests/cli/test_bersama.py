"""What several verbs share."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.cli import bersama
from app.errors import LontarError
from app.exchange import pilihan_berkas

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
    names = [one.name for one in bersama.package_files([tmp_path / "*.xlsx"])]
    assert names == ["a.xlsx", "b.xlsx"]
    assert bersama.package_files([tmp_path / "*.docx"]) == [tmp_path / "*.docx"]


def test_more_packages_than_are_looked_at_together_are_refused_unopened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.xlsx", "b.zip", "c.XLSX", "catatan.txt", "~$a.xlsx"):
        (tmp_path / name).touch()
    monkeypatch.setattr(pilihan_berkas, "MOST_FILES", 3)
    assert len(bersama.package_files([tmp_path])) == 3
    for named in ([tmp_path, tmp_path / "d.xlsx"], [tmp_path / "*.*"]):
        with pytest.raises(LontarError) as refused:
            bersama.package_files(named)
        assert refused.value.kode == "berkas_terlalu_banyak"
