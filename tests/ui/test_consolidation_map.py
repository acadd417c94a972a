"""The tile map of the province: walked by the arrows, read without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.ui.charts.tile_paint import draw_steps
from tests.ui.contoh_daerah import three_regions

if TYPE_CHECKING:
    from app.ui.pages.consolidation import ConsolidationPage

Key = Qt.Key


@pytest.fixture
def page(qtbot, province) -> ConsolidationPage:
    made = three_regions(qtbot, province)
    made.show_view("peta")
    return made


def test_the_map_has_a_tile_for_everybody_and_says_in_words_what_it_shows(page):
    tiles = page.map.map.data.tiles
    assert set(tiles) == {state.wilayah.kode for state in page.recap.regions}
    assert tiles["53.01"].figure == "90,00"
    assert tiles["53.01"].below == "belum 250"
    assert tiles["53.03"].figure.endswith("*")
    assert tiles["53.20"] == (
        "53.20",
        "Sabu Raijua",
        "belum ada data",
        "",
        None,
        True,
        "Kabupaten Sabu Raijua: belum ada data",
    )


def test_a_band_reads_by_its_dots_without_any_colour(page):
    def ink(step: int) -> int:
        picture = QImage(80, 20, QImage.Format.Format_Grayscale8)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        draw_steps(painter, QPointF(40, 10), step, 6, QColor("black"))
        painter.end()
        return sum(255 - picture.pixelColor(x, y).lightness() for x in range(80) for y in range(20))

    inks = [ink(step) for step in range(6)]
    assert inks == sorted(set(inks))


def test_only_a_missing_region_is_hatched(page):
    shown = page.map.map
    picture = shown.grab().toImage()

    def shades(kode: str) -> set[str]:
        """Along a line below the edge of a tile, above its words."""
        box = shown.tile_box(kode).toRect()
        spots = range(box.left() + 6, box.right() - 6)
        return {picture.pixelColor(x, box.top() + 4).name() for x in spots}

    assert len(shades("53.02")) == 1
    assert len(shades("53.20")) > 1


def test_the_arrows_walk_over_the_map_and_enter_opens_the_region(qtbot, page):
    walked = page.map.map
    walked.setFocus()
    walked.go_to("53.71")
    for key, kode in (
        (Key.Key_Right, "53.01"),
        (Key.Key_Right, "53.02"),
        (Key.Key_Up, "53.03"),
        (Key.Key_Up, "53.13"),
        (Key.Key_Home, "53.15"),
        (Key.Key_Left, "53.15"),
        (Key.Key_End, "53.14"),
        (Key.Key_Left, "53.20"),
    ):
        qtbot.keyClick(walked, key)
        assert walked.current == kode
    assert page.map.said.text() == "Kabupaten Sabu Raijua: belum ada data"
    walked.go_to("53.02")
    qtbot.keyClick(walked, Key.Key_Return)
    assert page.detail.isVisible()
    assert page.detail.kode == "53.02"
    page.close_region()
    assert walked.isVisible()


def test_the_map_shows_an_urusan_with_its_own_people(page):
    place = page.map.figure.findData("SOS")
    page.map.figure.setCurrentIndex(place)
    page.map.figure.activated.emit(place)
    tile = page.map.map.data.tiles["53.01"]
    assert tile.figure == "90,00"
    assert tile.below == "belum 50"
