"""The window: pages built on first visit, everything in reach of the keyboard, the state told."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QWidget

from app import paths
from app.domain.periode import Periode
from app.store.door import CellWrite, Tindakan
from app.teks import t
from app.ui import desk, page_table
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.page import Page
from app.ui.page_table import PageEntry
from app.ui.pages.start import StartPage
from app.ui.pages.wizard import Wizard
from app.ui.session import Session
from tests.ui.contoh_jendela import ENDE, NOW, NTT, OPERATOR, clock, new_office, put_on_screen

Alt, Ctrl = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


class NotedPage(Page):
    """A page that notes what happens to it."""

    made: list[str]

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session)
        self.name = name
        self.happened: list[str] = []
        NotedPage.made.append(name)
        self.editor = QLineEdit(self)

    def enter(self) -> None:
        self.happened.append("enter")

    def leave(self) -> None:
        self.happened.append("leave")

    def handlers(self):
        return {"next_finding": lambda: self.happened.append("F8")} if self.name == "spm" else {}


@pytest.fixture
def pages(monkeypatch):
    """Three pages that note what happens, the last only for a province."""
    NotedPage.made = []
    entries = tuple(
        PageEntry(key, icon, partial(NotedPage, name=key), only_province=only)
        for key, icon, only in (
            ("beranda", "home", False),
            ("spm", "table", False),
            ("konsolidasi", "merge", True),
        )
    )
    monkeypatch.setattr(page_table, "PAGES", entries)
    return NotedPage.made


@pytest.fixture
def window(qtbot, tmp_path, pages):
    """The window with a kabupaten's office open."""
    made = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, made)
    assert made.open_office(new_office(tmp_path / "ende", ENDE))
    return made


def page(window: MainWindow) -> NotedPage:
    current = window.desk.current_page
    assert isinstance(current, NotedPage)
    return current


def provincial(qtbot, tmp_path) -> MainWindow:
    made = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, made)
    assert made.open_office(new_office(tmp_path / "ntt", NTT))
    return made


def write(session: Session, nilai: int) -> None:
    form = next(
        one for one in session.forms.values() if one.tingkat == "kabupaten" and one.berindeks
    )
    sel = next(
        kode for kode, cell in form.cells.items() if not cell.hitung and cell.jenis == "bulat"
    )
    cell = CellWrite(form.kode, session.wilayah, str(session.periode), sel, nilai)
    session.write([cell], jenis="isi", label="isi 1 sel")


def test_a_page_is_built_when_it_is_first_seen(window, pages):
    assert pages == ["beranda"]
    window.desk.show_page("spm")
    window.desk.show_page("beranda")
    window.desk.show_page("spm")
    assert pages == ["beranda", "spm"]
    assert page(window).happened == ["enter", "leave", "enter"]


def test_every_page_has_its_number_on_the_keyboard(qtbot, window):
    qtbot.keyClick(window, Key.Key_2, Ctrl)
    assert page(window).name == "spm"
    qtbot.keyClick(window, Key.Key_9, Ctrl)
    assert page(window).name == "spm"


def test_a_page_gets_the_focus_when_it_is_shown(qtbot, window):
    assert window.focusWidget() is page(window)
    window.desk.rail.item("beranda").setFocus()
    qtbot.keyClick(window, Key.Key_2, Ctrl)
    focused = window.focusWidget()
    assert focused is page(window) or page(window).isAncestorOf(focused)
    assert page(window).name == "spm"


def test_every_page_has_its_letter_and_the_rail_its_arrows(qtbot, window):
    qtbot.keyClick(window, Key.Key_S, Alt)
    qtbot.waitUntil(lambda: page(window).name == "spm")
    rail = window.desk.rail
    rail.item("spm").setFocus()
    qtbot.keyClick(rail.item("spm"), Key.Key_Up)
    assert rail.item("beranda").hasFocus()
    qtbot.keyClick(rail.item("beranda"), Key.Key_Return)
    assert page(window).name == "beranda"


def test_a_page_answers_for_its_own_actions_only_while_it_shows(qtbot, window):
    qtbot.keyClick(window, Key.Key_F8)
    window.desk.show_page("spm")
    qtbot.keyClick(window, Key.Key_F8)
    assert page(window).happened == ["enter", "F8"]
    assert not window.desk.actions_["next_empty"].isEnabled()


def test_consolidation_is_for_the_province(qtbot, window, tmp_path):
    assert window.desk.rail.keys() == ["beranda", "spm"]
    assert provincial(qtbot, tmp_path).desk.rail.keys() == ["beranda", "spm", "konsolidasi"]


def test_the_last_page_is_remembered(qtbot, window, tmp_path):
    window.desk.show_page("spm")
    again = MainWindow(Session(clock, window.session.memory))
    put_on_screen(qtbot, again)
    again.open_office(new_office(tmp_path / "lain", "53.01"))
    assert page(again).name == "spm"


