"""Slow work off the window's thread: it reports progress, can be cancelled, and returns a value.

Workers never touch a widget and never write to the open office; the main thread receives
their result and does that.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from app.ui import sweeping

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""Called by the work: code of the step, how many are done, how many there are."""


_TURN = 0.001
"""Seconds. Each call of Qt hands the interpreter to the work, and the window then waits for a whole
turn; painting a table takes dozens of calls, and with the usual 5 ms it would stand still."""


_places = threading.BoundedSemaphore(max(2, os.cpu_count() or 1))
"""As many works at once as there are cores; the others wait for their turn."""


class Cancelled(Exception):
    """Raised inside the work, at its next progress report, after the user has cancelled."""


class _Relay(QObject):
    """Carries news out of the thread of the work.

    It belongs to no page, so that it is still there, whole, when its page has been closed; what it
    then says reaches nobody. It is let go on the main thread, after the thread of the work is over:
    who lets go of a QObject last destroys it, and only its own thread may.
    """

    advanced = Signal(str, int, int)
    finished = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    ended = Signal()

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self.stop = threading.Event()
        self.ended.connect(self._let_go, Qt.ConnectionType.QueuedConnection)

    def report(self, step: str, done: int, total: int) -> None:
        """The progress function handed to the work; called on its thread."""
        if self.stop.is_set():
            raise Cancelled
        self.advanced.emit(step, done, total)

    @Slot()
    def _let_go(self) -> None:
        _running.pop(self).join()
        sweeping.release(self)
        self.deleteLater()


class Task(QObject):
    """One piece of work under way; its callbacks run on the main thread."""

    def __init__(
        self,
        parent: QObject,
        relay: _Relay,
        done: Callable[[object], None],
        failed: Callable[[Exception], None],
        advanced: Progress | None,
        cancelled: Callable[[], None] | None,
    ) -> None:
        super().__init__(parent)
        # Not the relay, which is gone once the work is over.
        self._stop = relay.stop
        self._done, self._fail = done, failed
        self._advance, self._cancelled = advanced, cancelled
        # Slots of this object, not the callbacks: only they are sure to run on the main thread,
        # and Qt disconnects them when the page goes.
        relay.advanced.connect(self._on_advanced)
        relay.finished.connect(self._on_finished)
        relay.failed.connect(self._on_failed)
        relay.stopped.connect(self._on_stopped)

    def cancel(self) -> None:
        """Ask the work to stop at its next progress report."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop; work that was done by then is done all the same."""
        return self._stop.is_set()

    @Slot(str, int, int)
    def _on_advanced(self, step: str, done: int, total: int) -> None:
        if self._advance is not None:
            self._advance(step, done, total)

    @Slot(object)
    def _on_finished(self, value: object) -> None:
        self.deleteLater()
        self._done(value)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.deleteLater()
        self._fail(error)

    @Slot()
    def _on_stopped(self) -> None:
        self.deleteLater()
        if self._cancelled is not None:
            self._cancelled()


def run(
    parent: QObject,
    work: Callable[[Progress], T],
    *,
    done: Callable[[T], None],
    failed: Callable[[Exception], None],
    advanced: Progress | None = None,
    cancelled: Callable[[], None] | None = None,
) -> Task:
    """Start work on another thread; exactly one of `done`, `failed`, `cancelled` follows.

    Nothing follows when `parent` is gone by then.
    """
    sys.setswitchinterval(_TURN)
    sweeping.begin()
    relay = _Relay()
    task = Task(parent, relay, done, failed, advanced, cancelled)  # type: ignore[arg-type]  # a signal carries T as object
    thread = threading.Thread(target=_carry_out, args=(relay, work), name="kerja")
    _running[relay] = thread
    sweeping.hold(relay)
    thread.start()
    return task


def wind_up() -> None:
    """Cancel whatever still runs and wait for it; for the moment the program ends."""
    for relay in _running:
        relay.stop.set()
    wait()


def wait(seconds: float | None = None) -> bool:
    """Wait until no work runs, at most so many seconds; whether none does."""
    until = None if seconds is None else time.monotonic() + seconds
    for thread in list(_running.values()):
        thread.join(None if until is None else max(0.0, until - time.monotonic()))
    return not any(thread.is_alive() for thread in _running.values())


_running: dict[_Relay, threading.Thread] = {}
"""Held until the main thread has heard that the work is over."""


def _carry_out(relay: _Relay, work: Callable[[Progress], T]) -> None:
    with _places:
        try:
            value = work(relay.report)
        except Cancelled:
            relay.stopped.emit()
        except Exception as error:  # noqa: BLE001 - every failure travels to the main thread, which decides
            relay.failed.emit(error)
        else:
            relay.finished.emit(value)
    relay.ended.emit()
