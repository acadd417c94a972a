"""A trainer's own exercises in the window: loaded, played, refused in words, taken off the list."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from app.exchange.latihan import langkah, milik, pustaka
from app.ui.pages.practice_board import PracticeBoard
from tests.contoh_latihan import now, prepared
from tests.ui.contoh_latihan_jendela import laptop, listed
from tests.ui.isian import Key
from tests.ui.test_accessibility import nameless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from app.ui.main_window import MainWindow
    from app.ui.pages.practice import PracticePage

KODE = "pelatih-contoh-ibu-bersalin"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    with laptop(qtbot) as made:
        made.practise()
        yield made
    shutil.rmtree(pustaka.own_folder(), ignore_errors=True)


def tab_leads_through(qtbot: QtBot, page: PracticePage) -> None:
    """From what was just loaded to the buttons below, and there from the last of the program."""
    own = page.own
    assert own.exercises[KODE].hasFocus()
    for expected in (own.removers[KODE], own.load, own.sample):
        qtbot.keyClick(page.window().focusWidget(), Key.Key_Tab)
        assert expected.hasFocus()
    last = list(page.exercises.values())[-1]
    last.setFocus()
    qtbot.keyClick(last, Key.Key_Tab)
    assert own.exercises[KODE].hasFocus()


def test_a_trainers_file_is_saved_loaded_played_and_taken_off(qtbot, window, answers, tmp_path):
    own = listed(window).own
    answers.will("choose_folder", tmp_path)
    own.sample.click()
    assert str(tmp_path) in own.messages.text
    answers.will("open_files", [tmp_path / milik.CONTOH])
    own.load.click()
    qtbot.waitUntil(lambda: KODE in own.exercises, timeout=60_000)
    assert "Dimuat: 1 latihan" in own.messages.text
    assert not nameless(listed(window))
    tab_leads_through(qtbot, listed(window))
    listed(window).name.setText("Wilhelmina")
    qtbot.keyClick(own.exercises[KODE], Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.is_open, timeout=60_000)
    panel = window.desk.practice.panel
    assert panel is not None
    assert panel.results == [False, False, False]
    one, room = pustaka.own()[KODE], panel.room
    window.session.close()
    langkah.perform(one.jalan, room.kantor, room.berkas, prepared(), now)
    window._enter_room(room)
    panel = window.desk.practice.panel
    assert panel is not None
    assert all(panel.results)
    panel.next_button.click()
    listed(window).board.click()
    board = window.place
    assert isinstance(board, PracticeBoard)
    assert board.key.text().endswith(f"{len(pustaka.known())} {one.judul}")
    assert board.key.text().startswith("1 Angka pertama · 2 ")
    board.back.click()
    remover = listed(window).own.removers[KODE]
    answers.will("ask", False)
    remover.click()
    assert KODE in pustaka.own()
    answers.will("ask", True)
    remover.click()
    assert not listed(window).own.exercises


def test_an_exercise_that_is_chosen_while_a_file_is_loaded_comes_after_it(
    qtbot, window, answers, tmp_path
):
    page = listed(window)
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)
    answers.will("choose_folder", tmp_path)
    page.own.sample.click()
    answers.will("open_files", [tmp_path / milik.CONTOH])
    page.own.load.click()
    assert page.busy
    page.name.setText("Wilhelmina")
    page.exercises["01-angka-pertama"].click()
    assert not window.session.is_open
    qtbot.waitUntil(lambda: window.session.is_open, timeout=60_000)
    assert KODE in pustaka.own()


def test_a_key_leads_into_the_panel_of_an_exercise_and_back(qtbot, window):
    listed(window).name.setText("Wilhelmina")
    listed(window).exercises["03-nol-yang-hilang"].click()
    qtbot.waitUntil(lambda: window.session.is_open, timeout=60_000)
    panel, into = window.desk.practice.panel, window.desk.actions_["into_exercise"]
    assert panel is not None
    assert into.shortcut().toString() == "Shift+F4"
    for shown in (True, False):
        panel.setVisible(shown)
        into.trigger()
        assert panel.hint_button.hasFocus()
        into.trigger()
        assert window.desk.current_page.isAncestorOf(window.focusWidget())
    room = panel.room
    window.session.close()
    langkah.perform(room.latihan.jalan, room.kantor, room.berkas, prepared(), now)
    window._enter_room(room)
    panel = window.desk.practice.panel
    assert panel is not None
    window.desk.actions_["into_exercise"].trigger()
    assert panel.next_button.hasFocus()


def test_a_file_that_cannot_be_used_is_named_with_its_place(qtbot, window, answers, tmp_path):
    sample = milik.write_sample(tmp_path)
    text = sample.read_text("utf-8").replace('kerja = "kosongkan"', 'kerja = "hapus"')
    sample.write_text(text, encoding="utf-8")
    own = listed(window).own
    answers.will("open_files", [sample])
    own.load.click()
    qtbot.waitUntil(lambda: bool(answers.told[1:]), timeout=60_000)
    assert f'{sample.name}, awal ke-1, kerja: "hapus" bukan hal' in answers.told[-1]
    assert not own.exercises
    pustaka.own_folder().mkdir(parents=True)
    shutil.copy(sample, pustaka.own_folder() / f"{KODE}.toml")
    own.refresh()
    answers.will("ask", True)
    own.removers[KODE].click()
    assert not own.removers


def test_files_may_be_left_unchosen(window, answers):
    own = listed(window).own
    answers.will("open_files", [])
    own.load.click()
    answers.will("choose_folder", None)
    own.sample.click()
    assert own.messages.isHidden()
