"""Registers on the screen: type below to add, keys for rows, lists to choose from."""

from __future__ import annotations

import pytest

from app.domain import register
from tests.ui.contoh_otoritas import sentences
from tests.ui.isian import ALT, CTRL, SHIFT, Isian, Key

RENCANA, MASALAH = "rencana", "masalah"


@pytest.fixture
def isian(qtbot, session):
    return Isian(qtbot, session).open("KES-02")


def rows(isian, tabel=RENCANA):
    """The rows that hold something, as they are kept."""
    sheet = isian.page.sheet
    return register.rows_of(sheet.form.tables[tabel], sheet.values)


def seen(isian, tabel=RENCANA):
    """What stands in the row header, from above."""
    place = [one.kode for one in isian.page.sheet.form.tabel].index(tabel)
    return [row.label for row in isian.page.grid.sections()[place].view.table.rows]


def new_row(isian, tabel=RENCANA):
    return isian.page.sheet.form.tables[tabel].baris[-1].kode


def add(isian, name, **columns):
    """One plan line, typed into the empty row at the bottom."""
    row = new_row(isian)
    isian.at(f"rencana.{row}.sub_kegiatan").enter(name)
    for kolom, text in columns.items():
        isian.at(f"rencana.{row}.{kolom}").enter(text)
    return row


def test_typing_in_the_empty_row_below_adds_it_and_offers_another(isian):
    assert seen(isian) == ["Baris baru", "Jumlah"]
    row = add(isian, "Kelas ibu hamil", pagu="1.500")
    assert rows(isian) == [row]
    assert isian.on_disk(f"rencana.{row}.pagu") == 1500
    assert seen(isian) == ["1. Kelas ibu hamil", "Baris baru", "Jumlah"]
    assert isian.page.sheet.look("rencana.total.pagu").text == "1.500"


def test_the_cursor_goes_on_into_the_row_that_has_just_come(isian):
    row = new_row(isian)
    isian.at(f"rencana.{row}.sub_kegiatan").enter("Kelas ibu hamil")
    assert isian.here == f"rencana.{new_row(isian)}.sub_kegiatan"
    assert new_row(isian) != row


def test_a_table_that_follows_gets_the_row_but_no_empty_one(isian):
    assert seen(isian, "pelaksanaan") == ["Jumlah"]
    row = add(isian, "Kelas ibu hamil", pagu="2.000")
    assert seen(isian, "pelaksanaan") == ["1. Kelas ibu hamil", "Jumlah"]
    isian.at(f"pelaksanaan.{row}.realisasi").enter("500")
    assert isian.page.sheet.look(f"pelaksanaan.{row}.serapan").text == "25,00"


def test_undo_takes_the_row_away_and_redo_brings_the_same_one_back(isian):
    row = add(isian, "Kelas ibu hamil")
    isian.press(Key.Key_Z, CTRL)
    assert rows(isian) == []
    assert seen(isian) == ["Baris baru", "Jumlah"]
    isian.press(Key.Key_Y, CTRL)
    assert rows(isian) == [row]


def test_a_deleted_row_is_one_step_and_comes_back_whole(isian):
    first, second = add(isian, "Kelas ibu", pagu="10"), add(isian, "Pelatihan", pagu="20")
    isian.at(f"pelaksanaan.{first}.realisasi").enter("5")
    isian.at(f"rencana.{first}.pagu").press(Key.Key_Minus, CTRL)
    assert rows(isian) == [second]
    assert isian.page.sheet.nilai(f"pelaksanaan.{first}.realisasi") is None
    isian.press(Key.Key_Z, CTRL)
    assert rows(isian) == [first, second]
    assert isian.on_disk(f"pelaksanaan.{first}.realisasi") == 5


def test_a_row_is_put_in_above_the_cursor_and_stays_there(isian):
    first, second = add(isian, "Satu"), add(isian, "Tiga")
    isian.at(f"rencana.{second}.pagu").press(Key.Key_Plus, CTRL)
    between = isian.here.split(".")[1]
    isian.at(f"rencana.{between}.sub_kegiatan").enter("Dua")
    assert rows(isian) == [first, between, second]
    assert seen(isian)[:3] == ["1. Satu", "2. Dua", "3. Tiga"]
    isian.page.grid.sheet._reload()
    assert rows(isian) == [first, between, second]


