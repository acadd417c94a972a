"""Turn what SQLite and the file system complain about into situations a user can act on."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.errors import LontarError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BY_CODE = {
    sqlite3.SQLITE_FULL: "disk_penuh",
    sqlite3.SQLITE_IOERR: "disk_galat",
    sqlite3.SQLITE_BUSY: "kantor_sibuk",
    sqlite3.SQLITE_LOCKED: "kantor_sibuk",
    sqlite3.SQLITE_READONLY: "kantor_hanya_baca",
    sqlite3.SQLITE_PERM: "kantor_hanya_baca",
    sqlite3.SQLITE_CANTOPEN: "kantor_hanya_baca",
    sqlite3.SQLITE_CORRUPT: "kantor_rusak",
    sqlite3.SQLITE_NOTADB: "kantor_rusak",
}
_BY_ERRNO = {
    errno.ENOSPC: "disk_penuh",
    errno.EDQUOT: "disk_penuh",
    errno.EFBIG: "disk_penuh",
    errno.EACCES: "kantor_hanya_baca",
    errno.EPERM: "kantor_hanya_baca",
    errno.EROFS: "kantor_hanya_baca",
    # The place is not there: a stick pulled out, a drive gone, a file instead of a folder.
    errno.ENOENT: "kantor_hanya_baca",
    errno.ENOTDIR: "kantor_hanya_baca",
    errno.EEXIST: "kantor_hanya_baca",
    errno.EIO: "disk_galat",
    # What Windows makes of nearly everything a disk that was pulled out answers to a write (EINVAL)
    # or to the wait for it (EBADF).
    errno.EINVAL: "disk_galat",
    errno.EBADF: "disk_galat",
    errno.EBUSY: "disk_dipegang",
    errno.ETXTBSY: "disk_dipegang",
}
# Windows calls a file that another program holds a matter of rights, unless asked for its number
# (OSError.winerror); a full disk has two of them.
_BY_WINDOWS = {32: "disk_dipegang", 33: "disk_dipegang", 39: "disk_penuh"}
_ACCESS_DENIED = 5
# Said with no code, or with one that means anything: letters and a head that nobody wrote.
_SPOILT = ("Could not decode to UTF-8", "unsupported file format")


_OF_A_COPY = {
    "disk_penuh": "salinan_penuh",
    "kantor_hanya_baca": "salinan_hanya_baca",
    "disk_galat": "salinan_galat",
}
"""Said of a copy that is being made elsewhere: nothing that was typed is in danger."""

_OF_READING = frozenset({"kantor_hanya_baca", "disk_galat", "disk_penuh", "disk_dipegang"})
"""Where nothing is written these only say that a place does not answer."""

Faults = tuple[type[sqlite3.Error | OSError], ...]


@contextmanager
def in_words(folder: Path, faults: Faults = (sqlite3.Error, OSError)) -> Iterator[None]:
    """Let the user's situations leave the block as sentences; a bug leaves it as it is."""
    try:
        yield
    except UnicodeDecodeError as exc:
        if OSError not in faults:
            raise
        # SQLite names what is wrong with a file in the spoilt letters of that file.
        raise LontarError("kantor_rusak", folder=folder) from exc
    except faults as exc:
        kode = situation(exc)
        if kode is None:
            raise
        raise LontarError(kode, folder=folder) from exc


@contextmanager
def copying_in_words(folder: Path) -> Iterator[None]:
    """The same while a copy is made in a folder: the office itself is as it was."""
    try:
        with in_words(folder):
            yield
    except LontarError as error:
        if error.kode not in _OF_A_COPY:
            raise
        raise LontarError(_OF_A_COPY[error.kode], **error.data) from error.__cause__


@contextmanager
def reading_in_words(folder: Path) -> Iterator[None]:
    """The same while copies are looked for somewhere: nothing is written, nothing can be lost."""
    try:
        with in_words(folder):
            yield
    except LontarError as error:
        if error.kode not in _OF_READING:
            raise
        raise LontarError("cadangan_tak_terjangkau", folder=folder) from error.__cause__


def situation(exc: sqlite3.Error | OSError) -> str | None:
    """The name of the situation behind an error, None when it can only be a bug."""
    if isinstance(exc, OSError):
        windows: int | None = getattr(exc, "winerror", None)
        if windows == _ACCESS_DENIED and exc.filename2 is not None:
            # Only a renaming has two names; the folder has just taken the file, so the other one
            # is held.
            return "disk_dipegang"
        return _BY_WINDOWS.get(windows or 0) or _BY_ERRNO.get(exc.errno or 0)
    if str(exc).startswith(_SPOILT):
        return "kantor_rusak"
    # The low byte is the primary code; the rest only refines it.
    return _BY_CODE.get(getattr(exc, "sqlite_errorcode", 0) & 0xFF)
