"""Walks through windows that `screenshots.capture` leaves out; each shows itself to `note`.

`note` gets the window, a name of the screen, and which part of it is new where not all of it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.exchange.latihan import aula_balasan, milik, pustaka
from app.store import pustaka as stored
from app.ui import screenshots
from app.ui.guide import GuideWindow
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.entry import EntryPage
from app.ui.pages.practice import PracticePage
from app.ui.pages.practice_hall import PracticeHall
from app.ui.pages.reports import ReportsPage
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

REGION = {"provinsi": "Nusa Tenggara Timur", "pulih": "Nusa Tenggara Timur"}


def newcomer(note: Note) -> None:
    """The wizard for each kind of office, from question to question as far as answers carry."""
    for jenis in [kind for kind, _ in KINDS]:
        wizard = Wizard(Session(clock, Memory()))
        wizard.show()
        wizard.steps[0].choices[jenis].setChecked(True)  # type: ignore[attr-defined]
        while True:
            step = wizard.step
            screenshots._answer(step, REGION.get(jenis, "Ende"))
            note(wizard, f"wisaya {jenis} {step.key}")
            if step is not wizard.steps[-1]:
                wizard.next()
            if wizard.step is step:
                break
        note(wizard, f"wisaya {jenis} {step.key} ditolak")
        for late in wizard.steps:
            note(late, f"wisaya {jenis} {late.key} langkah")
        wizard.close()
        wizard.deleteLater()


def elsewhere(note: Note) -> None:
    """What has no rail, and every page of the Panduan over it."""
    window = shown()
    for show in (window.show_start, window.show_receiving):
        show()
        note(window, show.__name__)
    window.show_guide()
    guide = window.findChild(GuideWindow)
    assert guide is not None
    note(guide, "panduan")
    for row in range(guide.list.count()):
        guide.list.setCurrentRow(row)
        note(guide, f"panduan {row}", guide.page)
    away(window)


def practice(note: Note) -> None:
    """Mode Latihan: the list, the trainer's board and hall, and every exercise that asks."""
    window = shown()
    with contoh_latihan.participant("Damianus") as peserta:
        for place in ("board", "hall"):
            window.practise()
            listed = window.place
            assert isinstance(listed, PracticePage)
            listed.own.show_these([milik.sample()])
            note(window, "latihan")
            getattr(listed, place).click()
            note(window, f"latihan {place}")
        hall = window.place
        assert isinstance(hall, PracticeHall)
        hall.show_questions([*stored.load_forms(paths.forms()).values()], *aula_balasan.usual())
        note(hall, "latihan aula bertanya")
        asking = [one for one in pustaka.exercises().values() if one.soal]
        for one in asking:
            window._enter_room(contoh_latihan.begin(peserta, one.kode))
            note(window, f"latihan {one.kode}")
            panel = window.desk.practice.panel
            assert panel is not None
            assert set(panel.answers) == {soal.kode for soal in one.soal}
        assert asking
        away(window)


def shown() -> MainWindow:
    window = MainWindow(Session(contoh_demo.now, Memory()))
    window.resize(1366, 768)
    window.show()
    return window


def away(window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    screenshots.settle()


def office(note: Note, name: str, folder: Path) -> None:
    """Every page, section and menu of an office."""
    window = shown()
    window.open_office(folder)
    window.desk.upkeep.rest()
    note(window, f"{name} menu")
    for key in window.desk.rail.keys():  # noqa: SIM118 - a method of the rail
        window.desk.show_page(key)
        page = window.desk.current_page
        note(window, f"{name} {key}", page)
        if isinstance(page, EntryPage):
            for kode in {one.urusan: one.kode for one in window.session.forms.values()}.values():
                page.open_service(kode)
                note(window, f"{name} {kode}", page)
        if isinstance(page, ReportsPage) and page.notes.isVisible():
            page.write_down()
            for place in range(page.lkpj.kind.count()):
                page.lkpj.kind.setCurrentIndex(place)
                page.lkpj.kind.activated.emit(place)
                note(window, f"{name} bahan LKPJ {place}", page)
            page.lkpj.advise.click()
            note(window, f"{name} rekomendasi", window.desk.current_page)
        if isinstance(page, SettingsPage):
            for section in page.kinds:
                page.list.choose(section.key)
                note(window, f"{name} pengaturan {section.key}", page.sections[section.key])
    away(window)
