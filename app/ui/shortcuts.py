"""Every key the window answers to, in one place; pages and menus ask here."""

from __future__ import annotations

from typing import Final

# The window.
PAGE: Final = "Ctrl+{}"
MENU: Final = "F10"
HELP_HERE: Final = "F1"
TOUR: Final = "Shift+F1"
HELP: Final = "Ctrl+F1"
GUIDE: Final = "Ctrl+Shift+F1"
PERIOD_BACK: Final = "Alt+Left"
PERIOD_NEXT: Final = "Alt+Right"
SAVED: Final = "Ctrl+S"
QUIT: Final = "Ctrl+Q"
FIND: Final = "Ctrl+K"
EXERCISE: Final = "F4"
INTO_EXERCISE: Final = "Shift+F4"

# Editing, as in a spreadsheet.
UNDO: Final = "Ctrl+Z"
REDO: Final = "Ctrl+Y"
STEPS: Final = "Ctrl+Alt+Z"
COPY: Final = "Ctrl+C"
PASTE: Final = "Ctrl+V"
FILL_DOWN: Final = "Ctrl+D"
NEXT_FINDING: Final = "F8"
NEXT_EMPTY: Final = "Ctrl+;"
NEXT_FORM: Final = "Ctrl+PgDown"
PREVIOUS_FORM: Final = "Ctrl+PgUp"
