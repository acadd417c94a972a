"""Widgets below each other that are replaced together, as the lines of a list that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QBoxLayout

W = TypeVar("W", bound=QWidget)


def replace(column: QBoxLayout, old: Sequence[W], new: Iterable[W]) -> list[W]:
    """Put others in the place of what stands at the end of a column; the focus keeps its place."""
    focused = next((place for place, one in enumerate(old) if one.hasFocus()), None)
    made = list(new)
    for one in made:
        column.addWidget(one)
    if focused is not None and made:
        # Before the old one goes: it would pass the focus on to anything of the window.
        made[min(focused, len(made) - 1)].setFocus()
    for one in old:
        column.removeWidget(one)
        one.hide()
        one.deleteLater()
    return made