def test_another_office_gets_pages_of_its_own(window, pages, tmp_path):
    window.open_office(new_office(tmp_path / "lain", "53.01"))
    assert pages == ["beranda", "beranda"]
    assert window.windowTitle() == "Lontar · Kantor Contoh 53.01"


def test_the_line_at_the_bottom_tells_when_and_what_is_unsent(qtbot, window):
    status = window.desk.status
    assert status.text == t("jendela.belum_ada_isian")
    write(window.session, 120)
    assert status.text == "Tersimpan 10.32.07 di laptop ini"
    qtbot.waitUntil(lambda: status.text.endswith("1 sel belum dikirim"))


def test_a_save_of_another_day_is_told_with_its_date(qtbot, window):
    write(window.session, 120)
    folder = window.session.office.folder
    window.close()
    later = MainWindow(Session(lambda: NOW.replace(day=9), Memory()))
    put_on_screen(qtbot, later)
    later.open_office(folder)
    assert later.desk.status.text.startswith("Tersimpan 05-10-2026 10.32.07 di laptop ini · 1 sel")


def test_a_province_is_not_told_about_cells_to_send(qtbot, tmp_path):
    window = provincial(qtbot, tmp_path)
    write(window.session, 120)
    window.desk.status.refresh()
    assert window.desk.status.text == "Tersimpan 10.32.07 di laptop ini"


def test_asking_to_save_gets_an_answer_and_commits_what_is_being_typed(qtbot, window):
    qtbot.keyClick(window, Key.Key_S, Ctrl)
    assert window.desk.messages.isVisible()
    assert t("jendela.belum_ada_isian") in window.desk.messages.text
    assert page(window).happened[-1] == "leave"


def test_undo_and_redo_from_the_keyboard(qtbot, window):
    write(window.session, 120)
    told: list[Tindakan] = []
    window.session.changed.connect(told.append)
    qtbot.keyClick(window, Key.Key_Z, Ctrl)
    qtbot.keyClick(window, Key.Key_Y, Ctrl)
    assert [one.perubahan[0].baru for one in told] == [None, 120]
    qtbot.keyClick(window, Key.Key_Y, Ctrl)
    assert window.desk.messages.text == t("jendela.tidak_ada_ulangan")


def test_in_an_editor_undo_belongs_to_the_editor(qtbot, window):
    write(window.session, 120)
    editor = page(window).editor
    editor.setFocus()
    qtbot.keyClicks(editor, "abc")
    with qtbot.assertNotEmitted(window.session.changed):
        qtbot.keyClick(editor, Key.Key_Z, Ctrl)
    assert editor.text() == ""


def test_the_menu_says_what_would_be_undone(window):
    write(window.session, 120)
    menu = window.desk.findChildren(QMenu)[0]
    menu.aboutToShow.emit()
    assert window.desk.actions_["undo"].text().endswith("isi 1 sel")


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_the_menu_opens_with_its_key(qtbot, window):
    qtbot.keyClick(window, Key.Key_F10)
    menu = window.desk.findChildren(QMenu)[0]
    qtbot.waitUntil(menu.isVisible)
    menu.hide()


def test_the_keys_can_be_looked_up(qtbot, window):
    qtbot.keyClick(window, Key.Key_F1, Ctrl)
    assert "F8" in [line.value for line in window.desk.lists.keys.list.lines]


def test_the_period_is_changed_by_mouse_and_keyboard(qtbot, window):
    bar, session = window.desk.top_bar, window.session
    assert bar.period.currentText() == "Triwulan III 2026"
    qtbot.keyClick(window, Key.Key_Right, Alt)
    assert session.periode == Periode(2026, 4)
    assert bar.period.currentText() == "Triwulan IV 2026"
    qtbot.keyClick(window, Key.Key_Right, Alt)
    assert session.periode == Periode(2026, 4)
    qtbot.keyClick(window, Key.Key_Left, Alt)
    assert session.periode == Periode(2026, 3)
    qtbot.keyClick(window, Key.Key_P, Alt)
    assert bar.period.hasFocus()
    qtbot.keyClick(bar.period, Key.Key_Up)
    qtbot.keyClick(bar.period.view(), Key.Key_Up)
    qtbot.keyClick(bar.period.view(), Key.Key_Return)
    assert session.periode == Periode(2026, 2)


def test_the_province_chooses_a_region_and_a_kabupaten_reads_its_own(qtbot, window, tmp_path):
    assert not window.desk.top_bar.region.isVisible()
    names = [one.text() for one in window.desk.top_bar.findChildren(QLabel)]
    assert "Kabupaten Ende" in names
    province = provincial(qtbot, tmp_path)
    bar = province.desk.top_bar
    assert bar.region.count() == 23
    qtbot.keyClick(bar.region, Key.Key_Down)
    qtbot.keyClick(bar.region.view(), Key.Key_Down)
    qtbot.keyClick(bar.region.view(), Key.Key_Return)
    assert province.session.wilayah == "53.01"


