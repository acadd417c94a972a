"""Fixtures of the store's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.contoh_kantor import Clock, new_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
