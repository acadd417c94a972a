"""The keys of the sheet while no cell is being edited, as a spreadsheet has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.ui.enter_key import ENTER
from app.ui.grid.moves import Go

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.ui.grid.cursor import Cursor
    from app.ui.grid.stack import SheetGrid

_Key = Qt.Key
_Mod = Qt.KeyboardModifier
_ARROWS = {
    _Key.Key_Up: (-1, 0),
    _Key.Key_Down: (1, 0),
    _Key.Key_Left: (0, -1),
    _Key.Key_Right: (0, 1),
}
_PAGES = {_Key.Key_PageUp: -1, _Key.Key_PageDown: 1}
_ENDS = {_Key.Key_Home: False, _Key.Key_End: True}
_TABS = {_Key.Key_Tab, _Key.Key_Backtab}
_OPENING = {_Key.Key_F2, _Key.Key_Backspace}


class Keyboard:
    """Takes every key but those that begin editing or select all: they are left to the view."""

    def __init__(self, grid: SheetGrid, cursor: Cursor) -> None:
        self._grid, self._cursor = grid, cursor

    def __call__(self, event: QKeyEvent) -> bool:
        """Do what the key asks; False leaves it to the view."""
        event.accept()
        key = _Key(event.key())
        ctrl = bool(event.modifiers() & _Mod.ControlModifier)
        shift = bool(event.modifiers() & _Mod.ShiftModifier)
        if self._grid.current is None:
            # A sheet without any cell: there is nowhere to go.
            event.ignore()
        elif key in _ARROWS:
            self._cursor.walk(*_ARROWS[key], jump=ctrl, extend=shift)
        elif key in ENTER:
            self._cursor.finish(Go.UP if shift else Go.DOWN)
        elif key in _TABS:
            self._cursor.finish(Go.PREVIOUS if shift or key == _Key.Key_Backtab else Go.NEXT)
        elif key in _PAGES and not ctrl:
            self._cursor.page(_PAGES[key], extend=shift)
        elif key in _ENDS:
            self._cursor.end(last=_ENDS[key], sheet=ctrl, extend=shift)
        elif key == _Key.Key_Delete:
            self._grid.edits.clear()
        elif key == _Key.Key_A and ctrl:
            return False
        elif self._begins_editing(event):
            return not self._grid.may_edit()
        else:
            event.ignore()
        return True

    def _begins_editing(self, event: QKeyEvent) -> bool:
        if event.key() in _OPENING:
            return True
        held = event.modifiers() & (_Mod.ControlModifier | _Mod.AltModifier | _Mod.MetaModifier)
        # AltGr arrives as Ctrl with Alt and does type.
        alt_gr = held == _Mod.ControlModifier | _Mod.AltModifier
        return event.text().isprintable() and bool(event.text()) and (not held or alt_gr)
