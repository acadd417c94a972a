"""Enter, of which a keyboard has two; it means the same to many widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QAbstractButton

ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def pressed(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Enter presses a button that has the focus, as Space does; whether this was Enter."""
    if event.key() not in ENTER:
        return False
    button.click()
    return True
