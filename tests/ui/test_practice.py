"""Mode Latihan as a participant sees it: name, exercise, ticks, next one, and real work again."""

from __future__ import annotations

import threading
import time
from html import escape
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint

from app import paths
from app.exchange.latihan import piagam, pustaka, ruang, siapan
from app.exchange.latihan.siapan import Siapan
from app.teks import t
from app.ui import last_folder, paper
from app.ui.pages import package_known
from app.ui.pages.entry import EntryPage
from app.ui.pages.practice_board import PracticeBoard
from app.ui.pages.start import StartPage
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.text import Text
from tests import contoh_latihan
from tests.contoh_latihan import now
from tests.ui.contoh_latihan_jendela import laptop, listed
from tests.ui.isian import Key
from tests.ui.test_accessibility import nameless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from app.ui.background import Progress
    from app.ui.main_window import MainWindow
    from app.ui.pages.practice_panel import PracticePanel

NAME = "Damianus"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    with laptop(qtbot) as made:
        yield made


def panel_of(window: MainWindow) -> PracticePanel:
    panel = window.desk.practice.panel
    assert panel is not None
    return panel


def enter(qtbot: QtBot, window: MainWindow, kode: str) -> PracticePanel:
    """From the start page into an exercise, with keys and clicks."""
    window.show_start()
    start = window.place
    assert isinstance(start, StartPage)
    start.practice.click()
    page = listed(window)
    assert not nameless(page)
    assert page.name.hasFocus()
    page.name.clear()
    qtbot.keyClicks(page.name, NAME)
    qtbot.keyClick(page.exercises[kode], Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.is_open, timeout=60_000)
    return panel_of(window)


def is_loud(button: Button) -> bool:
    return button.kind is Kind.PRIMARY


def typed(qtbot: QtBot, window: MainWindow, sel: str, text: str) -> None:
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    assert page.grid.go_to(sel)
    page.grid.view.setFocus()
    for letter in text:
        qtbot.keyClicks(window.focusWidget(), letter)
    qtbot.keyClick(window.focusWidget(), Key.Key_Return)


def test_a_participant_solves_an_exercise_and_goes_on_to_the_next(qtbot, window):
    panel = enter(qtbot, window, "07-angka-kumulatif")
    assert window.windowTitle().startswith("LATIHAN")
    assert window.desk.practice.band.text == t("latihan.pita.panjang")
    assert str(window.session.periode).endswith("T3")
    assert panel.results == [False, False]
    # It opens where something is to be done, not at the first empty cell.
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    assert page.grid.current is not None
    assert page.grid.current.kode == "penerima.terlayani.jumlah"
    assert panel.done.isHidden()
    typed(qtbot, window, "penerima.terlayani.jumlah", "4790")
    assert panel.results == [True, True]
    assert panel.done.isVisible()
    panel.next_button.click()
    qtbot.waitUntil(lambda: panel_of(window).room.latihan.kode == "08-alasan", timeout=60_000)
    panel_of(window).all_button.click()
    page = listed(window)
    assert page.name.text() == NAME
    assert page.certificate.isEnabled()
    # The list of real offices knows nothing of all this.
    assert not window.session.memory.offices
    page.back.click()
    assert isinstance(window.place, StartPage)
    assert not window.place.offices


def test_a_wrong_answer_is_told_and_what_was_planted_when_all_is_found(qtbot, window):
    panel = enter(qtbot, window, "07-angka-kumulatif")
    why = [one for _, _, one in panel._ticks]
    assert [one.text() for one in why] == ["Di sel itu sekarang: 1.480.", ""]
    typed(qtbot, window, "penerima.terlayani.jumlah", "4970")
    assert [one.text() for one in why] == ["Di sel itu sekarang: 4.970.", ""]
    # The way on is not louder than the work before everything is fulfilled.
    assert not is_loud(panel.next_button)
    assert panel.planted.isHidden()
    typed(qtbot, window, "penerima.terlayani.jumlah", "4790")
    assert not any(one.isVisible() for one in why)
    assert is_loud(panel.next_button)
    planted = [one.text() for one in panel.planted.findChildren(Text)]
    assert planted[1:] == panel.room.latihan.jebakan
    assert panel.planted.isVisible()
    # However long it is: that it is done stands where nobody has to look for it.
    assert not panel._column.isAncestorOf(panel.done)


def test_a_wrong_choice_is_told_and_the_last_exercise_leads_to_the_certificate(qtbot, window):
    panel = enter(qtbot, window, "12-kiriman-ulang")
    chooser = panel.answers["pagi"]
    chooser.setCurrentIndex(chooser.findData("terima_lagi"))
    chooser.activated.emit(chooser.currentIndex())
    assert panel._ticks[0][2].text() == t("latihan.keliru.jawaban")
    # Every choice can be read whole in the chooser.
    room = chooser.width() - chooser.minimumSizeHint().height()
    words = [chooser.itemText(place) for place in range(chooser.count())]
    assert all(chooser.fontMetrics().horizontalAdvance(one) <= room for one in words)
    panel.hint_button.click()
    qtbot.wait(1)
    assert not panel.hint.visibleRegion().isEmpty()
    panel = enter(qtbot, window, "16-opd-tumpang")
    assert panel.next_button.text() == t("latihan.panel.piagam")
    panel.next_button.click()
    listed(window)


