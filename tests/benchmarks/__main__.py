"""Print the table of figures; takes a few minutes."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.periode import Periode
from app.exchange import demo
from tests.benchmarks import commit, keystroke, packages, practice, rat, scroll, start
from tests.benchmarks.timing import now

if TYPE_CHECKING:
    from tests.benchmarks.timing import Figure


def figures(folder: Path) -> Iterator[Figure]:
    """Every figure, one after the other, over one demo."""
    hasil = demo.build(folder / "demo", Periode(2026, 3), now, lambda *_: None, miskin=False)
    office = demo.offices(hasil.folder)[1]
    yield from start.measure(office)
    yield start.day(hasil, folder)
    yield from practice.measure()
    yield commit.measure(folder)
    yield keystroke.measure(office)
    yield scroll.measure(office)
    yield from rat.measure(folder)
    yield from packages.export(hasil)
    yield from packages.full(hasil, folder)
    yield packages.recap(hasil)


def line(figure: Figure) -> str:
    """One row of the table: medians, the ratio of medians and of minima, and the goal."""
    floor, lontar = statistics.median(figure.floor), statistics.median(figure.lontar)
    verdict = "tercapai" if figure.met else "BELUM"
    return (
        f"| {figure.what} | {figure.floor_name} | {floor:.2f} {figure.unit} | "
        f"{lontar:.2f} {figure.unit} | {figure.ratio:.2f}× ({figure.least_ratio:.2f}×) | "
        f"≤ {figure.goal:.2f}× | {verdict} | {figure.remark} |"
    )


def main() -> int:
    """Print the table as Markdown; the exit code tells whether every goal was met."""
    print("| Apa | Pembanding | Pembanding | Lontar | Rasio median (minimum) | Sasaran | | Ket. |")
    print("|---|---|---|---|---|---|---|---|")
    met = True
    with tempfile.TemporaryDirectory() as folder:
        for figure in figures(Path(folder)):
            print(line(figure), flush=True)
            met = met and figure.met
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
