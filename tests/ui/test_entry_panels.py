"""What stands around the grid: figures, inspector, history, findings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QTabBar,
)

from app.domain.catatan import JenisCatatan
from app.domain.nilai import Keadaan
from app.exchange import demo_kantor, impor_tabel, isi_csv, penarikan, salin_tahun, tarik_baris
from app.exchange.latihan import langkah
from app.store import salvage
from app.ui.pages import entry_history, entry_series
from app.ui.pages.entry_guard import Told
from tests.ui.isian import ALT, CTRL, HARUS, SHIFT, TERLAYANI, Isian, Key

PERSEN = "penerima.persen.jumlah"


@pytest.fixture
def isian(qtbot, session):
    return Isian(qtbot, session).open("KES-01", HARUS)


def told(isian: Isian) -> str:
    isian.page.inspector.refresh()
    return isian.page.inspector.cell.words


def test_the_inspector_tells_definition_source_and_law_of_the_cell(isian):
    words = told(isian)
    assert words.startswith("Ibu hamil yang harus dilayani\nJumlah · orang")
    assert "Penyebut: Jumlah sasaran ibu hamil" in words
    assert "Pembilang: Jumlah ibu hamil yang mendapat" in words
    assert words.index("Penyebut") < words.index("Pembilang")
    assert "Seluruh tahun 2026" in words
    assert "PP 2/2018 Pasal 6 ayat (3) huruf a (keyakinan sedang)" in words
    assert "Keyakinan sedang: " in words


def test_the_inspector_follows_the_cursor_when_it_rests(isian, qtbot):
    isian.at("mutu.m02.tersedia")
    qtbot.waitUntil(lambda: "Tablet tambah darah" in isian.page.inspector.cell.words)
    assert "Cara menghitung: Untuk setiap sasaran." in isian.page.inspector.cell.words


def test_a_computed_cell_shows_its_formula_with_the_users_own_numbers(isian):
    isian.enter("80").enter("72").at(PERSEN)
    assert "persen(72, 80)\n= 90,00" in told(isian)


def test_what_the_form_itself_gives_has_neither_a_formula_nor_a_past(qtbot, session):
    isian = Isian(qtbot, session, bagian="kemiskinan").open("F-K13", "evaluasi.s1_01.realisasi")

    def shown(sel: str) -> str:
        cell = isian.sheet.form.cell(sel)
        isian.page.inspector.cell.show_cell(isian.sheet, cell, Told())
        return isian.page.inspector.cell.words

    for sel in ("evaluasi.s1_01.arah", "evaluasi.s1_01.baseline"):
        words = shown(sel)
        assert "Ditetapkan oleh formulir" in words
        assert "Dihitung dari" not in words
        assert not entry_series.earlier(isian.sheet, isian.sheet.form.cell(sel))


def test_states_are_chosen_and_taken_back_with_the_mouse(isian, qtbot):
    isian.enter("5").at(HARUS)
    told(isian)
    buttons = isian.page.inspector.cell.findChildren(QAbstractButton)
    button = next(one for one in buttons if one.text() == "Belum tersedia")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert isian.sheet.nilai(HARUS) is Keadaan.BELUM_TERSEDIA
    told(isian)
    assert button.isChecked()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert isian.sheet.nilai(HARUS) is None
    assert isian.focus is isian.page.grid.view


def test_the_history_of_a_cell_tells_who_when_and_from_what(isian):
    isian.enter("80").at(HARUS).enter("75").at(HARUS).press(Key.Key_1, ALT)
    isian.press(Key.Key_F9, SHIFT)
    lines = isian.page.inspector.history.list.lines
    assert [one.head for one in lines[1:]] == [
        "75 menjadi Nihil",
        "80 menjadi 75",
        "kosong menjadi 80",
    ]
    assert lines[1].sub.startswith(
        "05-10-2026 10.32 · Maria Contoh, S.IP · dinyatakan\nnyatakan Nihil"
    )


def test_a_note_that_was_written_over_is_read_and_brought_back_in_the_history(isian):
    jenis = JenisCatatan.PENJELASAN
    for words in ("Tiga PAUD baru", "Salah ketik"):
        isian.sheet.write_note(HARUS, jenis, words)
    isian.at(HARUS).press(Key.Key_F9, SHIFT)
    history = isian.page.inspector.history
    newest, older = history.list.lines[1:3]
    assert newest.sub.endswith("Tiga PAUD baru menjadi Salah ketik")
    assert older.sub.endswith("kosong menjadi Tiga PAUD baru")
    assert history.restore.isVisible()
    history.list.mark(older.target)
    history.restore.click()
    assert isian.sheet.notes(HARUS) == {jenis: "Tiga PAUD baru"}
    assert isian.notice.startswith("Catatan Penjelasan pada ")
    history.list.mark(history.list.lines[1].target)
    history.restore.click()
    assert isian.notice.endswith("sudah berbunyi begitu; tidak ada yang berubah.")
    isian.page.rows.choose("bercatatan")
    assert "Hanya baris yang bercatatan: 1 dari" in isian.page.rows.text


def test_a_note_is_taken_back_with_the_keys_that_take_back_a_number(isian):
    jenis = JenisCatatan.PENJELASAN
    isian.at(HARUS).enter("75").at(HARUS).press(Key.Key_F2, SHIFT)
    isian.type("Salah")
    isian.press(Key.Key_Return)
    assert isian.sheet.notes(HARUS) == {jenis: "Salah"}
    isian.at(TERLAYANI).press(Key.Key_Z, CTRL)
    assert isian.sheet.notes(HARUS) == {}
    assert isian.sheet.nilai(HARUS) == 75
    assert isian.page.grid.current.kode == HARUS
    assert isian.notice.startswith("Diurungkan: ")
    isian.press(Key.Key_Y, CTRL)
    assert isian.sheet.notes(HARUS) == {jenis: "Salah"}


def test_it_is_said_where_one_writes_which_notes_travel_and_which_stay_at_home(isian):
    isian.press(Key.Key_F2, SHIFT)
    said = [one.text() for one in isian.page.inspector.notes.findChildren(QLabel)]
    along = said.index("Sumber dan penjelasan ikut di dalam paket dan dibaca penerimanya.")
    home = said.index(
        "Pertanyaan dan jawaban tinggal di kantor ini; keduanya tidak ikut di dalam paket."
    )
    names = [said.index(one) for one in ("Sumber", "Penjelasan", "Pertanyaan", "Jawaban")]
    assert along < names[0] < names[1] < home < names[2] < names[3]


@pytest.mark.parametrize(
    "module",
    [impor_tabel, isi_csv, salin_tahun, tarik_baris, penarikan, salvage, demo_kantor, langkah],
)
def test_where_a_figure_came_from_has_a_word(module):
    jenis = getattr(module, "JENIS", None) or module._JENIS
    assert entry_history.origin(jenis) != jenis
    assert entry_history.origin("baris_tambah") == "baris ditambah"


def test_a_cell_without_history_says_so(isian):
    isian.press(Key.Key_F9, SHIFT)
    assert "belum pernah diisi" in isian.page.inspector.history.list.lines[1].head


def test_the_formula_says_what_is_missing(isian):
    isian.press(Key.Key_F9)
    lines = isian.page.inspector.formula.lines
    assert lines[0].value == "–"
    assert lines[1].sub == "– ÷ –, belum lengkap"
    isian.at(HARUS).enter("80").enter("72").enter("nihil")
    isian.page.inspector.refresh()
    lines = isian.page.inspector.formula.lines
    assert lines[0].sub.startswith("Baru dari bagian Penerima.")
    assert lines[1].sub == "72 ÷ 80 × 100 = 90,00"
    assert lines[3].sub == "Tidak ada kebutuhan; tidak ikut dirata-ratakan"


def test_a_finding_is_listed_with_rule_text_and_next_step(isian):
    isian.enter("80").enter("81")
    (one,) = isian.page.findings.list.lines
    assert one.head == "Yang terlayani (81) melebihi yang harus dilayani (80)."
    assert one.value == "SPM-01"
    assert "Periksa kedua angka" in one.sub
    assert one.spoken.startswith("Peringatan: ")
    assert isian.page.findings.counts == "1 peringatan"
    assert "SPM-01" in told(isian.at(TERLAYANI))


def test_enter_on_a_finding_goes_to_its_cell(isian):
    isian.enter("80").enter("81").at(HARUS)
    isian.page.findings.list.setFocus()
    isian.press(Key.Key_Home).press(Key.Key_Return)
    assert isian.here == TERLAYANI
    assert isian.focus is isian.page.grid.view


def test_the_list_of_findings_closes_and_stays_closed(isian, qtbot):
    isian.enter("80").enter("81")
    findings = isian.page.findings
    assert findings.list.isVisible()
    findings.toggle()
    isian.at(TERLAYANI).enter("82")
    assert not findings.list.isVisible()
    assert findings.counts == "1 peringatan"


def test_without_findings_the_panel_is_one_line(isian):
    assert isian.page.findings.counts == "Tidak ada temuan pada isian ini."
    assert not isian.page.findings.list.isVisible()


def test_the_menu_of_a_cell_offers_what_the_keys_do(isian, qtbot):
    menu = isian.page.commands.menu(isian.page)
    texts = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    assert texts[:4] == ["Potong", "Salin", "Salin dengan judul", "Tempel"]
    assert "Belum tersedia" in texts
    next(action for action in menu.actions() if action.text() == "Nihil").trigger()
    assert isian.sheet.nilai(HARUS) is Keadaan.NIHIL
    menu.deleteLater()


def test_every_button_and_list_has_a_name_for_a_screen_reader(isian):
    kinds = (QAbstractButton, QAbstractItemView, QLineEdit, QTabBar)
    found = [
        widget for kind in kinds for widget in isian.page.findChildren(kind) if widget.isVisible()
    ]
    focusable = [widget for widget in found if widget.focusPolicy() != Qt.FocusPolicy.NoFocus]
    nameless = [
        widget
        for widget in focusable
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert len(focusable) > 10
    assert nameless == []


def test_messages_go_away_when_the_work_goes_on(isian):
    isian.paste("5")
    assert isian.notice
    isian.press(Key.Key_Down)
    assert isian.notice == ""
    isian.paste("x")
    isian.press(Key.Key_Down)
    assert "Tidak ada yang ditempel" in isian.notice


def test_the_menu_key_asks_at_the_cell(isian, qtbot):
    view = isian.page.grid.view
    # The offscreen platform cannot show a menu.
    isian.page.grid.menu_wanted.disconnect()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    with qtbot.waitSignal(view.menu_wanted) as asked:
        QApplication.sendEvent(view.viewport(), event)
    corner = view.visualRect(view.currentIndex()).bottomLeft()
    assert asked.args == [view.viewport().mapToGlobal(corner)]


def test_the_wheel_over_a_table_scrolls_the_sheet(isian):
    grid = isian.page.grid
    bar = grid.verticalScrollBar()
    before = bar.value()
    # A turned wheel goes on to the next widget until one takes it; a made-up one has to be sent.
    for place, taken in ((grid.view.viewport(), False), (grid.viewport(), True)):
        spot = QPointF(20, 20)
        wheel = QWheelEvent(
            spot,
            place.mapToGlobal(spot),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(place, wheel)
        assert wheel.isAccepted() is taken
    assert bar.value() > before
