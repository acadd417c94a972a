"""Qt's own words: Indonesian for the users, untouched in English."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QLineEdit

from app import teks
from app.ui.translation import QtTexts
from tests.ui.contoh_kata import translated

Button = QDialogButtonBox.StandardButton


def buttons(qtbot) -> list[str]:
    box = QDialogButtonBox(Button.Save | Button.Cancel | Button.Yes | Button.Close)
    qtbot.addWidget(box)
    return [button.text().replace("&", "") for button in box.buttons()]


def test_standard_buttons_are_in_indonesian(qtbot, qapp):
    with translated(qapp):
        assert sorted(buttons(qtbot)) == ["Batal", "Simpan", "Tutup", "Ya"]


def test_the_menu_of_an_editor_is_in_indonesian(qtbot, qapp):
    with translated(qapp):
        editor = QLineEdit()
        qtbot.addWidget(editor)
        menu = editor.createStandardContextMenu()
        words = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
        menu.deleteLater()
    assert words == ["Ur&ungkan", "Ulang&i", "Po&tong", "&Salin", "&Tempel", "Hapus", "Pilih semua"]


def test_in_english_qt_keeps_its_own_words(qtbot, qapp):
    teks.set_language("en")
    with translated(qapp):
        assert sorted(buttons(qtbot)) == ["Cancel", "Close", "Save", "Yes"]


def test_a_word_nobody_translated_stays_as_it_is(qapp):
    assert QtTexts(qapp).translate("QDial", "QDial", None, -1) is None
