"""The band over every screen of a practice office: words first, colour and stripes beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.teks import t
from app.ui import colours, shortcuts, sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import paint
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_STRIPES, _STRIPE = 84, 12


class PracticeBand(QWidget):
    """Says that this is practice; with an exercise also which, and shows or hides its panel.

    While the panel is away its lines stand here, one at a time.

    Signals:
        toggled: the panel is to come or go.
        stepped: another line is wanted, so many further on.
    """

    toggled = Signal()
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._said = Text("", Step.STRONG, wrap=False)
        self._title = Text("", Step.BODY, wrap=False)
        self.back = _arrow("arrow-left", "latihan.pita.mundur")
        self.on = _arrow("arrow-right", "latihan.pita.maju")
        self.toggle = Button("", Kind.PLAIN, "practice")
        self.toggle.setToolTip(t("latihan.pita.tombol", tombol=shortcuts.EXERCISE))
        self.toggle.clicked.connect(self.toggled)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self._dress()
        row = QHBoxLayout(self)
        row.setContentsMargins(_STRIPES + sizes.M, sizes.XS, sizes.M, sizes.XS)
        row.setSpacing(sizes.L)
        row.addWidget(self._said)
        row.addWidget(self._title, 1)
        arrows = QHBoxLayout()
        arrows.setSpacing(sizes.XS)
        for button in (self.back, self.on, self.toggle):
            arrows.addWidget(button)
        row.addLayout(arrows)
        self.show_exercise("")
        self.hide()

    @property
    def text(self) -> str:
        """The words that mark the screen."""
        return self._said.text()

    @property
    def said(self) -> str:
        """The name of the exercise, or its line in view."""
        return self._title.text()

    @property
    def needed(self) -> int:
        """How high it is with what it shows now; Qt would find that out only a moment later."""
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        layout.invalidate()
        layout.activate()
        return layout.totalSizeHint().height()

    def show_exercise(self, title: str, *, panel: bool = False) -> None:
        """Name the exercise, and offer the other state of its panel; neither without a title."""
        self._show(title, line=False)
        self.toggle.setVisible(bool(title))
        self.toggle.setText(t(f"latihan.pita.{'sembunyikan' if panel else 'tampilkan'}"))
        self._shorten(self.width())

    def show_line(self, line: str, *, first: bool, last: bool) -> None:
        """Show one line of the exercise in the place of its name, with the ways to the others."""
        self._show(line, line=True)
        self.back.setEnabled(not first)
        self.on.setEnabled(not last)
        self._shorten(self.width())

    def _show(self, words: str, *, line: bool) -> None:
        self._title.setText(words)
        self._title.setWordWrap(line)
        self.back.setVisible(line)
        self.on.setVisible(line)

    def _shorten(self, wide: int) -> None:
        whole = t("latihan.pita.panjang")
        taken = self._title.sizeHint().width() + self.toggle.sizeHint().width()
        room = wide - _STRIPES - taken - 2 * sizes.M - 3 * sizes.L
        # A line of the exercise needs the room more than the words that everybody knows by then.
        fits = self.back.isHidden() and self._said.fontMetrics().horizontalAdvance(whole) <= room
        self._said.setText(whole if fits else t("latihan.pita.pendek"))
        self._said.setToolTip(t("jendela.latihan_arti"))
        self.setAccessibleName(whole)

    def _dress(self) -> None:
        """White or dark words on the full tone."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, palette.color(QPalette.ColorRole.Base))
        for label in (self._said, self._title):
            label.setPalette(palette)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps the one word that matters."""
        super().resizeEvent(event)
        self._shorten(event.size().width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The tone, and slanted stripes that are seen without colours too."""
        painter = paint.painter_for(self)
        ground = colours.tone(Tone.INFO, self.palette())
        painter.fillRect(self.rect(), ground)
        painter.setClipRect(QRectF(0, 0, _STRIPES, self.height()))
        stripe = QColor(self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(stripe)
        high = float(self.height())
        for left in range(-int(high), _STRIPES, 2 * _STRIPE):
            corners = [(left, high), (left + high, 0), (left + high + _STRIPE, 0)]
            corners.append((left + _STRIPE, high))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.end()


def _arrow(icon: str, name: str) -> Button:
    made = Button("", Kind.PLAIN, icon)
    made.setAccessibleName(t(name))
    made.setToolTip(t(name))
    return made
