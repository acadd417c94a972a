"""Room: which panels are in view, and that nothing is cut, in wide and in enlarged windows."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.nilai import Keadaan
from app.ui.grid import measure
from app.ui.grid.looks import Kind
from app.ui.widgets.button import Button
from tests.forms.berkas import EXAMPLES, example, values
from tests.ui.isian import CTRL, HARUS, Isian, Key

# The page inside a window of 1366 x 768 at 100, 150 and 200 percent.
HOME, AT_150, AT_200 = (1266, 690), (811, 430), (583, 280)
BACK = "Kembali ke lembar"
SIZES = [HOME, AT_150, AT_200]


def cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height()
    return label.sizeHint().width() > label.width()


def fill(isian: Isian, kode: str) -> None:
    isian.open(kode)
    isian.sheet.write(values(example(kode)), "isi", "isi")
    isian.page.inspector.refresh()
    QApplication.processEvents()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kode", ["KES-01", "TRB-02"])
def test_no_words_are_cut(qtbot, session, size, kode):
    isian = Isian(qtbot, session, size)
    fill(isian, kode)
    labels = [one for one in isian.page.findChildren(QLabel) if one.isVisible() and one.text()]
    assert len(labels) > 5

    def nothing_is_cut() -> None:
        assert [one.text() for one in labels if cut(one)] == []

    qtbot.waitUntil(nothing_is_cut)


@pytest.mark.parametrize("size", SIZES)
def test_no_figure_and_no_label_of_any_service_is_cut(qtbot, session, size):
    isian = Isian(qtbot, session, size)
    for kode in [kode for kode in EXAMPLES if "-P" not in kode]:
        fill(isian, kode)
        for section in isian.page.grid.sections():
            assert_table_fits(section.view)


def assert_table_fits(view) -> None:
    header, metrics = view.horizontalHeader(), view.fontMetrics()
    assert header.height() >= header.needed_height()
    for column in view.columns:
        assert view.columnWidth(column) >= header.needed_width(view.table.tabel.kolom[column])
    for row in range(view.rows):
        rows = view.verticalHeader()
        assert view.rowHeight(row) >= rows.needed_height(row, rows.width())
        for column in view.columns:
            sel = view.table.sel(row, column)
            look = view.table.sheet.look(sel.kode) if sel else None
            if look and look.kind in {Kind.NUMBER, Kind.COMPUTED}:
                room = view.columnWidth(column) - 2 * measure.PAD
                assert metrics.horizontalAdvance(look.text) <= room, sel.kode
    assert view.height() >= header.height() + view.verticalHeader().length()


def test_at_home_only_money_and_plans_are_wider_than_the_page(qtbot, session):
    isian = Isian(qtbot, session, HOME)
    fill(isian, "KES-01")
    bars = {
        section.view.table.tabel.kode: section.view.horizontalScrollBar().maximum() > 0
        for section in isian.page.grid.sections()
    }
    narrow = [kode for kode, wide in bars.items() if not wide]
    assert narrow == ["mutu", "uraian", "pendataan"]


def test_a_wide_window_shows_services_grid_and_inspector(qtbot, session):
    isian = Isian(qtbot, session, HOME)
    panes = isian.page.panes
    assert panes.in_view() == [panes.services, panes.centre, panes.inspector]


def test_a_middling_window_shows_one_side_the_one_asked_for(qtbot, session):
    isian = Isian(qtbot, session, (1000, 600))
    panes = isian.page.panes
    assert panes.in_view() == [panes.services, panes.centre]
    isian.press(Key.Key_F1)
    assert panes.in_view() == [panes.centre, panes.inspector]
    isian.press(Key.Key_F, CTRL)
    assert panes.in_view() == [panes.services, panes.centre]


def test_in_a_narrow_window_a_panel_takes_the_place_of_the_grid_until_it_is_answered(
    qtbot, session
):
    isian = Isian(qtbot, session, AT_150).open("KES-01", HARUS)
    panes = isian.page.panes
    assert panes.in_view() == [panes.centre]
    isian.press(Key.Key_F, CTRL)
    assert panes.in_view() == [panes.services]
    isian.type("kes-04").press(Key.Key_Return)
    assert panes.in_view() == [panes.centre]
    assert isian.sheet.form.kode == "KES-04"
    isian.press(Key.Key_F1)
    assert panes.in_view() == [panes.inspector]
    isian.press(Key.Key_Escape)
    assert panes.in_view() == [panes.centre]
    assert isian.focus is isian.page.grid.view


def test_a_panel_in_place_of_the_grid_has_a_button_back(qtbot, session):
    isian = Isian(qtbot, session, AT_150).open("KES-01", HARUS)
    isian.press(Key.Key_F1)
    back = [one for one in isian.page.panes.findChildren(Button) if one.text() == BACK]
    (shown,) = [one for one in back if one.isVisible()]
    shown.click()
    assert isian.page.panes.in_view() == [isian.page.panes.centre]
    assert isian.focus is isian.page.grid.view


def test_a_row_that_grows_above_leaves_the_column_header_in_its_place(qtbot, session):
    isian = Isian(qtbot, session, AT_150).open("KES-04", "mutu.m15.tersedia")
    grid, header = isian.page.grid, isian.page.grid.view.horizontalHeader()
    inside = grid.widget()
    assert inside is not None
    high = inside.height()
    isian.sheet.write({"penerima.terlayani.dis": Keadaan.BUKAN_KEWENANGAN}, "isi", "isi")
    qtbot.waitUntil(lambda: inside.height() > high)
    assert header.mapTo(grid.viewport(), header.rect().topLeft()).y() == 0


def test_a_window_that_grows_shows_everything_again(qtbot, session):
    isian = Isian(qtbot, session, AT_150)
    isian.press(Key.Key_F1)
    isian.window.resize(*HOME)
    panes = isian.page.panes
    qtbot.waitUntil(lambda: len(panes.in_view()) == 3)


def test_a_panel_closed_by_its_button_stays_closed(qtbot, session):
    isian = Isian(qtbot, session, HOME)
    panes = isian.page.panes
    isian.page.head.inspector.click()
    assert panes.in_view() == [panes.services, panes.centre]
    isian.page.head.inspector.click()
    assert panes.in_view() == [panes.services, panes.centre, panes.inspector]


def test_a_low_window_says_the_figures_in_words_and_keeps_its_height_for_the_grid(qtbot, session):
    isian = Isian(qtbot, session, AT_200)
    isian.open("KES-01", HARUS).enter("80").enter("81")
    assert not isian.page.findings.list.isVisible()
    qtbot.waitUntil(lambda: isian.page.grid.viewport().height() > 120)
    assert "Belum terlayani 0 orang" in isian.page.head.under


def test_the_column_header_stays_in_view_while_a_long_table_scrolls(qtbot, session):
    isian = Isian(qtbot, session, HOME).open("KES-01", "mutu.m18.tersedia")
    grid, view = isian.page.grid, isian.page.grid.view
    header = view.horizontalHeader()
    top = header.mapTo(grid.viewport(), header.rect().topLeft()).y()
    assert 0 <= top < 5
    grid.verticalScrollBar().setValue(0)
    assert header.y() == 0


def test_a_longer_figure_makes_room_for_itself(qtbot, session):
    isian = Isian(qtbot, session, HOME).open("KES-01", HARUS)
    isian.enter("987654321098")
    view = isian.page.grid.view
    column = view.currentIndex().column()
    wide = QFontMetrics(view.font()).horizontalAdvance("987.654.321.098")
    assert view.columnWidth(column) >= wide + 2 * measure.PAD


def test_a_long_text_makes_its_row_higher(qtbot, session):
    isian = Isian(qtbot, session, HOME).open("KES-01", "uraian.permasalahan.teks")
    view = isian.page.grid.view
    before = view.rowHeight(0)
    isian.enter("Jalan ke desa rusak pada musim hujan. " * 20)
    assert view.rowHeight(0) > before
    assert_table_fits(view)


def test_the_hint_stays_inside_the_page(qtbot, session):
    isian = Isian(qtbot, session, AT_200).open("KES-01", "penerima.terlayani.dis")
    isian.enter("dua belas orang")
    hint, room = isian.page.grid.hint, isian.page.grid.viewport().rect()
    assert hint.isVisible()
    assert room.contains(hint.geometry())
