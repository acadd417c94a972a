"""A part that is scrolled where it does not fit, without a frame of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea

from app.ui.widgets.card import Card

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def scrolling(part: QWidget) -> QScrollArea:
    """The part in an area that takes no focus and has the ground of the page."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(part)
    area.viewport().setBackgroundRole(QPalette.ColorRole.Window)
    return area


def on_card(part: QWidget) -> QScrollArea:
    """The part on a surface of its own, scrolled where the window is low."""
    card = Card()
    card.body.addWidget(part)
    return scrolling(card)
