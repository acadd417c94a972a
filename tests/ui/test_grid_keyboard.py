"""The keys of a spreadsheet, pressed in the window."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from app.domain.nilai import Keadaan
from tests.ui.isian import ALT, CTRL, HARUS, NONE, SHIFT, TERLAYANI, Isian, Key

BELUM = "penerima.belum.jumlah"
FIRST, SECOND = "mutu.m01", "mutu.m02"


@pytest.fixture
def isian(qtbot, session):
    return Isian(qtbot, session).open("KES-02")


def test_enter_goes_down_over_computed_cells_into_the_next_table(isian):
    isian.at(HARUS).press(Key.Key_Return)
    assert isian.here == TERLAYANI
    isian.press(Key.Key_Return)
    assert isian.here == f"{FIRST}.dibutuhkan"
    isian.press(Key.Key_Return, SHIFT)
    assert isian.here == TERLAYANI


def test_enter_moves_exactly_one_row_while_typing(isian):
    isian.at(f"{FIRST}.dibutuhkan").enter("10").enter("20")
    assert isian.here == "mutu.m03.dibutuhkan"
    assert (isian.on_disk(f"{FIRST}.dibutuhkan"), isian.on_disk(f"{SECOND}.dibutuhkan")) == (10, 20)


def test_arrows_visit_computed_cells_too(isian):
    isian.at(TERLAYANI).press(Key.Key_Down)
    assert isian.here == BELUM
    isian.press(Key.Key_Down, times=2)
    assert isian.here == f"{FIRST}.dibutuhkan"
    isian.press(Key.Key_Right, times=2)
    assert isian.here == f"{FIRST}.kurang"
    isian.press(Key.Key_Up)
    assert isian.here.startswith("penerima.persen.")


def test_tab_fills_row_after_row_and_passes_computed_and_closed_cells(isian):
    visited = [isian.at(f"{FIRST}.dibutuhkan").here]
    visited += [isian.press(Key.Key_Tab).here for _ in range(3)]
    assert visited == [
        f"{FIRST}.dibutuhkan",
        f"{FIRST}.tersedia",
        f"{SECOND}.dibutuhkan",
        f"{SECOND}.tersedia",
    ]
    isian.press(Key.Key_Backtab, SHIFT, times=3)
    assert isian.here == f"{FIRST}.dibutuhkan"


def test_enter_after_tab_returns_to_the_column_where_the_row_began(isian):
    isian.at(f"{FIRST}.dibutuhkan").type("10").press(Key.Key_Tab).enter("8")
    assert isian.here == f"{SECOND}.dibutuhkan"
    assert isian.on_disk(f"{FIRST}.tersedia") == 8


def test_an_arrow_ends_typing_but_moves_the_caret_after_f2(isian):
    isian.at(f"{FIRST}.dibutuhkan").type("10").press(Key.Key_Right)
    assert isian.here == f"{FIRST}.tersedia"
    assert isian.on_disk(f"{FIRST}.dibutuhkan") == 10
    isian.press(Key.Key_Left).press(Key.Key_F2).press(Key.Key_Left)
    assert isian.editing
    assert isian.focus.cursorPosition() == 1


def test_ctrl_arrows_home_and_end(isian):
    isian.at(f"{FIRST}.tersedia").press(Key.Key_Down, CTRL)
    last = isian.here
    assert last.endswith(".tersedia")
    isian.press(Key.Key_Home)
    assert isian.here.endswith(".dibutuhkan")
    isian.press(Key.Key_End)
    assert isian.here.endswith(".persen")
    isian.press(Key.Key_Home, CTRL)
    assert isian.here == HARUS
    isian.press(Key.Key_End, CTRL)
    assert isian.here.startswith("masalah.")


def test_page_keys_cross_tables(isian):
    isian.open("KES-01", HARUS).press(Key.Key_PageDown)
    assert isian.here.startswith("mutu.")
    isian.press(Key.Key_PageUp, times=3)
    assert isian.here == HARUS


def test_shift_selects_and_copy_takes_the_block(isian):
    isian.at(HARUS).enter("1.250").enter("1.000").at(HARUS)
    isian.press(Key.Key_Down, SHIFT).press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "1250\n1000"
    isian.press(Key.Key_Down, SHIFT | CTRL).press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "1250\n1000\n250\n80,00"


def test_copy_with_headers_names_rows_and_columns(isian):
    isian.at(HARUS).enter("5").at(HARUS).press(Key.Key_C, CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() == "\tJumlah\nIbu bersalin yang harus dilayani\t5"


def test_cut_takes_the_value_away_as_one_gesture(isian):
    isian.at(HARUS).enter("5").at(HARUS).press(Key.Key_X, CTRL)
    assert QGuiApplication.clipboard().text() == "5"
    assert isian.on_disk(HARUS) is None


def test_fill_down_repeats_the_cell_above_or_the_first_of_the_selection(isian):
    isian.at(f"{FIRST}.dibutuhkan").enter("40").press(Key.Key_D, CTRL)
    assert isian.on_disk(f"{SECOND}.dibutuhkan") == 40
    isian.at(f"{FIRST}.dibutuhkan").press(Key.Key_Down, SHIFT, times=3).press(Key.Key_D, CTRL)
    assert [isian.on_disk(f"mutu.m0{n}.dibutuhkan") for n in (1, 2, 3, 4)] == [40] * 4
    isian.press(Key.Key_Z, CTRL)
    assert [isian.on_disk(f"mutu.m0{n}.dibutuhkan") for n in (1, 2, 3, 4)] == [40, 40, None, None]


def test_fill_down_never_crosses_into_another_table(isian):
    isian.at(TERLAYANI).enter("9").at(f"{FIRST}.dibutuhkan").press(Key.Key_D, CTRL)
    assert isian.on_disk(f"{FIRST}.dibutuhkan") is None


def test_delete_empties_the_selection_in_one_gesture(isian):
    isian.at(HARUS).enter("5").enter("4").at(HARUS).press(Key.Key_Down, SHIFT, times=3)
    isian.press(Key.Key_Delete)
    assert (isian.on_disk(HARUS), isian.on_disk(TERLAYANI)) == (None, None)
    assert isian.gestures() == ["isi", "isi", "kosongkan"]


def test_a_state_is_declared_in_the_whole_selection(isian):
    isian.at(f"{FIRST}.dibutuhkan").press(Key.Key_Down, SHIFT, times=2)
    isian.press(Key.Key_1, ALT)
    assert [isian.sheet.nilai(f"mutu.m0{n}.dibutuhkan") for n in (1, 2, 3)] == [Keadaan.NIHIL] * 3
    assert isian.gestures() == ["keadaan"]


def test_the_next_empty_required_cell(isian):
    isian.at(HARUS).enter("5").press(Key.Key_Semicolon, CTRL)
    assert isian.here == f"{FIRST}.dibutuhkan"
    isian.press(Key.Key_Semicolon, CTRL)
    assert isian.here == f"{FIRST}.tersedia"
    isian.at("uraian.solusi.teks").press(Key.Key_Semicolon, CTRL)
    assert isian.here == TERLAYANI


def test_findings_are_walked_round_and_round(isian):
    isian.at(HARUS).enter("5").enter("6").at(f"{FIRST}.dibutuhkan").type("1").press(
        Key.Key_Tab
    ).enter("2")
    isian.at(HARUS).press(Key.Key_F8)
    assert isian.here == TERLAYANI
    isian.press(Key.Key_F8)
    assert isian.here == f"{FIRST}.tersedia"
    isian.press(Key.Key_F8)
    assert isian.here == TERLAYANI
    isian.press(Key.Key_F8, SHIFT)
    assert isian.here == f"{FIRST}.tersedia"


def test_without_findings_f8_says_so(isian):
    isian.at(HARUS).press(Key.Key_F8)
    assert "Tidak ada temuan" in isian.notice


def test_folding_hides_the_disaggregated_columns_and_going_there_unfolds_them(isian):
    view = isian.at("penerima.harus.p").page.grid.view
    isian.press(Key.Key_F7)
    assert isian.here == HARUS
    assert [view.isColumnHidden(column) for column in range(5)] == [False, True, True, True, True]
    isian.press(Key.Key_Tab)
    assert isian.here == TERLAYANI
    isian.at("penerima.harus.p")
    assert not view.isColumnHidden(2)


def test_f6_walks_through_the_panels_and_escape_returns(isian):
    isian.at(HARUS)
    seen = [isian.press(Key.Key_F6, NONE).focus.accessibleName() for _ in range(3)]
    assert seen == ["Keterangan", "Daftar layanan", "A. Penerima layanan dasar (80 %)"]
    isian.press(Key.Key_F6, SHIFT)
    assert isian.focus.accessibleName() == "Daftar layanan"
    isian.press(Key.Key_Escape)
    assert isian.focus is isian.page.grid.view


def test_f1_reads_the_definition_and_f9_the_formula(isian):
    isian.at(HARUS).press(Key.Key_F1)
    assert isian.focus.accessibleName() == "Keterangan sel"
    isian.press(Key.Key_F9)
    assert isian.focus.accessibleName() == "Rumus"
    isian.press(Key.Key_F9, SHIFT)
    assert isian.focus.accessibleName() == "Riwayat"
    isian.press(Key.Key_Escape)
    assert isian.focus is isian.page.grid.view


def test_ctrl_page_keys_change_the_service(isian):
    isian.at(HARUS).press(Key.Key_PageDown, CTRL)
    assert isian.sheet.form.kode == "KES-03"
    isian.press(Key.Key_PageUp, CTRL, times=2)
    assert isian.sheet.form.kode == "KES-01"


def test_letters_on_fixed_cells_never_move_the_cursor(isian):
    isian.at(BELUM).type("harus")
    assert isian.here == BELUM


def test_the_cursor_is_always_in_view(isian):
    grid = isian.page.grid
    isian.at(HARUS)
    for _ in range(80):
        isian.press(Key.Key_Down)
        view = grid.view
        box = view.visualRect(view.currentIndex())
        top = view.viewport().mapTo(grid.viewport(), box.topLeft()).y()
        header = view.horizontalHeader()
        foot = header.mapTo(grid.viewport(), header.rect().bottomLeft()).y()
        assert top >= foot
        assert top + box.height() <= grid.viewport().height()
    assert isian.here.startswith("masalah.")
