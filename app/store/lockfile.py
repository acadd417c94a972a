"""One program at a time per office: a lock the system itself drops when its holder dies."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.store.faults import in_words

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

LOCK_NAME = "lontar.lock"
_LONGEST = 200

if sys.platform == "win32":
    import msvcrt

    # Far behind the text, because Windows also forbids others to read locked bytes.
    _LOCKED_BYTE = 1 << 20

    def _lock(fd: int) -> None:
        os.lseek(fd, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

    def _unlock(fd: int) -> None:
        # Windows drops the locks of a closed file only when it gets round to it.
        os.lseek(fd, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(fd: int) -> None:
        # flock and not lockf: it also tells two openings within one process apart.
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_UN)


def hold(file: Path) -> int | None:
    """Lock a file, made when missing, until `let_go`; None where somebody else holds it."""
    try:
        fd = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None
    try:
        _lock(fd)
    except OSError:
        os.close(fd)
        return None
    return fd


def let_go(fd: int) -> None:
    """Let others lock the file of `hold`."""
    with suppress(OSError):
        _unlock(fd)
    os.close(fd)


class OfficeLock:
    """Held from construction until `release`; leftovers of a killed program do not hinder.

    `before` is who held it last and did not let go: a killed program, or one on another machine
    whose locks do not reach this one, in a folder that is synchronised or on the network.
    """

    def __init__(self, folder: Path, now: datetime) -> None:
        self._fd: int | None = None
        path = folder / LOCK_NAME
        with in_words(folder):
            fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(fd)
        except OSError:
            os.close(fd)
            raise LontarError(
                "kantor_sedang_dibuka", folder=folder, pemegang=_holder(path)
            ) from None
        self._fd = fd
        self.before = _told(fd)
        _introduce(fd, now)

    def release(self) -> None:
        """Let others in; harmless when already released."""
        if self._fd is not None:
            with suppress(OSError):
                os.ftruncate(self._fd, 0)
            with suppress(OSError):
                _unlock(self._fd)
            os.close(self._fd)
            self._fd = None


def _told(fd: int) -> str:
    with suppress(OSError):
        # Locking may have left the place far behind the text.
        os.lseek(fd, 0, os.SEEK_SET)
        return os.read(fd, _LONGEST).decode("utf-8", "replace").strip()
    return ""


def _introduce(fd: int, now: datetime) -> None:
    # Only a courtesy to whoever is refused later; the lock itself does not depend on it.
    with suppress(OSError):
        os.lseek(fd, 0, os.SEEK_SET)
        os.ftruncate(fd, 0)
        os.write(fd, f"{machine()}, {now:%d-%m-%Y %H.%M}".encode())


def machine() -> str:
    """The name of this laptop, without the network library that every start would have to load."""
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "?")
    else:  # noqa: RET505 - a type checker for Windows never gets here
        return os.uname().nodename


def _holder(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")[:_LONGEST] or "?"
    except OSError:
        return "?"
