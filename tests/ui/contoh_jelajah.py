"""Walks through windows that `screenshots.capture` leaves out; each shows itself to `note`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.exchange.latihan import aula_balasan, pustaka
from app.store import pustaka as stored
from app.ui import screenshots
from app.ui.guide import GuideWindow
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.practice import PracticePage
from app.ui.pages.practice_hall import PracticeHall
from app.ui.pages.settings import SettingsPage
from app.ui.pages.wizard import Wizard
from app.ui.pages.wizard_steps import KINDS
from app.ui.session import Session
from tests import contoh_demo, contoh_latihan
from tests.ui.contoh_jendela import clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Note = Callable[..., None]


def newcomer(note: Note) -> None:
    wizard = Wizard(Session(clock, Memory()))
    wizard.show()
    for jenis in [kind for kind, _ in KINDS]:
        wizard.steps[0].choices[jenis].setChecked(True)  # type: ignore[attr-defined]
        note(wizard)
    for step in wizard.steps:
        note(step)
    wizard.close()
    wizard.deleteLater()


def elsewhere(note: Note) -> None:
    """What has no rail, and the Panduan over it."""
    window = shown()
    for show in (window.show_start, window.show_receiving):
        show()
        note(window)
    window.show_guide()
    guide = window.findChild(GuideWindow)
    assert guide is not None
    note(guide)
    away(window)


def practice(note: Note) -> None:
    """Mode Latihan: the list, the trainer's board and hall, and every exercise that asks."""
    window = shown()
    with contoh_latihan.participant("Damianus") as peserta:
        for place in ("board", "hall"):
            window.practise()
            listed = window.place
            assert isinstance(listed, PracticePage)
            note(window)
            getattr(listed, place).click()
            note(window)
        hall = window.place
        assert isinstance(hall, PracticeHall)
        hall.show_questions([*stored.load_forms(paths.forms()).values()], *aula_balasan.usual())
        note(hall)
        asking = [one for one in pustaka.exercises().values() if one.soal]
        for one in asking:
            window._enter_room(contoh_latihan.begin(peserta, one.kode))
            note(window)
            panel = window.desk.practice.panel
            assert panel is not None
            assert set(panel.answers) == {soal.kode for soal in one.soal}
        assert asking
        away(window)


def shown() -> MainWindow:
    window = MainWindow(Session(contoh_demo.now, Memory()))
    window.show()
    return window


def away(window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    screenshots.settle()


def office(note: Note, folder: Path) -> None:
    window = shown()
    window.open_office(folder)
    window.desk.upkeep.rest()
    for key in window.desk.rail.keys():  # noqa: SIM118 - a method of the rail
        window.desk.show_page(key)
        page = window.desk.current_page
        note(window)
        if isinstance(page, SettingsPage):
            for section in page.kinds:
                page.list.choose(section.key)
                note(window)
    away(window)