def test_the_empty_row_itself_needs_none_above_it(isian):
    isian.at(f"rencana.{new_row(isian)}.pagu").press(Key.Key_Plus, CTRL)
    assert rows(isian) == []
    assert "masih kosong" in isian.notice


def test_a_copied_row_stands_below_with_the_same_values(isian):
    first, second = add(isian, "Satu", pagu="7"), add(isian, "Dua")
    isian.at(f"rencana.{first}.pagu").press(Key.Key_D, CTRL | SHIFT)
    found = rows(isian)
    assert (found[0], found[2]) == (first, second)
    assert isian.on_disk(f"rencana.{found[1]}.pagu") == 7
    assert isian.on_disk(f"rencana.{found[1]}.sub_kegiatan") == "Satu"


def test_rows_of_a_fixed_table_cannot_be_added(isian):
    isian.at("mutu.m01.tersedia").press(Key.Key_Minus, CTRL)
    assert "tetap menurut formulir" in isian.notice


def test_sorting_and_sifting_change_what_is_seen_and_nothing_that_is_kept(isian):
    a = add(isian, "Ayam", pagu="10", dana="dau")
    b = add(isian, "Bebek", pagu="30", dana="PAD")
    c = add(isian, "Cicak", pagu="20", dana="PAD")
    isian.at(f"rencana.{a}.pagu").press(Key.Key_Down, ALT | SHIFT)
    assert seen(isian)[:3] == ["2. Bebek", "3. Cicak", "1. Ayam"]
    isian.at(f"rencana.{b}.dana").press(Key.Key_L, ALT | SHIFT)
    assert seen(isian) == ["2. Bebek", "3. Cicak", "Baris baru", "Jumlah"]
    assert "2 dari 3 baris" in isian.notice
    assert isian.page.sheet.look("rencana.total.pagu").text == "60"
    isian.press(Key.Key_A, CTRL | SHIFT)
    assert seen(isian)[:3] == ["1. Ayam", "2. Bebek", "3. Cicak"]
    assert rows(isian) == [a, b, c]


def test_a_choice_is_offered_at_once_and_taken_by_its_number(isian):
    row = add(isian, "Kelas ibu hamil")
    isian.at(f"rencana.{row}.dana").press(Key.Key_F2)
    assert "Pilih dengan angka" in isian.page.grid.hint.text
    isian.press(Key.Key_4)
    assert isian.on_disk(f"rencana.{row}.dana") == "dau_sg"
    look = isian.page.sheet.look(f"rencana.{row}.dana")
    assert look.text == "DAU yang ditentukan penggunaannya"


def test_a_part_of_the_name_is_enough_and_a_word_from_no_list_is_refused(isian):
    row = add(isian, "Kelas ibu hamil", dana="fisik")
    assert isian.on_disk(f"rencana.{row}.dana") is None
    assert isian.editing
    isian.press(Key.Key_Escape)
    isian.at(f"rencana.{row}.dana").enter("nonfisik")
    assert isian.on_disk(f"rencana.{row}.dana") == "dak_nonfisik"
    isian.at(f"rencana.{row}.dana").enter("APBN")
    assert "tidak ada dalam daftar" in isian.page.grid.hint.text
    isian.press(Key.Key_Escape)
    assert isian.on_disk(f"rencana.{row}.dana") == "dak_nonfisik"


def test_a_code_that_is_none_and_a_day_that_is_none_are_refused(isian):
    row = add(isian, "Kelas ibu hamil")
    isian.at(f"rencana.{row}.kode").enter("102")
    assert "1.02.02.2.02.0001" in isian.page.grid.hint.text
    isian.press(Key.Key_Escape)
    isian.at(f"rencana.{row}.kode").enter("1.02.02.2.02.0001")
    assert isian.on_disk(f"rencana.{row}.kode") == "1.02.02.2.02.0001"
    problem = new_row(isian, MASALAH)
    isian.at(f"masalah.{problem}.tenggat").enter("31 Februari 2026")
    assert "bukan tanggal" in isian.page.grid.hint.text
    isian.press(Key.Key_Escape)
    isian.at(f"masalah.{problem}.tenggat").enter("31/3/2026")
    assert isian.on_disk(f"masalah.{problem}.tenggat") == "2026-03-31"
    assert isian.page.sheet.look(f"masalah.{problem}.tenggat").text == "31-03-2026"


