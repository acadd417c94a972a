"""Giving a finished file its name, though another program may hold the old one for a blink."""

from __future__ import annotations

import errno
import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds to wait between the tries; a virus scanner lets go within them, Excel does not."""

HELD_ON_WINDOWS = (5, 32, 33)
"""What Windows says (OSError.winerror) when somebody else has the file open."""

_HELD = (errno.EBUSY, errno.ETXTBSY)
_CHUNK = 1 << 20


def replace(source: Path, target: Path) -> None:
    """Rename a file over another one, trying again while somebody holds either of them.

    Raises:
        OSError: what the system said at the last try, or at once when waiting would not help.

    """
    for pause in PAUSES:
        try:
            source.replace(target)
        except OSError as error:
            if not _held(error):
                raise
            time.sleep(pause)
        else:
            return
    source.replace(target)


def copy(source: Path, target: Path) -> str:
    """Copy a file whole or not at all, wait for the disk, and return the SHA-256 of its bytes."""
    import hashlib

    unfinished = target.with_name(f".{target.name}.sebagian")
    digest = hashlib.sha256()
    try:
        with source.open("rb") as old, unfinished.open("wb") as new:
            while part := old.read(_CHUNK):
                digest.update(part)
                new.write(part)
            new.flush()
            os.fsync(new.fileno())
        replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return digest.hexdigest()


def sha256_of(path: Path) -> str:
    """The fingerprint of a file's bytes, without holding them all in memory."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _held(error: OSError) -> bool:
    windows: int | None = getattr(error, "winerror", None)
    return windows in HELD_ON_WINDOWS if windows is not None else error.errno in _HELD
