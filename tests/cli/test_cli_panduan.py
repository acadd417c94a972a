"""`panduan`: the PDF from pictures that are there, or taken now; what is missing is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.cli import tangkapan_layar
from app.cli.keluaran import Keluaran
from app.store import panduan as stored
from tests import contoh_gambar

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def pictures(tmp_path_factory) -> Path:
    return contoh_gambar.made_in(tmp_path_factory.mktemp("gambar"))


def test_the_card_is_printed_with_pictures_that_are_there(run, pictures, tmp_path):
    target = tmp_path / "kartu.pdf"
    keluar, out, _ = run("panduan", "--kartu", "--keluar", target, "--gambar", pictures, "--json")
    assert keluar == 0
    assert json.loads(out) == {"berkas": str(target), "halaman": 2}
    assert target.read_bytes().startswith(b"%PDF")


def test_one_reader_gets_their_part_with_pictures_taken_now(
    run,
    pictures,
    tmp_path,
    monkeypatch,
):
    asked = []

    def photograph(target: Path, demo: Path | None, _keluaran: object) -> list[Path]:
        asked.append(demo)
        files = [target / file.name for file in sorted(pictures.glob("*.png"))]
        for file in files:
            file.write_bytes((pictures / file.name).read_bytes())
        return files

    monkeypatch.setattr(tangkapan_layar, "photograph", photograph)
    words = ("--pembaca", "pimpinan", "--demo", tmp_path)
    keluar, out, _ = run("panduan", "--keluar", tmp_path / "p.pdf", *words)
    assert keluar == 0
    assert "4 halaman" in out
    assert asked == [tmp_path]
    assert any(stored.pictures().glob("*_beranda.png"))


class _BegunError(Exception):
    """Raised at the first step of a demo: all of it would take minutes."""


class _UntilBegun(Keluaran):
    def progress(self, _line: str, *, done: bool) -> None:
        raise _BegunError(done)


def test_without_a_demo_one_is_begun_in_a_place_of_its_own(tmp_path):
    with pytest.raises(_BegunError):
        tangkapan_layar.photograph(tmp_path, None, _UntilBegun(as_json=False))


def test_a_reader_nobody_wrote_for_and_a_picture_that_is_missing_are_named(run, tmp_path):
    words = ("panduan", "--keluar", tmp_path / "p.pdf", "--gambar", tmp_path)
    keluar, _, galat = run(*words, "--pembaca", "bupati")
    assert keluar == 2
    assert "kabupaten, opd, pimpinan, provinsi, pelatih" in galat
    keluar, _, galat = run(*words)
    assert keluar == 2
    assert "wisaya_jenis" in galat
    assert "Mendirikan kantor" in galat
    assert not (tmp_path / "p.pdf").exists()
