"""Folders as they are found: full, linked in circles, with names nobody can read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.errors import LontarError
from app.exchange import pilihan_berkas
from app.exchange.pilihan_berkas import in_folder

KINDS = (".xlsx", ".txt")


def test_a_folder_is_looked_through_and_not_entered(tmp_path):
    for name in ("b.xlsx", "a.XLSX", "n" * 250 + ".txt", "~$b.xlsx", ".~lock.b.xlsx#", "foto.jpg"):
        (tmp_path / name).touch()
    (tmp_path / "map.xlsx").mkdir()
    found = [one.name for one in in_folder(tmp_path, KINDS)]
    assert found == ["a.XLSX", "b.xlsx", "n" * 250 + ".txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and names in bytes are of POSIX")
def test_links_in_a_circle_and_names_in_another_encoding_stop_nothing(tmp_path):
    (tmp_path / "lingkar.xlsx").symlink_to("lingkar.xlsx")
    (tmp_path / "sini").symlink_to(".")
    odd = os.fsencode(tmp_path) + b"/\xe9\xff.xlsx"
    Path(os.fsdecode(odd)).touch()
    assert in_folder(tmp_path, KINDS) == [tmp_path / "lingkar.xlsx", Path(os.fsdecode(odd))]
    assert in_folder(tmp_path / "sini", KINDS)[0].name == "lingkar.xlsx"


def test_a_folder_of_a_hundred_thousand_is_left_with_a_way_out(tmp_path, monkeypatch):
    monkeypatch.setattr(pilihan_berkas, "MOST_ENTRIES", 3)
    for number in range(4):
        (tmp_path / f"foto{number}.jpg").touch()
    with pytest.raises(LontarError) as refused:
        in_folder(tmp_path, KINDS)
    assert refused.value.kode == "folder_terlalu_penuh"
    assert str(tmp_path) in refused.value.pesan
    assert "folder tersendiri" in refused.value.saran


def test_a_folder_that_cannot_be_read_is_a_sentence(tmp_path):
    with pytest.raises(LontarError) as refused:
        in_folder(tmp_path / "hilang", KINDS)
    assert refused.value.kode == "media_tercabut"


def test_more_than_are_looked_at_together_are_refused():
    many = [Path("a.xlsx")] * pilihan_berkas.MOST_FILES
    pilihan_berkas.few(many)
    with pytest.raises(LontarError) as refused:
        pilihan_berkas.few([*many, Path("b.xlsx")])
    assert "lebih dari 300 berkas" in refused.value.pesan
    assert "sebagian demi sebagian" in refused.value.saran
