"""Fixtures of the window's tests: a small office, and dialogs that are answered beforehand."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from app.ui import application, dialogue
from tests.exchange.contoh_pendirian import light_seals
from tests.ui import contoh_dua
from tests.ui.contoh_jendela import ENDE, NOW, NTT, Answers, new_office, open_session
from tests.ui.contoh_otoritas import Kantor, found_two, kantor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.ui.session import Session
    from tests.ui.contoh_dua import Meja


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    """Style, font and number format as the program has them."""
    application.dress(qapp)


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """No test meets a modal dialog: each question is answered beforehand or fails the test."""
    scripted = Answers()
    for name in Answers.SEAM:
        monkeypatch.setattr(dialogue, name, scripted.function(name))
    yield scripted
    assert not scripted.left, f"never asked: {scripted.left}"


@pytest.fixture(scope="session")
def two_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kabupaten and a province with keys, as they were set up; tests work on copies."""
    with pytest.MonkeyPatch.context() as patch:
        return found_two(tmp_path_factory.mktemp("kantor"), patch)


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are sealed at a small cost."""
    light_seals(monkeypatch)


@pytest.fixture
def ende(qtbot: QtBot, two_offices: Path, tmp_path: Path, light: None) -> Iterator[Kantor]:
    """A kabupaten whose first person has a key."""
    with kantor(qtbot, two_offices / "ende", tmp_path / "kantor_ende") as opened:
        yield opened


@pytest.fixture
def ntt(qtbot: QtBot, two_offices: Path, tmp_path: Path, light: None) -> Iterator[Kantor]:
    """A province with its authority."""
    with kantor(qtbot, two_offices / "ntt", tmp_path / "kantor_ntt") as opened:
        yield opened


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A kabupaten's office, open."""
    with open_session(new_office(tmp_path / "ende", ENDE), NOW) as opened:
        yield opened


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Session]:
    """A province's office, open."""
    with open_session(new_office(tmp_path / "ntt", NTT), NOW) as opened:
        yield opened


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office where two people are ready to sign; tests work on copies."""
    return contoh_dua.two_hands(tmp_path_factory.mktemp("dua") / "kantor")


@pytest.fixture
def meja(qtbot: QtBot, ready: Path, tmp_path: Path) -> Meja:
    """A complete quarter at such an office, at the page Paket."""
    return contoh_dua.at_the_desk(qtbot, shutil.copytree(ready, tmp_path / "kantor"))
