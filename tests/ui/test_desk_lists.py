"""Ctrl+K finds anything and goes there; the list of steps takes several back at once."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.nilai import Keadaan
from app.store.undo import Langkah
from app.ui.actions import ACTIONS
from app.ui.desk_lists import _step
from app.ui.grid.keys import GRID
from app.ui.pages.entry_commands import COMMANDS
from app.ui.pages.settings import SettingsPage
from tests.journeys.pemakai import CTRL, Key, Pemakai
from tests.ui.contoh_daerah import desk
from tests.ui.contoh_jendela import ENDE, new_office
from tests.ui.isian import ALT, HARUS, TERLAYANI


@pytest.fixture
def person(qtbot, tmp_path) -> Pemakai:
    return Pemakai(qtbot, desk(qtbot, new_office(tmp_path / "ende", ENDE), "beranda"))


def ask(person: Pemakai, words: str) -> list[str]:
    person.press(Key.Key_K, CTRL).type(words)
    return [line.head for line in person.window.desk.lists.finder.list.lines]


def entry(person: Pemakai):
    return person.window.desk.current_page


def test_a_word_leads_to_an_indicator_in_its_service(person):
    assert ask(person, "tablet tambah darah")[0] == "Tablet tambah darah"
    person.press(Key.Key_Return)
    assert entry(person).sheet.form.kode == "KES-01"
    assert entry(person).grid.current.kode == "mutu.m02.dibutuhkan"
    assert person.focus is entry(person).grid.view


def test_the_words_of_the_field_lead_to_screens_and_actions(person):
    assert ask(person, "kirim")[0] == "Paket"
    person.press(Key.Key_Return)
    assert person.window.session.memory.page == "paket"
    assert ask(person, "tenggat")[0] == "Tenggat"
    person.press(Key.Key_Return)
    page = person.window.desk.current_page
    assert isinstance(page, SettingsPage)
    assert page.list.item("tenggat").isChecked()


def test_the_way_is_gone_although_what_had_the_focus_went_meanwhile(person):
    line = QLineEdit(entry(person))
    line.show()
    line.setFocus()
    assert ask(person, "kirim")[0] == "Paket"
    shiboken6.delete(line)
    person.press(Key.Key_Return)
    assert person.window.session.memory.page == "paket"


def test_the_arrows_walk_while_the_letters_go_on(person):
    listed = ask(person, "usia")
    assert {"Usia lanjut", "Usia produktif"} <= set(listed[:4])
    person.press(Key.Key_Down)
    finder = person.window.desk.lists.finder
    assert finder.list.currentIndex().row() == 1
    assert listed[1] in finder.field.accessibleDescription()
    assert person.focus is finder.field
    person.press(Key.Key_Return)
    assert entry(person).sheet.form.nama == listed[1]


def test_an_action_on_the_sheet_is_run_on_the_cell_one_comes_from(person):
    person.go("spm")
    entry(person).open_service("KES-01", HARUS)
    entry(person).grid.take_focus()
    assert "Nihil" in ask(person, "nihil")[:2]
    person.window.desk.lists.finder.list.mark("perintah\tisian.keadaan.nihil")
    person.press(Key.Key_Return)
    assert entry(person).sheet.nilai(HARUS) is Keadaan.NIHIL


def test_escape_leads_back_to_where_one_was_and_nothing_found_says_so(person):
    person.go("spm")
    before = person.focus
    assert ask(person, "xyzzy") == [
        "Tidak ada yang cocok dengan “xyzzy”. Coba satu kata saja, misalnya nama layanan."
    ]
    person.press(Key.Key_Return)
    assert person.window.desk.lists.finder.isVisible()
    person.press(Key.Key_Escape)
    assert not person.window.desk.lists.finder.isVisible()
    assert QApplication.focusWidget() is before


def test_the_list_of_steps_takes_several_back_and_brings_them_again(person):
    person.go("spm")
    page = entry(person)
    page.open_service("KES-01", HARUS)
    page.grid.take_focus()
    person.enter("80").enter("70").enter("60")
    person.press(Key.Key_Z, CTRL | ALT)
    steps = person.window.desk.lists.steps
    assert [line.head[:12] for line in steps.list.lines] == [
        "ketik 60 pad",
        "ketik 70 pad",
        "ketik 80 pad",
    ]
    person.press(Key.Key_Down).press(Key.Key_Return)
    assert (page.sheet.nilai(HARUS), page.sheet.nilai(TERLAYANI)) == (80, None)
    assert page.grid.current.kode == TERLAYANI
    assert person.window.desk.messages.text.startswith("2 langkah diurungkan, terakhir: ketik 70")
    person.press(Key.Key_Z, CTRL | ALT)
    assert [line.value for line in steps.list.lines] == ["diurungkan", "diurungkan", ""]
    person.press(Key.Key_Return)
    assert page.sheet.nilai(TERLAYANI) == 70
    assert person.window.desk.messages.text.startswith("2 langkah diulang, terakhir: ketik 60")


def test_the_menu_names_what_would_be_taken_back(person):
    person.go("spm")
    page = entry(person)
    page.open_service("KES-01", HARUS)
    page.grid.take_focus()
    person.enter("5")
    desk_ = person.window.desk
    assert desk_.actions_["undo"].icon().isNull()
    desk_._menu.aboutToShow.emit()
    # Drawn when somebody opens the menu, not at every start.
    assert not desk_.actions_["undo"].icon().isNull()
    assert (
        desk_.actions_["undo"].text()
        == "&Urungkan: ketik 5 pada Ibu hamil yang harus dilayani, Jumlah"
    )


def test_the_list_of_keys_names_every_key_and_can_be_searched(person):
    person.press(Key.Key_F1, CTRL)
    listed = person.window.desk.lists.keys.list
    shown = {line.value for line in listed.lines}
    assert {entry.shortcut for entry in ACTIONS if entry.shortcut} <= shown
    assert {command.key for command in COMMANDS} <= shown
    assert {key for key, _ in GRID} <= shown
    person.type("lompat")
    assert [line.value for line in listed.lines] == ["Ctrl+←↑→↓"]
    person.press(Key.Key_Escape)


def test_a_step_of_thousands_of_cells_is_counted_as_people_write_it():
    step = Langkah(1, "2026-10-05T10:32:07+08:00", "Maria", "impor", "Impor RAT", 2136, urung=False)
    assert _step(step).sub == "05-10-2026 10.32.07 · Maria · 2.136 sel"
