"""Foreign files through children, beside calamine parsing the same files in this process.

`python -m tests.benchmarks.reader` prints what the reader alone costs, without any judgement: the
start of a child, and 22 packages through one child and through two.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.exchange.pembaca.induk import Pembaca
from tests.benchmarks.__main__ import line
from tests.benchmarks.timing import Figure, clocked, interleaved, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FILES = 22
ROUNDS = 9


def figures(files: Sequence[Path]) -> Iterator[Figure]:
    """What the reader costs for some packages."""
    yield _figure("satu anak siap dan satu paket terbaca", files, partial(_through, 1, files[:1]))
    for workers in (1, 2):
        what = f"{len(files)} paket lewat {workers} anak, mulai sampai selesai"
        yield _figure(what, files, partial(_through, workers, files))


def _figure(what: str, files: Sequence[Path], work: Callable[[], None]) -> Figure:
    floor, lontar = interleaved(
        lambda: clocked(lambda: parse(files)), lambda: clocked(work), ROUNDS
    )
    return Figure(what, "ms", f"calamine membaca {len(files)} berkas yang sama", floor, lontar, 1.3)


def _through(workers: int, files: Sequence[Path]) -> None:
    with Pembaca(workers=workers) as pembaca:
        for found in pembaca.periksa_banyak(files):
            assert found.mentah is not None, found.galat


def main() -> int:
    """Print the table for one package read as often as a province has offices."""
    from tests.exchange import contoh_paket

    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number:02}.xlsx") for number in range(FILES)]
        for file in files:
            file.write_bytes(contoh_paket.package())
        for figure in figures(files):
            print(line(figure), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
