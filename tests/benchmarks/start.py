"""From the command to a usable window, and the memory it takes, beside an empty window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.timing import Figure, child

_TIMES = 9


def measure(office: Path) -> Iterator[Figure]:
    """Start both by turns in fresh processes."""
    child("bare_window")
    child("lontar_window", str(office))
    floor, lontar = [], []
    for _ in range(_TIMES):
        floor.append(child("bare_window"))
        lontar.append(child("lontar_window", str(office)))
    yield _figure("mulai sampai halaman pertama terpakai", "ms", floor, lontar, 0, 1.35)
    yield _figure("memori puncak sesudah mulai", "MB", floor, lontar, 1, 1.25)


def _figure(
    what: str, unit: str, floor: list[list[float]], lontar: list[list[float]], at: int, goal: float
) -> Figure:
    name = "jendela PySide6 kosong"
    return Figure(what, unit, name, [one[at] for one in floor], [one[at] for one in lontar], goal)
