"""The guided tour over a window: everything dimmed but what the card beside it tells about.

It only shows: while it lasts, neither keys nor the mouse reach what lies below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QApplication, QWidget

from app.teks import t
from app.ui import colours, sizes, tour_place
from app.ui.tour_card import TourCard
from app.ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

    from app.domain.tur import Berhenti, Tur

_DIM = 0.58
_RING = 3.0
_MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp)


class Tour(QWidget):
    """Goes through those stops whose targets are in view, and is gone afterwards.

    Signals:
        finished: it is over; the focus is where it was.
    """

    finished = Signal()

    def __init__(self, window: QWidget, tour: Tur) -> None:
        super().__init__(window)
        self._window, self._layar = window, tour.layar
        self.stops = [one for one in tour.berhenti if tour_place.target(window, one) is not None]
        self.place = 0
        self.frame: QRect | None = None
        self._over = False
        self._before = QApplication.focusWidget()
        self._scrolled = tour_place.scrolled(window)
        self.card = TourCard(self)
        self.card.moved.connect(self.move_on)
        self.card.left.connect(self.end)
        # What lies below may lay itself out anew after the window has its new size.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._settle)
        self._watched: list[QWidget] = []
        window.installEventFilter(self)
        running = QApplication.instance()
        assert isinstance(running, QApplication)
        running.focusChanged.connect(self._keep_focus)

    def begin(self) -> bool:
        """Show the first stop; False when nothing of it is in view."""
        if not self.stops:
            self.end()
            return False
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._say()
        return True

    def move_on(self, by: int) -> None:
        """Go on or back; what has left the window meanwhile is passed over."""
        place = self.place + by
        while 0 <= place < len(self.stops):
            if tour_place.target(self._window, self.stops[place]) is not None:
                self.place = place
                self._say()
                return
            place += by

    def end(self) -> None:
        """Leave the window as it was."""
        if self._over:
            return
        self._over = True
        self._later.stop()
        self._watch(None)
        self._window.removeEventFilter(self)
        running = QApplication.instance()
        assert isinstance(running, QApplication)
        running.focusChanged.disconnect(self._keep_focus)
        self.hide()
        for bar, value in self._scrolled:
            if shiboken6.isValid(bar):
                bar.setValue(value)
        before = self._before
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus()
        self.finished.emit()
        self.deleteLater()

    @property
    def stop(self) -> Berhenti:
        """Where the tour is."""
        return self.stops[self.place]

    def _say(self) -> None:
        title = t(f"tur.{self._layar}.{self.stop.nama}.judul")
        words = t(f"tur.{self._layar}.{self.stop.nama}.isi")
        self.card.show_stop(self.place, len(self.stops), title, words)
        self._settle()
        self._later.start(0)

    def _settle(self) -> None:
        """Frame the target where it is now, and put the card beside it."""
        self.setGeometry(self._window.rect())
        found = tour_place.target(self._window, self.stop)
        self._watch(found)
        if found is None:
            return
        seen = tour_place.reveal(self._window, found)
        spot = tour_place.spot(seen, self.card.sized(self.size()), self.rect())
        self.frame = spot.frame
        self.card.setGeometry(spot.card)
        self.raise_()
        self.update()

    def _watch(self, target: QWidget | None) -> None:
        """Hear when what is framed, or anything around it, moves."""
        for one in self._watched:
            if shiboken6.isValid(one):
                one.removeEventFilter(self)
        self._watched = []
        above = target
        while above is not None and above is not self._window:
            above.installEventFilter(self)
            self._watched.append(above)
            above = above.parentWidget()

    def _keep_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A page below that takes the focus for itself gives it back."""
        if now is not None and now.window() is self._window and not self.isAncestorOf(now):
            self.card.next.setFocus()

    # Qt

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own signature
        """Tab stays on the card."""
        self.card.step(forward=next)
        return True

    def event(self, event: QEvent) -> bool:
        """No shortcut of the window works below the tour; only help does."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert hasattr(event, "key")
            if event.key() != Qt.Key.Key_F1:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go on and back, Escape ends."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in _ON:
            self.move_on(1)
        elif event.key() in _BACK:
            self.move_on(-1)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card does nothing."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """What is framed stays where it is."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window, and what is framed."""
        if event.type() in _MOVES:
            if watched is self._window:
                self.setGeometry(self._window.rect())
            self._later.start(0)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim everything but the frame."""
        painter = paint.painter_for(self)
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        dim = QColor(Qt.GlobalColor.black)
        dim.setAlphaF(_DIM)
        if self.frame is not None:
            framed = QRectF(self.frame)
            path.addRoundedRect(framed, sizes.RADIUS, sizes.RADIUS)
            painter.fillPath(path, dim)
            painter.setPen(QPen(colours.bright_gold(), _RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(framed, sizes.RADIUS, sizes.RADIUS)
        painter.end()
