"""Bila metode lain: seen for every region first, kept only when it is chosen and confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.ui import dialogue
from tests.ui.contoh_daerah import fill, three_regions

if TYPE_CHECKING:
    from app.ui.pages.consolidation import ConsolidationPage


@pytest.fixture
def page(qtbot, province) -> ConsolidationPage:
    """Three regions; the fourth serves more than it needs."""
    fill(province, "53.04", 120)
    made = three_regions(qtbot, province)
    made.show_view("metode")
    qtbot.waitUntil(lambda: made.method.andai is not None)
    return made


def line(page: ConsolidationPage, code: str) -> list[str]:
    row = next(row for row in page.method.table.ledger.rows if row.code == code)
    return [cell.text for cell in row.cells]


def lift_the_cap(qtbot, page: ConsolidationPage) -> None:
    chooser = page.method.choices["batas"]
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Down)
    qtbot.waitUntil(page.method.choose.isEnabled)


def test_it_opens_with_the_method_in_force_and_nothing_to_choose(page):
    assert not page.method.choose.isEnabled()
    assert line(page, "53.04") == ["Belu", "100,00", "100,00", "0,00", "1", "1", "tetap"]
    assert "Ini metode yang dipakai sekarang." in page.method.said.text()


def test_a_change_is_shown_for_everybody_and_kept_for_nobody(qtbot, page, province):
    with qtbot.assertNotEmitted(province.settings_changed):
        lift_the_cap(qtbot, page)
    assert line(page, "53.04")[:4] == ["Belu", "100,00", "120,00", "+20,00"]
    assert line(page, "53.20")[1:] == ["–"] * 6
    assert "Rata-rata provinsi 90,00 (3 daerah) menjadi" in page.method.said.text()
    assert province.metode.batas == 100


def test_what_was_worked_out_before_cannot_be_chosen_while_another_is_worked_out(qtbot, page):
    lift_the_cap(qtbot, page)
    chooser = page.method.choices["daerah"]
    chooser.setCurrentIndex(1)
    chooser.activated.emit(1)
    assert not page.method.choose.isEnabled()
    assert page.method.said.text() == "Menghitung akibatnya…"
    qtbot.waitUntil(page.method.choose.isEnabled)


@pytest.mark.parametrize(("agrees", "cap"), [(False, 100), (True, 0)])
def test_it_is_kept_only_after_it_is_confirmed(qtbot, page, province, monkeypatch, agrees, cap):
    asked: list[str] = []

    def answer(_parent: object, question: str, *_buttons: str) -> object:
        asked.append(question)
        return agrees

    monkeypatch.setattr(dialogue, "ask", answer)
    lift_the_cap(qtbot, page)
    qtbot.mouseClick(page.method.choose, Qt.MouseButton.LeftButton)
    assert "Pakai metode ini" in asked[0]
    assert province.metode.batas == cap
    if agrees:
        qtbot.waitUntil(lambda: line(page, "53.04")[1] == "120,00")
        assert not page.method.choose.isEnabled()
