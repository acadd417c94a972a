"""A few ways of looking at the same thing, side by side as one control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from app.ui import colours, icons, sizes
from app.ui.colours import Tone
from app.ui.widgets import paint
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QPaintEvent

_BACK, _ON = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)


class Segments(QWidget):
    """One of them is chosen; arrow keys choose the next. Each has a key, words and perhaps an icon.

    Signals:
        wanted: the key of the segment that was chosen.
    """

    wanted = Signal(str)

    def __init__(self, name: str, segments: Iterable[tuple[str, str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.listed = Selector(name)
        self.listed.activated.connect(self._choose_listed)
        self.listed.hide()
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        # From the beginning: where it is put in later, Tab comes to it last of all.
        self._grid.addWidget(self.listed, 0, 0)
        self.buttons: dict[str, QAbstractButton] = {}
        self._grid.setContentsMargins(2, 2, 2, 2)
        self._grid.setSpacing(2)
        for key, words, icon in segments:
            button = _Segment(words, icon)
            button.setProperty("key", key)
            button.clicked.connect(self._choose)
            self.buttons[key] = button
            self.listed.addItem(words.replace("&", ""), key)
            self._group.addButton(button)
        self.set_rows(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.mark(next(iter(self.buttons)))

    @property
    def folded(self) -> bool:
        """Whether they are one list to choose from, for want of room."""
        return not self.listed.isHidden()

    def set_rows(self, rows: int) -> None:
        """Stand in so many rows, the arrows go on from one to the next; 0 makes it a list."""
        if rows:
            columns = -(-len(self.buttons) // rows)
            for place, button in enumerate(self.buttons.values()):
                self._grid.addWidget(button, *divmod(place, columns))
        for button in self.buttons.values():
            button.setVisible(rows > 0)
        self.listed.setVisible(not rows)
        if self._group.checkedButton() is not None:
            self.mark(self.chosen)
        self.update()

    @property
    def chosen(self) -> str:
        """The key of the chosen segment."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def mark(self, key: str) -> None:
        """Show which one is chosen, without telling anybody."""
        self.buttons[key].setChecked(True)
        self.listed.setCurrentIndex(self.listed.findData(key))
        self.setFocusProxy(self.listed if self.folded else self.buttons[key])
        for other, button in self.buttons.items():
            # Tab stops once; the arrows do the rest.
            policy = Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _choose(self) -> None:
        button = self.sender()
        assert button is not None
        key = button.property("key")
        self.mark(key)
        self.wanted.emit(key)

    def _choose_listed(self, place: int) -> None:
        key = self.listed.itemData(place)
        self.mark(key)
        self.wanted.emit(key)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys choose the segment beside."""
        keys = list(self.buttons)
        step = (event.key() in _ON) - (event.key() in _BACK)
        if not step:
            super().keyPressEvent(event)
            return
        key = keys[(keys.index(self.chosen) + step) % len(keys)]
        self.mark(key)
        self.buttons[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.wanted.emit(key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The trough the segments lie in."""
        if self.folded:
            return
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        paint.surface(painter, box, self.palette().color(QPalette.ColorRole.Midlight))
        painter.end()


class _Segment(QAbstractButton):
    def __init__(self, words: str, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setText(words)
        self.setAccessibleName(words.replace("&", ""))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    # Qt

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text().replace("&", ""))
        icon = sizes.ICON + sizes.S if self._icon else 0
        return QSize(width + icon + 2 * sizes.M, metrics.height() + sizes.S)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_BACK, *_ON):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        palette, box = self.palette(), QRectF(self.rect())
        ink = colours.tone(Tone.MUTED, palette)
        if self.isChecked():
            paint.surface(painter, box, palette.color(QPalette.ColorRole.Base), sizes.RADIUS - 2)
            paint.outline(painter, box, colours.tone(Tone.LINE, palette), sizes.RADIUS - 2)
            ink = colours.tone(Tone.ACCENT, palette)
        words = box.adjusted(sizes.M, 0, 0, 0)
        if self._icon:
            spot = QRectF(sizes.M, box.center().y() - sizes.ICON / 2, sizes.ICON, sizes.ICON)
            icons.paint(painter, spot, self._icon, ink)
            words.setLeft(spot.right() + sizes.S)
        painter.setPen(palette.color(QPalette.ColorRole.Text) if self.isChecked() else ink)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(words, int(flags), self.text())
        if self.hasFocus():
            paint.focus_ring(painter, self, box)
        painter.end()
