"""A number typed and entered until the screen stands still, beside a bare table over a list."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.timing import Figure, child


def measure(office: Path) -> Figure:
    """Both windows live in one child process and are typed into by turns."""
    taken = child("keystroke_windows", str(office))
    half = len(taken) // 2
    return Figure(
        "tiga angka + Enter: tersimpan, dihitung, temuan, tergambar",
        "ms",
        "QTableView kosong atas list, tanpa penyimpanan",
        taken[:half],
        taken[half:],
        1.5,
        "formulir dengan 500 sel",
    )
