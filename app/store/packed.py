"""ZIP files of offices from outside, opened with Python's own reader: what it must not be fed."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    EOFError,
    OverflowError,
    KeyError,
)
"""What Python raises for a ZIP that is cut off, spoilt, locked, or packed in a rare way."""

_LARGEST_READ = 4_000_000
_LARGEST_PLACE = 1 << 40


class Careful(io.BufferedReader):
    """A file that never gives more than 4 MB at a time: a directory may claim to be the whole disk.

    Nor does it go where no file reaches, which a system would call a fault of the disk. Entries are
    read in far smaller pieces; the list of 20,000 files takes 3 MB.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        """As of any file; a larger piece is cut off, which makes its ZIP a damaged one."""
        wanted = _LARGEST_READ if size is None or size < 0 else min(size, _LARGEST_READ)
        return super().read(wanted)

    def seek(self, target: int, whence: int = os.SEEK_SET, /) -> int:
        """As of any file; a place that cannot be is the fault of the directory, not of the disk."""
        if whence == os.SEEK_SET and not 0 <= target <= _LARGEST_PLACE:
            raise zipfile.BadZipFile(target)
        return super().seek(target, whence)
