"""Colours: everything can be read, in the light and in the dark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QPalette

from app.ui import colours
from app.ui.colours import Mark, Tone

READABLE = 4.5
VISIBLE = 3.0
Role = QPalette.ColorRole
TEXT_TONES = (Tone.ACCENT, Tone.MUTED, Tone.GOOD, Tone.WARN, Tone.BAD, Tone.INFO)
SURFACES = (Role.Window, Role.Base, Role.AlternateBase)

schemes = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
pytestmark = pytest.mark.usefixtures("qapp")


@schemes
@pytest.mark.parametrize("tone", TEXT_TONES)
def test_a_tone_can_be_read_on_every_surface_and_on_its_own_pale_one(tone, dark):
    palette = colours.palette(dark)
    ink = colours.tone(tone, palette)
    grounds = [palette.color(role) for role in SURFACES] + [colours.soft(tone, palette)]
    assert min(colours.contrast(ink, ground) for ground in grounds) >= READABLE


@schemes
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (Role.WindowText, Role.Window),
        (Role.Text, Role.Base),
        (Role.PlaceholderText, Role.Window),
        (Role.PlaceholderText, Role.Base),
        (Role.ButtonText, Role.Button),
        (Role.HighlightedText, Role.Highlight),
        (Role.HighlightedText, Role.Accent),
        (Role.ToolTipText, Role.ToolTipBase),
        (Role.Link, Role.Window),
    ],
)
def test_the_palette_is_readable(ink, ground, dark):
    palette = colours.palette(dark)
    assert colours.contrast(palette.color(ink), palette.color(ground)) >= READABLE


@schemes
def test_edges_of_editors_and_ornaments_can_be_seen(dark):
    palette = colours.palette(dark)
    for tone in (Tone.EDGE, Tone.GOLD):
        ink = colours.tone(tone, palette)
        assert colours.contrast(ink, palette.color(Role.Window)) >= VISIBLE


@schemes
def test_the_rail_is_readable(dark):
    palette = colours.palette(dark)
    for ground in (Tone.RAIL, Tone.RAIL_ACTIVE):
        back = colours.tone(ground, palette)
        for ink in (colours.tone(Tone.RAIL_TEXT, palette), colours.bright_gold()):
            assert colours.contrast(ink, back) >= READABLE


@schemes
@given(share=st.floats(-1, 2))
def test_a_heat_tile_can_be_read_at_every_value(dark, share):
    back, ink = colours.heat(share, colours.palette(dark))
    assert colours.contrast(back, ink) >= READABLE


@schemes
def test_a_heat_tile_stands_out_more_the_higher_the_value(dark):
    palette = colours.palette(dark)
    base = palette.color(Role.Base)
    tiles = [colours.heat(step / 10, palette)[0] for step in range(11)]
    distances = [colours.contrast(tile, base) for tile in tiles]
    assert distances == sorted(distances)


def test_light_and_dark_are_told_apart_by_the_surface():
    assert colours.is_dark(colours.palette(dark=True))
    assert not colours.is_dark(colours.palette(dark=False))


def test_contrast_is_counted_as_the_guidelines_do():
    assert colours.contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert colours.contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def test_every_mark_of_a_cell_has_its_own_glyph():
    icons = [mark.icon for mark in Mark]
    assert len(set(icons)) == len(icons)