def test_packages_are_made_beside_the_list_and_an_exercise_does_not_wait_for_them(
    qtbot, window, monkeypatch
):
    under_way, stopped = threading.Event(), threading.Event()

    def complete(_ready: Siapan, progress: Progress) -> None:
        under_way.set()
        try:
            while True:
                progress("siapan_paket", 0, 1)
                time.sleep(0.01)
        finally:
            stopped.set()

    monkeypatch.setattr(Siapan, "complete", complete)
    window.show_start()
    start = window.place
    assert isinstance(start, StartPage)
    start.practice.click()
    page = listed(window)
    qtbot.waitUntil(under_way.is_set)
    # The list says nothing of it: nobody has to wait.
    assert page.messages.isHidden()
    page.name.setText(NAME)
    page.exercises["07-angka-kumulatif"].click()
    qtbot.waitUntil(lambda: window.session.is_open, timeout=20_000)
    assert stopped.wait(5)


def test_hints_come_one_by_one_and_the_exercise_can_start_again(qtbot, window, answers):
    panel = enter(qtbot, window, "07-angka-kumulatif")
    panel.hint_button.click()
    assert panel.hint.text() == panel.room.latihan.petunjuk[0]
    assert not panel.hint_button.isEnabled()
    typed(qtbot, window, "penerima.terlayani.jumlah", "4790")
    answers.will("ask", answer=False)
    panel.again_button.click()
    assert panel.results == [True, True]
    answers.will("ask", answer=True)
    panel.again_button.click()
    assert not window.session.is_open
    qtbot.waitUntil(lambda: window.session.is_open, timeout=60_000)
    assert panel_of(window).results == [False, False]


def test_questions_are_answered_in_the_panel(qtbot, window, tmp_path):
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    panel = enter(qtbot, window, "12-kiriman-ulang")
    # Files are chosen and put where the exercise keeps them: nobody finds that folder by hand.
    assert last_folder.start(elsewhere) == str(panel.room.berkas)
    assert package_known.target_folder(window.session) == panel.room.berkas
    assert panel.results == [False, False, True]
    assert not nameless(panel) + nameless(window.desk.practice.band)
    for soal, isi in (("pagi", "sudah_ada"), ("sore", "2")):
        chooser = panel.answers[soal]
        chooser.setFocus()
        for _ in range(chooser.findData(isi)):
            qtbot.keyClick(chooser, Key.Key_Down)
        chooser.activated.emit(chooser.currentIndex())
    assert panel.results == [True, True, True]
    panel.all_button.click()
    assert last_folder.start(elsewhere) == str(elsewhere)


def test_the_panel_gives_the_page_its_room_back(qtbot, window):
    panel = enter(qtbot, window, "01-angka-pertama")
    band, desk = window.desk.practice.band, window.desk
    beside = desk.stack.width()
    assert panel.isVisible()
    assert panel.mapTo(desk, QPoint(0, 0)).x() == desk.stack.mapTo(desk, QPoint(beside, 0)).x()
    band.toggle.click()
    assert not panel.isVisible()
    qtbot.waitUntil(lambda: desk.stack.width() == beside + panel.width())
    window.resize(760, 512)
    band.toggle.click()
    # Over the page, and below the band whose button takes it away again.
    assert panel.isVisible()
    qtbot.waitUntil(lambda: panel.mapTo(desk, QPoint(0, 0)).y() >= band.height())
    qtbot.waitUntil(lambda: band.text == "LATIHAN")
    band.toggle.click()
    assert not panel.isVisible()


def test_a_panel_over_the_page_knows_at_once_how_high_the_band_is(qtbot, window):
    window.resize(911, 512)
    panel = enter(qtbot, window, "01-angka-pertama")
    band = window.desk.practice.band
    assert band.needed >= band.toggle.sizeHint().height()
    assert panel.y() == band.needed


def test_a_folded_panel_leaves_its_lines_in_the_band(qtbot, window):
    panel = enter(qtbot, window, "07-angka-kumulatif")
    band, desk = window.desk.practice.band, window.desk
    fold = desk.actions_["exercise"]
    assert fold.shortcut().toString() == "F4"
    window.resize(911, 512)
    # Below the band already on the first look, however high its button is.
    assert panel.mapTo(desk, QPoint(0, 0)).y() >= band.sizeHint().height()
    assert band.back.isHidden()
    fold.trigger()
    assert not panel.isVisible()
    story, *steps, left = panel.lines()
    assert band.said == story
    assert not band.back.isEnabled()
    for step in steps:
        band.on.click()
        assert band.said == step
    band.on.click()
    assert band.said == left
    assert left.startswith("Terpenuhi 0 dari 2. Belum: Yang terlayani sejak 1 Januari")
    assert not band.on.isEnabled()
    band.back.click()
    assert band.said == steps[-1]
    typed(qtbot, window, "penerima.terlayani.jumlah", "4790")
    # Whatever line was in view: what everybody waits for is told.
    assert band.said == t("latihan.panel.rampung")
    fold.trigger()
    assert panel.isVisible()
    assert band.said == panel.room.latihan.judul


