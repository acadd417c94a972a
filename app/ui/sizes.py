"""Every size in the window: one spacing scale in pixels and one type scale in points."""

from __future__ import annotations

from enum import Enum

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

# Gaps, in device-independent pixels: Qt scales them with the screen.
XS = 4
S = 8
M = 12
L = 16
XL = 24
XXL = 36

RADIUS = 6
HAIRLINE = 1
ICON = 18
ICON_LARGE = 22
FIELD_WIDTH_CHARS = 58

HOME_WINDOW = (1366, 768)
SMALLEST_WINDOW = (640, 360)
# Below this height the window is on a small or strongly enlarged screen: rails and headers shrink.
LOW_WINDOW = 560
# A page lower than this (1366 × 768 at 200 %) gives its height to what is worked with.
FLAT_PAGE = 360

SMALLEST_POINTS = 10.0


class Step(Enum):
    """A step of the type scale: factor over the body size, and weight."""

    CAPTION = (0.88, QFont.Weight.Normal)
    BODY = (1.0, QFont.Weight.Normal)
    STRONG = (1.0, QFont.Weight.DemiBold)
    HEADING = (1.2, QFont.Weight.DemiBold)
    TITLE = (1.7, QFont.Weight.DemiBold)
    FIGURE = (2.3, QFont.Weight.DemiBold)


def body_font() -> QFont:
    """The system's font, never smaller than what a long day of typing needs."""
    font = QFont(QApplication.font())
    font.setPointSizeF(max(font.pointSizeF(), SMALLEST_POINTS))
    return font


def font(step: Step) -> QFont:
    """The application's font at one step of the scale."""
    factor, weight = step.value
    made = QFont(QApplication.font())
    made.setPointSizeF(made.pointSizeF() * factor)
    made.setWeight(weight)
    return made


def chars(widget: QWidget, count: int) -> int:
    """The width of `count` average characters in the widget's font."""
    return widget.fontMetrics().averageCharWidth() * count
