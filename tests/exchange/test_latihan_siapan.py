"""Mode Latihan is ready at once: what an exercise does not want is not made for it."""

from __future__ import annotations

import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.exchange import ekspor, impor, kunci, percaya
from app.exchange.latihan import hasil, pustaka, ruang, siapan
from app.exchange.pembaca.induk import Pembaca
from app.exchange.verifikasi import Pemeriksa
from app.store import pustaka as formulir
from app.store.office import Office
from tests.contoh_latihan import begin, now, prepared, silent
from tests.exchange import contoh_paket
from tests.exchange.contoh_pendirian import key

if TYPE_CHECKING:
    from pathlib import Path


EVERY = list(pustaka.exercises())


@pytest.fixture
def fresh_laptop(monkeypatch, tmp_path) -> Path:
    """Nobody has practised here; keys need not be made anew."""
    keys = cycle([key(number) for number in range(10, 13)])
    monkeypatch.setattr(kunci, "generate", lambda: next(keys))
    folder: Path = tmp_path / "latihan"
    monkeypatch.setattr(paths, "practice", lambda: folder)
    return folder


def counted(monkeypatch, where: object, name: str) -> list[str]:
    calls, real = [], getattr(where, name)

    def call(*args: object, **more: object) -> object:
        calls.append(name)
        return real(*args, **more)

    monkeypatch.setattr(where, name, call)
    return calls


def test_the_first_start_makes_three_keys_reads_forms_once_and_no_package(
    fresh_laptop, monkeypatch
):
    generated = counted(monkeypatch, kunci, "generate")
    unlocked = counted(monkeypatch, kunci, "unlock")
    read = counted(monkeypatch, formulir, "load_versions")
    sent = counted(monkeypatch, ekspor, "export_package")
    room = begin(ruang.participant("Maria"), "01")
    assert (len(generated), len(unlocked), len(read), len(sent)) == (3, 0, 1, 0)
    assert not hasil.examine_closed(room, now)[0]
    # Starting again copies what is there.
    begin(room.peserta, "01", again=True)
    assert (len(generated), len(unlocked), len(read), len(sent)) == (3, 0, 1, 0)


def test_a_package_made_when_it_is_wanted_stays_the_same_one(fresh_laptop):
    first, later = (siapan.prepare(now, silent) for _ in range(2))
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda ready: ready.package("53.01").read_bytes(), (first, later)))
    assert made[0] == made[1]
    assert siapan.prepare(now, silent).package("53.01").read_bytes() == made[0]
    # The second names the first as what it was built on, whenever it is made.
    second = later.package("53.01", 2)
    with (
        Office.open(_opened_copy(first.provinsi, fresh_laptop), now) as office,
        Pembaca() as reader,
    ):
        pemeriksa = Pemeriksa(contoh_paket.full_acuan(), percaya.of_office(office), now, reader)
        for file in (later.package("53.01"), second):
            impor.accept(office, next(impor.examine([file], office, pemeriksa)), pelaku="Maria")


def _opened_copy(folder: Path, where: Path) -> Path:
    shutil.copytree(folder, where / "salinan")
    return where / "salinan"


def test_all_packages_are_made_ahead_unless_somebody_needs_the_laptop(fresh_laptop):
    ready = siapan.prepare(now, silent)
    told = []

    def one_only(step: str, done: int, total: int) -> None:
        told.append((step, done, total))
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        ready.complete(one_only)
    assert len(list(fresh_laptop.glob("bahan/*/paket/*/*.xlsx"))) == 1
    ready.complete(silent)
    whole = {file.name for file in fresh_laptop.glob("bahan/*/paket/*/*.xlsx")}
    assert {"1-utuh.xlsx", "2-utuh.xlsx", "1-disimpan_ulang.xlsx", "1-dipalsukan.xlsx"} == whole
    assert told[-1][0] == siapan.LANGKAH_PAKET


def test_a_forgery_changes_one_sheet_and_has_no_seal():
    genuine, forged = (prepared().package(siapan.WILAYAH, 1, how) for how in ("utuh", "dipalsukan"))
    with zipfile.ZipFile(genuine) as one, zipfile.ZipFile(forged) as other:
        gone = set(one.namelist()) - set(other.namelist())
        assert gone
        assert all(name.startswith("_xmlsignatures/") for name in gone)
        changed = [name for name in other.namelist() if one.read(name) != other.read(name)]
        assert b"xmlsignatures" not in b"".join(other.read(name) for name in changed)
    assert {"[Content_Types].xml", "_rels/.rels"} < set(changed)
    assert len(changed) == 3
