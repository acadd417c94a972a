"""Blocks from a spreadsheet: all of it or nothing, one gesture, nothing shifted."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from app.domain.nilai import Keadaan
from tests.ui.isian import CTRL, HARUS, SHIFT, TERLAYANI, Isian, Key

ROWS = [f"mutu.m0{n}" for n in range(1, 6)]


@pytest.fixture
def isian(qtbot, session):
    return Isian(qtbot, session).open("KES-02")


def test_a_block_lands_row_by_row_over_captions_as_one_gesture(isian):
    table = isian.sheet.form.tables["mutu"]
    rows = [baris.kode for baris in table.baris]
    block = "\r\n".join(f"{10 + n}\t{n}" for n in range(len(rows))) + "\r\n"
    isian.at(f"{ROWS[0]}.dibutuhkan").paste(block)
    stored = [
        (isian.on_disk(f"mutu.{kode}.dibutuhkan"), isian.on_disk(f"mutu.{kode}.tersedia"))
        for kode in rows
    ]
    assert stored == [(10 + n, n) for n in range(len(rows))]
    assert isian.gestures() == ["tempel"]
    assert f"{2 * len(rows)} sel ditempel" in isian.notice
    isian.press(Key.Key_Z, CTRL)
    assert isian.sheet.values == {}


def test_one_bad_cell_refuses_the_whole_block_and_names_it(isian):
    isian.at(f"{ROWS[0]}.dibutuhkan").enter("7")
    isian.at(f"{ROWS[0]}.dibutuhkan").paste("1\t2\n3\tdua\n-5\t6")
    assert isian.on_disk(f"{ROWS[0]}.dibutuhkan") == 7
    assert isian.on_disk(f"{ROWS[0]}.tersedia") is None
    assert isian.gestures() == ["isi"]
    assert "Tidak ada yang ditempel: 2 sel" in isian.notice
    label = isian.sheet.form.cells[f"{ROWS[1]}.tersedia"].label
    assert f"{label}: “dua”" in isian.notice
    assert "“-5” kurang dari nol" in isian.notice


def test_many_refusals_are_counted_not_poured_out(isian):
    isian.at(f"{ROWS[0]}.dibutuhkan").paste("\n".join(["x"] * 5 + ["y"] * 3))
    assert "dan 2 sel lainnya" in isian.notice


def test_numbers_come_as_spreadsheets_in_indonesia_write_them(isian):
    isian.at(HARUS).paste("1.234\n1,200")
    assert (isian.on_disk(HARUS), isian.on_disk(TERLAYANI)) == (1234, 1200)
    isian.at("anggaran.pagu.pad").paste("Rp 1.250.000.000,00")
    assert isian.on_disk("anggaran.pagu.pad") == 1_250_000_000


def test_computed_and_closed_cells_are_passed_over_without_shifting(isian):
    isian.at(HARUS).paste("80\t30\t45\t999\t4\n72\t25\t40\t999\t3\n8\t5\t5\t999\t1")
    assert isian.on_disk("penerima.harus.p") == 45
    assert isian.on_disk("penerima.harus.dis") == 4
    assert isian.on_disk("penerima.harus.l") is None
    assert isian.on_disk("penerima.terlayani.jumlah") == 72
    assert isian.on_disk("penerima.harus.tt") is None
    assert isian.on_disk("penerima.belum.jumlah") is None
    assert "dilewati" in isian.notice


def test_what_does_not_fit_into_the_table_is_refused_not_dropped(isian):
    isian.at("uraian.solusi.teks").paste("satu\ndua")
    assert isian.on_disk("uraian.solusi.teks") is None
    assert "Di luar tabel" in isian.notice


def test_a_paste_onto_computed_cells_alone_says_that_nothing_happened(isian):
    isian.at("penerima.belum.jumlah").paste("5")
    assert isian.gestures() == []
    assert "Tidak ada yang ditempel" in isian.notice


def test_one_value_fills_the_selection(isian):
    isian.at(f"{ROWS[0]}.dibutuhkan").press(Key.Key_Down, SHIFT, times=4).paste("50")
    assert [isian.on_disk(f"{row}.dibutuhkan") for row in ROWS] == [50] * 5
    assert isian.gestures() == ["tempel"]


def test_states_and_empty_cells_travel_with_the_block(isian):
    isian.at(f"{ROWS[1]}.dibutuhkan").enter("9")
    isian.at(f"{ROWS[0]}.dibutuhkan").paste("Nihil\n\n5")
    assert isian.sheet.nilai(f"{ROWS[0]}.dibutuhkan") is Keadaan.NIHIL
    assert isian.sheet.nilai(f"{ROWS[1]}.dibutuhkan") is None
    assert isian.sheet.nilai(f"{ROWS[2]}.dibutuhkan") == 5


def test_what_is_copied_here_pastes_back_here(isian):
    isian.at(f"{ROWS[0]}.dibutuhkan").paste("1500\t1200\nNihil\t\n7\t6")
    before = dict(isian.sheet.values)
    isian.at(f"{ROWS[0]}.dibutuhkan").press(Key.Key_Down, SHIFT, times=2)
    isian.press(Key.Key_Right, SHIFT).press(Key.Key_C, CTRL).press(Key.Key_Delete)
    assert isian.sheet.values == {}
    isian.at(f"{ROWS[0]}.dibutuhkan").press(Key.Key_V, CTRL)
    assert isian.sheet.values == before


def test_a_text_with_line_ends_stays_one_cell(isian):
    isian.at("uraian.permasalahan.teks").paste('"Jalan rusak.\nMusim hujan."')
    assert isian.on_disk("uraian.permasalahan.teks") == "Jalan rusak.\nMusim hujan."


def test_pasting_into_folded_columns_brings_them_into_view(isian):
    isian.at(HARUS).press(Key.Key_F7).paste("80\t30\t45")
    assert isian.on_disk("penerima.harus.p") == 45
    assert not isian.page.grid.folded


def test_an_empty_clipboard_does_nothing(isian):
    QGuiApplication.clipboard().clear()
    isian.at(HARUS).press(Key.Key_V, CTRL)
    assert isian.gestures() == []
    assert isian.notice == ""


def test_hidden_characters_are_cut_from_a_pasted_text_with_a_sentence(isian):
    solusi = "uraian.solusi.teks"
    isian.at(solusi).paste("\u202alokasi sudah\u200b didata\u202c")
    assert isian.on_disk(solusi) == "lokasi sudah didata"
    assert "3 aksara tersembunyi dibuang dari teks" in isian.notice


def test_f2_and_enter_clean_a_text_that_came_in_another_way(isian):
    solusi = "uraian.solusi.teks"
    isian.sheet.write({solusi: "lokasi\u202e didata"}, "impor", "impor")
    isian.at(solusi).press(Key.Key_F2)
    assert "1 aksara tersembunyi" in isian.hint
    isian.press(Key.Key_Return)
    assert isian.on_disk(solusi) == "lokasi didata"
