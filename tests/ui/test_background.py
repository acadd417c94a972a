"""Background work: it never blocks the window, and ends in exactly one way."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread

from app.ui import background


class Ending(QObject):
    """Notes how the work ended, and on which thread it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.ways: list[str] = []
        self.value: object = None
        self.steps: list[tuple[str, int, int]] = []
        self.on_main: list[bool] = []

    def _note(self, way: str, value: object = None) -> None:
        self.ways.append(way)
        self.value = value
        self.on_main.append(QThread.currentThread() is self.thread())

    def start(self, work) -> background.Task:
        return background.run(
            self,
            work,
            done=lambda value: self._note("done", value),
            failed=lambda error: self._note("failed", error),
            advanced=lambda *step: self.steps.append(step),
            cancelled=lambda: self._note("cancelled"),
        )


@pytest.fixture
def ending(qapp):
    return Ending()


def test_the_value_arrives_on_the_main_thread_after_its_progress(qtbot, ending):
    def work(progress):
        progress("langkah", 1, 2)
        return threading.current_thread() is threading.main_thread()

    ending.start(work)
    qtbot.waitUntil(lambda: bool(ending.ways))
    assert (ending.ways, ending.value, ending.on_main) == (["done"], False, [True])
    assert ending.steps == [("langkah", 1, 2)]


def test_an_error_arrives_as_it_was_raised(qtbot, ending):
    error = ValueError("x")

    def work(_progress):
        raise error

    ending.start(work)
    qtbot.waitUntil(lambda: bool(ending.ways))
    assert (ending.ways, ending.value) == (["failed"], error)


def test_a_cancelled_work_stops_at_its_next_report(qtbot, ending):
    started, go_on, reached = threading.Event(), threading.Event(), []

    def work(progress):
        started.set()
        go_on.wait(10)
        progress("langkah", 1, 2)
        reached.append("too far")

    task = ending.start(work)
    assert started.wait(10)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(ending.ways))
    assert ending.ways == ["cancelled"]
    assert not reached


def test_at_the_end_of_the_program_nothing_runs_on(ending):
    reports = []

    def work(progress):
        while True:
            reports.append(True)
            progress("langkah", 1, 1)

    ending.start(work)
    background.wind_up()
    count = len(reports)
    assert background.wait(0)
    assert len(reports) == count


def test_nobody_is_told_when_the_page_is_gone(qtbot, ending):
    go_on = threading.Event()
    ended: list[object] = []

    def work(progress):
        go_on.wait(10)
        ended.append(True)
        progress("langkah", 1, 1)

    page = QObject()
    background.run(page, work, done=ended.append, failed=ended.append)
    page.deleteLater()
    with qtbot.waitSignal(page.destroyed):
        pass
    go_on.set()
    background.wait()
    qtbot.wait(0)
    assert ended == [True]


def test_a_page_can_go_in_the_middle_of_a_report(qtbot):
    # The thread of the work and the end of the page meet anywhere: a crash would end this process.
    told: list[object] = []
    for _ in range(40):
        page, begun = QObject(), threading.Event()

        def work(progress, begun=begun):
            for number in range(2_000):
                progress("langkah", number, 2_000)
                begun.set()

        background.run(page, work, done=told.append, failed=told.append)
        assert begun.wait(10)
        shiboken6.delete(page)
    background.wait()
    qtbot.waitUntil(lambda: not background._running)
    assert told == []
