"""Mode Latihan: how long a participant waits for an exercise, the first time and again."""

from __future__ import annotations

import statistics
import tempfile
from typing import TYPE_CHECKING

from tests.benchmarks.timing import Figure, child

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIMIT_MS, _TIMES = 5_000.0, 5
_EXERCISES = {"01": "kabupaten", "11": "provinsi, tiga paket"}


def measure() -> Iterator[Figure]:
    """The lightest exercise and the heaviest, each in a fresh folder and process."""
    for kode, where in _EXERCISES.items():
        taken = []
        for _ in range(_TIMES):
            with tempfile.TemporaryDirectory() as folder:
                taken.append(child("practice_begun", kode, folder))
        waited, again = (statistics.median(one[place] for one in taken) for place in (1, 2))
        yield Figure(
            f"latihan {kode} ({where}) pertama kali, satu inti, waktu prosesor",
            "ms",
            f"batas {_LIMIT_MS:.0f} ms",
            [_LIMIT_MS],
            [one[0] for one in taken],
            1.0,
            f"ditunggu {waited:.0f} ms; dimulai lagi {again:.0f} ms",
        )
