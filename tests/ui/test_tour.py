"""The guided tour on real windows: every screen of the rail, every stop, beside its target.

The screens without a rail are in test_tour_passing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from app import paths, teks
from app.errors import LontarError
from app.store import tur, undo
from app.teks import t
from app.ui import background, page_table, screenshots_samples, tour_place
from app.ui.guide import GuideWindow
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.pages.entry import EntryPage
from app.ui.pages.package import PackagePage
from app.ui.session import Session
from tests import contoh_demo
from tests.journeys.pemakai import CTRL, Key
from tests.ui.contoh_daerah import PERIODE
from tests.ui.contoh_jendela import ENDE, NTT, clock, new_office, put_on_screen
from tests.ui.test_accessibility import nameless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.ui.tour import Tour

SIZES = [(1366, 768), (911, 512)]
"""The home window, and what is left of it at 150 %."""
SMALL = (640, 360)
FEWEST, LONGEST = 2, 130
SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
TOURS = tur.every(paths.resources())
FRAME = 4


def open_window(
    qtbot: QtBot, folder: Path, size: tuple[int, int], memory: Memory | None = None
) -> MainWindow:
    window = MainWindow(Session(clock, memory or Memory()))
    window.resize(*size)
    put_on_screen(qtbot, window)
    assert window.open_office(folder)
    window.desk.upkeep.rest()
    window.session.set_periode(PERIODE)
    rest()
    return window


def rest() -> None:
    """Wait until the pages have worked out what they show."""
    for _ in range(3):
        while not background.wait(0.01):
            QApplication.processEvents()
        QApplication.processEvents()


def practising(folder: Path) -> Path:
    return new_office(folder, ENDE, "latihan")


def running(window: MainWindow) -> Tour | None:
    return window.tours.running if window.tours is not None else None


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def started(qtbot: QtBot, window: MainWindow) -> Tour:
    """By the key a person would press."""
    qtbot.keyClick(focused(), Key.Key_F1, SHIFT)
    tour = running(window)
    assert tour is not None
    return tour


def screens(window: MainWindow) -> Iterator[str]:
    """Every screen of the rail, and every way of Paket."""
    for key in window.desk.rail.keys():  # noqa: SIM118 - a method of the rail
        window.desk.show_page(key)
        page = window.desk.current_page
        rest()
        if isinstance(page, PackagePage):
            for view in page.segments.buttons:
                page.show_view(view)
                yield f"{key}.{view}"
        else:
            yield key


def on_the_rail(screen: str) -> bool:
    return screen.partition(".")[0] in {one.key for one in page_table.PAGES}


def stops_of(screens: Iterable[str]) -> dict[str, set[str]]:
    return {name: {one.nama for one in TOURS[name].berhenti} for name in screens}


def framed(window: MainWindow, target: QWidget, tour: Tour) -> bool:
    seen = tour_place.in_window(window, target)
    around = seen.adjusted(-FRAME, -FRAME, FRAME, FRAME)
    return tour.frame is not None and around.contains(tour.frame)


def look_at_every_stop(qtbot: QtBot, window: MainWindow, tour: Tour, screen: str) -> Iterator[str]:
    """Walk to the end with the keyboard and check each card against what it points at."""
    assert window.tours is not None
    known = window.tours.known
    assert known is not None
    for place, stop in enumerate(tour.stops):
        rest()
        where = f"{screen} {stop.nama} {window.width()}"
        assert tour.stop is stop, where
        target = tour_place.target(window, stop)
        assert target is not None, where
        assert tour.frame is not None, where
        # What lies below may still be laying itself out; the frame follows it.
        qtbot.waitUntil(partial(framed, window, target, tour))
        seen = tour_place.in_window(window, target)
        assert seen.width() > FRAME, where
        card = tour.card.geometry()
        assert window.rect().contains(card), where
        assert not card.intersects(tour.frame), where
        assert tour.card.words.height() >= tour.card.words.heightForWidth(tour.card.words.width())
        assert tour.card.count.text() == t("tur.hitungan", ke=place + 1, semua=len(tour.stops))
        told = QAccessible.queryAccessibleInterface(tour.card.next)
        key = f"tur.{known.layar}.{stop.nama}"
        assert t(f"{key}.isi") in told.text(QAccessible.Text.Description), where
        assert not nameless(tour.card)
        yield stop.nama
        qtbot.keyClick(focused(), Key.Key_Return)
    assert running(window) is None, screen


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A province and a region with data, an OPD and an exercise without any."""
    demo, bare = contoh_demo.small_demo(tmp_path_factory), tmp_path_factory.mktemp("kosong")
    copies = {
        "provinsi": contoh_demo.copy_of(demo / "provinsi", bare / "provinsi"),
        "kabupaten": contoh_demo.copy_of(demo / "kantor" / contoh_demo.LENGKAP, bare / "kab"),
    }
    return {
        **copies,
        "opd": new_office(bare / "opd", ENDE, "opd"),
        "latihan": practising(bare / "latihan"),
        "provinsi_kosong": new_office(bare / "ntt", NTT),
    }


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_stop_of_every_screen_in_every_office_has_its_card_beside_its_target(
    qtbot, offices, size
):
    met: dict[str, set[str]] = {}
    for kind, folder in offices.items():
        window = open_window(qtbot, folder, size)
        if kind == "provinsi":
            screenshots_samples.follow_ups(window.session, contoh_demo.LENGKAP)
        for screen in screens(window):
            QApplication.processEvents()
            known = window.desk.tours.known
            assert known is not None, screen
            tour = started(qtbot, window)
            assert len(tour.stops) >= FEWEST, screen
            met.setdefault(known.layar, set()).update(
                look_at_every_stop(qtbot, window, tour, screen)
            )
        window.close()
    every = stops_of(name for name in TOURS if on_the_rail(name))
    assert set(met) == set(every)
    # A narrow window puts panels away, and their stops with them.
    assert met == every or size != SIZES[0]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = open_window(qtbot, new_office(tmp_path / "ende", ENDE), SIZES[0])
    yield made
    made.close()


