"""The line that offers the tour of a page to somebody who practises; it asks for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.teks import t
from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.widgets import paint, text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.glyph import Glyph

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_WORDS_FROM = 760


class TourOffer(QWidget):
    """Hidden until it is shown; each of its buttons puts it away again.

    Signals:
        wanted: the tour begins.
        refused: no page offers one from now on.
    """

    wanted = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(t("tur.tawaran"))
        self._words = text.body(t("tur.tawaran"))
        self._words.setWordWrap(False)
        self.begin = Button(t("tur.mulai"), Kind.PLAIN, "flag")
        self.never = Button(t("tur.jangan"), Kind.QUIET)
        self.close_ = Button("", Kind.QUIET, "cross")
        self.close_.setAccessibleName(t("tur.nanti"))
        self.close_.setToolTip(t("tur.nanti"))
        for button in (self.begin, self.never, self.close_):
            button.clicked.connect(self.hide)
        self.begin.clicked.connect(self.wanted)
        self.never.clicked.connect(self.refused)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.XL, sizes.XS, sizes.M, sizes.XS)
        row.setSpacing(sizes.S)
        row.addWidget(Glyph("info", Tone.INFO, sizes.ICON))
        row.addWidget(self._words, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        for button in (self.begin, self.never, self.close_):
            row.addWidget(button)
        self.hide()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the buttons say enough."""
        super().resizeEvent(event)
        self._words.setVisible(event.size().width() >= _WORDS_FROM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A pale surface."""
        painter = paint.painter_for(self)
        fill = colours.soft(Tone.INFO, self.palette())
        paint.surface(painter, QRectF(self.rect()), fill, 0)
        painter.end()
