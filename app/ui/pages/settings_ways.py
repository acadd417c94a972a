"""What is done seldom in Pengaturan: each line with a sentence on when it is the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.teks import t
from app.ui.pages.home_parts import LineButton, ListCard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Way = tuple[str, str, Callable[[], object]]
    """Its key, its icon, what it does."""


class WaysCard(ListCard):
    """Lines to press, by their keys; their texts are `pengaturan.<bagian>.<key>` and `….arti`."""

    def __init__(self, heading: str, bagian: str, ways: Iterable[Way]) -> None:
        super().__init__(heading)
        self.lines: dict[str, LineButton] = {}
        for key, icon, do in ways:
            words = t(f"pengaturan.{bagian}.{key}")
            line = LineButton(words, t(f"pengaturan.{bagian}.{key}.arti"), icon)
            line.clicked.connect(do)
            self.lines[key] = line
            self.body.addWidget(line)