def test_no_key_and_no_click_reaches_the_page_below(qtbot, window):
    window.desk.show_page("spm")
    page = window.desk.current_page
    assert isinstance(page, EntryPage)
    qtbot.keyClicks(focused(), "7")
    qtbot.keyClick(focused(), Key.Key_Return)
    office = window.session.office
    before, cell = undo.steps(office), page.grid.current
    assert before
    tour = started(qtbot, window)
    for key, with_ in (
        (Key.Key_7, NONE),
        (Key.Key_Delete, NONE),
        (Key.Key_F8, NONE),
        (Key.Key_2, CTRL),
        (Key.Key_Z, CTRL),
        (Key.Key_V, CTRL),
        (Key.Key_L, Qt.KeyboardModifier.AltModifier),
    ):
        qtbot.keyClick(focused(), key, with_)
    middle = page.grid.mapTo(window, page.grid.rect().center())
    below = window.childAt(middle)
    qtbot.mouseClick(below, Qt.MouseButton.LeftButton)
    assert below is tour or tour.isAncestorOf(below)
    assert window.desk.in_view == "spm"
    assert (undo.steps(office), page.grid.current) == (before, cell)
    assert running(window) is tour
    qtbot.keyClick(focused(), Key.Key_Escape)
    assert running(window) is None
    qtbot.keyClick(focused(), Key.Key_Z, CTRL)
    assert undo.steps(office) != before


def test_arrows_go_back_and_on_tab_stays_on_the_card_and_escape_gives_the_focus_back(qtbot, window):
    before = focused()
    tour = started(qtbot, window)
    card = tour.card
    assert card.next.hasFocus()
    assert not card.back.isEnabled()
    qtbot.keyClick(card.next, Key.Key_Right)
    assert tour.place == 1
    qtbot.keyClick(card.next, Key.Key_Down)
    assert tour.place == 2
    qtbot.keyClick(card.next, Key.Key_Left)
    assert tour.place == 1
    for expected in (card.end, card.back, card.next):
        qtbot.keyClick(focused(), Key.Key_Tab)
        assert expected.hasFocus()
    qtbot.keyClick(card.next, Key.Key_Tab, SHIFT)
    assert card.back.hasFocus()
    qtbot.keyClick(card.back, Key.Key_Return)
    assert tour.place == 0
    assert card.next.hasFocus()
    window.desk.current_page.setFocus()
    assert card.next.hasFocus()
    qtbot.keyClick(card.next, Key.Key_Escape)
    assert focused() is before
    assert running(window) is None


def test_the_last_stop_says_done_and_the_cross_ends_earlier(qtbot, window):
    tour = started(qtbot, window)
    tour.move_on(len(tour.stops) - 1)
    assert tour.card.next.text() == t("tur.selesai")
    tour.card.next.click()
    assert running(window) is None
    again = started(qtbot, window)
    assert again.card.next.text() == t("tur.lanjut")
    again.card.end.click()
    assert running(window) is None