def test_an_exercise_is_marked_and_real_work_is_not(qtbot, window, tmp_path):
    practice = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, practice)
    practice.open_office(new_office(tmp_path / "latihan", ENDE, "latihan"))
    shown = [one.desk.practice.band.isVisible() for one in (window, practice)]
    assert shown == [False, True]
    assert practice.desk.practice.band.text.startswith("LATIHAN")
    assert practice.windowTitle().startswith("LATIHAN")
    assert not practice.desk.practice.band.toggle.isVisible()
    # Without an exercise there is no panel, and no key for it.
    assert not practice.desk.actions_["exercise"].isEnabled()
    assert practice.desk.top_bar.user.text() == OPERATOR


def test_a_start_opens_the_office_of_last_time(qtbot, tmp_path, pages):
    memory = Memory(offices={str(new_office(tmp_path / "ende", ENDE)): "Ende"})
    window = MainWindow(Session(clock, memory))
    put_on_screen(qtbot, window)
    window.begin()
    assert window.place is window.desk


def test_an_office_that_is_gone_is_told_and_others_are_offered(qtbot, tmp_path, answers):
    memory = Memory(offices={str(tmp_path / "hilang"): "Ende"})
    window = MainWindow(Session(clock, memory))
    put_on_screen(qtbot, window)
    window.begin()
    assert isinstance(window.place, StartPage)
    assert len(answers.told) == 1


def test_leaving_the_wizard_returns_to_the_open_office(qtbot, window):
    window.show_wizard()
    assert isinstance(window.place, Wizard)
    window.place.cancel_button.click()
    assert window.place is window.desk


def test_in_the_wizard_the_keys_of_the_desk_are_silent(qtbot, window):
    write(window.session, 120)
    window.show_wizard()
    with qtbot.assertNotEmitted(window.session.changed):
        qtbot.keyClick(window, Key.Key_Z, Ctrl)
        qtbot.keyClick(window, Key.Key_2, Ctrl)
    assert isinstance(window.place, Wizard)


def test_choosing_the_open_office_returns_to_it(qtbot, window):
    folder = window.session.office.folder
    window.show_start()
    assert isinstance(window.place, StartPage)
    window.place.opened.emit(folder)
    assert window.place is window.desk


def test_another_language_remakes_every_text(window):
    old = window.desk
    window.session.set_language("en")
    assert window.desk is not old
    assert window.desk.rail.item("beranda").text() == "&Home"
    assert window.desk.status.text == t("jendela.belum_ada_isian")


def test_closing_finishes_the_page_and_lets_the_office_go(qtbot, window):
    old = page(window)
    folder = window.session.office.folder
    window.close()
    assert old.happened[-1] == "leave"
    session = Session(clock, Memory())
    session.open(folder)
    session.close()


class Shown(QObject):
    """Notes every window that comes onto the screen."""

    def __init__(self, qapp) -> None:
        super().__init__()
        self.windows: list[str] = []
        qapp.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


def test_no_part_flashes_up_as_a_window_of_its_own(qtbot, qapp, tmp_path):
    shown = Shown(qapp)
    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    window.begin()
    window.open_office(new_office(tmp_path / "ntt", NTT))
    for entry in page_table.PAGES:
        window.desk.show_page(entry.key)
        qapp.processEvents()
    qapp.removeEventFilter(shown)
    assert shown.windows == ["MainWindow"]


def test_the_window_is_usable_on_a_strongly_enlarged_screen(qtbot, window):
    window.resize(683, 384)
    assert (window.width(), window.height()) == (683, 384)
    assert window.minimumSizeHint().width() <= 683
    assert window.minimumSizeHint().height() <= 384


def test_no_page_key_is_listed_twice_and_every_page_has_its_texts():
    keys = [entry.key for entry in page_table.PAGES]
    assert len(set(keys)) == len(keys)
    letters = [t(f"jendela.halaman.{key}").partition("&")[2][:1].casefold() for key in keys]
    assert all(letters)
    assert len(set(letters)) == len(letters)


def test_the_module_builds_no_page_of_its_own():
    assert not [name for name in vars(desk) if name.endswith("Page") and name != "Page"]


def test_an_opened_office_is_remembered_once_its_page_is_there(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "data", lambda: tmp_path / "data")
    folder = new_office(tmp_path / "ende", ENDE)
    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    assert window.open_office(folder)
    assert not Memory.load().offices
    qtbot.waitUntil(lambda: list(Memory.load().offices) == [str(folder)])
