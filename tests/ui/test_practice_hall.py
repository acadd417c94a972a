"""The hall at the window: names, taking in, joining, and a wall that fits the projector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt

from app.domain.pertanyaan import JenisTanya
from app.exchange.latihan import aula_balasan, pustaka, ruang
from app.exchange.latihan.aula import Tempat
from app.store import pertanyaan
from app.store.office import Office
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.pages.practice_hall import PracticeHall
from app.ui.pages.practice_tiles import HallTiles
from tests import contoh_aula
from tests.contoh_latihan import now
from tests.ui.contoh_latihan_jendela import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.ui.main_window import MainWindow

PATIENCE = 60_000


@pytest.fixture
def window(qtbot) -> Iterator[MainWindow]:
    with contoh_aula.trainer(qtbot) as made:
        made.practise()
        qtbot.waitUntil(lambda: not listed(made).busy, timeout=PATIENCE)
        yield made


def hall_at(window: MainWindow) -> PracticeHall:
    listed(window).hall.click()
    page = window.place
    assert isinstance(page, PracticeHall)
    return page


def test_names_are_wanted_before_there_is_a_hall(qtbot, window):
    hall = hall_at(window)
    assert hall.names.isVisible()
    qtbot.waitUntil(hall.names.hasFocus)
    assert not hall.take.isVisible()
    hall.make.click()
    qtbot.waitUntil(lambda: not hall.busy, timeout=PATIENCE)
    assert "satu aula menampung 1 sampai 22" in hall.field.error
    hall.back.click()
    listed(window)


def test_a_hall_that_is_cancelled_while_it_is_made_leaves_nothing(qtbot, window):
    hall = hall_at(window)
    hall.names.setPlainText("Ana\nBeni\n\nAna")
    hall.make.click()
    assert not hall.back.isEnabled()
    assert hall._task is not None
    hall._task.cancel()
    qtbot.waitUntil(lambda: not hall.busy, timeout=PATIENCE)
    assert hall.names.isVisible()
    assert hall.back.isEnabled()


def test_a_new_hall_is_asked_about_and_begins_with_the_same_names(qtbot, window, answers):
    contoh_aula.set_up("Ana", "Beni")
    hall = hall_at(window)
    assert "0 dari 2" in hall.count.text()
    answers.will("ask", answer=False)
    hall.fresh.click()
    assert not hall.names.isVisible()
    # What was said about the hall before says nothing about the one to come.
    hall.messages.tell(Tone.GOOD, t("latihan.aula.siap"))
    answers.will("ask", answer=True)
    hall.fresh.click()
    assert hall.messages.isHidden()
    assert hall.names.toPlainText() == "Ana\nBeni"
    assert not hall.take.isVisible()


def test_what_is_not_taken_in_is_named_with_the_reason(qtbot, window, answers, tmp_path):
    contoh_aula.set_up("Ana")
    hall = hall_at(window)
    answers.will("choose_folder", tmp_path)
    hall.take.click()
    qtbot.waitUntil(lambda: not hall.busy, timeout=PATIENCE)
    assert "tidak ada paket" in hall.messages.text
    for number in range(5):
        (tmp_path / f"daftar-{number}.xlsx").write_bytes(b"PK\x03\x04 bukan paket")
    answers.will("choose_folder", tmp_path)
    hall.take.click()
    qtbot.waitUntil(lambda: not hall.busy, timeout=PATIENCE)
    assert "daftar-0.xlsx: " in hall.messages.text
    assert "Masih 2 berkas lain" in hall.messages.text


def test_a_participant_joins_by_name_and_finds_the_exercise_of_the_hall(qtbot, window, answers):
    made = contoh_aula.set_up("Ana", "Beni")
    page = listed(window)
    page.name.setText("Zakarias")
    answers.will("open_file", made.bahan)
    page.join.click()
    assert "Ana, Beni" in page.field.error
    page.name.setText("beni")
    answers.will("open_file", made.bahan)
    page.join.click()
    qtbot.waitUntil(lambda: window.session.is_open, timeout=PATIENCE)
    panel = window.desk.practice.panel
    assert panel is not None
    assert panel.room.latihan == pustaka.hall()
    assert window.session.office.identitas.wilayah == "53.02"
    qtbot.waitUntil(lambda: panel.results == [False] * 6, timeout=PATIENCE)
    # The trainer tells what comes next, no list does.
    assert not panel.next_button.isVisible()
    answers.will("ask", answer=True)
    panel.again_button.click()
    qtbot.waitUntil(lambda: window.session.is_open, timeout=PATIENCE)
    assert "Beni" in ruang.participants()
    # Back from the list without the file: it may have gone on with the trainer's flash disk.
    assert window.desk.practice.panel is not None
    window.desk.practice.panel.all_button.click()
    page = listed(window)
    assert page.own_hall.isVisible()
    page.name.setText("Citra")
    assert not page.own_hall.isVisible()
    page.name.setText("Beni")
    page.own_hall.click()
    qtbot.waitUntil(lambda: window.session.is_open, timeout=PATIENCE)
    assert window.session.office.identitas.wilayah == "53.02"


def test_everybody_is_asked_from_the_keyboard_and_what_is_wrong_is_said_there(qtbot, window):
    made = contoh_aula.set_up("Ana", "Beni")
    hall = hall_at(window)
    hall.ask.click()
    qtbot.waitUntil(hall.questions.isVisible, timeout=PATIENCE)
    assert not hall.take.isVisible()
    form = hall.questions
    assert (form.form.currentData(), form.cell.currentData()) == aula_balasan.usual()
    words = form.question.words
    qtbot.waitUntil(words.hasFocus)
    qtbot.keyClicks(words, "Dari mana?")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    assert "belum menerima paket" in form.question.messages.text
    form.leave.click()
    assert hall.tiles.isVisible()
    assert hall.ask.hasFocus()
    room = contoh_aula.join(made.bahan, "Beni")
    contoh_aula.take(made, contoh_aula.work(room))
    hall.ask.click()
    qtbot.waitUntil(form.isVisible, timeout=PATIENCE)
    assert not form.question.messages.isVisible()
    form.question.kind.setCurrentIndex(2)
    form.question.stops.setChecked(True)
    qtbot.keyClicks(words, "Mana suratnya?")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    assert "1 daerah" in hall.messages.text
    assert [tile.place.menunggu for tile in hall.tiles.tiles] == [0, 1]
    with Office.open(made.provinsi, now) as office:
        (one,) = pertanyaan.questions(office)
    assert (one.teks, one.jenis, one.penghalang) == ("Mana suratnya?", JenisTanya.BUKTI, True)


def test_a_participant_takes_the_reply_in_one_gesture_and_hears_what_it_brought(
    qtbot, window, answers, tmp_path
):
    page = listed(window)
    answers.will("choose_folder", tmp_path)
    page.fetch.click()
    qtbot.waitUntil(lambda: bool(answers.told) and not page.busy, timeout=PATIENCE)
    assert "belum ada yang ikut aula" in answers.told[-1]
    made = contoh_aula.set_up("Ana", "Beni")
    room = contoh_aula.join(made.bahan, "Ana")
    contoh_aula.take(made, contoh_aula.work(room))
    hall = hall_at(window)
    answers.will("choose_folder", tmp_path)
    hall.reply.click()
    qtbot.waitUntil(lambda: not hall.busy, timeout=PATIENCE)
    assert "1 balasan tersimpan" in hall.messages.text
    hall.back.click()
    page = listed(window)
    # Pressed while the page still prepares: it is what comes after that.
    answers.will("choose_folder", tmp_path)
    page.fetch.click()
    qtbot.waitUntil(lambda: "Ana: " in page.messages.text, timeout=PATIENCE)
    assert "1 paket berubah menjadi diterima" in page.messages.text


@pytest.mark.parametrize(("wide", "high"), [(1024, 768), (1366, 768), (683, 384)])
def test_a_whole_hall_fits_on_the_wall_without_scrolling(qtbot, window, wide, high, monkeypatch):
    contoh_aula.set_up("Ana")
    window.resize(wide, high)
    hall = hall_at(window)
    places = [Tempat(f"Peserta {number}", f"Daerah {number}", number % 3) for number in range(22)]
    hall.tiles.show_places(places, ["Belum ada paket"] * 22)
    qtbot.waitUntil(hall.tiles.tiles[-1].isVisible)
    assert (window.width(), window.height()) == (wide, high)
    whole = QRect(0, 0, wide, high)
    for tile in hall.tiles.tiles:
        assert whole.contains(QRect(tile.mapTo(window, tile.rect().topLeft()), tile.size()))
    if high >= sizes.HOME_WINDOW[1]:
        # A tenth of the wall and more for each: letters of a name as high as a thirtieth.
        assert min(tile.height() for tile in hall.tiles.tiles) >= high // 8 - sizes.S


def test_fewer_places_have_larger_tiles(qtbot):
    tiles = HallTiles()
    qtbot.addWidget(tiles)
    tiles.resize(1000, 600)
    tiles.show()
    heights = []
    for count in (22, 4):
        tiles.show_places([Tempat(f"P {n}", "X", 0) for n in range(count)], ["-"] * count)
        qtbot.waitUntil(lambda: tiles.tiles[0].width() < 600)
        heights.append(tiles.tiles[0].height())
    assert heights[1] > 2 * heights[0]
    assert len(tiles.tiles) == 4
    assert tiles.tiles[0].accessibleName() == "P 0, X: -"
