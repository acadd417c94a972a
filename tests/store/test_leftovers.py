"""What a killed program leaves half-made or unpacked is taken away later, and nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

import msgspec
import pytest

from app import paths
from app.exchange import cadangan_kata
from app.store import handover, scratch
from app.store.handover import Penyerahan
from app.store.office import Office
from app.store.scratch import Scratch
from tests.store.contoh_kantor import Clock, new_office, values

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = 200_000
_HOLD = """
import sys
from app.store.scratch import Scratch
place = Scratch()
(place.path / "paket.xlsx").write_bytes(b"isi")
print(place.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setenv("TMPDIR", str(place))
    return place


def aged(folder: Path) -> Path:
    moment = time.time() - LONG_AGO
    os.utime(folder, (moment, moment))
    return folder


def test_what_a_killed_program_unpacked_is_swept_and_what_a_living_one_uses_is_not(temp: Path):
    child = subprocess.Popen(
        [sys.executable, "-c", _HOLD],
        cwd=paths.root(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    place = temp / child.stdout.readline().strip().rpartition("/")[2]
    aged(place)
    assert scratch.sweep() == 0
    assert (place / "paket.xlsx").exists()
    child.kill()
    child.communicate()
    assert scratch.sweep() == 1
    assert list(temp.iterdir()) == []


def test_a_folder_just_made_and_those_of_others_are_left_alone(temp: Path):
    made = Scratch()
    made.close()
    assert not made.path.exists()
    fresh = temp / f"{scratch.PREFIX}baru1234"
    fresh.mkdir()
    (fresh / ".dipakai").touch()
    unlocked = temp / f"{scratch.PREFIX}tanpa123"
    own = temp / "lontar-cadangan"
    for one in (unlocked, own):
        one.mkdir()
        aged(one)
    kept = {fresh.name, unlocked.name, own.name}
    if sys.platform != "win32":
        # Windows lets only few people make links.
        linked = temp / f"{scratch.PREFIX}tautan12"
        linked.symlink_to(own)
        kept.add(linked.name)
    assert scratch.sweep() == 0
    assert {one.name for one in temp.iterdir()} == kept


def test_an_office_that_was_unpacked_half_is_swept_after_a_day(temp: Path, tmp_path: Path):
    half, now = tmp_path / ".serah-0123abcd", tmp_path / ".serah-89abcdef"
    for one in (half, now):
        one.mkdir()
    aged(half)
    assert scratch.sweep(tmp_path) == 1
    assert now.exists()
    assert temp.exists()


def test_opening_an_office_takes_away_what_was_left_half_made(tmp_path: Path, clock: Clock):
    folder = tmp_path / "kantor"
    new_office(folder, clock).close()
    (folder / ".serah-xyz_12ab").mkdir()
    (folder / ".serah-xyz_12ab" / "lontar.db").write_bytes(b"salinan")
    for name in ("lontar.db.pulih", ".lontar.db.pulih.sebagian", ".diserahkan.json.sebagian"):
        (folder / name).write_bytes(b"setengah")
    (folder / "catatan saya.txt").write_text("tetap", encoding="utf-8")
    with Office.open(folder, clock) as office:
        assert values(office) == {}
        assert {one.name for one in folder.iterdir() if "lontar" not in one.name} == {
            "catatan saya.txt"
        }
    assert not list(folder.glob("*pulih*"))


def test_a_handover_that_broke_off_says_that_there_is_no_file(tmp_path: Path, clock: Clock):
    folder = tmp_path / "kantor"
    with new_office(folder, clock) as office:
        mark = Penyerahan("Yosef", "Maria", "2026-10-05T10:00:00+08:00", "kantor.lontar", "")
        handover.mark(folder, mark)
        office.handed_over = mark
        told = cadangan_kata.handed_over(office)
        assert "terhenti sebelum berkasnya jadi" in told
        assert "tekan Pakai lagi di laptop ini" in told
        office.handed_over = msgspec.structs.replace(mark, kata="satu dua")
        assert "telah diserahkan kepada Yosef" in cadangan_kata.handed_over(office)
