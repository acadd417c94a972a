"""Where Tab leads: to every part of the window that takes the focus itself, none passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_TAB = Qt.FocusPolicy.TabFocus


def step(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next or previous part; False when there is no other.

    Qt's own walk also stops at whatever has a focus proxy. At a page it then jumps to the
    proxy and passes over all that stands before it; at a card whose proxy is hidden it stays.
    """
    start = window.focusWidget() or window
    found = _after(start, forward=forward)
    while found is not start and not _stops_at(found, window):
        found = _after(found, forward=forward)
    if found is start:
        return False
    reason = Qt.FocusReason
    found.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    return True


def _after(widget: QWidget, *, forward: bool) -> QWidget:
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()


def _stops_at(widget: QWidget, window: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & _TAB)
        and widget.focusProxy() is None
        and widget.isEnabled()
        and widget.isVisibleTo(window)
    )
