"""After a tour the window is as it was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollBar

from tests.ui.contoh_jendela import ENDE, new_office
from tests.ui.test_tour import SIZES, open_window, rest, started

Key = Qt.Key


def test_what_a_tour_scrolled_is_scrolled_back(qtbot, tmp_path):
    window = open_window(qtbot, new_office(tmp_path / "ende", ENDE), SIZES[1])
    window.desk.show_page("beranda")
    rest()
    bars = [one for one in window.desk.current_page.findChildren(QScrollBar) if one.isVisible()]
    assert any(one.maximum() for one in bars)
    before = {one: one.value() for one in bars}
    tour = started(qtbot, window)
    moved = False
    while tour.isVisible():
        rest()
        moved = moved or {one: one.value() for one in bars} != before
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Key.Key_Return)
    rest()
    assert moved
    assert {one: one.value() for one in bars} == before
    window.close()
