"""The window on a laptop of Mode Latihan, and the list of exercises in it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.practice import PracticePage
from app.ui.session import Session
from tests import contoh_latihan
from tests.ui.contoh_jendela import put_on_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@contextmanager
def laptop(qtbot: QtBot, width: int = 1366, height: int = 768) -> Iterator[MainWindow]:
    """As long as the block lasts; nobody practises here after it."""
    contoh_latihan.prepared()
    made = MainWindow(Session(contoh_latihan.now, Memory()))
    made.resize(width, height)
    put_on_screen(qtbot, made)
    try:
        yield made
    finally:
        made.close()
        contoh_latihan.clear()


def listed(window: MainWindow) -> PracticePage:
    """The list of exercises, which is in view."""
    page = window.place
    assert isinstance(page, PracticePage)
    return page
