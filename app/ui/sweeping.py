"""Python looks for cycles on the window's thread alone.

Left to itself it looks on whichever thread has just asked for memory. There it would take apart a
widget that nobody holds any more while the window's thread still delivers an event to it: values
missing from the widget at best, the end of the program at worst.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QTimer

from app.ui import heap

_EVERY = 1_000
"""Milliseconds. Short enough that little gathers, long enough to cost nothing."""


_EVERYTHING = 2
_under_way: list[object] = []
_over: list[object] = []
"""What is over since memory was last given back."""


def begin() -> None:
    """From now on, for as long as the application lives; a second call changes nothing."""
    application = QCoreApplication.instance()
    if application is None or application.findChild(_Sweeper) is not None:
        return
    gc.disable()
    _Sweeper(application)


def begin_after_start() -> None:
    """The same for a program that has just started: what is there by now will stay."""
    gc.freeze()
    begin()


def sweep() -> None:
    """Look for cycles as thoroughly as Python would by now; on the window's thread.

    The one look that goes through everything waits until no work is under way beside the window:
    the two would take turns, and the window would stand still for twice as long.
    """
    if _over and not _under_way:
        _over.clear()
        heap.give_back()
    for generation, most in enumerate(gc.get_threshold()):
        if gc.get_count()[generation] <= most or (generation == _EVERYTHING and _under_way):
            return
        gc.collect(generation)


def hold(work: object) -> None:
    """Work begins beside the window."""
    _under_way.append(work)


def release(work: object) -> None:
    """It is over."""
    _under_way.remove(work)
    _over.append(None)


class _Sweeper(QTimer):
    """Sweeps every now and then, between two events of the window."""

    def __init__(self, parent: QCoreApplication) -> None:
        super().__init__(parent)
        self.setInterval(_EVERY)
        self.timeout.connect(sweep)
        self.start()
