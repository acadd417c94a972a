"""The trend of the province: eight quarters, a strip for the line in view, outliers named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.domain.periode import Periode
from app.ui.pages.consolidation import ConsolidationPage
from tests.ui.contoh_daerah import PERIODE, fill
from tests.ui.contoh_jendela import put_on_screen

if TYPE_CHECKING:
    from app.ui.pages.consolidation_trend import TrendPane

QUARTERS = [(2024, 4), *((2025, n) for n in range(1, 5)), *((2026, n) for n in range(1, 4))]
SERVED = {"53.01": 90, "53.02": 80, "53.03": 81, "53.04": 82, "53.05": 20}


@pytest.fixture
def pane(qtbot, province) -> TrendPane:
    """Five regions, one far below; the first reported a year ago too."""
    province.set_periode(PERIODE)
    for wilayah, served in SERVED.items():
        fill(province, wilayah, served)
    fill(province, "53.01", 70, periode=Periode(2025, 3))
    page = ConsolidationPage(province)
    page.resize(1266, 700)
    put_on_screen(qtbot, page)
    page.enter()
    qtbot.waitUntil(lambda: page.recap is not None)
    page.show_view("tren")
    qtbot.waitUntil(lambda: page.trend.trend is not None)
    return page.trend


def line(pane: TrendPane, code: str) -> list[str]:
    row = next(row for row in pane.table.ledger.rows if row.code == code)
    return [cell.text for cell in row.cells]


def choose(pane: TrendPane, key: str) -> None:
    place = pane.figure.findData(key)
    pane.figure.setCurrentIndex(place)
    pane.figure.activated.emit(place)


def test_people_come_first_and_a_change_is_against_the_same_quarter(pane):
    heads = [head.title for head in pane.table.ledger.heads]
    assert heads[1:] == [*(f"T{n} {year}" for year, n in QUARTERS), "Sejak setahun"]
    told = dict(zip(heads, line(pane, "53.01"), strict=True))
    assert (told["T3 2025"], told["T3 2026"], told["Sejak setahun"]) == ("750", "250", "-500")
    assert line(pane, "provinsi:gabungan")[-2] == "3.675"


def test_the_index_has_both_lines_of_the_province_and_names_who_lies_far(pane):
    choose(pane, "indeks")
    assert line(pane, "53.01")[-2:] == ["90,00", "+20,00"]
    assert line(pane, "provinsi:rerata")[-2] == "70,60"
    assert line(pane, "provinsi:gabungan")[-2] == "70,60"
    row = next(row for row in pane.table.ledger.rows if row.code == "53.05")
    assert (row.cells[-2].icon, row.cells[-2].note) == ("alert", "Jauh dari daerah lain.")
    assert "Jauh dari yang lain: Alor (20,00)" in pane.spread.text()


def test_the_strip_follows_the_cursor_and_says_its_figures(qtbot, pane):
    pane.table.go_to("53.01")
    qtbot.keyClick(pane.table, Qt.Key.Key_Down)
    assert pane.said.text() == "TTS"
    assert pane.spark.accessibleName().startswith("TTS: T4 2024 –")
    assert "T3 2026 500" in pane.spark.accessibleName()


def test_enter_opens_the_region_but_not_the_province(qtbot, pane):
    with qtbot.waitSignal(pane.opened) as opened:
        pane.table.go_to("53.02")
        qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert opened.args == ["53.02"]
    pane.table.go_to("provinsi:gabungan")
    with qtbot.assertNotEmitted(pane.opened):
        qtbot.keyClick(pane.table, Qt.Key.Key_Return)
