"""The page of reports: chosen with the keyboard, written beside the window, refused in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer

from app.store.door import CellWrite, write
from app.ui.charts.ledger_paint import LedgerDelegate
from app.ui.pages.entry_print_list import PrintList
from app.ui.pages.reports import ReportsPage
from tests.ui.contoh_daerah import PERIODE, fill
from tests.ui.contoh_jendela import put_on_screen


@pytest.fixture
def page(qtbot, province) -> ReportsPage:
    province.set_periode(PERIODE)
    fill(province, "53.01", 90)
    made = ReportsPage(province)
    made.resize(1266, 700)
    put_on_screen(qtbot, made)
    made.enter()
    return made


def test_enter_makes_the_chosen_report_and_says_where_it_is(page, qtbot, answers, tmp_path):
    target = tmp_path / "laporan.docx"
    answers.will("save_file", target)
    page.table.go_to("laporan-spm")
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(page.make.isEnabled)
    assert target.read_bytes().startswith(b"PK")
    assert str(target) in page.messages.text


def test_what_a_report_holds_is_shown_whole(page):
    """At 1366 x 768: the figures of two reports ended in dots, their words in a note only."""
    painter, last = page.table.itemDelegate(), 2
    assert isinstance(painter, LedgerDelegate)
    rows = page.table.ledger.rows
    told = [painter._broken(row.cells[last], last) for row in rows]
    assert [" ".join(lines) for lines in told] == [row.cells[last].text for row in rows]


def test_a_folder_report_gets_a_folder_of_its_own(page, qtbot, answers, tmp_path):
    answers.will("choose_folder", tmp_path)
    page.table.go_to("satu-data")
    qtbot.mouseClick(page.make, Qt.MouseButton.LeftButton)
    made = tmp_path / f"satu-data_53_{PERIODE}"
    qtbot.waitUntil((made / "datapackage.json").exists)
    qtbot.waitUntil(page.make.isEnabled)


def test_a_folder_that_is_not_empty_is_refused_and_the_button_comes_back(
    page, qtbot, answers, tmp_path
):
    taken = tmp_path / f"satu-data_53_{PERIODE}"
    taken.mkdir()
    (taken / "lain.txt").write_text("x")
    answers.will("choose_folder", tmp_path)
    page.table.go_to("satu-data")
    qtbot.mouseClick(page.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("sudah berisi" in told for told in answers.told))
    assert [path.name for path in taken.iterdir()] == ["lain.txt"]
    assert page.make.isEnabled()


def test_changing_one_s_mind_writes_nothing(page, qtbot, answers, tmp_path):
    answers.will("save_file", None)
    page.table.go_to("espm")
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.make.isEnabled()
    assert not page.messages.isVisible()
    assert list(tmp_path.glob("*.xlsx")) == []


def test_tables_and_charts_of_kemiskinan_are_printed_from_here_too(page, qtbot, answers, tmp_path):
    year = [CellWrite("F-K02", "53", "2026", "makro.a01.maret", 19)]
    write(page.session.office, year, jenis="isi", label="", pelaku="uji")
    target = tmp_path / "l3.pdf"
    answers.will("save_file", target)
    qtbot.mouseClick(page.prints, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintList)))
    (shown,) = page.findChildren(PrintList)
    shown.list.go_to("L3")
    qtbot.keyClick(shown.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: " disimpan: " in page.messages.text, timeout=60_000)
    assert target.read_bytes().startswith(b"%PDF")
    assert page.messages.text.startswith(f"{target} disimpan: ")


def test_when_nothing_has_content_that_is_said(page, qtbot):
    qtbot.mouseClick(page.prints, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Belum ada isi yang dapat dicetak" in page.messages.text)
    assert page.findChildren(PrintList) == []


def test_the_window_answers_while_it_is_looked_up_what_can_be_printed(page, qtbot):
    year = [CellWrite("F-K02", "53", "2026", "makro.a01.maret", 19)]
    write(page.session.office, year, jenis="isi", label="", pelaku="uji")
    turns = []
    between = QTimer(page)
    between.timeout.connect(lambda: turns.append(page.messages.text))
    between.start(0)
    qtbot.mouseClick(page.prints, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintList)))
    between.stop()
    page.findChildren(PrintList)[0].reject()
    said = list(dict.fromkeys(turns))
    assert len([one for one in said if "sedang dicari" in one]) > 1
    assert page.messages.isHidden()


def test_looking_up_what_can_be_printed_can_be_stopped(page, qtbot):
    qtbot.mouseClick(page.prints, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "sedang dicari" in page.messages.text)
    page.messages._act()
    qtbot.waitUntil(page.messages.isHidden)
    assert page.prints.hasFocus()
    assert page.findChildren(PrintList) == []


def test_figures_are_read_piece_by_piece_while_the_window_answers(page, qtbot, answers, tmp_path):
    target = tmp_path / "rekap.xlsx"
    answers.will("save_file", target)
    page.table.go_to("rekap")
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    # Nothing was read yet: the window is asked first.
    assert page.reading is not None
    assert page.reading.pieces == 0
    assert "sedang dibaca" in page.messages.text
    qtbot.waitUntil(lambda: page.reading is None)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(page.make.isEnabled)


def test_reading_can_be_stopped_and_ends_when_the_office_is_closed(page, qtbot, answers, tmp_path):
    for stop in (page.messages._act, page.session.close):
        target = tmp_path / "rekap.xlsx"
        answers.will("save_file", target)
        page.table.go_to("rekap")
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
        stop()
        qtbot.waitUntil(page.make.isEnabled)
        assert page.reading is None
        assert not page.messages.isVisible()
        assert not target.exists()