def test_whoever_comes_next_types_over_the_name_before(qtbot, window):
    enter(qtbot, window, "01-angka-pertama")
    panel_of(window).all_button.click()
    page = listed(window)
    assert page.name.text() == NAME
    qtbot.keyClicks(page.name, "Maria")
    assert page.name.text() == "Maria"


def test_the_list_does_not_move_when_its_preparation_is_done(qtbot, window, monkeypatch):
    ready = contoh_latihan.prepared()

    def prepare(_clock: object, progress: Progress) -> Siapan:
        progress("siapan", 1, 3)
        return ready

    monkeypatch.setattr(siapan, "prepare", prepare)
    window.practise()
    page = listed(window)
    qtbot.waitUntil(lambda: page.messages.text == t("latihan.mode.siap"))
    assert page.messages.isVisible()


def test_a_name_is_needed(qtbot, window):
    window.practise()
    page = listed(window)
    page.name.clear()
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)
    page.exercises["01-angka-pertama"].click()
    assert "Nama peserta kosong" in page.field.error
    assert not window.session.is_open


def test_the_certificate_is_printed_with_the_name_typed(qtbot, window, answers, tmp_path):
    enter(qtbot, window, "07-angka-kumulatif")
    typed(qtbot, window, "penerima.terlayani.jumlah", "4790")
    panel_of(window).all_button.click()
    page = listed(window)
    target = tmp_path / "piagam.pdf"
    answers.will("ask_text", "Damianus Bria, S.E")
    answers.will("save_file", target)
    page.certificate.click()
    qtbot.waitUntil(lambda: str(target) in page.messages.text, timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")
    answers.will("ask_text", None)
    page.certificate.click()
    answers.will("ask_text", " ")
    page.certificate.click()
    assert "Nama untuk piagam" in answers.told[-1]


def test_a_certificate_of_everything_fits_on_one_page(tmp_path):
    with contoh_latihan.participant("Semua Bisa") as folder:
        for kode, latihan in pustaka.exercises().items():
            ruang.note_completed(ruang.Ruang(folder / kode, latihan), "2026-11-29")
        page = piagam.page("Semua Bisa, S.IP", folder, now())
        assert f"semua {len(pustaka.exercises())} latihan" in page
        # Every one of them stands there, and whoever trained has a line to sign on.
        assert all(escape(one.judul) in page for one in pustaka.exercises().values())
        assert "Pelatih," in page
        assert paper.print_html(page, tmp_path / "p.pdf", "Piagam", wide=True) == 1


def test_a_participant_can_be_removed(qtbot, window, answers):
    enter(qtbot, window, "01-angka-pertama")
    panel_of(window).all_button.click()
    page = listed(window)
    answers.will("ask", answer=True)
    page.remove.click()
    assert NAME not in ruang.participants()
    assert not page.remove.isEnabled()


def test_practice_offices_never_enter_the_list_of_offices(qtbot, window):
    panel = enter(qtbot, window, "01-angka-pertama")
    assert paths.is_practice(panel.room.kantor)
    window.session.close()
    # Not even when somebody opens the folder by hand.
    window.open_office(panel.room.kantor)
    assert window.session.is_practice
    assert not window.session.memory.offices


def test_the_board_shows_the_class_and_takes_results_in(qtbot, window, answers, tmp_path):
    enter(qtbot, window, "07-angka-kumulatif")
    typed(qtbot, window, "penerima.terlayani.jumlah", "4790")
    panel_of(window).all_button.click()
    listed(window).board.click()
    board = window.place
    assert isinstance(board, PracticeBoard)
    assert board.band.isVisible()
    assert board.rows is not None
    assert [(one.nama, list(one.selesai)) for one in board.rows] == [(NAME, ["07-angka-kumulatif"])]
    answers.will("choose_folder", tmp_path)
    board.collect.click()
    (file,) = tmp_path.iterdir()
    assert str(file) in board.messages.text
    answers.will("open_files", [file])
    board.read.click()
    assert len(board.rows) == 1
    sheet = tmp_path / "lembar.pdf"
    answers.will("save_file", sheet)
    board.sheet.click()
    qtbot.waitUntil(lambda: str(sheet) in board.messages.text, timeout=20_000)
    assert sheet.read_bytes().startswith(b"%PDF")
    answers.will("save_file", None)
    board.sheet.click()
    file.write_text("rusak", encoding="utf-8")
    board.look()
    assert "bukan hasil latihan" in board.messages.text
    board.back.click()
    listed(window)
