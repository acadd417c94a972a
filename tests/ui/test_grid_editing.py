"""Typing into cells: what is stored, when, and what happens to what cannot be stored."""

from __future__ import annotations

import pytest
from msgspec import structs
from PySide6.QtCore import Qt

from app.domain.nilai import Keadaan
from app.errors import LontarError
from tests.ui.isian import ALT, CTRL, HARUS, SHIFT, TERLAYANI, Isian, Key

PAGU = "anggaran.pagu.pad"
MASALAH = "uraian.permasalahan.teks"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def isian(qtbot, session):
    return Isian(qtbot, session).open("KES-02")


def test_a_number_is_on_disk_when_the_cursor_has_moved(isian):
    seen = []
    isian.at(HARUS)
    isian.page.grid.cursor_moved.connect(lambda sel: seen.append((sel, isian.on_disk(HARUS))))
    isian.enter("1.250")
    assert seen == [(TERLAYANI, 1250)]


def test_typing_replaces_and_f2_opens_what_is_there(isian):
    isian.at(HARUS).enter("120").at(HARUS).enter("75")
    assert isian.on_disk(HARUS) == 75
    isian.at(HARUS).press(Key.Key_F2).enter("0")
    assert isian.on_disk(HARUS) == 750


def test_the_first_letter_typed_is_not_lost(isian):
    isian.at(HARUS).type("9")
    assert isian.focus.text() == "9"


def test_escape_leaves_the_cell_as_it_was(isian):
    isian.at(HARUS).enter("120").at(HARUS).type("7").press(Key.Key_Escape)
    assert not isian.editing
    assert isian.on_disk(HARUS) == 120
    assert isian.here == HARUS


def test_delete_empties_and_backspace_opens_an_empty_cell(isian):
    isian.at(HARUS).enter("120").at(HARUS).press(Key.Key_Delete)
    assert isian.on_disk(HARUS) is None
    isian.enter("80").at(HARUS).press(Key.Key_Backspace)
    assert isian.editing
    assert isian.focus.text() == ""


def test_zero_is_a_number_and_empty_is_not(isian):
    isian.at(HARUS).enter("0")
    assert isian.on_disk(HARUS) == 0
    assert isian.shown(HARUS) == "0"
    assert isian.shown(TERLAYANI) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12 orang", "memuat “orang”"),
        ("-5", "kurang dari nol"),
        ("12,5", "bilangan bulat"),
        (" ", "Belum ada"),
    ],
)
def test_what_cannot_be_read_keeps_its_editor_and_says_why(isian, text, reason):
    isian.at(HARUS).enter("120").at(HARUS).enter(text)
    assert isian.editing
    assert reason in isian.hint
    assert isian.focus.accessibleDescription() == isian.hint
    assert isian.on_disk(HARUS) == 120
    isian.press(Key.Key_Escape)
    assert isian.hint == ""
    assert isian.shown(HARUS) == "120"


def test_a_click_elsewhere_does_not_lose_what_cannot_be_read(isian, qtbot):
    isian.at(HARUS).enter("12 orang")
    view = isian.page.grid.view
    spot = view.visualRect(view.table.index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), LEFT, pos=spot)
    assert isian.editing
    assert isian.here == HARUS
    assert isian.focus.text() == "12 orang"


def test_a_click_elsewhere_stores_what_can_be_read(isian, qtbot):
    isian.at(HARUS).type("44")
    view = isian.page.grid.view
    spot = view.visualRect(view.table.index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), LEFT, pos=spot)
    assert not isian.editing
    assert isian.on_disk(HARUS) == 44
    assert isian.here == TERLAYANI


def test_a_click_into_another_table_does_not_lose_what_cannot_be_read(isian, qtbot):
    isian.at(HARUS).enter("12 orang")
    other = isian.page.grid.sections()[1].view
    qtbot.mouseClick(other.viewport(), LEFT, pos=other.visualRect(other.table.index(1, 0)).center())
    assert isian.editing
    assert isian.here == HARUS


def test_a_number_with_two_readings_asks_inline(isian_with_decimals):
    isian, sel = isian_with_decimals
    isian.at(sel).enter("1,234")
    assert isian.editing
    assert "seribu dua ratus tiga puluh empat" in isian.hint
    isian.press(Key.Key_1)
    assert not isian.editing
    assert isian.on_disk(sel) == 123400


def test_a_state_is_typed_as_a_word(isian):
    isian.at(HARUS).enter("nihil")
    assert isian.sheet.nilai(HARUS) is Keadaan.NIHIL
    assert isian.on_disk(HARUS) == "nihil"
    assert isian.shown(HARUS) == "Nihil"


