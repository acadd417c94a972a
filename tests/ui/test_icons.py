"""Icons: every drawing is ours, whole, and tinted when painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app import paths
from app.ui import icons
from app.ui.actions import ACTIONS
from app.ui.colours import Mark
from app.ui.page_table import PAGES

pytestmark = pytest.mark.usefixtures("qapp")


def painted(name: str, colour: QColor, edge: int = 48) -> QImage:
    image = QImage(edge, edge, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    icons.paint(painter, QRectF(0, 0, edge, edge), name, colour)
    painter.end()
    return image


def inked(image: QImage) -> list[QColor]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [pixel for pixel in pixels if pixel.alpha() == 255]


@pytest.mark.parametrize("name", sorted(icons.names()))
def test_an_icon_paints_in_the_colour_asked_for_and_inside_its_box(name):
    image = painted(name, QColor("red"))
    assert {pixel.name() for pixel in inked(image)} == {"#ff0000"}
    rim = [image.pixelColor(x, y).alpha() for x in range(48) for y in (0, 47)]
    assert max(rim) == 0


@pytest.mark.parametrize("name", sorted(icons.names()))
def test_an_icon_asks_nothing_from_outside(name):
    source = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert "href" not in source
    assert "style" not in source
    assert source.count("http") == 1  # the name of the format itself


def test_every_icon_that_is_asked_for_exists():
    asked = {entry.icon for entry in (*ACTIONS, *PAGES) if entry.icon}
    asked |= {mark.icon for mark in Mark}
    assert asked <= icons.names()


def test_an_icon_for_a_button_is_sharp_on_a_fine_screen():
    icon = icons.icon("home", QColor("black"))
    assert icon.actualSize(icon.availableSizes()[-1]).width() >= 48