def test_frame_and_card_follow_the_window(qtbot, window):
    tour = started(qtbot, window)
    tour.move_on(4)
    for size in (SMALL, SIZES[1], SIZES[0]):
        window.resize(*size)
        qtbot.waitUntil(lambda: tour.size() == window.size())
        rest()
        target = tour_place.target(window, tour.stop)
        assert target is not None
        seen = tour_place.in_window(window, target)
        assert tour.frame is not None
        assert seen.adjusted(-FRAME, -FRAME, FRAME, FRAME).contains(tour.frame)
        assert window.rect().contains(tour.card.geometry())
        assert not tour.card.geometry().intersects(tour.frame)
    tour.end()


def test_another_page_another_office_and_another_language_end_it(qtbot, window, tmp_path):
    started(qtbot, window)
    window.desk.show_page("laporan")
    assert running(window) is None
    started(qtbot, window)
    window.open_office(new_office(tmp_path / "lain", ENDE))
    assert running(window) is None
    started(qtbot, window)
    window.session.set_language("en")
    assert running(window) is None
    tour = started(qtbot, window)
    assert tour.card.next.text() == "Next"
    tour.end()


def test_a_part_that_is_gone_is_passed_over(qtbot, window):
    tour = started(qtbot, window)
    gone = tour_place.target(window, tour.stops[1])
    assert gone is not None
    gone.hide()
    tour.move_on(1)
    assert tour.place == 2
    tour.move_on(-1)
    assert tour.place == 0
    tour.end()


def test_practice_offers_the_tour_of_each_screen_once_and_never_forces_it(qtbot, tmp_path):
    memory = Memory()
    window = open_window(qtbot, practising(tmp_path / "latihan"), SIZES[0], memory)
    offer = window.desk.tours.offer
    assert offer.isVisible()
    assert not offer.isAncestorOf(focused())
    assert not nameless(offer)
    assert running(window) is None
    window.desk.show_page("spm")
    assert offer.isVisible()
    window.desk.show_page("beranda")
    assert not offer.isVisible()
    assert set(Memory.load().tours) == {"beranda", "spm"}
    window.desk.show_page("laporan")
    offer.begin.click()
    assert not offer.isVisible()
    tour = running(window)
    assert tour is not None
    tour.end()
    window.desk.show_page("paket")
    offer.never.click()
    window.desk.show_page("pengaturan")
    assert not offer.isVisible()
    window.close()
    again = open_window(qtbot, practising(tmp_path / "lain"), SIZES[0], Memory.load())
    assert not again.desk.tours.offer.isVisible()
    again.close()


def test_a_real_office_offers_nothing_by_itself(qtbot, window):
    window.desk.show_page("spm")
    assert not window.desk.tours.offer.isVisible()


def test_the_guide_leads_to_the_tour_of_the_page_behind_it(qtbot, window):
    qtbot.keyClick(focused(), Key.Key_F1)
    guide = window.findChild(GuideWindow)
    assert guide is not None
    assert guide.tour.isVisible()
    guide.tour.click()
    assert not guide.isVisible()
    tour = running(window)
    assert tour is not None
    tour.end()
    window.show_start()
    window.show_help()
    assert guide.tour.isVisible()


def test_a_new_tour_is_a_file_and_a_mistake_in_it_is_named(tmp_path):
    folder = tmp_path / "tur"
    folder.mkdir()
    (folder / "layar.toml").write_text('[[berhenti]]\nnama = "a"\nsasaran = ["@Rail"]\n')
    found = tur.find(tmp_path, "layar.bagian")
    assert found is not None
    assert found.layar == "layar"
    assert tur.find(tmp_path, "lain") is None
    (folder / "salah.toml").write_text('[[berhenti]]\nnama = "a"\n')
    with pytest.raises(LontarError, match=r"salah\.toml"):
        tur.find(tmp_path, "salah")


@given(st.integers(0, 900), st.integers(0, 500), st.integers(1, 911), st.integers(1, 512))
def test_the_card_never_covers_what_is_framed(left, top, wide, high):
    room, card = QRect(0, 0, 911, 512), QSize(320, 170)
    seen = QRect(left, top, wide, high) & room
    found = tour_place.spot(seen, card, room)
    assert room.contains(found.card)
    assert found.card.size() == card
    assert not found.card.intersects(found.frame)
    assert found.frame.isValid()


@pytest.mark.parametrize("language", teks.LANGUAGES)
def test_every_text_is_short_enough_for_a_card(language):
    keys = [key for key in teks.catalogue() if key.startswith("tur.") and key.endswith(".isi")]
    assert keys
    long = [key for key in keys if len(teks.catalogue()[key][language]) > LONGEST]
    assert not long
