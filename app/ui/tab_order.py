"""Where Tab leads: to every part of the window that takes the focus itself, none passed over."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QRect

_TAB = Qt.FocusPolicy.TabFocus
_MOMENT_MS = 400
"""So long layouts may take until a part that was shown has its place."""


def step(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next or previous part; False when there is no other.

    Qt's own walk also stops at whatever has a focus proxy. At a page it then jumps to the
    proxy and passes over all that stands before it; at a card whose proxy is hidden it stays.
    """
    # The stubs promise a widget, but a window that was never used has none in focus.
    focused: QWidget | None = window.focusWidget()
    start = window if focused is None else focused
    if focused is not None and not focused.isVisibleTo(window):
        return _stay_near(focused, window)
    found = _after(start, forward=forward)
    while found is not start and not _stops_at(found, window):
        found = _after(found, forward=forward)
    if found is start:
        return False
    reason = Qt.FocusReason
    found.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    if found.visibleRegion().isEmpty():
        scroll_to(found)
    return True


def lead_through(parts: Sequence[QWidget]) -> None:
    """Let Tab go through these one after the other: what is made anew would come last."""
    for before, after in pairwise(parts):
        QWidget.setTabOrder(before, after)


def lead_last(part: QWidget, last: Sequence[QWidget]) -> None:
    """Let Tab come to these after everything else inside a part."""
    inside, one = [], _after(part, forward=True)
    while one is not part:
        if part.isAncestorOf(one) and one not in last and one.focusPolicy() & _TAB:
            inside.append(one)
        one = _after(one, forward=True)
    lead_through([*inside[-1:], *last])


def _stay_near(gone: QWidget, window: QWidget) -> bool:
    """What had the focus was put away: the focus stays in the smallest part around it.

    The chain alone would lead out of the page as soon as nothing follows there, to the bar above.
    """
    part = gone.parentWidget()
    while part is not None:
        found = _after(gone, forward=True)
        while found is not gone:
            if part.isVisibleTo(window) and part.isAncestorOf(found) and _stops_at(found, window):
                found.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            found = _after(found, forward=True)
        part = part.parentWidget()
    return False


def scroll_to(widget: QWidget, place: QRect | None = None) -> None:
    """Bring a part into view, or one place of it.

    A scroll area does it itself only for a step that begins inside.
    """
    for area in _areas(widget):
        _reveal(area, widget, place)


def scroll_to_shown(widget: QWidget) -> None:
    """Bring a part into view that has just been shown, as soon as it has a place.

    Layouts ask the one around them for room, each in a turn of its own; on a busy machine the
    outermost may not have heard yet. So it is done again whenever there is room for more, for a
    moment: whoever scrolls on afterwards is left alone.
    """
    _Settling(widget)


class _Settling(QObject):
    """Brings a part into view until everything around it has its place; belongs to that part."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        for area in _areas(widget):
            area.verticalScrollBar().rangeChanged.connect(self._soon)
        self._soon()
        QTimer.singleShot(_MOMENT_MS, self, self.deleteLater)

    def _soon(self) -> None:
        # Never in the middle of a layout.
        QTimer.singleShot(0, self, self._scroll)

    def _scroll(self) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if not self._widget.isHidden():
            scroll_to(self._widget)


def _areas(widget: QWidget) -> Iterator[QScrollArea]:
    """The areas in which a part is scrolled, the inner ones first."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            yield above
        above = above.parentWidget()


def _reveal(area: QScrollArea, widget: QWidget, place: QRect | None) -> None:
    inner = area.widget()
    if place is None or inner is None:
        area.ensureWidgetVisible(widget)
        return
    middle, half = widget.mapTo(inner, place.center()), place.size() / 2
    area.ensureVisible(middle.x(), middle.y(), half.width(), half.height())


def _after(widget: QWidget, *, forward: bool) -> QWidget:
    found = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
    assert found is not None  # the chain is a ring
    return found


def _stops_at(widget: QWidget, window: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & _TAB)
        and widget.focusProxy() is None
        and widget.isEnabled()
        and widget.isVisibleTo(window)
    )
