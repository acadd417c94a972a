"""Fixtures of the exchange: a province, a kabupaten, and a clock both of them look at."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from app.store.office import Office
from tests.exchange import contoh_paket
from tests.exchange.contoh_balasan import both
from tests.exchange.contoh_pendirian import ENDE, NTT, light_seals
from tests.exchange.contoh_provinsi import Clock, founded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.exchange.contoh_balasan import Pasangan


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are sealed at a small cost."""
    light_seals(monkeypatch)


@pytest.fixture(scope="session")
def two_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kabupaten and a province as they were set up; tests work on copies."""
    place = tmp_path_factory.mktemp("kantor")
    with pytest.MonkeyPatch.context() as patch:
        light_seals(patch)
        for name, wilayah, first in (("ende", ENDE, 2), ("ntt", NTT, 0)):
            founded(place / name, Clock(), wilayah, first=first).close()
    return place


@pytest.fixture
def ende(two_offices: Path, tmp_path: Path, clock: Clock, light: None) -> Iterator[Office]:
    with Office.open(shutil.copytree(two_offices / "ende", tmp_path / "ende"), clock) as office:
        yield office


@pytest.fixture
def ntt(two_offices: Path, tmp_path: Path, clock: Clock, light: None) -> Iterator[Office]:
    with Office.open(shutil.copytree(two_offices / "ntt", tmp_path / "ntt"), clock) as office:
        yield office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A kabupaten that may sign and has nothing filled in yet."""
    with contoh_paket.kabupaten(tmp_path / "kabupaten", filled=False) as opened:
        yield opened


@pytest.fixture
def terisi(tmp_path: Path) -> Iterator[Office]:
    """A kabupaten that may sign and has its figures."""
    with contoh_paket.kabupaten(tmp_path / "terisi") as opened:
        yield opened


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Office]:
    """The province it hands in to."""
    with contoh_paket.provinsi(tmp_path / "provinsi") as opened:
        yield opened


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pasangan]:
    """A province and a kabupaten whose package it has taken in."""
    opened = both(tmp_path)
    yield opened
    opened.close()
