"""Actions: one table, no key twice, and only what somebody answers for can be chosen."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.teks import t
from app.ui import shortcuts
from app.ui.actions import ACTIONS, MENUS, Actions
from app.ui.pages.entry_commands import COMMANDS
from tests.ui.contoh_jendela import put_on_screen


def test_no_two_actions_share_a_key_and_every_key_exists():
    keys = [QKeySequence(entry.shortcut).toString() for entry in ACTIONS if entry.shortcut]
    keys += [QKeySequence(shortcuts.PAGE.format(place)).toString() for place in range(1, 10)]
    assert not [key for key, times in Counter(keys).items() if times > 1]
    assert all(keys)


def test_a_menu_holds_every_action_once_and_no_mnemonic_twice(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    menu = Actions(window).menu(window)
    parts = menu.findChildren(QMenu)
    assert [part.title() for part in parts] == [t(f"jendela.menu.{name}") for name in MENUS]
    assert sum(len(part.actions()) for part in parts) == len(ACTIONS)
    for part in (menu, *parts):
        letters = [mnemonic(action.text()) for action in part.actions()]
        assert len(set(letters)) == len(letters), letters


def test_an_action_runs_for_whoever_answers_last(qtbot):
    window = QWidget()
    put_on_screen(qtbot, window)
    done = []
    actions = Actions(window)
    actions.answer(
        {"next_finding": lambda: done.append("window")},
        {"next_finding": lambda: done.append("page")},
    )
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert done == ["page"]
    assert not actions["next_empty"].isEnabled()


def mnemonic(text: str) -> str:
    return text[text.index("&") + 1].casefold()


def test_no_key_of_the_entry_screen_leads_to_two_commands():
    used = [QKeySequence(one.key).toString() for one in COMMANDS]
    assert not [key for key, times in Counter(used).items() if times > 1]
    elsewhere = {QKeySequence(one.shortcut).toString() for one in ACTIONS if one.shortcut}
    own = {QKeySequence(one.key).toString() for one in COMMANDS if one.name.startswith("isian.")}
    assert not elsewhere & (set(used) - own)
