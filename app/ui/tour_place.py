"""Where a tour frames and where its card stands: the part pointed at, and the room beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QScrollBar, QWidget

from app.teks import t
from app.ui import sizes, tab_order
from app.ui.tour_card import TourCard
from app.ui.widgets.rail import Rail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSize

    from app.domain.tur import Berhenti

_AROUND = 4
"""How far the frame stands off what it frames."""
_SMALLEST = 8
_KIND = "@"


class Spot(NamedTuple):
    """What is framed, and where the card stands beside it."""

    frame: QRect
    card: QRect


def target(window: QWidget, stop: Berhenti) -> QWidget | None:
    """The part of the window a stop points at, or None when it is not in view here."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisibleTo(window)]
    shown = [one for one in shown if not _of_tour(one)]
    # A page's own parts go before the rail, whose words are those of the pages; buttons go first.
    shown.sort(key=lambda one: (isinstance(one.parentWidget(), Rail), not _pressed(one)))
    for wanted in map(_written, stop.sasaran):
        for one in shown:
            if wanted in _names(one) and one.window() is window and _has_room(one):
                return one
    return None


def in_window(window: QWidget, widget: QWidget) -> QRect:
    """What of a part can be seen, in the window's own coordinates."""
    seen, above = widget.rect().translated(widget.mapTo(window, QPoint())), widget.parentWidget()
    while above is not None and above is not window:
        seen &= above.rect().translated(above.mapTo(window, QPoint()))
        above = above.parentWidget()
    return seen & window.rect()


def reveal(window: QWidget, widget: QWidget) -> QRect:
    """Scroll a part into view when it is not, and tell where it is then."""
    whole = widget.rect().translated(widget.mapTo(window, QPoint()))
    if in_window(window, widget) != whole:
        tab_order.scroll_to(widget)
    return in_window(window, widget)


def scrolled(window: QWidget) -> list[tuple[QScrollBar, int]]:
    """How far everything in view is scrolled, for going back to it."""
    bars = [one for one in window.findChildren(QScrollBar) if one.isVisibleTo(window)]
    return [(one, one.value()) for one in bars]


def spot(seen: QRect, card: QSize, room: QRect) -> Spot:
    """Frame what is seen and put the card beside it, right, below, left or above.

    When it leaves no room on any side, less of it is framed: the card never covers the frame.
    """
    framed = seen.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND) & room
    inner = room.adjusted(sizes.S, sizes.S, -sizes.S, -sizes.S)
    for place in _beside(framed, card):
        held = _held(place, inner)
        if inner.contains(held) and not held.intersects(framed):
            return Spot(framed, held)
    corner = QRect(inner.bottomRight() - QPoint(card.width() - 1, card.height() - 1), card)
    left, top = QRect(framed), QRect(framed)
    left.setRight(min(framed.right(), corner.left() - sizes.S))
    top.setBottom(min(framed.bottom(), corner.top() - sizes.S))
    return Spot(max(left, top, key=_area), corner)


def _of_tour(widget: QWidget) -> bool:
    return isinstance(widget, TourCard) or isinstance(widget.parentWidget(), TourCard)


def _pressed(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton)


def _written(sasaran: str) -> str:
    return sasaran if sasaran.startswith(_KIND) else t(sasaran).replace("&", "")


def _names(widget: QWidget) -> Sequence[str]:
    """How a part may be meant: what it is called, what is written on it, of which kind it is."""
    written = widget.text() if isinstance(widget, QAbstractButton) else ""
    kind = f"{_KIND}{type(widget).__name__}"
    return widget.accessibleName().replace("&", ""), written.replace("&", ""), kind


def _has_room(widget: QWidget) -> bool:
    return widget.width() >= _SMALLEST and widget.height() >= _SMALLEST


def _beside(framed: QRect, card: QSize) -> list[QRect]:
    gap, left, top = sizes.M, framed.left(), framed.top()
    return [
        QRect(QPoint(framed.right() + gap, top), card),
        QRect(QPoint(left, framed.bottom() + gap), card),
        QRect(QPoint(left - gap - card.width(), top), card),
        QRect(QPoint(left, top - gap - card.height()), card),
    ]


def _held(place: QRect, room: QRect) -> QRect:
    """The place, moved along the frame only as far as the room asks for."""
    held = QRect(place)
    held.moveLeft(max(room.left(), min(place.left(), room.right() - place.width() + 1)))
    held.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height() + 1)))
    return held


def _area(box: QRect) -> int:
    return max(box.width(), 0) * max(box.height(), 0)
