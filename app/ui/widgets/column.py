"""The body of a page: one scrolling column of readable width, the same margins everywhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui import sizes


class Column(QScrollArea):
    """Put widgets into `body`, top to bottom; `width_chars` bounds the lines, 0 fills the page."""

    def __init__(self, width_chars: int = 0) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        # Without this, Tab would stop on the empty frame before the first editor.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        # A stretch below, not an alignment: that would ignore how high wrapped text becomes.
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 0, 0)
        self.body = QVBoxLayout()
        self.body.setSpacing(sizes.L)
        whole.addLayout(self.body)
        whole.addStretch(1)
        if width_chars:
            inner.setMaximumWidth(sizes.chars(inner, width_chars))
        outer = QWidget()
        row = QHBoxLayout(outer)
        row.setContentsMargins(sizes.XL, sizes.L, sizes.XL, sizes.XL)
        row.addWidget(inner, 1)
        row.addStretch(0)
        self.setWidget(outer)
        # Its viewport takes it over; to ask for that would have PySide set up every kind of widget.
        self.setBackgroundRole(QPalette.ColorRole.Window)
