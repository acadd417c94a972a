"""Fixtures of the store's tests."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.store.contoh_kantor import Clock, new_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.store.office import Office


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kantor"


@pytest.fixture
def office(folder: Path, clock: Clock) -> Iterator[Office]:
    with new_office(folder, clock) as opened:
        yield opened


@pytest.fixture
def ordinary_folder() -> Iterator[Path]:
    """A folder made by somebody without special rights: file permissions do not bind root."""
    if os.name != "posix":
        pytest.skip("permissions of folders are tested on POSIX only")
    nobody = 65534
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() == 0:
            os.chown(folder, nobody, nobody)
            os.seteuid(nobody)
            try:
                yield folder
            finally:
                os.seteuid(0)
        else:
            yield folder
