"""Plain text that a person saved, in the encodings editors, Excel and shells of Windows write."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import berkas

if TYPE_CHECKING:
    from pathlib import Path

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT = 256


def read(file: Path, limit: int, *, piped: bool = False) -> str:
    """The text of a small file of at most `limit` bytes, or of a pipe where that is allowed.

    Raises:
        LontarError: it cannot be read, is longer, or is in an encoding that does not say which.

    """
    try:
        return decoded(berkas.read_file(file, limit, piped=piped))
    except UnicodeDecodeError:
        raise LontarError("teks_bukan_utf8", berkas=file.name) from None


def decoded(data: bytes, errors: str = "strict") -> str:
    """The text in UTF-8, with or without a mark in front, or in UTF-16.

    Raises:
        UnicodeDecodeError: it is in neither, unless `errors` says how to go on.

    """
    return data.decode(_encoding(data), errors)


def line_of(data: bytes, error: UnicodeDecodeError) -> int:
    """The line, from 1, that `decoded` could not read; one of two bytes a letter counts as such."""
    return data[: error.start].decode(_encoding(data), "ignore").count("\n") + 1


def _encoding(data: bytes) -> str:
    """UTF-16 is told by its mark, or by the empty half of nearly every letter."""
    if data.startswith(_UTF16):
        return "utf-16"
    head = data[:_LOOKED_AT]
    even, odd = head[::2], head[1::2]
    for name, full, empty in (("utf-16-le", even, odd), ("utf-16-be", odd, even)):
        if empty and len(data) % 2 == 0 and 2 * empty.count(0) > len(empty) and full.count(0) == 0:
            return name
    return "utf-8-sig"
