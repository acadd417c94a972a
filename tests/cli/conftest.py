"""What the tests of the command line share: a small demo, and a way to run a verb."""

from __future__ import annotations

import json
import shutil
from itertools import cycle
from pathlib import Path

import pytest

from app import paths
from app.cli import bersama, main
from app.exchange import kunci, pendirian
from app.exchange.demo_kantor import FRASA_SANDI
from app.store import people, pustaka
from app.store.office import Identitas, Office
from tests import contoh_demo
from tests.cli.contoh_meja import Meja
from tests.contoh_demo import now
from tests.exchange import contoh_asing
from tests.exchange.contoh_pendirian import (
    ENDE,
    NTT,
    key,
    light_seals,
    plan,
    ready_keys,
    silent,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return contoh_demo.small_demo(tmp_path_factory)


@pytest.fixture
def run(capsys):
    """Run a verb in this process; returns the exit code, stdout and stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        keluar = main([str(one) for one in arguments])
        told = capsys.readouterr()
        return keluar, told.out, told.err

    return call


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "frasa.txt"
    file.write_text(f"{FRASA_SANDI}\n", encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def two_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("kantor")
    with pytest.MonkeyPatch.context() as patch:
        light_seals(patch)
        for name, wilayah, first in (("ende", ENDE, 2), ("ntt", NTT, 0)):
            pendirian.establish(plan(wilayah), place / name, bersama.now, silent, ready_keys(first))
    return place


@pytest.fixture
def meja(two_offices, tmp_path, run, monkeypatch) -> Meja:
    light_seals(monkeypatch)
    keys = cycle([key(number) for number in range(6, 10)])
    monkeypatch.setattr(kunci, "generate", lambda: next(keys))
    return Meja(shutil.copytree(two_offices, tmp_path / "meja"), run)


# --- Tables of other systems


@pytest.fixture(scope="module")
def bapperida(tmp_path_factory):
    """An office of a kabupaten with nothing in it."""
    folder = tmp_path_factory.mktemp("kantor") / "kantor"
    with Office.create(
        folder, Identitas("kabupaten", ENDE.kode, "Bapperida", "uji"), now
    ) as office:
        people.add_user(office, nama="Maria Contoh", peran="operator", jabatan="Analis")
        pustaka.install(office, paths.forms())
    return folder


@pytest.fixture
def kantor(bapperida, tmp_path):
    return Path(shutil.copytree(bapperida, tmp_path / "kantor"))


@pytest.fixture
def call(run, kantor):
    def call(*words: object):
        code, out, _ = run(*words[:2], "--kantor", kantor, *words[2:], "--json")
        return code, json.loads(out)

    return call


@pytest.fixture
def file(tmp_path):
    def write(rows, merged=(), name="rekap.xlsx") -> Path:
        place: Path = tmp_path / name
        place.write_bytes(contoh_asing.workbook(rows, merged))
        return place

    return write


@pytest.fixture
def take(run, kantor):
    def call(formulir: str, file: Path, *words: str):
        code, out, _ = run(
            "impor-tabel", "--kantor", kantor, "--formulir", formulir, "--berkas", file,
            "--periode", "2026-T3", "--json", *words,
        )  # fmt: skip
        return code, json.loads(out)

    return call


@pytest.fixture
def keep(call):
    def save(name: str, formulir: str, file: Path, *words: str):
        place = ("--profil", name, "--formulir", formulir, "--berkas", file)
        return call("profil", "simpan", *place, *words)

    return save
