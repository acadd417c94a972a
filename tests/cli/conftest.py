"""What the tests of the command line share: a small demo, and a way to run a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.cli import main
from app.exchange.demo_kantor import FRASA_SANDI
from tests import contoh_demo

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
