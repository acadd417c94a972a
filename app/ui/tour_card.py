"""The card of a tour: how far one is, what is framed, and the way on, back or out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.teks import t
from app.ui import colours, sizes
from app.ui.colours import Tone
from app.ui.sizes import Step
from app.ui.widgets import paint, text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_WIDE_CHARS = 46
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class TourCard(QWidget):
    """Shows one stop after the other.

    Signals:
        moved: how many stops on; -1 is one back.
        left: the tour is over, at its end or before.
    """

    moved = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.count = Text("", Step.CAPTION, Tone.MUTED, wrap=False)
        self.title = text.heading("")
        self.words = text.body()
        self.back = _Key(t("tur.kembali"), Kind.PLAIN, "arrow-left")
        self.next = _Key(t("tur.lanjut"), Kind.PRIMARY)
        self.end = _Key("", Kind.QUIET, "cross")
        self.end.setAccessibleName(t("tur.akhiri"))
        self.end.setToolTip(t("tur.akhiri"))
        self._last = False
        self.back.clicked.connect(lambda: self.moved.emit(-1))
        self.next.clicked.connect(self._go_on)
        self.end.clicked.connect(self.left)
        self._lay_out()

    def show_stop(self, place: int, count: int, title: str, words: str) -> None:
        """Show a stop by its place, counted from 0, and say it to a screen reader."""
        self._last = place == count - 1
        self.count.setText(t("tur.hitungan", ke=place + 1, semua=count))
        self.title.setText(title)
        self.words.setText(words)
        self.back.setEnabled(place > 0)
        self.next.setText(t("tur.selesai") if self._last else t("tur.lanjut"))
        self.next.updateGeometry()
        spoken = f"{self.count.text()}. {title}. {words}"
        self.setAccessibleName(title)
        self.setAccessibleDescription(spoken)
        self.next.setAccessibleDescription(spoken)
        self.next.setFocus()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def sized(self, room: QSize) -> QSize:
        """How large it is with these words in a window so large."""
        wide = min(sizes.chars(self, _WIDE_CHARS), room.width() - 2 * sizes.L)
        layout = self.layout()
        assert layout is not None
        return QSize(wide, layout.totalHeightForWidth(wide))

    def step(self, *, forward: bool) -> None:
        """Move the focus between its buttons."""
        keys = [one for one in (self.back, self.next, self.end) if one.isEnabled()]
        place = next((n for n, one in enumerate(keys) if one.hasFocus()), 0)
        reason = Qt.FocusReason
        way = reason.TabFocusReason if forward else reason.BacktabFocusReason
        keys[(place + (1 if forward else -1)) % len(keys)].setFocus(way)

    def _go_on(self) -> None:
        if self._last:
            self.left.emit()
        else:
            self.moved.emit(1)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.count, 1)
        head.addWidget(self.end)
        foot = QHBoxLayout()
        foot.setSpacing(sizes.S)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.L, sizes.S, sizes.S + sizes.XS, sizes.M)
        column.setSpacing(sizes.S)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addSpacing(sizes.XS)
        column.addLayout(foot)

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A surface that stands out from the dimmed window."""
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        paint.surface(painter, box, self.palette().color(QPalette.ColorRole.Base), sizes.RADIUS + 2)
        paint.outline(painter, box, colours.tone(Tone.GOLD, self.palette()), sizes.RADIUS + 2)
        painter.end()


class _Key(Button):
    """A button that leaves the arrows to the tour."""

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go on to whoever holds the card."""
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)
