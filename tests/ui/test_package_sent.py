"""Paket, just signed: what became of it is in view, whatever was in view before."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea

from tests.ui.contoh_dua import A_WHILE, sign, state


def test_what_became_of_the_package_is_in_view_though_the_page_was_scrolled(qtbot, meja, tmp_path):
    meja.window.resize(911, 512)
    state(qtbot, meja)
    card = meja.send.sign
    around = card
    while not isinstance(around, QScrollArea):
        around = around.parentWidget()
    bar = around.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=A_WHILE)
    bar.setValue(bar.maximum())
    sign(qtbot, meja, tmp_path / "flashdisk")
    view = around.viewport()

    def top() -> int:
        return int(card.result.mapTo(view, QPoint()).y())

    qtbot.waitUntil(lambda: 0 <= top() < view.height(), timeout=A_WHILE)
    # Enter once more shows the file; what is told about it stays.
    assert card.result.open.hasFocus()
