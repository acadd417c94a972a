"""A part that was shown comes into view, also when what stands above it grows a moment later."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui import tab_order
from app.ui.widgets.scrolling import scrolling
from tests.ui.contoh_jendela import put_on_screen

LATER_MS = 100


def test_what_was_shown_stays_in_view_while_the_rest_finds_its_place(qtbot):
    inside, above, below = QWidget(), QLabel("atas"), QLabel("bawah")
    column = QVBoxLayout(inside)
    column.addWidget(above)
    column.addWidget(below)
    area = scrolling(inside)
    area.resize(200, 100)
    put_on_screen(qtbot, area)
    tab_order.scroll_to_shown(below)
    QTimer.singleShot(LATER_MS, inside, lambda: above.setMinimumHeight(400))
    qtbot.waitUntil(lambda: above.height() >= 400)
    qtbot.waitUntil(lambda: below.visibleRegion().boundingRect() == below.rect())
    # Afterwards whoever scrolls is left alone.
    qtbot.wait(600)
    area.verticalScrollBar().setValue(0)
    above.setMinimumHeight(500)
    qtbot.wait(LATER_MS)
    assert area.verticalScrollBar().value() == 0
