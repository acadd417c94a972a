"""Pasting: a clear cell at once, a block after its preview; one gesture, nothing shifted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from app.domain.nilai import Keadaan
from tests.ui.isian import CTRL, HARUS, SHIFT, TERLAYANI, Isian, Key

ROWS = [f"mutu.m0{n}" for n in range(1, 6)]
FIRST = f"{ROWS[0]}.dibutuhkan"


@pytest.fixture
def isian(qtbot, session):
    return Isian(qtbot, session).open("KES-02")


def test_a_block_lands_row_by_row_over_captions_as_one_gesture(isian):
    table = isian.sheet.form.tables["mutu"]
    rows = [baris.kode for baris in table.baris]
    block = "\r\n".join(f"{10 + n}\t{n}" for n in range(len(rows))) + "\r\n"
    isian.at(FIRST).paste(block).press(Key.Key_Return)
    stored = [
        (isian.on_disk(f"mutu.{kode}.dibutuhkan"), isian.on_disk(f"mutu.{kode}.tersedia"))
        for kode in rows
    ]
    assert stored == [(10 + n, n) for n in range(len(rows))]
    assert isian.gestures() == ["tempel"]
    assert f"{2 * len(rows)} sel ditempel" in isian.notice
    isian.press(Key.Key_Z, CTRL)
    assert isian.sheet.values == {}


def test_a_block_changes_nothing_before_the_preview_is_accepted(isian):
    isian.at(FIRST).paste("1\t2\n3\t4")
    assert isian.preview is not None
    assert isian.gestures() == []
    isian.press(Key.Key_Escape)
    assert isian.preview is None
    assert isian.gestures() == []
    assert "dibatalkan" in isian.notice
    assert isian.here == FIRST


def test_three_bad_cells_hold_the_block_back_until_the_user_takes_the_good_ones(isian):
    isian.at(FIRST).enter("7")
    isian.at(FIRST).paste("1\t2\n3\tdua\n-5\t6\n8\t#REF!")
    isian.press(Key.Key_Return)
    assert isian.on_disk(FIRST) == 7
    assert isian.gestures() == ["isi"]
    said = isian.preview_lines()
    assert [line[0] for line in said] == ["ditolak"] * 3 + ["mengganti"] + ["baru"] * 4
    label = isian.sheet.form.cells[f"{ROWS[1]}.tersedia"].label
    assert said[0][1:4] == (label, "dua", "kosong")
    assert "“dua” bukan angka" in said[0][5]
    assert "“-5” kurang dari nol" in said[1][5]
    assert "pesan kesalahan rumus" in said[2][5]
    assert said[3][2:5] == ("1", "7", "1")
    isian.press(Key.Key_Return, CTRL)
    assert isian.on_disk(FIRST) == 1
    assert isian.on_disk(f"{ROWS[1]}.tersedia") is None
    assert isian.on_disk(f"{ROWS[2]}.tersedia") == 6
    assert isian.gestures() == ["isi", "tempel"]
    assert "3 sel tidak ditempel" in isian.notice


def test_a_question_is_answered_with_its_number(isian):
    isian.at(FIRST).paste("-\t7 juta\n5\t4")
    assert "bukan nol dengan sendirinya" in isian.preview.choice.text
    isian.press(Key.Key_2)
    assert "tujuh juta" in isian.preview.choice.text
    isian.press(Key.Key_1).press(Key.Key_Return)
    assert isian.sheet.nilai(FIRST) is Keadaan.NIHIL
    assert isian.on_disk(f"{ROWS[0]}.tersedia") == 7_000_000
    assert isian.on_disk(f"{ROWS[1]}.dibutuhkan") == 5
    assert isian.gestures() == ["tempel"]


def test_one_answer_can_serve_all_that_are_alike(isian):
    isian.at(FIRST).paste("-\t1\n-\t2\n-\t3")
    isian.press(Key.Key_3, SHIFT).press(Key.Key_Return)
    states = [isian.sheet.nilai(f"{row}.dibutuhkan") for row in ROWS[:3]]
    assert states == [Keadaan.BELUM_TERSEDIA] * 3


def test_an_unanswered_question_is_left_out_and_counted(isian):
    isian.at(FIRST).paste("-\t1").press(Key.Key_Return, CTRL)
    assert isian.sheet.values == {f"{ROWS[0]}.tersedia": 1}
    assert "1 sel tidak ditempel" in isian.notice


def test_labels_in_the_block_lead_to_their_rows_and_position_can_be_chosen_instead(isian):
    form = isian.sheet.form
    names = [form.cells[f"{row}.tersedia"].baris.label for row in ROWS]
    block = f"Uraian\tTersedia\tDibutuhkan\n{names[2]}\t3\t30\n{names[0]}\t1\t10"
    isian.at(HARUS).paste(block)
    assert isian.preview.way.currentText() == "label baris dan judul kolom"
    isian.press(Key.Key_Return)
    assert isian.sheet.values == {
        f"{ROWS[2]}.tersedia": 3, f"{ROWS[2]}.dibutuhkan": 30,
        f"{ROWS[0]}.tersedia": 1, FIRST: 10,
    }  # fmt: skip
    isian.at(FIRST).paste(block)
    isian.preview.way.setFocus()
    isian.press(Key.Key_Down)
    assert isian.preview.rencana.jumlah.total() == 9
    assert [line[0] for line in isian.preview_lines()].count("ditolak") == 4
    isian.press(Key.Key_Escape)


def test_the_target_of_a_row_is_changed_with_the_arrow_keys(isian):
    isian.at(FIRST).paste("5\n6")
    mapping = isian.preview.mapping
    mapping.setFocus()
    isian.press(Key.Key_Down, times=2).press(Key.Key_Right)
    assert mapping.current_code == "b1"
    isian.press(Key.Key_Return, CTRL)
    assert isian.sheet.values == {FIRST: 5, f"{ROWS[2]}.dibutuhkan": 6}


# The offscreen platform cannot raise a menu or grab the keyboard for it, and says so.
@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_the_target_of_a_column_is_chosen_from_a_menu(isian, qtbot):
    isian.at(FIRST).paste("5\n6")
    mapping = isian.preview.mapping
    mapping.setFocus()
    isian.press(Key.Key_F2)
    menu = isian.popup()
    assert [action.text() for action in menu.actions()][:3] == [
        "tidak ditempel", "Dibutuhkan", "Tersedia",
    ]  # fmt: skip
    qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)
    isian.preview.accept_button.click()
    assert isian.sheet.values == {f"{ROWS[0]}.tersedia": 5, f"{ROWS[1]}.tersedia": 6}


def test_numbers_come_as_spreadsheets_in_indonesia_write_them(isian):
    isian.at(HARUS).paste("1.234\n1,200").press(Key.Key_Return)
    assert (isian.on_disk(HARUS), isian.on_disk(TERLAYANI)) == (1234, 1200)
    isian.at("anggaran.pagu.pad").paste("Rp 1.250.000.000,00")
    assert isian.on_disk("anggaran.pagu.pad") == 1_250_000_000


def test_a_large_number_is_said_in_words_before_it_is_written(isian):
    isian.at("anggaran.pagu.pad").paste("Rp .3,017,669,258 ,00\t5")
    assert isian.preview_lines()[0][5] == (
        "tiga miliar tujuh belas juta enam ratus enam puluh sembilan ribu"
        " dua ratus lima puluh delapan"
    )
    isian.press(Key.Key_Escape)


def test_computed_and_closed_cells_are_passed_over_without_shifting(isian):
    isian.at(HARUS).paste("80\t30\t45\t999\t4\n72\t25\t40\t999\t3\n8\t5\t5\t999\t1")
    reasons = {line[5] for line in isian.preview_lines() if line[0] == "dilewati"}
    assert reasons == {
        "Sel ini dihitung otomatis; angka dari blok tidak dipakai.",
        "Sel ini tertutup pada formulir.",
    }
    isian.press(Key.Key_Return)
    assert isian.on_disk("penerima.harus.p") == 45
    assert isian.on_disk("penerima.harus.dis") == 4
    assert isian.on_disk("penerima.harus.l") is None
    assert isian.on_disk("penerima.terlayani.jumlah") == 72
    assert isian.on_disk("penerima.harus.tt") is None
    assert isian.on_disk("penerima.belum.jumlah") is None
    assert "dilewati" in isian.notice


def test_what_does_not_fit_into_the_table_is_named_not_dropped(isian):
    isian.at("uraian.solusi.teks").paste("satu\ndua")
    assert isian.preview_lines()[0][1] == "baris 2, kolom 1 di blok"
    assert "Tidak punya tujuan" in isian.preview_lines()[0][5]
    isian.press(Key.Key_Escape)
    assert isian.on_disk("uraian.solusi.teks") is None


def test_a_paste_onto_computed_cells_alone_says_that_nothing_happened(isian):
    isian.at("penerima.belum.jumlah").paste("5")
    assert isian.gestures() == []
    assert "Tidak ada yang ditempel" in isian.notice


def test_one_value_fills_the_selection(isian):
    isian.at(FIRST).press(Key.Key_Down, SHIFT, times=4).paste("50")
    assert [isian.on_disk(f"{row}.dibutuhkan") for row in ROWS] == [50] * 5
    assert isian.gestures() == ["tempel"]


def test_one_value_over_several_figures_shows_what_it_replaces(isian):
    isian.at(FIRST).enter("1").enter("2")
    isian.at(FIRST).press(Key.Key_Down, SHIFT).paste("50")
    assert [line[2:5] for line in isian.preview_lines()] == [("50", "1", "50"), ("50", "2", "50")]
    isian.press(Key.Key_Return)
    assert isian.on_disk(f"{ROWS[1]}.dibutuhkan") == 50


def test_one_doubtful_value_is_asked_and_a_bad_one_refused(isian):
    isian.at(FIRST).paste("4.500.")
    assert isian.preview_lines()[0][0] == "perlu dipilih"
    isian.press(Key.Key_1).press(Key.Key_Return)
    assert isian.on_disk(FIRST) == 4500
    isian.at(FIRST).paste("12 orang")
    assert isian.preview is None
    assert "Ketik 12 saja" in isian.notice


def test_empty_cells_erase_nothing_unless_the_box_is_ticked(isian):
    isian.at(f"{ROWS[1]}.dibutuhkan").enter("9")
    isian.at(FIRST).paste("Nihil\n\n5").press(Key.Key_Return)
    assert isian.sheet.nilai(FIRST) is Keadaan.NIHIL
    assert isian.sheet.nilai(f"{ROWS[1]}.dibutuhkan") == 9
    isian.at(FIRST).paste("Nihil\n\n5")
    assert "1 berisi" in isian.preview.empties.text()
    isian.preview.empties.setFocus()
    isian.press(Key.Key_Space).press(Key.Key_Return, CTRL)
    assert isian.sheet.nilai(f"{ROWS[1]}.dibutuhkan") is None
    assert isian.sheet.nilai(f"{ROWS[2]}.dibutuhkan") == 5


def test_a_word_becomes_a_state_only_when_it_is_shown(isian):
    isian.at(FIRST).paste("Belum tersedia\t3")
    assert isian.preview_lines()[0][4:] == (
        "Belum tersedia", "Dibaca sebagai keadaan, bukan angka.",
    )  # fmt: skip
    isian.press(Key.Key_Escape)


def test_what_is_copied_here_pastes_back_here(isian):
    isian.at(FIRST).paste("1500\t1200\nNihil\t\n7\t6").press(Key.Key_Return)
    before = dict(isian.sheet.values)
    isian.at(FIRST).press(Key.Key_Down, SHIFT, times=2)
    isian.press(Key.Key_Right, SHIFT).press(Key.Key_C, CTRL).press(Key.Key_Delete)
    assert isian.sheet.values == {}
    isian.at(FIRST).press(Key.Key_V, CTRL).press(Key.Key_Return)
    assert isian.sheet.values == before


def test_a_block_that_changes_nothing_says_so(isian):
    isian.at(FIRST).paste("1\t2").press(Key.Key_Return)
    isian.at(FIRST).paste("1\t2")
    assert not isian.preview.accept_button.isEnabled()
    assert isian.preview.accept_button.text() == "Tidak ada yang dapat ditempel"
    assert {line[0] for line in isian.preview_lines()} == {"sama"}
    isian.press(Key.Key_Escape)
    assert isian.gestures() == ["tempel"]


def test_an_html_table_is_pasted_when_there_is_no_text(isian):
    data = QMimeData()
    data.setHtml("<table><tr><td colspan=2>1.500</td></tr><tr><td>7</td><td>6</td></tr></table>")
    QGuiApplication.clipboard().setMimeData(data)
    isian.at(FIRST).press(Key.Key_V, CTRL)
    assert "sel gabungan" in isian.preview_lines()[-1][5]
    isian.press(Key.Key_Return)
    assert isian.sheet.values == {
        FIRST: 1500, f"{ROWS[1]}.dibutuhkan": 7, f"{ROWS[1]}.tersedia": 6,
    }  # fmt: skip


def test_a_text_with_line_ends_stays_one_cell(isian):
    isian.at("uraian.permasalahan.teks").paste('"Jalan rusak.\nMusim hujan."')
    assert isian.on_disk("uraian.permasalahan.teks") == "Jalan rusak.\nMusim hujan."


def test_pasting_into_folded_columns_brings_them_into_view(isian):
    isian.at(HARUS).press(Key.Key_F7).paste("80\t30\t45").press(Key.Key_Return)
    assert isian.on_disk("penerima.harus.p") == 45
    assert not isian.page.grid.folded


def test_an_empty_clipboard_does_nothing(isian):
    QGuiApplication.clipboard().clear()
    isian.at(HARUS).press(Key.Key_V, CTRL)
    assert isian.gestures() == []
    assert isian.notice == ""


def test_a_whole_sheet_of_cells_is_refused_with_its_size(isian):
    isian.at(FIRST).paste("\n".join(["1\t2"] * 10_001))
    assert isian.preview is None
    assert "10001 baris × 2 kolom" in isian.notice


def test_hidden_characters_are_cut_from_a_pasted_text_with_a_sentence(isian):
    solusi = "uraian.solusi.teks"
    isian.at(solusi).paste("\u202alokasi sudah\u200b didata\u202c")
    assert isian.on_disk(solusi) == "lokasi sudah didata"
    assert "3 aksara tersembunyi dibuang" in isian.notice


def test_what_a_word_processor_pastes_gets_ordinary_signs_with_a_sentence(isian):
    solusi = "uraian.solusi.teks"
    isian.at(solusi).paste("\uf0b7\u00a0rujukan ke puskesmas")
    assert isian.on_disk(solusi) == "\u2022 rujukan ke puskesmas"
    assert (
        "Teks dirapikan: 1 tanda dari pengolah kata ditulis \u2022; "
        "1 spasi khusus menjadi spasi biasa."
    ) in isian.notice


def test_a_sign_of_no_known_meaning_is_refused_by_its_number(isian):
    solusi = "uraian.solusi.teks"
    isian.at(solusi).paste("\uf0b3 5 orang")
    assert isian.on_disk(solusi) is None
    assert "U+F0B3" in isian.notice


def test_f2_and_enter_clean_a_text_that_came_in_another_way(isian):
    solusi = "uraian.solusi.teks"
    isian.sheet.write({solusi: "lokasi\u202e didata"}, "impor", "impor")
    isian.at(solusi).press(Key.Key_F2)
    assert "1 aksara tersembunyi" in isian.hint
    isian.press(Key.Key_Return)
    assert isian.on_disk(solusi) == "lokasi didata"


def test_a_block_larger_than_any_form_is_told_and_never_filled_up(isian):
    before = isian.on_disk("anggaran.pagu.pad")
    isian.at("anggaran.pagu.pad").paste("\t".join("1" * 1000) + "\n1" * 1000)
    assert isian.notice.startswith("Blok ini 1001 baris")
    assert isian.on_disk("anggaran.pagu.pad") == before
