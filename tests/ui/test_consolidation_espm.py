"""Nilai e-SPM in Konsolidasi: what a region declared or the province saw, beside the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.exchange import nilai_espm
from app.store.door import CellWrite
from tests.ui.contoh_daerah import PERIODE, three_regions

if TYPE_CHECKING:
    from app.ui.pages.consolidation import ConsolidationPage


def put(session, wilayah: str, formulir: str, **cells) -> None:
    wishes = [
        CellWrite(formulir, wilayah, str(PERIODE), sel.replace("__", "."), nilai)
        for sel, nilai in cells.items()
    ]
    session.write(wishes, jenis="isi", label="isi")


@pytest.fixture
def page(qtbot, province) -> ConsolidationPage:
    """Three regions: one declared its figure, one was seen by the province, one said nothing."""
    made = three_regions(qtbot, province)
    seen = {"nilai__daerah__tanggal": "2026-10-05", "nilai__daerah__sumber": "dasbor"}
    put(province, "53.01", "ESP-01", nilai__daerah__indeks=8950, nilai__kes__indeks=9000, **seen)
    put(province, "53", "ESP-P01", nilai__k5302__daerah=7000)
    made.show_view("espm")
    qtbot.waitUntil(lambda: line(made, "53.02")[2] == "70,00")
    return made


def line(page: ConsolidationPage, code: str) -> list[str]:
    rows = page.espm.table.ledger.rows
    return next(([cell.text for cell in row.cells] for row in rows if row.code == code), [""] * 12)


def test_both_figures_stand_side_by_side_with_difference_state_and_day(page):
    assert line(page, "53.01")[1:6] == ["90,00", "89,50", "-0,50", "dalam batas", "5 Oktober 2026"]
    assert line(page, "53.01")[6:8] == ["–", "0,00"]
    assert line(page, "53.02")[1:6] == ["80,00", "70,00", "-10,00", "di luar batas", "–"]
    assert line(page, "53.20")[1:6] == ["–", "–", "–", "belum dilaporkan", "–"]
    told = "2 dari 22 daerah ada nilai e-SPM-nya. 1 berselisih lebih dari 1,00 poin: TTS (-10,00)."
    assert page.espm.said.text() == told


def test_each_figure_answers_where_it_is_from(page):
    page.espm.table.go_to("53.01")
    told = "nilai 89,50 ada di lembar daerah dan tidak datang dari paket. Dilihat 5 Oktober 2026 di"
    assert told in page.espm.origin.text()
    page.espm.table.go_to("53.02")
    assert "dilihat dan diisi oleh provinsi" in page.espm.origin.text()
    page.espm.table.go_to("53.20")
    assert page.espm.origin.text().startswith("Kabupaten Sabu Raijua: nilai e-SPM belum dilaporkan")
    assert not page.espm.sheet.isEnabled()


def test_the_province_sees_what_it_wrote_when_the_region_declares_something_else(qtbot, page):
    put(page.session, "53.02", "ESP-01", nilai__daerah__indeks=8010)
    qtbot.waitUntil(lambda: line(page, "53.02")[2] == "80,10")
    page.espm.table.go_to("53.02")
    assert "Provinsi melihat angka lain, 70,00." in page.espm.origin.text()


def test_another_limit_is_kept_and_judges_at_once(qtbot, page):
    place = page.espm.tolerance.findData(10)
    page.espm.tolerance.setFocus()
    page.espm.tolerance.setCurrentIndex(place)
    page.espm.tolerance.activated.emit(place)
    assert line(page, "53.01")[4] == "di luar batas"
    assert nilai_espm.tolerance(page.session.office) == 10


def test_from_a_region_one_key_leads_to_the_cell_where_the_province_enters_what_it_saw(qtbot, page):
    page.espm.table.go_to("53.20")
    page.espm.enter_here.setFocus()
    with qtbot.waitSignal(page.espm.sheet_wanted) as wanted:
        qtbot.keyClick(page.espm.enter_here, Qt.Key.Key_Space)
    assert wanted.args == ["53", "ESP-P01", "nilai.k5320.daerah"]
    page.espm.table.go_to("53.01")
    with qtbot.waitSignal(page.espm.sheet_wanted) as wanted:
        qtbot.keyClick(page.espm.sheet, Qt.Key.Key_Space)
    assert wanted.args == ["53.01", "ESP-01", "nilai.daerah.indeks"]
