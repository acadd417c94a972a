"""Exit 0 when every file of every installed package is there, whole: nothing was cut short."""

from __future__ import annotations

import sys
from importlib.metadata import PackagePath, distributions
from pathlib import Path


def is_whole(file: PackagePath) -> bool:
    """Whether the file has the size that its package wrote down; Python renews its own .pyc."""
    if file.suffix == ".pyc":
        return True
    found = Path(str(file.locate()))
    return found.is_file() and file.size in (None, found.stat().st_size)


def main() -> int:
    """Look at the packages of the Python that runs this."""
    broken = [
        file for package in distributions() for file in package.files or [] if not is_whole(file)
    ]
    for file in broken:
        print(f"tidak utuh: {file}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
