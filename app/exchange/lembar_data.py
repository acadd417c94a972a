"""The sheet `Data` as the part `nilai` of the signed bytes; light enough for the child process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

DATA_HEADER = ["periode", "formulir", "sel", "jenis", "isi"]
_WIDTH = len(DATA_HEADER)


def spelled(rows: Sequence[Sequence[object]]) -> bytes:
    """The rows behind the header as canonical JSON; empty when the sheet is not of that form.

    Empty rows, and empty cells behind the five columns, say nothing. What stands there otherwise
    makes it another sheet than the one that was signed. A cell that is no text stays what it is:
    no package has one, so its bytes then fit no signature.
    """
    filled = [row for row in rows if row.count("") < len(row)]
    if any(len(row) > _WIDTH for row in filled):
        if any(row[_WIDTH:].count("") < len(row) - _WIDTH for row in filled):
            return b""
        filled = [row[:_WIDTH] for row in filled]
    if not filled or filled[0] != DATA_HEADER:
        return b""
    return msgspec.json.encode(filled[1:], enc_hook=str)
