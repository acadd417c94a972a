"""The seam itself: real boxes, answered by a hand on the keyboard."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QProcess, Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox

from app.errors import LontarError
from app.ui import dialogue, last_folder


@pytest.fixture(autouse=True)
def answers():
    """Here the real functions are tested, so nothing stands in for them."""
    importlib.reload(dialogue)


def with_the_dialog(qtbot, act) -> None:
    """Do something to the dialog once it is open."""

    def once_open() -> None:
        box = QApplication.activeModalWidget()
        if box is None or not box.isVisible():
            QTimer.singleShot(10, once_open)
        else:
            act(box)

    QTimer.singleShot(0, once_open)


def press(qtbot, label: str):
    def act(box: QMessageBox) -> None:
        found = next(one for one in box.buttons() if one.text() == label)
        qtbot.mouseClick(found, Qt.MouseButton.LeftButton)

    return act


def test_a_question_is_agreed_to_with_its_own_words(qtbot):
    with_the_dialog(qtbot, press(qtbot, "Hapus semua"))
    assert dialogue.ask(None, "Yakin?", "Hapus semua")


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_escape_and_a_hasty_enter_mean_no(qtbot, key):
    with_the_dialog(qtbot, lambda box: qtbot.keyClick(box, key))
    assert not dialogue.ask(None, "Yakin?", "Hapus semua")


def test_an_error_shows_what_happened_and_what_to_do_without_markup(qtbot):
    seen = []

    def look(box: QMessageBox) -> None:
        seen.append((box.text(), box.informativeText(), box.textFormat()))
        qtbot.keyClick(box, Qt.Key.Key_Return)

    error = LontarError("nip_salah", angka=18)
    with_the_dialog(qtbot, look)
    dialogue.show_error(None, error)
    assert seen == [(error.pesan, error.saran, Qt.TextFormat.PlainText)]


def test_a_failure_that_is_a_bug_goes_on_to_the_last_hook():
    with pytest.raises(ZeroDivisionError):
        dialogue.show_failure(None, ZeroDivisionError())


def test_a_question_left_with_escape_has_no_answer(qtbot):
    with_the_dialog(qtbot, lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert dialogue.ask_text(None, "?", "Maria") is None


def test_a_line_of_text_is_proposed_and_can_be_changed(qtbot):
    def type_it(box):
        line = box.findChild(QLineEdit)
        assert line.text() == "Maria"
        qtbot.keyClicks(line, ", S.IP")
        qtbot.keyClick(line, Qt.Key.Key_End)
        qtbot.keyClick(line, Qt.Key.Key_Return)

    with_the_dialog(qtbot, type_it)
    assert dialogue.ask_text(None, "Nama:", "Maria") in {"Maria, S.IP", ", S.IP"}


def test_chosen_files_come_as_paths(monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/a/b.txt", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (["/a", "/b"], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert dialogue.open_file(None, "", "") == Path("/a/b.txt")
    assert dialogue.open_files(None, "", "") == [Path("/a"), Path("/b")]
    assert dialogue.save_file(None, "", Path("x"), "") is None


def test_the_words_of_a_button_are_a_title_without_its_access_letter(monkeypatch):
    titles: list[str] = []

    def named(_parent: object, title: str, *_: object) -> tuple[str, str]:
        titles.append(title)
        return "", ""

    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, named)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *said: named(*said)[0])
    words = "Simpan g&ambar…"
    dialogue.open_file(None, words, "")
    dialogue.open_files(None, words, "")
    dialogue.save_file(None, words, Path("x"), "")
    dialogue.choose_folder(None, words, Path("x"))
    assert titles == ["Simpan gambar"] * 4


EXCEL, PDF = "Excel (*.xlsx)", "PDF (*.pdf)"


@pytest.mark.parametrize(
    ("named", "kind", "written"),
    [
        ("rekap.xlsx", EXCEL, "rekap.xlsx"),
        ("rekap", EXCEL, "rekap.xlsx"),
        ("rekap 2026.T3", EXCEL, "rekap 2026.T3.xlsx"),
        ("REKAP.XLSX", EXCEL, "REKAP.XLSX"),
        # The kind was changed and the proposed name left as it was.
        ("rekap.xlsx", PDF, "rekap.pdf"),
        # The other ending was typed by hand.
        ("rekap.pdf", EXCEL, "rekap.pdf"),
        ("rekap", "", "rekap"),
    ],
)
def test_a_file_gets_the_ending_of_its_kind(monkeypatch, tmp_path, named, kind, written):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / named), kind))
    target = dialogue.save_file(None, "", Path("usul.xlsx"), f"{EXCEL};;{PDF}")
    assert target == tmp_path / written


@pytest.mark.parametrize("agreed", [True, False])
def test_a_file_that_got_its_ending_here_replaces_another_only_when_asked(
    monkeypatch, tmp_path, agreed
):
    (tmp_path / "rekap.xlsx").touch()
    asked = []

    def ask(_parent, *said):
        asked.append(said)
        return agreed

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "rekap"), EXCEL))
    monkeypatch.setattr(dialogue, "ask", ask)
    target = dialogue.save_file(None, "", Path("usul.xlsx"), EXCEL)
    assert target == (tmp_path / "rekap.xlsx" if agreed else None)
    question = f"Berkas rekap.xlsx sudah ada di {tmp_path}. Menggantinya?"
    assert asked == [(question, "Ganti berkas itu")]


def test_a_dialog_begins_where_the_last_file_was_and_never_beside_the_program(
    monkeypatch, tmp_path
):
    stick, begun = tmp_path / "flashdisk", []
    stick.mkdir()

    def choose(_parent, _title, start, _kinds):
        begun.append(Path(start))
        return str(stick / "paket.xlsx"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialogue.open_file(None, "", "")
    dialogue.open_file(None, "", "")
    dialogue.save_file(None, "", Path("rekap.xlsx"), "")
    stick.rmdir()
    dialogue.save_file(None, "", tmp_path / "rekap.xlsx", "")
    dialogue.open_file(None, "", "")
    documents = {Path.home(), Path.home() / "Documents", Path.home() / "Dokumen"}
    assert {begun[0], begun[4]} <= documents
    assert begun[1:4] == [stick, stick / "rekap.xlsx", tmp_path / "rekap.xlsx"]


@pytest.mark.parametrize("program", [True, False])
def test_folders_and_documents_are_shown_by_the_system_and_it_says_whether_it_can(
    monkeypatch, tmp_path, program
):
    asked = []

    def open_url(url):
        asked.append(Path(url.toLocalFile()))
        return program

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    dialogue.reveal(tmp_path)
    assert dialogue.show_document(tmp_path / "surat 1.pdf") is program
    assert asked == [tmp_path, tmp_path / "surat 1.pdf"]


@pytest.mark.parametrize(
    ("platform", "starts", "pointed", "opened"),
    [("win32", True, 1, []), ("win32", False, 1, ["folder"]), ("linux", True, 0, ["folder"])],
)
def test_a_file_is_pointed_at_where_the_system_can(
    monkeypatch, tmp_path, platform, starts, pointed, opened
):
    shown, started = [], []
    file = tmp_path / "laporan 1.txt"
    file.write_text("x", encoding="utf-8")

    def start(program: str, arguments: list[str]) -> tuple[bool, int]:
        started.append((Path(program).name, arguments))
        return starts, 0

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(QProcess, "startDetached", start)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    dialogue.reveal(file)
    told = QDir.toNativeSeparators(str(file))
    assert started == [("explorer.exe", ["/select,", told])] * pointed
    assert shown == [str(tmp_path) for _ in opened]


def test_in_an_exercise_every_choice_begins_among_its_files(monkeypatch, tmp_path):
    begun: list[str] = []

    def note(_parent: object, _title: str, start: str, *_kinds: str) -> str:
        begun.append(start)
        return ""

    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *said: (note(*said), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", note)
    last_folder.pin(tmp_path)
    dialogue.open_file(None, "x", "*")
    dialogue.open_files(None, "x", "*")
    dialogue.choose_folder(None, "x", Path.home())
    dialogue.save_file(None, "x", Path.home() / "rekap.xlsx", "*")
    assert begun == [*[str(tmp_path)] * 3, str(tmp_path / "rekap.xlsx")]
    begun.clear()
    last_folder.pin(None)
    dialogue.open_file(None, "x", "*")
    dialogue.save_file(None, "x", Path("/lain/rekap.xlsx"), "*")
    assert begun == [last_folder.start(), "/lain/rekap.xlsx"]


def test_a_folder_that_is_gone_opens_what_is_left_of_the_way_to_it(monkeypatch, tmp_path):
    begun: list[str] = []

    def note(_parent: object, _title: str, start: str) -> str:
        begun.append(start)
        return ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", note)
    last_folder.note(tmp_path / "surat.xlsx")
    dialogue.choose_folder(None, "x", tmp_path / "flashdisk" / "SPM")
    dialogue.choose_folder(None, "x", Path("bukan sebuah folder"))
    assert begun == [str(tmp_path), str(tmp_path)]
