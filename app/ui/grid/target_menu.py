"""The menu below the line under the cursor: every target there is, and which one it has now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QAbstractItemView, QMenu

_GAP = QPoint(0, 2)

Choice = tuple[str | None, str]
"""The code of a target, None for none, and what it is called."""


def offer(
    menu: QMenu,
    choices: Iterable[Choice],
    now: str | None,
    chosen: Callable[[str | None], object],
) -> None:
    """Put the choices into a menu, the one that holds now ticked and in hand."""
    for kode, label in choices:
        action = menu.addAction(label.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(kode == now)
        action.triggered.connect(lambda _=False, kode=kode: chosen(kode))
        if kode == now:
            menu.setActiveAction(action)


def pop_up(menu: QMenu, view: QAbstractItemView) -> None:
    """Open a menu below the current line of a list; it is gone once it closes."""
    spot = view.visualRect(view.currentIndex()).bottomLeft()
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(view.viewport().mapToGlobal(spot + _GAP))
