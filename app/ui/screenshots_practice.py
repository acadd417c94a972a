"""Mode Latihan for the pictures: a participant of its own, gone again afterwards."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.teks import t
from app.ui.pages.practice import PracticePage
from app.ui.pages.practice_hall import PracticeHall

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


def own(window: MainWindow, settle: Callable[[MainWindow], None]) -> None:
    """What a trainer wrote, below the list; nothing is loaded for the picture."""
    from app.exchange.latihan import milik

    page = window.place
    assert isinstance(page, PracticePage)
    page.own.show_these([milik.sample()])
    settle(window)
    page.own.load.setFocus()
    settle(window)


def hall(window: MainWindow, settle: Callable[[MainWindow], None]) -> None:
    """The wall of a hall with a place for each region; two thirds have handed in."""
    from app.exchange.latihan.aula import Tempat

    page = window.place
    assert isinstance(page, PracticePage)
    page.hall.click()
    wall = window.place
    assert isinstance(wall, PracticeHall)
    regions = (one.singkat for one in window.session.regions.values() if not one.is_provinsi)
    wall.show_places(
        [
            Tempat(t("latihan.aula.contoh", nomor=number), region, int(number % 3 > 0))
            for number, region in enumerate(regions, start=1)
        ]
    )
    settle(window)


def ask(window: MainWindow, settle: Callable[[MainWindow], None]) -> None:
    """The question to everybody in that hall."""
    from app import paths
    from app.exchange.latihan import aula_balasan
    from app.store import pustaka

    wall = window.place
    assert isinstance(wall, PracticeHall)
    wall.show_questions([*pustaka.load_forms(paths.forms()).values()], *aula_balasan.usual())
    wall.questions.question.words.setText(t("latihan.tanya.contoh"))
    settle(window)


def back(window: MainWindow, settle: Callable[[MainWindow], None]) -> None:
    """From the wall to the list of exercises."""
    wall = window.place
    assert isinstance(wall, PracticeHall)
    wall.back.click()
    settle(window)
    page = window.place
    assert isinstance(page, PracticePage)
    page.name.setText(NAME)
