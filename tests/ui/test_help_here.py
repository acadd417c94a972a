"""F1 is help everywhere: in a cell its meaning, elsewhere the chapter of what is in view."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app import paths
from app.store import panduan as stored
from app.ui import dialogue, help_here
from app.ui import guide as guide_module
from app.ui.guide import GuideWindow
from app.ui.page_table import PAGES
from app.ui.pages.consolidation import VIEWS, ConsolidationPage
from app.ui.pages.package import PackagePage
from app.ui.pages.settings import SECTIONS, SettingsPage
from app.ui.pages.wizard import Wizard
from tests.journeys.pemakai import Key, Pemakai
from tests.ui.contoh_daerah import desk
from tests.ui.contoh_jendela import ENDE, NTT, clock, new_office, put_on_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.ui.main_window import MainWindow

REAL_ASK = dialogue.ask_text
"""As it is before a test puts an answer in its place."""

PASSING = (
    "mulai",
    "terima_kantor",
    "penyelamatan",
    "latihan",
    "papan_kelas",
    "aula",
    "tempel",
    "profil",
    "cetak",
    "ketik_ulang",
)
"""What fills the window without an office, and the dialogs with a name of their own."""


@pytest.fixture(params=["kabupaten", "opd", "provinsi"])
def person(request, qtbot, tmp_path) -> Iterator[Pemakai]:
    place = NTT if request.param == "provinsi" else ENDE
    office = new_office(tmp_path / "kantor", place, request.param)
    made = Pemakai(qtbot, desk(qtbot, office, "beranda"))
    yield made
    made.window.close()


def guide_of(window) -> GuideWindow:
    found = window.findChild(GuideWindow)
    assert isinstance(found, GuideWindow)
    return found


def bare_window(qtbot) -> MainWindow:
    from app.ui.main_window import MainWindow
    from app.ui.memory import Memory
    from app.ui.session import Session

    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    return window


def title_for(window, screen: str) -> str:
    spot = help_here.spot(window, screen)
    every = [one for part in stored.load(paths.resources()) for one in part.chapters]
    return next(one.judul for one in every if one.kode == spot.kode)


def shown(guide: GuideWindow) -> str:
    return guide.page.toPlainText().partition("\n")[0]


def f1(qtbot) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    ask_for_the_chapter(qtbot, focused)


def ask_for_the_chapter(qtbot, widget: QWidget) -> None:
    """A field with a text of its own tells it first; from there the same key goes on."""
    qtbot.keyClick(widget, Key.Key_F1)
    beside = QApplication.activePopupWidget()
    if beside is not None:
        qtbot.keyClick(beside, Key.Key_F1)


def screens_of(person: Pemakai) -> Iterator[str]:
    """Go through every page, every way of Paket and every section, and tell where that is."""
    window = person.window
    offered = window.desk.rail.keys()
    for key in offered:
        window.desk.show_page(key)
        page = window.desk.current_page
        if isinstance(page, SettingsPage):
            for kind in page.kinds:
                page.list.choose(kind.key)
                yield f"{key}.{kind.key}"
        elif isinstance(page, (PackagePage, ConsolidationPage)):
            for view in page.segments.buttons:
                page.show_view(view)
                yield f"{key}.{view}"
        else:
            yield key


def test_every_page_way_and_section_has_its_chapter_and_f1_opens_it(person, qtbot):
    window, seen = person.window, 0
    for screen in screens_of(person):
        assert window.in_view == screen
        assert help_here.spot(window, screen).kode, screen
        if screen in {"spm", "kemiskinan"}:
            continue
        seen += 1
        before = QApplication.focusWidget()
        f1(qtbot)
        guide = guide_of(window)
        assert guide.isVisible()
        assert shown(guide) == title_for(window, screen)
        qtbot.keyClick(guide, Key.Key_Escape)
        assert not guide.isVisible(), screen
        assert QApplication.focusWidget() is before, screen
    assert seen > len(window.desk.rail.keys())


def test_a_region_that_is_open_has_a_chapter_of_its_own(qtbot, tmp_path):
    window = desk(qtbot, new_office(tmp_path / "ntt", NTT), "konsolidasi")
    page = window.desk.current_page
    assert isinstance(page, ConsolidationPage)
    page.open_region(ENDE)
    qtbot.waitUntil(lambda: window.in_view == "konsolidasi.daerah")
    assert help_here.spot(window, window.in_view).kode == "provinsi_daerah"
    page.close_region()
    assert window.in_view == "konsolidasi.tabel"
    window.close()


def test_the_map_names_nothing_but_screens_chapters_and_headings_that_exist(person, qtbot):
    from app.domain import panduan

    steps = {f"wisaya.{one.key}" for one in Wizard(person.window.session).steps}
    known = {*PASSING, *steps, *(one.key for one in PAGES)}
    known |= {f"pengaturan.{one.key}" for one in SECTIONS}
    known |= {f"konsolidasi.{view}" for view in ("daerah", *VIEWS)}
    known |= {f"paket.{way}" for way in ("kirim", "periksa", "tanya", "terima")}
    chapters = {one.kode: one for part in stored.load(paths.resources()) for one in part.chapters}
    layar = tomllib.loads((paths.resources() / stored.FILE).read_text("utf-8"))["layar"]
    for kind, screens in layar.items():
        assert set(screens) <= known, kind
        for target in screens.values():
            kode, _, heading = target.partition("#")
            assert not heading or heading in panduan.headings(chapters[kode].teks), target
    for screen in (*PASSING, *steps):
        for window in (person.window, None):
            assert help_here.spot(window, screen).kode, screen


def test_every_step_of_the_wizard_opens_its_chapter(qtbot):
    window = bare_window(qtbot)
    window.show_wizard()
    wizard = window.place
    assert isinstance(wizard, Wizard)
    wizard.draft.wilayah = window.session.regions[ENDE]
    for place, step in enumerate(wizard.steps):
        wizard._show(place)
        before = QApplication.focusWidget()
        f1(qtbot)
        guide = guide_of(window)
        assert shown(guide) == title_for(window, f"wisaya.{step.key}")
        qtbot.keyClick(guide, Key.Key_Escape)
        assert QApplication.focusWidget() is before
    window.close()


@pytest.mark.parametrize(
    ("way", "screen"),
    [
        ("show_start", "mulai"),
        ("show_receiving", "terima_kantor"),
        ("practise", "latihan"),
        ("_show_board", "papan_kelas"),
    ],
)
def test_what_fills_the_window_without_an_office_has_help_too(qtbot, way, screen):
    window = bare_window(qtbot)
    getattr(window, way)()
    assert window.in_view == screen
    ask_for_the_chapter(qtbot, window.place)
    assert shown(guide_of(window)) == title_for(window, screen)
    window.close()


def test_an_open_guide_turns_to_the_page_in_view_and_a_heading_is_found(
    qtbot, tmp_path, monkeypatch
):
    # Small enough that the chapter does not fit.
    monkeypatch.setattr(guide_module, "_SIZE", (600, 300))
    person = Pemakai(qtbot, desk(qtbot, new_office(tmp_path / "ende", ENDE), "beranda"))
    window = person.window
    f1(qtbot)
    guide = guide_of(window)
    assert shown(guide) == title_for(window, "beranda")
    window.desk.show_page("pengaturan")
    page = window.desk.current_page
    assert isinstance(page, SettingsPage)
    page.list.choose("median")
    window.activateWindow()
    page.list.item("median").setFocus()
    qtbot.keyClick(page.list.item("median"), Key.Key_F1)
    assert shown(guide) == title_for(window, "pengaturan.median")
    assert guide.page.verticalScrollBar().value() > 0
    qtbot.keyClick(guide, Key.Key_Escape)
    assert QApplication.focusWidget() is page.list.item("median")
    window.close()


def test_in_a_question_f1_opens_the_page_behind_and_escape_leads_back_to_the_line(qtbot, tmp_path):
    person = Pemakai(qtbot, desk(qtbot, new_office(tmp_path / "ende", ENDE), "laporan"))
    window = person.window
    seen: list[object] = []

    def meanwhile() -> None:
        box = QApplication.activeModalWidget()
        if box is None or not box.isActiveWindow():
            QTimer.singleShot(10, meanwhile)
            return
        try:
            seen.extend(look(box))
        finally:
            # Whatever was found, nobody is left waiting in an open question.
            box.close()

    def look(box: QWidget) -> Iterator[object]:
        line = box.findChildren(QLineEdit)[0]
        line.setText("Maria")
        line.setCursorPosition(2)
        qtbot.keyClick(line, Key.Key_F1)
        guide = guide_of(box)
        yield shown(guide)
        qtbot.keyClick(guide, Key.Key_Escape)
        yield QApplication.focusWidget() is line
        yield line.cursorPosition()
        qtbot.keyClick(line, Key.Key_Return)

    QTimer.singleShot(0, meanwhile)
    assert REAL_ASK(window, "Nama?", "") == "Maria"
    assert seen == [title_for(window, "laporan"), True, 2]
    window.close()


def test_a_dialog_with_a_name_of_its_own_opens_its_own_chapter(qtbot):
    from PySide6.QtWidgets import QDialog

    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialogue.present(dialog, "tempel")
    put_on_screen(qtbot, dialog)
    qtbot.keyClick(dialog, Key.Key_F1)
    assert shown(guide_of(dialog)) == title_for(None, "tempel")
    qtbot.keyClick(guide_of(dialog), Key.Key_Escape)
    dialog.close()
