"""Begins an exercise on a laptop where nobody has practised, and once more; prints milliseconds.

`python -m tests.benchmarks.practice_begun START EXERCISE FOLDER` works on one core. Printed are the
processor time since the process began, so that starting Python is part of it, the time since it was
asked for, and the processor time of beginning once more.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from app import paths
from app.exchange.latihan import pustaka, ruang
from tests.benchmarks.timing import now


def main() -> None:
    """The first start, then the reset."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    started, kode, folder = float(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    paths.practice = lambda: folder
    peserta = ruang.participant("Maria")
    latihan = pustaka.find(kode)
    ruang.begin(peserta, latihan, now, lambda *_: None)
    first, waited = time.process_time() * 1000, (time.time() - started) * 1000
    ruang.begin(peserta, latihan, now, lambda *_: None, again=True)
    print(first, waited, time.process_time() * 1000 - first)


if __name__ == "__main__":
    main()
