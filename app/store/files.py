"""Giving a finished file or folder its name, though another program may hold it for a blink."""

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
_PRIVATE = 0o700 if os.name == "posix" else 0o777


def replace(source: Path, target: Path) -> None:
    """Rename a file over another one, trying again while somebody holds either of them.

    A folder takes a name that is free, in the same patient way.

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


def replace_folder(fresh: Path, folder: Path) -> None:
    """Put a finished folder in the place of another one, if there is one, which then is gone.

    Raises:
        OSError: as for `replace`; then the one before is still there.

    """
    gone = _away(folder)
    try:
        replace(fresh, folder)
    except OSError:
        if gone is not None:
            gone.replace(folder)
        raise
    if gone is not None:
        _sweep(gone)


def remove_folder(folder: Path) -> None:
    """Take a folder away, if there is one; renamed first, so that it goes whole or not at all.

    Raises:
        OSError: somebody has a file of it open, which only Windows minds; then it is all there.

    """
    gone = _away(folder)
    if gone is not None:
        _sweep(gone)


def _away(folder: Path) -> Path | None:
    """Where a folder went to be out of the way, None when there is none."""
    if not folder.is_dir():
        return None
    gone = folder.with_name(f".{folder.name}.dibuang")
    _sweep(gone)
    replace(folder, gone)
    return gone


def _sweep(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def make_private(folder: Path) -> None:
    """Make a folder, if it is not there, that only its owner may look into.

    Not on Windows: the profile is private there, and its newer Pythons would tie the folder to the
    account, so that a stick or a backup could not be read on another laptop.
    """
    folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)


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