def test_the_first_letter_of_a_state_offers_it(isian):
    isian.at(HARUS).type("b")
    assert "keadaan" in isian.hint
    isian.press(Key.Key_2)
    assert isian.sheet.nilai(HARUS) is Keadaan.BUKAN_KEWENANGAN
    isian.at(TERLAYANI).type("n").press(Key.Key_Return)
    assert isian.sheet.nilai(TERLAYANI) is Keadaan.NIHIL


def test_a_letter_never_chooses_among_several_states(isian):
    isian.at(HARUS).enter("b")
    assert isian.editing
    assert isian.on_disk(HARUS) is None


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_each_state_has_its_key(isian, number):
    isian.at(HARUS).press(Key(int(Key.Key_0) + number), ALT)
    assert isian.sheet.nilai(HARUS) is list(Keadaan)[number - 1]


def test_large_amounts_are_said_in_words_while_typing(isian):
    isian.at(PAGU).type("1250000000")
    assert "satu miliar dua ratus lima puluh juta" in isian.hint
    isian.press(Key.Key_Return)
    assert isian.hint == ""
    assert isian.shown(PAGU) == "1.250.000.000"


def test_texts_take_several_lines(isian):
    isian.at(MASALAH).type("Jalan rusak.").press(Key.Key_Return, ALT).type("Musim hujan.")
    isian.press(Key.Key_Return)
    assert isian.on_disk(MASALAH) == "Jalan rusak.\nMusim hujan."


def test_annual_cells_are_kept_with_the_year(isian):
    isian.at(HARUS).enter("500").enter("400")
    rows = isian.session.office.conn.execute(
        "SELECT periode, sel FROM nilai JOIN lembar ON lembar.id = lembar ORDER BY sel"
    )
    assert list(rows) == [("2026", HARUS), ("2026-T3", TERLAYANI)]


def test_a_closed_disk_is_told_in_the_editor_and_nothing_is_lost(isian, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise LontarError("disk_penuh", folder="kantor")

    isian.at(HARUS).type("77")
    monkeypatch.setattr(isian.session, "write", refuse)
    isian.press(Key.Key_Return)
    assert isian.editing
    assert isian.focus.text() == "77"
    assert isian.hint
    monkeypatch.undo()
    isian.press(Key.Key_Return)
    assert isian.on_disk(HARUS) == 77


def test_undo_and_redo_go_back_to_the_cell(isian):
    isian.at(HARUS).enter("120").enter("100").at("mutu.m01.tersedia")
    isian.press(Key.Key_Z, CTRL)
    assert isian.on_disk(TERLAYANI) is None
    assert isian.here == TERLAYANI
    isian.press(Key.Key_Z, CTRL)
    assert isian.on_disk(HARUS) is None
    isian.press(Key.Key_Y, CTRL, times=2)
    assert (isian.on_disk(HARUS), isian.on_disk(TERLAYANI)) == (120, 100)


def test_undo_while_typing_belongs_to_the_editor(isian):
    isian.at(HARUS).enter("120").at(HARUS).type("7").press(Key.Key_Z, CTRL)
    assert isian.editing
    assert isian.on_disk(HARUS) == 120


def test_storing_what_is_already_there_is_no_gesture(isian):
    isian.at(HARUS).enter("120").at(HARUS).enter("120")
    assert isian.gestures() == ["isi"]


def test_computed_cells_refuse_with_a_reason(isian):
    isian.at("penerima.belum.jumlah").type("5")
    assert not isian.editing
    assert "dihitung otomatis" in isian.hint


def test_leaving_the_page_stores_what_can_be_read_and_names_what_is_lost(isian):
    isian.at(HARUS).type("31")
    isian.page.leave()
    assert isian.on_disk(HARUS) == 31
    isian.at(TERLAYANI).type("12 orang")
    isian.page.leave()
    assert not isian.editing
    assert "12 orang" in isian.notice


def test_the_province_only_looks_at_the_data_of_a_region(qtbot, province):
    province.set_wilayah("53.08")
    isian = Isian(qtbot, province).open("KES-02").at(HARUS)
    isian.type("5")
    assert not isian.editing
    assert "data daerah lain" in isian.hint
    isian.press(Key.Key_Delete)
    isian.paste("7")
    assert isian.on_disk(HARUS) is None
    assert "data daerah lain" in isian.notice


def test_shift_enter_goes_up(isian):
    isian.at(TERLAYANI).type("9").press(Key.Key_Return, SHIFT)
    assert isian.here == HARUS
    assert isian.on_disk(TERLAYANI) == 9


@pytest.fixture
def isian_with_decimals(qtbot, session):
    form = session.forms["KES-02"]
    tables = [
        structs.replace(
            tabel, baris=[structs.replace(b, jenis="desimal", desimal=2) for b in tabel.baris]
        )
        if tabel.kode == "mutu"
        else tabel
        for tabel in form.tabel
    ]
    session.forms["KES-02"] = structs.replace(form, tabel=tables)
    return Isian(qtbot, session).open("KES-02"), "mutu.m01.tersedia"
