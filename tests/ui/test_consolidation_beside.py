"""Beside the index: budget against service, and how far each region breaks its people down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.contoh_daerah import enter, three_regions

if TYPE_CHECKING:
    from app.ui.pages.consolidation import ConsolidationPage
    from app.ui.pages.consolidation_beside import BesidePane


@pytest.fixture
def page(qtbot, province) -> ConsolidationPage:
    """Three regions, the first with a budget and a breakdown for one layanan."""
    made = three_regions(qtbot, province)
    province.set_wilayah("53.01")
    enter(province, "KES-01", anggaran__pagu__pad=400, anggaran__realisasi__pad=100)
    enter(province, "KES-01", penerima__terlayani__dis=4)
    return made


def line(pane: BesidePane, code: str) -> list[str]:
    row = next(row for row in pane.table.ledger.rows if row.code == code)
    return [cell.text for cell in row.cells]


def test_serapan_stands_beside_capaian_and_says_what_it_is_made_of(qtbot, page):
    page.show_view("anggaran")
    pane = page.budget
    heads = [head.title for head in pane.table.ledger.heads]
    place = heads.index("Kesehatan serapan")
    qtbot.waitUntil(lambda: bool(pane.table.ledger.rows) and line(pane, "53.01")[place] == "25,00")
    assert line(pane, "53.01")[place + 1] == "90,00"
    assert line(pane, "53.02")[place : place + 2] == ["–", "80,00"]
    assert line(pane, "53.20")[1:] == ["–"] * 12
    row = next(row for row in pane.table.ledger.rows if row.code == "53.01")
    assert row.cells[place].note == "Rp100 dari Rp400, 1 dari 12 layanan"
    assert pane.said.text().endswith("1 dari 22 daerah mengisi pagu dan realisasi.")


def test_coverage_of_disability_is_told_and_enter_opens_the_region(qtbot, page):
    page.show_view("gedsi")
    pane = page.gedsi
    # Two hundred of 2,500 people are served where disability is asked for anyway; the first region
    # says it of one layanan more.
    qtbot.waitUntil(lambda: bool(pane.table.ledger.rows) and line(pane, "53.01")[-1] == "12,00")
    assert line(pane, "53.02")[-1] == "8,00"
    assert line(pane, "53.20")[1:] == ["–"] * 4
    pane.setFocus()
    pane.table.go_to("53.02")
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    page.close_region()
    assert pane.isVisible()


def test_a_narrow_page_puts_the_views_into_two_rows_without_losing_one(qtbot, page):
    page.resize(600, 500)
    qtbot.waitUntil(lambda: len({one.y() for one in page.segments.buttons.values()}) == 2)
    assert all(one.isVisible() for one in page.segments.buttons.values())
