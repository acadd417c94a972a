"""The pieces Beranda is put together from: a figure with its words, and lines to press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui import colours, icons, sizes
from app.ui.colours import Tone
from app.ui.enter_key import pressed
from app.ui.sizes import Step
from app.ui.widgets import paint, replaced, text
from app.ui.widgets.card import Card
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

_WRAP = int(Qt.TextFlag.TextWordWrap)
_FIGURE_WIDTH = 250
_BESIDE_WIDTH = 300


class Figure(QWidget):
    """A question in small letters, its answer in large ones, and what to make of it."""

    def __init__(
        self, caption: str, extra: QWidget | None = None, beside: QWidget | None = None
    ) -> None:
        super().__init__()
        self.setAccessibleName(caption)
        self._glyph = Glyph("circle", Tone.MUTED, sizes.ICON)
        self._figure = Text("", Step.FIGURE, wrap=False)
        self._unit = Text("", Step.BODY, Tone.MUTED, wrap=False)
        self.words = text.muted()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.XS)
        column.addWidget(Text(caption, Step.STRONG, Tone.MUTED, wrap=False))
        self._line, self._below = QHBoxLayout(), QVBoxLayout()
        self._line.setSpacing(sizes.S)
        self._line.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBaseline)
        column.addLayout(self._line)
        column.addLayout(self._below)
        self.set_narrow(False)
        if extra is not None:
            column.addWidget(extra)
        column.addWidget(self.words)
        if beside is not None:
            column.addWidget(beside)
        column.addStretch(1)

    def say(self, figure: str, unit: str, words: str, mark: tuple[str, Tone] | None = None) -> None:
        """Change the answer; `mark` is a glyph with its tone before it."""
        self._figure.setText(figure)
        self._unit.setText(unit)
        self._unit.setVisible(bool(unit))
        self.words.setText(words)
        self._glyph.setVisible(mark is not None)
        if mark is not None:
            self._glyph.show_icon(*mark)
        self.setAccessibleDescription(f"{figure} {unit}. {words}")

    @property
    def figure(self) -> str:
        """The answer as it is written."""
        return " ".join(part for part in (self._figure.text(), self._unit.text()) if part)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a setter
        """Whether the unit stands below its figure instead of beside it."""
        for layout in (self._line, self._below):
            layout.removeWidget(self._unit)
        self._unit.setWordWrap(narrow)
        # With the rest of its line the figure stays at the left.
        self._line.setStretchFactor(self._figure, int(narrow))
        if narrow:
            self._below.addWidget(self._unit)
        else:
            self._line.addWidget(self._unit, 1, Qt.AlignmentFlag.AlignBaseline)


class FigureCard(Card):
    """Figures side by side with hairlines between them; in a narrow window in fewer columns."""

    def __init__(self, figures: list[Figure]) -> None:
        super().__init__()
        self._figures = figures
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * sizes.XL)
        self._grid.setVerticalSpacing(sizes.XL)
        self.body.setContentsMargins(sizes.XL, sizes.L, sizes.XL, sizes.L)
        self.body.addLayout(self._grid)
        self.set_width(sizes.HOME_WINDOW[0])

    def set_width(self, width: int) -> None:
        """Choose the number of columns for a page so wide."""
        count = len(self._figures)
        fitting = width // _FIGURE_WIDTH
        columns = next(
            (one for one in (count, count // 2) if one <= fitting and not count % one), 1
        )
        for figure in self._figures:
            figure.set_narrow(width // columns < _BESIDE_WIDTH)
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, figure in enumerate(self._figures):
            self._grid.addWidget(figure, *divmod(place, columns))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, a line before each figure in a row, and one above each row."""
        super().paintEvent(event)
        painter = paint.painter_for(self)
        painter.setPen(colours.tone(Tone.LINE, self.palette()))
        for place, figure in enumerate(self._figures):
            row, column = divmod(place, self._columns)
            box = figure.geometry()
            if column:
                left = box.left() - sizes.XL
                painter.drawLine(left, box.top(), left, box.bottom())
            if row and not column:
                top = box.top() - sizes.M
                painter.drawLine(sizes.XL, top, self.width() - sizes.XL, top)
        painter.end()


