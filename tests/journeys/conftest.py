"""Fixtures of the journeys: the program as it looks, and dialogs answered beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.ui import application, dialogue
from tests.ui.contoh_jendela import Answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    """Style, font and number format as the program has them."""
    application.dress(qapp)


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """No journey meets a modal dialog: each question is answered beforehand or fails the test."""
    scripted = Answers()
    for name in Answers.SEAM:
        monkeypatch.setattr(dialogue, name, scripted.function(name))
    yield scripted
    assert not scripted.left, f"never asked: {scripted.left}"
