"""1366 × 768 at 200 %: the rail stays whole, lists keep their height, a menu is one column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu, QWidget

from app.domain.papan import Yang
from app.teks import t
from app.ui import page_table, sizes
from app.ui.charts.tile_map import TileMap
from app.ui.pages.consolidation import VIEWS, ConsolidationPage
from app.ui.pages.entry_commands import Commands
from app.ui.pages.home_board import PickRow
from app.ui.pages.package_book import BookActions
from app.ui.pages.package_inbox import Inbox
from app.ui.pages.reports import ReportsPage
from app.ui.widgets.beside import Beside
from app.ui.widgets.button import Button
from app.ui.widgets.rail import Rail
from app.ui.widgets.top_bar import TopBar
from tests.ui.contoh_daerah import three_regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QAbstractButton
    from pytestqt.qtbot import QtBot

TWICE = (683, 384)
HALF_MORE = (911, 512)


@pytest.fixture
def rail(qtbot: QtBot) -> Iterator[Rail]:
    """In a window that does as it is told, as the desk does."""
    window = QWidget()
    qtbot.addWidget(window)
    made = Rail()
    made.setParent(window)
    made.show_pages((one.key, f"&{one.key}", one.icon) for one in page_table.PAGES)
    window.resize(TWICE[0], sizes.HOME_WINDOW[1])
    window.show()
    yield made
    window.close()


def items_at(rail: Rail, height: int) -> list[QAbstractButton]:
    rail.resize(rail.sizeHint().width(), height)
    QApplication.processEvents()
    return [rail.item(one.key) for one in page_table.PAGES]


@pytest.mark.parametrize("height", [360, 384, 512, 768])
def test_no_word_of_the_rail_is_cut(rail, height):
    items = items_at(rail, height)
    assert rail.height() == height
    assert all(one.height() >= one.sizeHint().height() for one in items)
    assert items[-1].geometry().bottom() < height


def test_a_rail_that_was_small_is_as_usual_again_where_there_is_room(rail):
    small, home = (items_at(rail, one)[0].height() for one in (384, 768))
    assert small < home


def test_a_flat_page_gives_its_height_to_the_list(session, province, qtbot):
    reports, recap = ReportsPage(session), ConsolidationPage(province)
    for page, aside in (
        (reports, reports._hint),
        (recap, recap.header),
    ):
        qtbot.addWidget(page)
        page.show()
        page.resize(TWICE[0] - 100, TWICE[1] - 70)
        assert not aside.isVisible()
        page.resize(HALF_MORE[0] - 100, HALF_MORE[1] - 70)
        assert aside.isVisible()


def test_a_flat_window_shows_the_figures_of_every_view_and_folds_what_is_said_of_them(
    province, qtbot
):
    page = three_regions(qtbot, province)
    said = page.footer.text()
    page.resize(TWICE[0] - 100, TWICE[1] - 70)
    assert page.segments.folded
    assert page.footer.toolTip() == said
    for view in VIEWS:
        page.segments.listed.setCurrentIndex(page.segments.listed.findData(view))
        page.segments.listed.activated.emit(page.segments.listed.currentIndex())
        assert page.view == view
        QApplication.processEvents()
        shown = page._views.currentWidget()
        assert shown is not None
        (table, *_) = shown.findChildren(QAbstractScrollArea)
        assert table.height() > shown.height() / 2, view
    # Where there is room again the words are whole, and every view has its button.
    page.resize(HALF_MORE[0] - 100, HALF_MORE[1] - 70)
    assert page.footer.text() == said
    assert page.segments.buttons["tabel"].isVisible()


def test_the_menu_of_a_cell_fits_a_small_screen(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    menu = Commands(page, {}).menu(page)
    column = menu.sizeHint()
    assert column.height() <= sizes.HOME_WINDOW[1]
    assert all(menu.actionGeometry(one).left() < column.width() / 2 for one in menu.actions())
    (rows,) = menu.findChildren(QMenu)
    assert rows.actions()[0].text() == t("baris.kunci.sisip")


def test_the_buttons_of_the_inbox_are_not_cut_in_a_flat_window(province, qtbot):
    inbox = Inbox(province)
    qtbot.addWidget(inbox)
    inbox.show()
    for width in (TWICE[0] - 148, HALF_MORE[0] - 148):
        inbox.set_width(width)
        short = not inbox.bar.paste.text()
        assert short is (width < HALF_MORE[0] - 148)
        assert inbox.bar.paste.toolTip() == ("Tempel dari obrolan" if short else "")


def test_two_parts_that_have_no_room_below_each_other_are_scrolled(qtbot):
    first, second = QWidget(), QWidget()
    both = Beside(first, second, (1, 1))
    area = both.scrolled(140)
    qtbot.addWidget(area)
    area.resize(500, 150)
    area.show()
    assert both.fit(500)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert first.height() >= 140
    assert second.height() >= 140
    assert not both.fit(1000)


def test_the_quarter_keeps_its_last_letters(province, qtbot):
    menu = QMenu()
    bar = TopBar(province, menu)
    qtbot.addWidget(menu)
    qtbot.addWidget(bar)
    bar.resize(TWICE[0] - 100, bar.sizeHint().height())
    bar.show()
    QApplication.processEvents()
    assert bar.period.width() >= bar.period.sizeHint().width()


def test_no_word_on_a_tile_of_the_map_is_cut(province, qtbot):
    page = three_regions(qtbot, province)
    page.show_view("peta")
    data = page.findChildren(TileMap)[0].data
    assert data is not None
    tiles = TileMap("peta")
    qtbot.addWidget(tiles)
    tiles.show_data(data)
    tiles.resize(tiles.minimumSizeHint())
    tiles.grab()
    letters = QFontMetricsF(tiles.font())
    for kode, tile in data.tiles.items():
        room = tiles.tile_box(kode).width()
        assert all(letters.horizontalAdvance(word) <= room for word in tile.name.split()), kode


def test_rows_of_buttons_go_on_below_instead_of_pushing_the_page_aside(session, qtbot):
    room = TWICE[0] - 100 - 2 * (sizes.XL + sizes.M) - sizes.M
    picks = PickRow()
    picks.show_counts(dict.fromkeys(Yang, 22), 22)
    actions = BookActions(session)
    for row in (picks, actions):
        qtbot.addWidget(row)
        row.resize(room, row.heightForWidth(room))
        row.show()
        QApplication.processEvents()
        assert row.minimumSizeHint().width() <= room
        buttons = [one for one in row.findChildren(Button) if one.isVisible()]
        assert all(one.geometry().right() <= room for one in buttons)
        assert all(one.width() >= one.sizeHint().width() for one in buttons)
