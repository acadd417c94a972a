"""What a user can do, as one table: menus, shortcuts and the page of keys are made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.teks import t
from app.ui import colours, icons, shortcuts
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Handlers = Mapping[str, Callable[[], object]]


class Entry(NamedTuple):
    """One action: its texts are `jendela.tindakan.<key>`, its menu is `jendela.menu.<menu>`."""

    key: str
    menu: str
    shortcut: str = ""
    icon: str = ""


ACTIONS = (
    Entry("saved", "kantor", shortcuts.SAVED, "saved"),
    Entry("other_office", "kantor", icon="building"),
    Entry("new_office", "kantor", icon="plus"),
    Entry("practice", "kantor", icon="practice"),
    Entry("quit", "kantor", shortcuts.QUIT),
    Entry("undo", "sunting", shortcuts.UNDO, "undo"),
    Entry("redo", "sunting", shortcuts.REDO, "redo"),
    Entry("steps", "sunting", shortcuts.STEPS, "clock"),
    Entry("copy", "sunting", shortcuts.COPY, "copy"),
    Entry("paste", "sunting", shortcuts.PASTE, "paste"),
    Entry("fill_down", "sunting", shortcuts.FILL_DOWN),
    Entry("find", "pindah", shortcuts.FIND, "search"),
    Entry("next_finding", "pindah", shortcuts.NEXT_FINDING, "alert"),
    Entry("next_empty", "pindah", shortcuts.NEXT_EMPTY, "circle"),
    Entry("next_form", "pindah", shortcuts.NEXT_FORM, "arrow-right"),
    Entry("previous_form", "pindah", shortcuts.PREVIOUS_FORM, "arrow-left"),
    Entry("period_next", "pindah", shortcuts.PERIOD_NEXT),
    Entry("period_back", "pindah", shortcuts.PERIOD_BACK),
    Entry("help_here", "bantuan", shortcuts.HELP_HERE, "info"),
    Entry("tour", "bantuan", shortcuts.TOUR, "flag"),
    Entry("exercise", "bantuan", shortcuts.EXERCISE, "practice"),
    Entry("into_exercise", "bantuan", shortcuts.INTO_EXERCISE),
    Entry("guide", "bantuan", shortcuts.GUIDE, "lembar"),
    Entry("keys", "bantuan", shortcuts.HELP, "help"),
    Entry("about", "bantuan", icon="lontar"),
)
MENUS = ("kantor", "sunting", "pindah", "bantuan")


class Actions(QObject):
    """The table as Qt actions of one window; each runs whoever answers for it at the moment."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._handlers: dict[str, Callable[[], object]] = {}
        self._made = {entry.key: self._make(entry, window) for entry in ACTIONS}

    def __getitem__(self, key: str) -> QAction:
        return self._made[key]

    def answer(self, *sources: Handlers) -> None:
        """Say who answers for which action from now on; later sources go before earlier ones."""
        self._handlers = {key: handler for source in sources for key, handler in source.items()}
        for key, action in self._made.items():
            action.setEnabled(key in self._handlers)

    def menu(self, parent: QWidget) -> QMenu:
        """All actions as one menu with a submenu for each subject."""
        whole = QMenu(parent)
        for name in MENUS:
            part = whole.addMenu(t(f"jendela.menu.{name}"))
            part.addActions([self._made[entry.key] for entry in ACTIONS if entry.menu == name])
        return whole

    def tint(self, widget: QWidget) -> None:
        """Draw the icons in the text colour of the widget's palette."""
        colour = colours.tone(Tone.MUTED, widget.palette())
        for entry in ACTIONS:
            if entry.icon:
                self._made[entry.key].setIcon(icons.icon(entry.icon, colour))

    def _make(self, entry: Entry, window: QWidget) -> QAction:
        action = QAction(t(f"jendela.tindakan.{entry.key}"), self)
        action.setShortcut(QKeySequence(entry.shortcut))
        action.setProperty("key", entry.key)
        action.triggered.connect(self._run)
        window.addAction(action)
        return action

    def _run(self) -> None:
        action = self.sender()
        assert action is not None
        self._handlers[action.property("key")]()


def plain(text: str) -> str:
    """A text without the mark of its mnemonic."""
    return text.replace("&", "")
