"""Beside the cell: its past, its notes, who entered it, and the way back to an earlier value."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from app.domain.catatan import MAX_CATATAN, JenisCatatan
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.store import questions
from app.store.door import CellWrite
from app.ui.pages.entry_history import origin
from app.ui.pages.entry_inspector import Tab
from tests.ui.isian import ALT, CTRL, HARUS, SHIFT, TERLAYANI, Isian, Key

FORM, DIS = "KES-01", "penerima.terlayani.dis"


@pytest.fixture
def isian(qtbot, session) -> Isian:
    return Isian(qtbot, session).open(FORM, TERLAYANI)


def told(isian: Isian) -> str:
    isian.page.inspector.refresh()
    return isian.page.inspector.cell.words


def earlier(session, periode: str, sel: str, nilai) -> None:
    form = session.forms[FORM]
    home = str(form.home_period(sel, Periode.parse(periode)))
    wish = CellWrite(FORM, session.wilayah, home, sel, nilai)
    session.write([wish], jenis="isi", label="dulu")


# --- The last periods -----------------------------------------------------------------------------


def test_the_last_eight_quarters_stand_beside_the_cell_as_numbers_and_columns(qtbot, session):
    for periode, nilai in (("2024-T4", 900), ("2025-T4", Keadaan.NIHIL), ("2026-T2", 450)):
        earlier(session, periode, TERLAYANI, nilai)
    isian = Isian(qtbot, session).open(FORM, TERLAYANI)
    isian.enter("600").at(TERLAYANI)
    said = told(isian).replace("\u00a0", " ")
    assert (
        "8 triwulan terakhir: 2024: T4 900\n2025: T1 – · T2 – · T3 – · T4 Nihil\n"
        "2026: T1 – · T2 450 · T3 600"
    ) in said
    spark = isian.page.inspector.cell._series._spark
    assert spark.heights(100) == [
        100.0,
        None,
        None,
        None,
        2.0,
        None,
        51.0,
        pytest.approx(67.33, 0.01),
    ]
    heard = QAccessible.queryAccessibleInterface(spark).text(QAccessible.Text.Name)
    assert heard.endswith("T2 2026 450 · T3 2026 600")


def test_an_annual_cell_is_compared_with_earlier_years_and_a_computed_one_is_worked_out(
    qtbot, session
):
    earlier(session, "2025-T4", HARUS, 1000)
    earlier(session, "2025-T4", TERLAYANI, 250)
    isian = Isian(qtbot, session).open(FORM, HARUS)
    assert "8 tahun terakhir: 2019 – · " in told(isian).replace("\u00a0", " ")
    assert "2025 1.000 · 2026 –" in told(isian).replace("\u00a0", " ")
    isian.at("penerima.persen.jumlah")
    assert "T4 25,00" in told(isian).replace("\u00a0", " ")


def test_a_cell_without_a_past_and_a_text_show_no_empty_chart(isian):
    assert "terakhir" not in told(isian)
    isian.at("uraian.solusi.teks")
    assert "terakhir" not in told(isian)


# --- Who ------------------------------------------------------------------------------------------


def test_whoever_entered_the_value_is_told_with_day_and_way(isian):
    isian.enter("600").at(TERLAYANI)
    assert "05-10-2026 10.32 · Maria Contoh, S.IP · diketik" in told(isian)
    isian.press(Key.Key_3, ALT)
    assert "Maria Contoh, S.IP · dinyatakan" in told(isian)
    assert origin("entah") == "entah"


# --- Notes ----------------------------------------------------------------------------------------


def test_a_note_is_written_with_the_keyboard_and_seen_at_its_cell(isian):
    isian.press(Key.Key_F2, SHIFT)
    pages = isian.page.inspector.notes.pages
    assert isian.focus is pages[JenisCatatan.PENJELASAN]
    isian.press(Key.Key_Backtab, SHIFT)
    assert isian.focus is pages[JenisCatatan.SUMBER]
    isian.type("e-Kohort").press(Key.Key_Return, ALT).type("Oktober").press(Key.Key_Return)
    assert isian.focus is isian.page.grid.view
    assert isian.sheet.notes(TERLAYANI) == {JenisCatatan.SUMBER: "e-Kohort\nOktober"}
    assert isian.sheet.look(TERLAYANI).noted
    isian.page.inspector.refresh()
    assert isian.page.inspector.tabs.tabText(Tab.NOTES) == "Catatan 1"
    index = isian.page.grid.view.currentIndex()
    heard = index.data(0x0C)  # AccessibleDescriptionRole
    assert "Sumber: e-Kohort" in heard
    assert isian.gestures() == ["catatan"]


def test_a_note_pasted_from_a_word_processor_says_what_became_of_its_signs(isian):
    isian.press(Key.Key_F2, SHIFT)
    isian.focus.insertPlainText("\uf0b7 naik karena imunisasi\u200b")
    isian.press(Key.Key_Return)
    kept = {JenisCatatan.PENJELASAN: "\u2022 naik karena imunisasi"}
    assert isian.sheet.notes(TERLAYANI) == kept
    told = "ditulis \u2022; 1 aksara tersembunyi dibuang"
    assert told in isian.notice


def test_a_note_that_looks_like_a_page_is_shown_letter_by_letter(isian):
    isian.press(Key.Key_F2, SHIFT)
    isian.type('<img src="//server/x">').press(Key.Key_Return)
    index = isian.page.grid.view.currentIndex()
    shown = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img src=&quot;//server/x&quot;&gt;" in shown
    assert '<img src="//server/x">' in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_a_note_that_was_left_is_kept_and_escape_takes_back_what_was_typed(isian):
    isian.press(Key.Key_F2, SHIFT).type("naik karena imunisasi").press(Key.Key_Tab)
    assert isian.sheet.notes(TERLAYANI) == {JenisCatatan.PENJELASAN: "naik karena imunisasi"}
    isian.type("siapa?").press(Key.Key_Escape)
    assert isian.focus is isian.page.inspector.notes.pages[JenisCatatan.PERTANYAAN]
    assert isian.focus.toPlainText() == ""
    isian.press(Key.Key_Escape)
    assert isian.focus is isian.page.grid.view
    assert set(isian.sheet.notes(TERLAYANI)) == {JenisCatatan.PENJELASAN}


def test_a_note_typed_while_a_click_goes_to_another_cell_stays_with_its_cell(isian):
    isian.press(Key.Key_F2, SHIFT).type("satu")
    isian.at(HARUS)
    assert isian.sheet.notes(TERLAYANI) == {JenisCatatan.PENJELASAN: "satu"}
    assert isian.sheet.notes(HARUS) == {}
    isian.page.inspector.refresh()
    assert isian.page.inspector.notes.pages[JenisCatatan.PENJELASAN].toPlainText() == ""


def test_a_note_that_is_too_long_says_so_and_stays_to_be_shortened(isian):
    isian.press(Key.Key_F2, SHIFT)
    isian.focus.setPlainText("x" * (MAX_CATATAN + 1))
    isian.press(Key.Key_Return)
    assert "paling panjang 2000 huruf" in isian.page.inspector.messages.text
    assert isian.sheet.notes(TERLAYANI) == {}


# --- Back to an earlier value ---------------------------------------------------------------------


def test_a_line_of_the_history_brings_its_value_back_as_one_step(isian):
    isian.enter("80").at(TERLAYANI).enter("75").at(TERLAYANI).press(Key.Key_2, ALT)
    isian.press(Key.Key_F9, SHIFT)
    panel = isian.page.inspector.history
    assert isian.focus is panel.list
    isian.press(Key.Key_Down).press(Key.Key_Down).press(Key.Key_Return)
    assert isian.sheet.nilai(TERLAYANI) == 80
    assert isian.notice == (
        "Ibu hamil yang mendapat pelayanan antenatal sesuai standar, Jumlah: Belum tersedia "
        "dikembalikan menjadi 80. Ctrl+Z mengurungkannya."
    )
    assert panel.list.lines[1].head == "Belum tersedia menjadi 80"
    assert "dikembalikan dari riwayat\nkembalikan Ibu hamil" in panel.list.lines[1].sub
    isian.press(Key.Key_Return)
    assert "sudah berisi 80; tidak ada yang berubah" in isian.notice
    isian.press(Key.Key_Z, CTRL)
    assert isian.sheet.nilai(TERLAYANI) is Keadaan.BELUM_TERSEDIA
    assert isian.notice.startswith("Diurungkan: kembalikan Ibu hamil")
    assert isian.gestures()[-2:] == ["kembalikan", "urung"]


def test_the_step_is_named_after_what_was_typed_and_where(isian, session):
    isian.enter("1.250").at("uraian.solusi.teks").enter(
        "Puskesmas keliling ke tiga desa pegunungan"
    )
    labels = [one.label for one in questions.history(
        session.office, FORM, session.wilayah, session.periode, "uraian.solusi.teks"
    )]  # fmt: skip
    assert labels == [
        "ketik “Puskesmas keliling ke tiga des…” pada Solusi dan tindak lanjut, Uraian"
    ]
    isian.press(Key.Key_Z, CTRL).press(Key.Key_Z, CTRL)
    assert isian.notice == (
        "Diurungkan: ketik 1.250 pada Ibu hamil yang mendapat pelayanan antenatal sesuai standar, "
        "Jumlah. Ctrl+Y mengulangnya."
    )
    isian.press(Key.Key_Y, CTRL)
    assert isian.notice.startswith("Diulang: ketik 1.250 pada ")


# --- The letter Nihil asks for --------------------------------------------------------------------


def test_nihil_shows_the_form_for_its_letter_and_the_focus_stays_in_the_sheet(isian, qtbot):
    isian.at(DIS).press(Key.Key_1, ALT)
    inspector = isian.page.inspector
    qtbot.waitUntil(lambda: inspector.tabs.currentIndex() == Tab.EVIDENCE)
    assert isian.focus is isian.page.grid.view
    assert isian.notice.startswith("Nihil tercatat, tetapi surat pernyataannya belum ada. Ctrl+B")
    assert [one.aturan.kode for one in isian.sheet.findings(DIS)] == ["BUKTI-NIHIL"]
    isian.press(Key.Key_5, ALT)
    assert isian.sheet.findings(DIS) == []
    assert isian.sheet.letter_declared(DIS)
    isian.press(Key.Key_5, ALT)
    assert isian.sheet.wants_letter(DIS)
    assert isian.notice == "Dibatalkan: surat pernyataan nihil belum ada."
    isian.press(Key.Key_Up)
    inspector.refresh()
    assert inspector.tabs.currentIndex() == Tab.CELL


def test_a_letter_is_declared_only_where_nihil_wants_one(isian):
    isian.press(Key.Key_5, ALT)
    assert isian.notice == ("Pernyataan ini hanya untuk sel Nihil yang suratnya belum dilampirkan.")
    assert isian.gestures() == []


def test_ctrl_enter_keeps_what_was_typed_and_stays(isian):
    isian.type("600").press(Key.Key_Return, CTRL)
    assert (isian.here, isian.sheet.nilai(TERLAYANI)) == (TERLAYANI, 600)
