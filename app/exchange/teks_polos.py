"""Plain text that a person saved, in the encodings editors, Excel and shells of Windows write."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import berkas

if TYPE_CHECKING:
    from pathlib import Path

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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
    """The text in UTF-8, with or without a mark in front, or in UTF-16 with one.

    Raises:
        UnicodeDecodeError: it is in neither, unless `errors` says how to go on.

    """
    return data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig", errors)
