"""F1 in a field tells about that field, and no field in any window is left without a text."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QInputDialog,
    QLineEdit,
    QTableWidget,
)

from app import teks
from app.teks import t
from app.ui import dialogue, field_help
from app.ui.field_help import FieldHelp
from app.ui.guide import GuideWindow
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.entry import EntryPage
from app.ui.pages.urusan_ticks import UrusanTicks
from app.ui.pages.wizard import Wizard
from app.ui.pages.wizard_steps import PersonStep
from app.ui.session import Session
from tests import contoh_demo, contoh_latihan
from tests.sumber import called_name, calls, constants, place
from tests.ui.contoh_daerah import desk
from tests.ui.contoh_jendela import ENDE, clock, new_office, put_on_screen
from tests.ui.contoh_kolom_isian import fields
from tests.ui.isian import Isian, Key

if TYPE_CHECKING:
    from collections.abc import Iterator

REAL_ASK = dialogue.ask_text
"""As it is before a test puts an answer in its place."""

FEWEST_LABELS, LONGEST = 50, 420

BY_OBJECT_NAME = {
    "panel.cabut.alasan": "alasan_cabut",
    "pengaturan.opd.alasan": "alasan_opd",
}
"""Labels that say different things in different places -> the name of that field."""


def labels_in_the_source() -> dict[str, str]:
    """Labels written out where fields are made, also in panels that open late, and where."""
    found: dict[str, str] = {}
    for maker in ("Field", "Secret", "Words", "Selector", "Tick", "buddy", "Choice"):
        for file, call in calls(maker, "app"):
            for key in first_text(call):
                found[key] = place(file, call)
    for file, call in calls("secret", "app"):
        found |= {f"panel.sandi.{one}": place(file, call) for one in constants(call)}
    return found


def first_text(call: ast.Call) -> set[str]:
    """The keys in `t(…)` that its first argument is made with."""
    asked = (node for one in call.args[:1] for node in ast.walk(one) if isinstance(node, ast.Call))
    keys = (one.args[0] for one in asked if called_name(one) == "t")
    return {str(key.value) for key in keys if isinstance(key, ast.Constant)}


@pytest.mark.parametrize("language", teks.LANGUAGES)
def test_every_label_that_is_written_out_leads_to_a_text(language):
    teks.set_language(language)
    labels = labels_in_the_source()
    assert len(labels) > FEWEST_LABELS
    known = field_help._known(language)
    assert {
        key: where
        for key, where in labels.items()
        if BY_OBJECT_NAME.get(key, t(key).replace("&", "")) not in known
    } == {}


def test_every_object_name_with_a_text_is_given_to_a_field():
    given = {one for _, call in calls("setObjectName", "app") for one in constants(call)}
    kept = {key.removeprefix("bantuan_isian.") for key in teks.area("bantuan_isian")}
    assert {one for one in kept if not teks.known(one)} == given


@pytest.mark.parametrize("language", teks.LANGUAGES)
def test_no_label_leads_to_two_texts(language):
    teks.set_language(language)
    assert len(field_help._known(language)) == len(teks.area("bantuan_isian"))


def test_texts_are_short_and_end_as_sentences():
    for key, pair in teks.area("bantuan_isian").items():
        for words in pair.values():
            assert len(words) < LONGEST, key
            assert all(line.endswith((".", "?")) for line in words.split("\n")), key


# --- In the window


@pytest.fixture(params=teks.LANGUAGES)
def wizard(request, qtbot) -> Iterator[MainWindow]:
    """The wizard at its question about the person."""
    teks.set_language(request.param)
    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    window.show_wizard()
    assert isinstance(window.place, Wizard)
    window.place.draft.wilayah = window.session.regions[ENDE]
    window.place._show([one.key for one in window.place.steps].index("pengguna"))
    yield window
    window.close()


def nip(window: MainWindow) -> QLineEdit:
    step = next(one for one in window.findChildren(PersonStep))
    assert isinstance(step.nip.editor, QLineEdit)
    step.nip.editor.setFocus()
    return step.nip.editor


def beside() -> FieldHelp:
    found = QApplication.activePopupWidget()
    assert isinstance(found, FieldHelp)
    return found


def test_f1_tells_about_the_field_and_escape_goes_on_typing_in_the_middle(qtbot, wizard):
    line = nip(wizard)
    finished: list[str] = []
    line.editingFinished.connect(lambda: finished.append(line.text()))
    qtbot.keyClicks(line, "1987")
    line.setCursorPosition(2)
    qtbot.keyClick(line, Key.Key_F1)
    told = beside()
    assert told.title.text() == "NIP"
    assert told.words.text() == t("bantuan_isian.wisaya.pengguna.nip")
    assert told.accessibleDescription() == told.words.text()
    assert wizard.findChild(GuideWindow) is None
    qtbot.keyClick(told, Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert QApplication.focusWidget() is line
    assert (line.cursorPosition(), line.selectedText(), finished) == (2, "", [])
    qtbot.keyClicks(line, "0")
    assert line.text() == "19087"


@pytest.mark.parametrize("way", ["key", "button"])
def test_from_there_the_key_or_the_button_opens_the_chapter_and_escape_leads_back(
    qtbot, wizard, way
):
    line = nip(wizard)
    qtbot.keyClick(line, Key.Key_F1)
    if way == "key":
        qtbot.keyClick(beside(), Key.Key_F1)
    else:
        assert beside().more.hasFocus()
        qtbot.keyClick(beside().more, Key.Key_Space)
    guide = wizard.findChild(GuideWindow)
    assert isinstance(guide, GuideWindow)
    assert guide.isVisible()
    assert QApplication.activePopupWidget() is None
    qtbot.keyClick(guide, Key.Key_Escape)
    assert QApplication.focusWidget() is line


def test_a_click_beside_it_closes_it(qtbot, wizard):
    line = nip(wizard)
    qtbot.keyClick(line, Key.Key_F1)
    told = beside()
    qtbot.mouseClick(told, Qt.MouseButton.LeftButton, pos=QPoint(-20, -20))
    assert QApplication.activePopupWidget() is None
    assert QApplication.focusWidget() is line


@pytest.mark.parametrize("corner", ["bottomRight", "topLeft"])
def test_it_never_leaves_the_screen_nor_covers_the_field(qtbot, wizard, corner):
    line = nip(wizard)
    room = wizard.screen().availableGeometry()
    wizard.move(wizard.pos() + getattr(room, corner)() - line.mapToGlobal(QPoint(0, 0)))
    qtbot.keyClick(line, Key.Key_F1)
    told = beside()
    assert room.contains(told.geometry())
    field = QRect(line.mapToGlobal(QPoint(0, 0)), line.size())
    assert not told.geometry().intersects(field)
    told.close()


def test_a_cell_is_no_field_whatever_its_column_is_called(qtbot):
    table, line = QTableWidget(1, 1), QLineEdit()
    qtbot.addWidget(table)
    table.setCellWidget(0, 0, line)
    line.setAccessibleName(t("lanjut.isian.opd"))
    assert field_help.about(line) == ""
    outside = QLineEdit()
    qtbot.addWidget(outside)
    outside.setAccessibleName(line.accessibleName())
    assert field_help.about(outside) == "lanjut.isian.opd"


def test_one_of_several_ticks_is_told_about_as_the_group(qtbot):
    ticks = UrusanTicks()
    qtbot.addWidget(ticks)
    assert {field_help.about(box) for box in ticks.boxes.values()} == {"opd.urusan_pilih"}


def test_beside_the_sheet_a_field_tells_its_own_and_a_cell_its_meaning(qtbot, tmp_path):
    window = desk(qtbot, new_office(tmp_path / "ende", ENDE), "spm")
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    page.services.filter.setFocus()
    qtbot.keyClick(page.services.filter, Key.Key_F1)
    assert beside().words.text() == t("bantuan_isian.isian.daftar.spm.cari")
    qtbot.keyClick(beside(), Key.Key_Escape)
    page.grid.view.setFocus()
    qtbot.keyClick(page.grid.view, Key.Key_F1)
    assert QApplication.activePopupWidget() is None
    window.close()


def test_in_the_preview_of_a_paste_the_fields_have_their_texts(qtbot, session):
    isian = Isian(qtbot, session).open("KES-02").at("mutu.m01.dibutuhkan")
    isian.paste("-\t1\n\t2")
    assert isian.preview is not None
    told = {field_help.about(one) for one in fields(isian.preview)}
    assert told == {"tempel.cara", "tempel_kosong"}
    isian.press(Key.Key_Escape)


def test_a_question_of_one_line_is_a_field_too(qtbot, monkeypatch):
    asked: list[str] = []

    def answer(box: QInputDialog) -> bool:
        line = box.findChild(QLineEdit)
        assert line is not None
        asked.append(field_help.about(line))
        return False

    monkeypatch.setattr(QInputDialog, "exec", answer)
    assert REAL_ASK(None, t("latihan.mode.nama_piagam"), "Maria") is None
    assert asked == ["latihan.mode.nama_piagam"]


def test_a_question_of_an_exercise_tells_how_it_is_answered_and_the_answer_stays(qtbot):
    window = MainWindow(Session(contoh_demo.now, Memory()))
    put_on_screen(qtbot, window)
    with contoh_latihan.participant("Damianus") as peserta:
        window._enter_room(contoh_latihan.begin(peserta, "13-laptop-hilang"))
        panel = window.desk.practice.panel
        assert panel is not None
        (chooser,) = panel.answers.values()
        chooser.setFocus()
        qtbot.keyClick(chooser, Key.Key_Down)
        chosen = chooser.currentIndex()
        qtbot.keyClick(chooser, Key.Key_F1)
        assert beside().title.text() == panel.room.latihan.soal[0].tanya
        assert beside().words.text() == t("bantuan_isian.soal_latihan")
        qtbot.keyClick(beside(), Key.Key_Escape)
        assert chooser.hasFocus()
        assert chooser.currentIndex() == chosen
        window.close()
