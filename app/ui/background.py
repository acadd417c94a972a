"""Slow work off the window's thread: it reports progress, can be cancelled, and returns a value.

Workers never touch a widget and never write to the open office; the main thread receives
their result and does that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakSet

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""Called by the work: code of the step, how many are done, how many there are."""


class Cancelled(Exception):
    """Raised inside the work, at its next progress report, after the user has cancelled."""


class Task(QObject):
    """One piece of work under way; its callbacks run on the main thread."""

    advanced = Signal(str, int, int)
    finished = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(
        self,
        parent: QObject,
        done: Callable[[object], None],
        failed: Callable[[Exception], None],
        advanced: Progress | None,
        cancelled: Callable[[], None] | None,
    ) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._done, self._fail = done, failed
        self._advance, self._cancelled = advanced, cancelled
        # Slots of this object, not the callbacks: only they are sure to run on the main thread.
        self.advanced.connect(self._on_advanced)
        self.finished.connect(self._on_finished)
        self.failed.connect(self._on_failed)
        self.stopped.connect(self._on_stopped)

    def cancel(self) -> None:
        """Ask the work to stop at its next progress report."""
        self._stop.set()

    def report(self, step: str, done: int, total: int) -> None:
        """The progress function handed to the work; called on its thread."""
        if self._stop.is_set():
            raise Cancelled
        self.advanced.emit(step, done, total)

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
    task = Task(parent, done, failed, advanced, cancelled)  # type: ignore[arg-type]  # a signal carries T as object
    _running.add(task)
    QThreadPool.globalInstance().start(_Runnable(task, work))
    return task


def wind_up() -> None:
    """Cancel whatever still runs and wait for it; for the moment the program ends."""
    for task in list(_running):
        task.cancel()
    QThreadPool.globalInstance().waitForDone()


# Held weakly: a finished piece of work is nobody's concern any more.
_running: WeakSet[Task] = WeakSet()


class _Runnable(QRunnable, Generic[T]):
    def __init__(self, task: Task, work: Callable[[Progress], T]) -> None:
        super().__init__()
        self._task = task
        self._work = work

    def run(self) -> None:
        task = self._task
        try:
            value = self._work(task.report)
        except Cancelled:
            _tell(lambda: task.stopped)
        except Exception as error:  # noqa: BLE001 - every failure travels to the main thread, which decides
            _tell(lambda: task.failed, error)
        else:
            _tell(lambda: task.finished, value)


def _tell(signal: Callable[[], SignalInstance], *values: object) -> None:
    try:
        signal().emit(*values)
    except RuntimeError:
        # The page was closed while the work ran: nobody is left to tell.
        return
