"""The start page: choose an office, open a folder, or set up a new one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from app import paths
from app.teks import t
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.start import StartPage
from app.ui.pages.wizard import Wizard
from app.ui.session import Session
from tests.ui.contoh_jendela import clock, put_on_screen


def shown(qtbot, *folders: Path) -> StartPage:
    page = StartPage(Memory(offices={str(folder): f"Kantor & {folder.name}" for folder in folders}))
    put_on_screen(qtbot, page)
    return page


def test_an_office_is_opened_from_the_keyboard(qtbot, tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    page = shown(qtbot, first, second)
    page.setFocus()
    assert page.offices[0].hasFocus()
    qtbot.keyClick(page.offices[0], Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.offices[1], Qt.Key.Key_Return)
    assert opened.args == [second]


def test_walking_with_the_arrow_keys_opens_nothing(qtbot, tmp_path):
    page = shown(qtbot, tmp_path, tmp_path.parent)
    page.setFocus()
    with qtbot.assertNotEmitted(page.opened):
        qtbot.keyClick(page.offices[0], Qt.Key.Key_Down)


def test_a_folder_that_is_gone_cannot_be_chosen_and_says_why(qtbot, tmp_path):
    page = shown(qtbot, tmp_path / "hilang")
    assert not page.offices[0].isEnabled()
    assert t("jendela.mulai.hilang") in page.offices[0].accessibleDescription()


def test_another_folder_can_be_opened(qtbot, tmp_path, answers):
    page = shown(qtbot)
    answers.will("choose_folder", tmp_path)
    with qtbot.waitSignal(page.opened) as opened:
        page.other_folder.click()
    assert opened.args == [tmp_path]


def test_whoever_changes_their_mind_opens_nothing(qtbot, answers):
    page = shown(qtbot)
    answers.will("choose_folder", None)
    with qtbot.assertNotEmitted(page.opened):
        page.other_folder.click()


def test_without_any_office_the_focus_is_on_making_one(qtbot):
    page = shown(qtbot)
    page.setFocus()
    assert page.new_office.hasFocus()
    with qtbot.waitSignal(page.wizard_wanted):
        qtbot.keyClick(page.new_office, Qt.Key.Key_Return)


def begun(qtbot, monkeypatch, practice: Path) -> MainWindow:
    monkeypatch.setattr(paths, "practice", lambda: practice)
    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    window.begin()
    return window


def test_the_first_start_leads_to_the_wizard(qtbot, monkeypatch, tmp_path):
    assert isinstance(begun(qtbot, monkeypatch, tmp_path / "tidak-ada").place, Wizard)


def test_whoever_has_only_practised_goes_on_practising(qtbot, monkeypatch, tmp_path):
    """The wizard offers an exercise office, in which their exercises are not."""
    assert isinstance(begun(qtbot, monkeypatch, tmp_path).place, StartPage)
