"""What the tests of the command line share: a small demo, and a way to run a verb."""

from __future__ import annotations

import shutil
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from app.cli import bersama, main
from app.exchange import kunci, pendirian
from app.exchange.demo_kantor import FRASA_SANDI
from tests import contoh_demo
from tests.cli.contoh_meja import Meja
from tests.exchange.contoh_pendirian import (
    ENDE,
    NTT,
    key,
    light_seals,
    plan,
    ready_keys,
    silent,
)

if TYPE_CHECKING:
    from pathlib import Path


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
