"""Size of the frozen program beside a frozen empty window: `python -m tests.benchmarks.beku`."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tests.sumber import ROOT

MEGABYTE = 1_000_000


def freeze(place: Path, what: list[str]) -> None:
    """Build what PyInstaller is asked for, under `place`."""
    line = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    line += ["--distpath", str(place), "--workpath", str(place / "kerja"), *what]
    subprocess.run(line, check=True, cwd=place)


def sizes(folder: Path) -> tuple[float, float]:
    """Megabytes on the disk, links not counted, and in a zip."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, path.relative_to(folder))
    return sum(path.stat().st_size for path in files) / MEGABYTE, packed.tell() / MEGABYTE


def main() -> None:
    """Print both sizes; the empty window is what PyInstaller makes of it, only stripped."""
    window = ["--strip", "--name", "jendela", "--paths", str(ROOT)]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        freeze(place, [*window, str(ROOT / "tests" / "benchmarks" / "bare_window.py")])
        freeze(place, [str(ROOT / "packaging" / "lontar.spec")])
        for name in ("jendela", "lontar"):
            raw, packed = sizes(place / name)
            print(f"{name}: {raw:.0f} MB; zip {packed:.0f} MB")


if __name__ == "__main__":
    main()