class Body(QVBoxLayout):
    """Figures, and below them a large part with cards beside it; narrower than `narrow`, below it.

    `shares` are the widths of the large part and of the cards to each other. Where the cards say
    what to do next, they stand above the large part instead (`cards_first`).
    """

    def __init__(
        self, owner: QWidget, top: FigureCard, large: QWidget, cards: Iterable[QWidget],
        shares: tuple[int, int], narrow: int, *, cards_first: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(owner)
        self._top, self._narrow = top, narrow
        way = QBoxLayout.Direction
        self._stacked = way.BottomToTop if cards_first else way.TopToBottom
        side = QVBoxLayout()
        side.setSpacing(sizes.L)
        for card in cards:
            side.addWidget(card)
        side.addStretch(1)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(sizes.L)
        self._lower.addWidget(large, shares[0])
        self._lower.addLayout(side, shares[1])
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(sizes.L)
        self.addWidget(top)
        self.addLayout(self._lower)
        self.addStretch(1)

    def set_width(self, width: int) -> None:
        """In a narrow window everything stands in one column."""
        wide = QBoxLayout.Direction.LeftToRight
        self._lower.setDirection(self._stacked if width < self._narrow else wide)
        self._top.set_width(width)


class ListCard(Card):
    """A card of lines to press: they reach further out than its heading, so that texts align."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self.body.setContentsMargins(sizes.S, sizes.M, sizes.S, sizes.S)
        self.body.setSpacing(sizes.XS)
        words = text.heading(heading)
        words.setContentsMargins(sizes.S, 0, sizes.S, 0)
        self.body.addWidget(words)


class LinesCard(ListCard):
    """A card of lines that are replaced together."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self.lines: list[LineButton] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)

    def show_lines(self, lines: Iterable[LineButton]) -> None:
        """Replace all lines."""
        self.lines = replaced.replace(self._column, self.lines, lines)


class LineButton(QAbstractButton):
    """A line to press: glyph, words that wrap, a quiet word on the right."""

    def __init__(
        self, words: str, detail: str = "", icon: str = "", tone: Tone = Tone.MUTED, end: str = ""
    ) -> None:
        super().__init__()
        self.setText(words)
        self._detail, self._icon, self._tone, self._end = detail, icon, tone, end
        self._pad = sizes.S
        self.setAccessibleName(words)
        self.setAccessibleDescription(" ".join(part for part in (detail, end) if part))
        self.setFont(sizes.font(Step.BODY))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, words: str, detail: str, icon: str, tone: Tone) -> None:
        """Change what it says."""
        self.setText(words)
        self._detail, self._icon, self._tone = detail, icon, tone
        self.setAccessibleName(words)
        self.setAccessibleDescription(" ".join(part for part in (detail, self._end) if part))
        self.updateGeometry()
        self.update()

    def stand_flush(self) -> None:
        """Begin where the texts around it begin, outside a list."""
        self._pad = 0

    def _left(self) -> int:
        return self._pad + (sizes.ICON + sizes.S if self._icon else 0)

    def _right(self) -> int:
        quiet = QFontMetrics(sizes.font(Step.CAPTION))
        return sizes.S + (quiet.horizontalAdvance(self._end) + sizes.M if self._end else 0)

    def _height_of(self, words: str, step: Step, width: int) -> int:
        if not words:
            return 0
        room = QRect(0, 0, max(width - self._left() - self._right(), 1), 10_000)
        return QFontMetrics(sizes.font(step)).boundingRect(room, _WRAP, words).height()

    def _draw_words(self, painter: QPainter) -> None:
        palette = self.palette()
        width = self.width() - self._left() - self._right()
        height = self._height_of(self.text(), Step.BODY, self.width())
        box = QRectF(self._left(), sizes.XS + 1, width, height)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(box, _WRAP, self.text())
        painter.setFont(sizes.font(Step.CAPTION))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        if self._detail:
            painter.drawText(box.translated(0, height).adjusted(0, 0, 0, 999), _WRAP, self._detail)
        if self._end:
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(QRectF(self.rect()).adjusted(0, 7, -sizes.S, 0), int(flags), self._end)

    # Qt

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Words, detail, a little air."""
        words = self._height_of(self.text(), Step.BODY, width)
        return words + self._height_of(self._detail, Step.CAPTION, width) + sizes.S + 2

    def sizeHint(self) -> QSize:
        """A comfortable line."""
        width = sizes.chars(self, 40)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a small screen."""
        return QSize(sizes.chars(self, 20), self.fontMetrics().height() + sizes.S)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if not pressed(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Surface when pointed at, glyph, words, focus ring."""
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        draw_hover(painter, self, box)
        if self._icon:
            edge = sizes.ICON
            spot = QRectF(self._pad, sizes.XS + 1, edge, edge)
            icons.paint(painter, spot, self._icon, colours.tone(self._tone, self.palette()))
        self._draw_words(painter)
        painter.end()


def draw_hover(painter: QPainter, button: QAbstractButton, box: QRectF) -> None:
    """The surface of a line that is pointed at, and the ring of the one with the focus."""
    palette = button.palette()
    if button.underMouse() or button.isDown():
        paint.surface(painter, box, palette.color(QPalette.ColorRole.AlternateBase))
    if button.hasFocus():
        paint.focus_ring(painter, button, box)
