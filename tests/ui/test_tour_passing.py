"""The guided tour where there is no rail: start, first set-up, Mode Latihan, trainer and hall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from app import paths
from app.exchange.latihan import aula_balasan
from app.exchange.latihan.aula import Tempat
from app.store import pustaka
from app.ui import screenshots
from app.ui.guide import GuideWindow
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.practice import PracticePage
from app.ui.pages.practice_hall import PracticeHall
from app.ui.pages.receive import ReceivePage
from app.ui.pages.rescue import RescuePage
from app.ui.pages.wizard import Wizard
from app.ui.pages.wizard_steps import KINDS, KindStep
from app.ui.session import Session
from tests import contoh_latihan
from tests.journeys.pemakai import Key
from tests.store.contoh_kantor import damage
from tests.ui.contoh_jendela import ENDE, NTT, clock, new_office, put_on_screen
from tests.ui.test_tour import (
    FEWEST,
    SIZES,
    TOURS,
    focused,
    look_at_every_stop,
    on_the_rail,
    rest,
    running,
    started,
    stops_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

BY_HALF = 3
HAND, INSTALLED = "terima_kantor", {"pilih", "pasang", "batal"}
"""What a file is needed for is not in view before there is one."""


def open_window(qtbot: QtBot, size: tuple[int, int] = SIZES[0]) -> MainWindow:
    window = MainWindow(Session(clock, Memory()))
    window.resize(*size)
    put_on_screen(qtbot, window)
    return window


def places(window: MainWindow, folder: Path) -> Iterator[str]:
    """Everything that fills the window without an office, one after the other."""
    window.session.memory.opened(new_office(folder / "ende", ENDE), "Kantor Contoh")
    window.show_start()
    yield "mulai"
    window.show_receiving()
    yield "terima_kantor"
    damage(new_office(folder / "rusak", ENDE))
    window.open_office(folder / "rusak")
    assert isinstance(window.place, RescuePage)
    # It has looked for a backup by then, and found none here.
    screenshots.settle(window)
    window.place.restore.show()
    yield "penyelamatan"
    yield from questions(window)
    window.practise()
    listed = window.place
    assert isinstance(listed, PracticePage)
    yield "latihan"
    listed.board.click()
    yield "papan_kelas"
    window.practise()
    listed = window.place
    assert isinstance(listed, PracticePage)
    listed.hall.click()
    yield "aula"
    hall = window.place
    assert isinstance(hall, PracticeHall)
    hall.show_places([Tempat(f"Peserta {n}", "Ende", n % BY_HALF) for n in range(22)])
    yield "aula"
    hall.show_questions([*pustaka.load_forms(paths.forms()).values()], *aula_balasan.usual())
    yield "aula"


def questions(window: MainWindow) -> Iterator[str]:
    """Every question the first set-up has for any kind of office."""
    for kind, _ in KINDS:
        window.show_wizard()
        wizard = window.place
        assert isinstance(wizard, Wizard)
        first = wizard.step
        assert isinstance(first, KindStep)
        first.choices[kind].setChecked(True)
        first.check()
        region = NTT if wizard.draft.jenis == "provinsi" else ENDE
        wizard.draft.wilayah = window.session.regions[region]
        for place, step in enumerate(wizard.steps):
            if step.applies():
                wizard._show(place)
                yield f"wisaya.{step.key}"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_stop_of_every_screen_without_a_rail_has_its_card_beside_its_target(
    qtbot, tmp_path, size
):
    contoh_latihan.prepared()
    window, met = open_window(qtbot, size), dict[str, set[str]]()
    for screen in places(window, tmp_path):
        screenshots.settle(window)
        assert window.in_view == screen
        before = focused()
        tour = started(qtbot, window)
        assert len(tour.stops) >= FEWEST, screen
        known = window.tours.known if window.tours else None
        assert known is not None
        met.setdefault(known.layar, set()).update(look_at_every_stop(qtbot, window, tour, screen))
        assert focused() is before, screen
    every = stops_of(name for name in TOURS if not on_the_rail(name))
    assert set(met) == set(every)
    every[HAND] = INSTALLED
    # The panel with the steps is away in a narrow window, and so is what it would tell.
    assert met == every or size != SIZES[0]
    window.close()


def test_no_key_answers_the_wizard_while_its_tour_is_shown(qtbot):
    window = open_window(qtbot)
    window.show_wizard()
    wizard = window.place
    assert isinstance(wizard, Wizard)
    started(qtbot, window)
    for key in (Key.Key_Down, Key.Key_Return, Key.Key_Space):
        qtbot.keyClick(focused(), key)
    assert wizard.step is wizard.steps[0]
    qtbot.keyClick(focused(), Key.Key_Escape)
    assert running(window) is None
    assert window.place is wizard
    qtbot.keyClick(focused(), Key.Key_Return)
    assert wizard.step is wizard.steps[1]
    window.close()


def test_another_place_in_the_window_ends_it(qtbot, tmp_path):
    window = open_window(qtbot)
    window.show_wizard()
    tour = started(qtbot, window)
    window.show_start()
    assert running(window) is None
    assert not tour.isVisible()
    started(qtbot, window)
    window.open_office(new_office(tmp_path / "ende", ENDE))
    assert running(window) is None
    window.desk.upkeep.rest()
    rest()
    window.close()


def test_help_on_a_screen_without_a_menu_offers_the_tour(qtbot):
    window = open_window(qtbot)
    window.show_receiving()
    assert isinstance(window.place, ReceivePage)
    window.show_help()
    guide = window.findChild(GuideWindow)
    assert guide is not None
    assert guide.tour.isVisible()
    guide.tour.click()
    QApplication.processEvents()
    assert running(window) is not None
    qtbot.keyClick(focused(), Key.Key_Escape)
    window.close()
