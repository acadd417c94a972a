"""Cycles are looked for on the window's thread, whoever asks for memory."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QWidget

from app.ui import background, heap, sweeping


class Part(QWidget):
    """Nobody holds it but itself; it notes on which thread it ends."""

    def __init__(self, ends: list[bool]) -> None:
        super().__init__()
        home = self.thread()
        self.me = self
        weakref.finalize(self, lambda: ends.append(QThread.currentThread() is home))


@pytest.fixture
def ends(qapp):
    return []


def test_a_forgotten_widget_does_not_end_on_the_thread_of_the_work(qtbot, qapp, ends):
    told: list[object] = []
    page = QObject()

    def work(_progress):
        # Enough to make Python look for cycles, were it free to do so.
        return [[number] for number in range(200_000)]

    for _ in range(3):
        Part(ends)
        background.run(page, work, done=told.append, failed=told.append)
    qtbot.waitUntil(lambda: len(told) == 3)
    gc.collect()
    assert ends == [True] * 3


def test_every_report_finds_its_task_whole(qtbot, qapp):
    # A task loses its page at any moment; one taken apart halfway would raise inside the event.
    heard: list[int] = []

    def work(progress):
        kept: list[object] = []
        for number in range(200):
            kept.append({"itself": kept})
            if number % 40 == 0:
                progress("langkah", number, 200)
        return kept

    for _ in range(60):
        page = QWidget()
        page.me = lambda page=page: page  # type: ignore[attr-defined]
        for _ in range(3):
            background.run(
                page,
                work,
                done=lambda _value: heard.append(1),
                failed=lambda _error: heard.append(-1),
                advanced=lambda *_step: None,
            )
        del page
        qapp.processEvents()
    background.wait()
    qtbot.waitUntil(lambda: not background._running)
    assert -1 not in heard


def test_sweeping_frees_what_nobody_holds(qapp, ends):
    sweeping.begin()
    sweeping.begin()
    assert len(qapp.findChildren(sweeping._Sweeper)) == 1
    assert not gc.isenabled()
    gc.collect()
    Part(ends)
    waste: list[list[int]] = [[] for _ in range(gc.get_threshold()[0] + 1)]
    sweeping.sweep()
    assert waste
    assert ends == [True]


def everything_due() -> list[list[int]]:
    """As much waste and as many short looks as it takes for a look through everything."""
    for generation in (1, 0):
        for _ in range(gc.get_threshold()[generation + 1] + 1):
            gc.collect(generation)
    return [[] for _ in range(2 * gc.get_threshold()[0])]


def test_the_look_through_everything_waits_until_no_work_is_under_way(qtbot, qapp, ends):
    sweeping.begin()
    part, page, go_on = Part(ends), QObject(), threading.Event()
    gc.collect()
    del part
    over: list[object] = []
    background.run(page, lambda _progress: go_on.wait(10), done=over.append, failed=over.append)
    waste = everything_due()
    sweeping.sweep()
    assert ends == []
    go_on.set()
    qtbot.waitUntil(lambda: not background._running)
    waste += everything_due()
    sweeping.sweep()
    assert ends == [True]


def test_a_work_waits_for_its_turn_when_all_cores_are_busy(qtbot, qapp, monkeypatch):
    monkeypatch.setattr(background, "_places", threading.BoundedSemaphore(1))
    order: list[object] = []
    page, go_on = QObject(), threading.Event()

    def first(_progress):
        go_on.wait(10)
        order.append("first")

    background.run(page, first, done=order.append, failed=order.append)
    background.run(
        page, lambda _progress: order.append("second"), done=order.append, failed=order.append
    )
    assert not background.wait(0.05)
    assert order == []
    go_on.set()
    qtbot.waitUntil(lambda: len(order) == 4)
    assert order.index("first") < order.index("second")


def test_memory_is_given_back_once_when_nothing_is_under_way_any_more(monkeypatch):
    given: list[bool] = []
    monkeypatch.setattr(heap, "give_back", lambda: given.append(True))
    sweeping.sweep()
    given.clear()
    first, second = object(), object()
    for work in (first, second):
        sweeping.hold(work)
    sweeping.release(first)
    sweeping.sweep()
    assert given == []
    sweeping.release(second)
    for _ in range(2):
        sweeping.sweep()
    assert given == [True]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there is anything held")
def test_the_system_gets_the_memory_of_a_heap_again():
    def held() -> int:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0])

    # Too large for the heaps of Python, too small to be taken from the system one by one.
    blocks = [bytes(100_000) for _ in range(400)]
    last = bytes(100_000)
    before = held()
    blocks.clear()
    heap.give_back()
    assert before - held() > 20_000
    assert last
