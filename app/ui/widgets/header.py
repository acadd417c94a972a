"""The head of a page and the titles of its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import paint, text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class PageHeader(QWidget):
    """Title and one line under it on the left, the page's actions on the right."""

    def __init__(self, title: str, subtitle: str = "", *actions: QWidget) -> None:
        super().__init__()
        self._flat = False
        self._title = text.title(title)
        self._subtitle = text.muted(subtitle)
        # Never shown before it has a parent: it would flash up as a window of its own.
        if not subtitle:
            self._subtitle.hide()
        self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(0)
        self._words.addWidget(self._title)
        self._words.addWidget(self._subtitle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S)
        row.addLayout(self._words, 1)
        for action in actions:
            row.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def subtitle(self) -> str:
        """What the second line says."""
        return self._subtitle.text()

    def set_one_line(self, beside: bool) -> None:  # noqa: FBT001 - a setter
        """Whether the second line stands beside the title instead of below it."""
        way = QBoxLayout.Direction
        self._words.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._words.setSpacing(sizes.L if beside else 0)
        self._words.setStretchFactor(self._subtitle, int(beside))

    def set_flat(self, *, flat: bool) -> None:
        """In a flat window the second line gives way; it is the tip of the title then."""
        self._flat = flat
        self.say(self._title.text(), self._subtitle.text())

    def say(self, title: str, subtitle: str = "") -> None:
        """Change both lines."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle) and not self._flat)
        self._title.setToolTip(subtitle if self._flat else "")


class SectionTitle(QWidget):
    """A heading with a hairline running to the right edge."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setFont(sizes.font(Step.HEADING))
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Change the heading."""
        self._words = words
        self.setAccessibleName(words)
        self.update()

    # Qt

    def sizeHint(self) -> QSize:
        """One line of text and some air above it."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + sizes.XXL, metrics.height() + sizes.M)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words, then the line."""
        painter = paint.painter_for(self)
        box = QRectF(0, sizes.S, self.width(), self.height() - sizes.M)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), self._words)
        start = self.fontMetrics().horizontalAdvance(self._words) + sizes.M
        painter.setPen(colours.tone(Tone.LINE, self.palette()))
        middle = int(box.center().y()) + 1
        painter.drawLine(start, middle, self.width(), middle)
        painter.end()
