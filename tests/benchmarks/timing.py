"""How figures are taken: interleaved samples, minima and medians, and fresh child processes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Figure:
    """One line of the table: the floor and Lontar in the same unit, and the goal as a ratio."""

    what: str
    unit: str
    floor_name: str
    floor: Sequence[float]
    lontar: Sequence[float]
    goal: float
    remark: str = ""

    @property
    def ratio(self) -> float:
        """Lontar against its floor, by medians."""
        return statistics.median(self.lontar) / statistics.median(self.floor)

    @property
    def least_ratio(self) -> float:
        """Lontar against its floor, by minima."""
        return min(self.lontar) / min(self.floor)

    @property
    def met(self) -> bool:
        """A goal is missed only when minima and medians both miss it."""
        return min(self.ratio, self.least_ratio) <= self.goal


def clocked(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def now() -> datetime:
    """The time here."""
    return datetime.now().astimezone()


def parse(files: Iterable[Path]) -> None:
    """Parse every sheet of these workbooks with calamine, the floor under everything that reads."""
    from python_calamine import CalamineWorkbook

    for file in files:
        book = CalamineWorkbook.from_filelike(BytesIO(file.read_bytes()))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def interleaved(
    floor: Callable[[], float], lontar: Callable[[], float], times: int
) -> tuple[list[float], list[float]]:
    """Take both by turns, so that a busy moment of the machine strikes both."""
    pairs = [(floor(), lontar()) for _ in range(times)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def child(module: str, *arguments: str) -> list[float]:
    """Run a module of this folder in a fresh process and read the figures it prints."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    started = time.time()
    done = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{module}", repr(started), *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(word) for word in done.stdout.split()]