def test_a_row_one_has_not_begun_is_neither_missing_nor_wrong(isian):
    assert not any("rencana" in sel for sel in isian.page.sheet.hasil.kelengkapan.kosong)
    row = add(isian, "Kelas ibu hamil")
    missing = isian.page.sheet.hasil.kelengkapan.kosong
    assert f"rencana.{row}.pagu" in missing
    assert not any(new_row(isian) in sel for sel in missing)


def test_the_model_keeps_qts_promises_while_rows_come_and_go(isian, qtmodeltester):
    place = [one.kode for one in isian.page.sheet.form.tabel].index(RENCANA)
    model = isian.page.grid.sections()[place].view.table
    qtmodeltester.check(model)
    row = add(isian, "Kelas ibu hamil", pagu="1")
    add(isian, "Lain")
    isian.at(f"rencana.{row}.pagu").press(Key.Key_Minus, CTRL)
    qtmodeltester.check(model)


def shown_columns(isian, tabel="penerima"):
    place = [one.kode for one in isian.page.sheet.form.tabel].index(tabel)
    view = isian.page.grid.sections()[place].view
    return [view.table.tabel.kolom[n].kode for n in view.columns]


def test_fine_breakdowns_are_folded_until_asked_for_or_filled(isian):
    usual = ["jumlah", "l", "p", "tt", "dis"]
    assert shown_columns(isian) == usual
    isian.at("penerima.terlayani.jumlah").press(Key.Key_F7, SHIFT)
    assert "dis_fisik" in shown_columns(isian)
    isian.at("penerima.terlayani.u_lt20").enter("4")
    isian.press(Key.Key_F7, SHIFT)
    assert shown_columns(isian) == [*usual, "u_lt20", "u_20_35", "u_gt35", "umur_tt"]


def test_a_breakdown_that_cannot_be_is_never_shown(isian):
    isian.open("PUM-01").press(Key.Key_F7, SHIFT)
    assert not any(kolom.startswith("dis_") for kolom in shown_columns(isian))


def test_the_coverage_is_said_below_the_title_and_follows_the_figures(isian):
    section = isian.page.grid.sections()[0]
    assert section.coverage == ""
    isian.at("penerima.terlayani.jumlah").enter("200")
    isian.at("penerima.terlayani.p").enter("150")
    assert "jenis kelamin 75,00 %" in section.coverage
    assert "disabilitas 0,00 %" in section.coverage


def test_a_block_pasted_below_brings_as_many_rows_as_it_has_in_one_step(isian):
    add(isian, "Satu", pagu="1")
    isian.at(f"rencana.{new_row(isian)}.kode")
    isian.paste("1.02.02.2.02.0001\tDua\n\tTiga\n1.02.03\tEmpat\n")
    isian.press(Key.Key_Return)
    assert seen(isian)[:5] == ["1. Satu", "2. Dua", "3. Tiga", "4. Empat", "Baris baru"]
    assert seen(isian)[5:] == ["Jumlah"]
    isian.press(Key.Key_Z, CTRL)
    assert seen(isian) == ["1. Satu", "Baris baru", "Jumlah"]


def test_a_register_of_another_office_without_rows_is_shown_bare(qtbot, province):
    province.set_wilayah("53.08")
    isian = Isian(qtbot, province, bagian="kemiskinan").open("F-K02")
    inspector = isian.page.inspector
    qtbot.waitUntil(inspector.cell.isVisible)
    isian.open("F-K11")
    assert not isian.sheet.form.cells
    (section,) = isian.page.grid.sections()
    assert section.isVisible()
    assert "Belum ada baris di tabel ini." in sentences(section)
    # What the cell before was about is not told of one that is not there.
    qtbot.waitUntil(lambda: not inspector.cell.isVisible())
    for key in (Key.Key_Down, Key.Key_Return, Key.Key_End, Key.Key_F2, Key.Key_Tab):
        isian.press(key)
    isian.press(Key.Key_Right, CTRL)
    assert isian.page.grid.current is None
    isian.page.open_service("F-K02")
    qtbot.waitUntil(inspector.cell.isVisible)
