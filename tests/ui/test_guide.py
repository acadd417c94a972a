"""The Panduan in the program: found by key and menu, searched and read from the keyboard."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument

from app import paths
from app.domain.panduan import figures
from app.store import panduan as stored
from app.ui import guide_pages, sizes
from app.ui.guide import GuideWindow, _fitting
from tests import contoh_gambar
from tests.journeys.pemakai import CTRL, Key, Pemakai
from tests.ui.contoh_daerah import desk
from tests.ui.contoh_jendela import ENDE, clock, new_office, put_on_screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def pictures(tmp_path_factory) -> Path:
    return contoh_gambar.made_in(tmp_path_factory.mktemp("gambar"))


@pytest.fixture
def person(qtbot, tmp_path) -> Iterator[Pemakai]:
    made = Pemakai(qtbot, desk(qtbot, new_office(tmp_path / "ende", ENDE), "beranda"))
    yield made
    made.window.close()
    assert not any(one.isVisible() for one in made.window.findChildren(GuideWindow))


def guide_of(person: Pemakai) -> GuideWindow:
    found = person.window.findChild(GuideWindow)
    assert found is not None
    return found


def titles(guide: GuideWindow) -> list[str]:
    return [guide.list.item(row).text() for row in range(guide.list.count())]


def test_a_key_opens_the_guide_and_a_word_leads_to_its_page(person, qtbot):
    person.press(Key.Key_F1, CTRL | SHIFT)
    guide = guide_of(person)
    qtbot.waitUntil(guide.isVisible)
    parts = stored.load(paths.resources())
    every = [title for part in parts for title in (part.judul, *(c.judul for c in part.chapters))]
    assert titles(guide)[: len(every)] == every
    qtbot.keyClicks(guide.search, "flashdisk enam kata")
    shown = titles(guide)
    assert shown[:2] == ["Untuk pengisi di kabupaten dan kota", "Dua orang, dua kunci"]
    assert guide.page.toPlainText().startswith("Dua orang, dua kunci")
    qtbot.keyClick(guide.search, Key.Key_Down)
    assert guide.page.toPlainText().startswith(guide.list.currentItem().text())
    assert guide.list.currentItem().text() != "Dua orang, dua kunci"
    qtbot.keyClick(guide.search, Key.Key_Return)
    assert guide.focusWidget() is guide.page
    qtbot.keyClick(guide.page, Key.Key_Escape)
    assert not guide.isVisible()


def test_what_was_asked_for_is_painted_and_brought_into_view(person, qtbot):
    person.press(Key.Key_F1, CTRL | SHIFT)
    guide = guide_of(person)
    qtbot.keyClicks(guide.search, "enam kata")
    for _ in range(2):
        painted = guide.page.extraSelections()
        assert {one.cursor.selectedText().casefold() for one in painted} == {"enam", "kata"}
        places = [guide.page.cursorRect(one.cursor) for one in painted]
        shown = guide.page.viewport().rect()
        assert any(shown.intersects(one) for one in places)
        qtbot.keyClick(guide.search, Key.Key_Down)
    guide.search.clear()
    assert not guide.page.extraSelections()


def test_the_menu_opens_the_same_guide_again(person, qtbot):
    action = person.window.desk.actions_["guide"]
    action.trigger()
    first = guide_of(person)
    qtbot.keyClick(first, Key.Key_Escape)
    assert not first.isVisible()
    assert first.page.toPlainText().startswith("Mengisi layanan")
    person.go("paket")
    action.trigger()
    assert first.page.toPlainText().startswith("Menyatakan selesai dan mengirim")
    assert guide_of(person) is first
    assert first.isVisible()


def test_the_guide_is_there_before_the_first_office(qtbot):
    from app.ui.main_window import MainWindow
    from app.ui.memory import Memory
    from app.ui.session import Session

    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    window.show_wizard()
    qtbot.keyClick(window.place, Key.Key_F1, CTRL | SHIFT)
    guide = window.findChild(GuideWindow)
    assert guide is not None
    assert guide.isVisible()
    window.close()
    assert not guide.isVisible()


def test_on_a_small_screen_the_frame_of_the_window_keeps_its_room():
    assert _fitting(QSize(1366, 768)) == QSize(980, 680)
    small = _fitting(QSize(911, 512))
    assert small.width() == 911
    assert small.height() <= 512 - 31  # a title bar of Windows


def test_nothing_found_says_so(person, qtbot):
    person.window.show_guide()
    guide = guide_of(person)
    qtbot.keyClicks(guide.search, "xyzzy")
    assert not titles(guide)
    assert "xyzzy" in guide.page.toPlainText()


def test_pictures_stand_in_the_page_where_they_were_taken(person, pictures, qtbot):
    # An earlier run of the program may have kept some.
    shutil.rmtree(stored.pictures(), ignore_errors=True)
    person.window.show_guide()
    guide = guide_of(person)
    assert "file:" not in guide.page.toHtml()
    stored.keep_pictures(sorted(pictures.glob("*.png")))
    again = GuideWindow(person.window)
    put_on_screen(qtbot, again)
    assert "wisaya_jenis.png" in again.page.toHtml()
    again.resize(500, 400)
    qtbot.waitUntil(lambda: again.page.horizontalScrollBar().maximum() == 0)


def test_pictures_of_other_texts_are_not_shown(pictures, monkeypatch, tmp_path):
    kept = stored.keep_pictures(sorted(pictures.glob("*.png")))
    assert guide_pages.picture(stored.pictures(), "beranda") is not None
    (tmp_path / "teks").mkdir()
    (tmp_path / "teks" / "lain.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    assert stored.pictures() != kept
    assert guide_pages.picture(stored.pictures(), "beranda") is None


def test_a_screen_is_found_by_its_name_and_else_by_its_kind(pictures):
    found = guide_pages.picture(pictures, "paket")
    assert found is not None
    assert found.stem.endswith("_paket")
    kind = guide_pages.picture(pictures, "isian")
    assert kind is not None
    assert "_isian_kes-" in kind.stem


def test_with_every_picture_in_it_each_chapter_still_fits_on_its_page(tmp_path, qapp):
    parts = stored.load(paths.resources())
    # Half as large as a picture of the program, and shown as wide.
    wide, high = sizes.HOME_WINDOW
    blank = QImage(wide // 2, high // 2, QImage.Format.Format_Mono)
    blank.fill(1)
    chapters = [one for part in parts for one in part.chapters]
    for number, name in enumerate(name for one in chapters for name in figures(one.teks)):
        blank.save(str(tmp_path / f"{number:02d}_{name}.png"))
    target = tmp_path / "panduan.pdf"
    contents = 2
    assert guide_pages.write_guide(target, "Panduan", parts, tmp_path) == len(chapters) + contents


def test_guide_and_card_are_printed_each_chapter_on_its_page_and_the_card_on_two(
    pictures, tmp_path, qapp
):
    parts = stored.load(paths.resources())[:2]
    chapters = [one for part in parts for one in part.chapters]
    target = tmp_path / "panduan.pdf"
    assert guide_pages.write_guide(target, "Panduan", parts, pictures) == len(chapters) + 1
    data = target.read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/Subtype /Image" in data
    card = stored.card(paths.resources())
    assert guide_pages.write_card(tmp_path / "kartu.pdf", card, pictures) == 2


def test_a_chapter_that_hangs_over_its_page_gets_smaller_pictures(qapp):
    def laid_out(lines: int) -> tuple[int, int, float]:
        """Pages of a chapter before and after, and how wide its picture is then."""
        image = QImage(1000, 500, QImage.Format.Format_RGB32)
        document = QTextDocument()
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl("x.png"), image)
        document.setPageSize(QSizeF(900, 700))
        text = "".join(f"<p>Baris {number}</p>" for number in range(lines))
        document.setHtml(f"<h1>Bab</h1><p><img src='x.png'></p>{text}<h1>Lain</h1><p>Isi</p>")
        guide_pages.dress(document, [600.0], turn=True)
        end = document.blockCount() - 2
        before = guide_pages._pages(document, 0, end)
        guide_pages.fit_chapters(document)
        (place,) = guide_pages._places(document, 0, end)
        return (
            before,
            guide_pages._pages(document, 0, end),
            guide_pages._shape(document, place).width(),
        )

    over = next(lines for lines in range(60) if laid_out(lines)[0] > 1)
    assert laid_out(over - 1) == (1, 1, 600)
    before, after, wide = laid_out(over)
    assert (before, after) == (2, 1)
    assert 352 <= wide < 600
    # Where smaller pictures would not help they stay as they are.
    assert laid_out(over + 12) == (2, 2, 600)
