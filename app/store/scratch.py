"""Folders for what lies unpacked only for a moment, and what a killed program left of its own.

A folder in use is locked, and the system drops the lock when its holder dies: so a later program
knows which folder nobody wants any more. One that has no lock to try is never touched.
"""

from __future__ import annotations

import os
import re
import shutil
import time
import weakref
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.store import leftovers, lockfile

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "lontar-sementara-"

_LOCK = ".dipakai"
_OURS = re.compile(re.escape(PREFIX) + r"\w+")
_HALF_INSTALLED = re.compile(re.escape(leftovers.HANDOVER) + "[0-9a-f]{8}")
_FRESH_S, _GIVEN_UP_S = 600, 86_400
"""Seconds in which a folder may still be without its lock, or be unpacked into."""


class Scratch:
    """A folder of its own in the place the system keeps for such; gone when it is closed."""

    def __init__(self) -> None:
        # It is 3 ms to import, and no start needs it.
        import tempfile

        self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        # Also when the program ends, or nobody remembers the folder any more.
        self._end = weakref.finalize(self, _remove, self.path, lockfile.hold(self.path / _LOCK))

    def close(self) -> None:
        """Take it away with all that is in it; harmless when that was done already."""
        self._end()

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.close()


def _remove(folder: Path, lock: int | None) -> None:
    if lock is not None:
        lockfile.let_go(lock)
    shutil.rmtree(folder, ignore_errors=True)


def sweep(*beside: Path) -> int:
    """Take away folders of ours that a killed program left; return how many.

    `beside` are places where an office may have been unpacked half.
    """
    import tempfile

    found = _own(Path(tempfile.gettempdir()), _OURS)
    left = [one for one in found if _is_forgotten(one)]
    for place in beside:
        left += [one for one in _own(place, _HALF_INSTALLED) if _age(one) > _GIVEN_UP_S]
    for one in left:
        shutil.rmtree(one, ignore_errors=True)
    return sum(not one.exists() for one in left)


def _own(place: Path, name: re.Pattern[str]) -> Iterator[Path]:
    """Folders of such a name that belong to whoever runs this; links lead elsewhere."""
    with suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if name.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                path = Path(entry.path)
                if os.name != "posix" or path.stat().st_uid == os.getuid():
                    yield path


def _age(folder: Path) -> float:
    """Seconds since something was put into a folder; below zero when the clock went back."""
    try:
        return time.time() - folder.stat().st_mtime
    except OSError:
        return 0


def _is_forgotten(folder: Path) -> bool:
    if _age(folder) < _FRESH_S or not (folder / _LOCK).is_file():
        return False
    held = lockfile.hold(folder / _LOCK)
    if held is None:
        return False
    lockfile.let_go(held)
    return True
