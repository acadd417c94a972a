"""A thousand rows scrolled from top to bottom, beside a bare table over a list."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.timing import Figure, child

MOST_MS = 50.0


def measure(office: Path) -> Figure:
    """Both windows live in one child process and scroll by turns; the slowest frame counts."""
    taken = child("scroll_windows", str(office))
    half = len(taken) // 2
    floor, lontar = taken[:half], taken[half:]
    slowest = max(lontar)
    verdict = "tercapai" if slowest <= MOST_MS else "BELUM"
    return Figure(
        "satu layar gulir dalam 1.000 baris, sampai tergambar",
        "ms",
        "QTableView kosong atas list",
        floor,
        lontar,
        1.5,
        f"bingkai terlama {slowest:.1f} ms (paling lama {MOST_MS:.0f} ms: {verdict})",
    )
