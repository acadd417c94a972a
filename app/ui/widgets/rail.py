"""The rail on the left: one button per page, icon over text, walked with the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui import colours, icons, sizes
from app.ui.colours import Tone
from app.ui.enter_key import pressed
from app.ui.sizes import Step
from app.ui.widgets import paint
from app.ui.widgets.ikat import IkatBand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

_ICON, _SMALL_ICON = 24, 16
_UNBOUND = 1_000
_BAR = 3
_UP, _DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Left), (Qt.Key.Key_Down, Qt.Key.Key_Right)


class Rail(QWidget):
    """Pages of the open office; tells which one is wanted."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, _Item] = {}
        self._group = QButtonGroup(self)
        self._brand = _Brand()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, sizes.M, 0, sizes.M)
        self._column.setSpacing(2)
        self._column.addWidget(self._brand)
        self._column.addSpacing(sizes.S)
        self._column.addStretch(1)
        band = QHBoxLayout()
        band.setContentsMargins(sizes.M, 0, sizes.M, 0)
        self._band = IkatBand(Tone.GOLD)
        band.addWidget(self._band)
        self._column.addLayout(band)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_pages(self, pages: Iterable[tuple[str, str, str]]) -> None:
        """Offer these pages: key, text with mnemonic, icon."""
        for item in self._items.values():
            item.hide()
            item.deleteLater()
        self._items = {key: _Item(text, icon) for key, text, icon in pages}
        self._fit(self.height())
        for place, (key, item) in enumerate(self._items.items(), start=2):
            item.setProperty("page", key)
            item.clicked.connect(self._choose)
            self._group.addButton(item)
            self._column.insertWidget(place, item)

    def keys(self) -> list[str]:
        """The pages on offer, in order."""
        return list(self._items)

    def item(self, key: str) -> QAbstractButton:
        """The button of a page."""
        return self._items[key]

    def mark(self, key: str) -> None:
        """Show which page is in view."""
        self._items[key].setChecked(True)

    def _fit(self, height: int) -> None:
        """Where not every page has its usual room they share what there is; no word is cut."""
        if not self._items:
            return
        edges = self._column.contentsMargins()
        room = height - edges.top() - edges.bottom() - sizes.S - self._band.sizeHint().height()
        if self._brand.isVisibleTo(self):
            room -= self._brand.sizeHint().height() + self._column.spacing()
        # A gap below each of them, and below the space above the first.
        share = room // len(self._items) - self._column.spacing() - 1
        for item in self._items.values():
            item.set_most(share)

    def _choose(self) -> None:
        sender = self.sender()
        assert sender is not None
        self.wanted.emit(sender.property("page"))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk along the rail without leaving it."""
        items = list(self._items.values())
        here = next((place for place, item in enumerate(items) if item.hasFocus()), None)
        step = (event.key() in _DOWN) - (event.key() in _UP)
        if here is None or not step:
            super().keyPressEvent(event)
            return
        items[(here + step) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window has no room for the brand."""
        super().resizeEvent(event)
        height = event.size().height()
        self._brand.setVisible(height >= sizes.LOW_WINDOW)
        self._fit(height)

    def minimumSizeHint(self) -> QSize:
        """As wide as its pages, and as low as the window: the pages make do with what there is."""
        return QSize(super().minimumSizeHint().width(), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dark ground."""
        painter = paint.painter_for(self)
        painter.fillRect(self.rect(), colours.tone(Tone.RAIL, self.palette()))
        painter.end()


class _Item(QAbstractButton):
    def __init__(self, text: str, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._most = _UNBOUND
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self.setFont(sizes.font(Step.CAPTION))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_most(self, height: int) -> None:
        """Take no more height than this, unless the icon and the word need it."""
        if height != self._most:
            self._most = height
            self.updateGeometry()

    @property
    def _edge(self) -> int:
        roomy = self._most >= _ICON + self.fontMetrics().height() + sizes.S
        return _ICON if roomy else _SMALL_ICON

    # Qt

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = max(metrics.horizontalAdvance(self.text()), metrics.averageCharWidth() * 12)
        usual = _ICON + metrics.height() + sizes.L
        least = _SMALL_ICON + metrics.height() + sizes.XS
        return QSize(width + sizes.L, max(least, min(usual, self._most)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_UP, *_DOWN):
            event.ignore()
        elif not pressed(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        palette = self.palette()
        box = QRectF(self.rect())
        inner = box.adjusted(sizes.XS + 2, 0, -sizes.XS - 2, 0)
        ink = colours.tone(Tone.RAIL_TEXT, palette)
        active = colours.tone(Tone.RAIL_ACTIVE, palette)
        if self.isChecked():
            paint.surface(painter, inner, active)
            bar = QRectF(0, box.center().y() - _ICON / 2, _BAR, _ICON)
            paint.surface(painter, bar, colours.bright_gold(), _BAR / 2)
            ink = colours.bright_gold()
        elif self.underMouse():
            paint.surface(
                painter, inner, colours.mix(active, colours.tone(Tone.RAIL, palette), 0.5)
            )
        edge = self._edge
        # Where there is room the word has more air below it than the icon above.
        above = min(sizes.S - 1, (self.height() - edge - self.fontMetrics().height()) // 2)
        spot = QRectF(box.center().x() - edge / 2, above, edge, edge)
        icons.paint(painter, spot, self._icon, ink)
        painter.setPen(ink)
        words = box.adjusted(0, above + edge + above // 3, 0, -min(above, sizes.XS))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(words, int(flags), self.text())
        if self.hasFocus():
            paint.ring(painter, inner, colours.bright_gold())
        painter.end()


class _Brand(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFont(sizes.font(Step.STRONG))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(64, 34 + self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        edge = 34
        spot = QRectF((self.width() - edge) / 2, 0, edge, edge)
        icons.paint(painter, spot, "lontar", colours.bright_gold())
        painter.setPen(colours.tone(Tone.RAIL_TEXT, self.palette()))
        words = QRectF(0, edge, self.width(), self.height() - edge)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), "Lontar")
        painter.end()
