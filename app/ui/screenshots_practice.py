"""Mode Latihan for the pictures: a participant of its own, gone again afterwards."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.ui.pages.practice import PracticePage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.ui.main_window import MainWindow

NAME = "Peserta Contoh"
EXERCISE = "04-capaian-sama-serapan"


@contextmanager
def participant(window: MainWindow, settle: Callable[[MainWindow], None]) -> Iterator[None]:
    """The list of exercises with a name; rooms made meanwhile are removed."""
    from app.exchange.latihan import ruang

    known = NAME in ruang.participants()
    window.practise()
    page = window.place
    assert isinstance(page, PracticePage)
    page.name.setText(NAME)
    settle(window)
    try:
        yield
    finally:
        window.session.close()
        made = ruang.participants().get(NAME)
        if made is not None and not known:
            ruang.finish(made)


def begin(window: MainWindow, settle: Callable[[MainWindow], None]) -> None:
    """Go into an exercise, from its start."""
    page = window.place
    assert isinstance(page, PracticePage)
    page.start(EXERCISE, again=True)
    settle(window)
