"""The frozen program beside a frozen hello-window: `python -m tests.benchmarks.beku`, on Linux.

Size, size in a zip, time to the first painted window, peak memory, and the frozen self-test.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.sumber import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

MEGABYTE = 1_000_000
TIMES = 9
SETTLED = 1.5  # seconds after the first paint, when both programs wait for their user
SPECS = {
    "jendela": ROOT / "tests" / "benchmarks" / "jendela.spec",
    "lontar": ROOT / "packaging" / "lontar.spec",
}


def freeze(place: Path, spec: Path) -> None:
    """Build what the spec describes, under `place`."""
    line = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    line += ["--distpath", str(place), "--workpath", str(place / "kerja"), str(spec)]
    subprocess.run(line, check=True, cwd=place)


def sizes(folder: Path) -> tuple[float, float]:
    """Megabytes on the disk, links not counted, and in a zip."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, path.relative_to(folder))
    return sum(path.stat().st_size for path in files) / MEGABYTE, packed.tell() / MEGABYTE


def start(program: Path, environment: Mapping[str, str]) -> tuple[float, float]:
    """Milliseconds until the window is painted, as Qt itself tells it, and peak MB afterwards."""
    begun = time.perf_counter()
    with subprocess.Popen([program], env=environment, stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        painted = next(line for line in child.stderr if "Flushing" in line)
        taken = (time.perf_counter() - begun) * 1000
        assert painted
        time.sleep(SETTLED)
        status = Path(f"/proc/{child.pid}/status").read_text(encoding="ascii")
        child.kill()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return taken, int(peak.split()[1]) * 1024 / MEGABYTE


def main() -> None:
    """Print one line of medians for each of both, and the self-test where there is no Python."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        alone = {"HOME": folder, "PATH": os.devnull, "LANG": "C.UTF-8"}
        shown = alone | {
            "QT_QPA_PLATFORM": "offscreen",
            "QT_LOGGING_RULES": "qt.widgets.painting.info=true",
        }
        for spec in SPECS.values():
            freeze(place, spec)
        programs = {name: place / name / name for name in SPECS}
        for program in programs.values():
            start(program, shown)
        # By turns, so that a busy moment of the machine strikes both.
        turns = [{name: start(programs[name], shown) for name in SPECS} for _ in range(TIMES)]
        for name in SPECS:
            raw, packed = sizes(place / name)
            taken = statistics.median(turn[name][0] for turn in turns)
            peak = statistics.median(turn[name][1] for turn in turns)
            print(
                f"{name}: {raw:.0f} MB; zip {packed:.0f} MB; {taken:.0f} ms; puncak {peak:.0f} MB"
            )
        print(subprocess.check_output([programs["lontar"], "swauji"], env=alone, text=True))


if __name__ == "__main__":
    main()
