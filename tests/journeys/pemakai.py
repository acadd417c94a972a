"""Somebody at a laptop with Lontar on it: opens the window, uses the keyboard, closes it again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.session import Session
from tests.ui.contoh_jendela import clock, put_on_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from app.ui.page import Page

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
MOST_STOPS = 80
A_WHILE = 60_000


class Pemakai:
    """A person before a window; keys go where the focus is, as on a real keyboard."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    # --- What they do

    def type(self, text: str) -> Pemakai:
        # The first key opens an editor, which gets the others.
        for letter in text:
            self.qtbot.keyClicks(self.focus, letter)
        return self

    def retype(self, text: str) -> Pemakai:
        """Type over whatever the line holds."""
        assert isinstance(self.focus, QLineEdit)
        return self.press(Key.Key_A, CTRL).type(text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> Pemakai:
        for _ in range(times):
            self.qtbot.keyClick(self.focus, key, modifier)
        return self

    def enter(self, text: str) -> Pemakai:
        return self.type(text).press(Key.Key_Return)

    def tab_to(self, wanted: QWidget) -> Pemakai:
        """Tab until a part has the focus; it must be reachable that way."""
        for _ in range(MOST_STOPS):
            if self.focus is wanted:
                return self
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab stays at {named(self.focus)} and never reaches {named(wanted)}")

    def go(self, page: str) -> Page:
        """Come to a page with its number, and find the focus there."""
        place = self.window.desk.rail.keys().index(page)
        self.press(Key(Key.Key_1 + place), CTRL)
        shown = self.window.desk.current_page
        assert self.window.session.memory.page == page
        assert shown is self.focus or shown.isAncestorOf(self.focus)
        return shown

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=A_WHILE)

    # --- What they see

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def sentences(self, where: QWidget | None = None) -> list[str]:
        """Every text on the screen."""
        labels = (where or self.window).findChildren(QLabel)
        return [one.text() for one in labels if one.isVisible()]


@contextmanager
def at_the_laptop(qtbot: QtBot) -> Iterator[Pemakai]:
    """Start the program as its user finds it today, and close the window at the end."""
    window = MainWindow(Session(clock, Memory.load()))
    window.resize(1366, 768)
    put_on_screen(qtbot, window)
    window.begin()
    yield Pemakai(qtbot, window)
    window.close()


def named(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.accessibleName() or text!r}"
