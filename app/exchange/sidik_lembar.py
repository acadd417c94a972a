"""The digest of a visible sheet: over the contents of its cells, never over the bytes of a file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

_Rows = list[list[str | float | bool]]


def sheet_digest(rows: Sequence[Sequence[object]]) -> str:
    r"""SHA-256, in small hexadecimal digits, of what a person finds in the cells of a sheet.

    `rows` are the cells from A1 on: texts, numbers, truth values; an empty cell is an empty text.
    Given by the writer or read back by a reader, the same contents give the same digest. Looks,
    widths, merged ranges, notes and pictures are not part of it.

    To compute it elsewhere:

    1. Leave out the empty cells behind the last filled one of each row, then the rows behind the
       last row that still has a cell. Rows and cells before those stay, empty or not.
    2. Write one JSON array of arrays (RFC 8259) in UTF-8 without any space or line break between
       its tokens: `[["Uraian","Harus"],[],["Bayi",9035.0]]`.
    3. A text is written letter by letter as it is: no Unicode normalisation, no trimming. Escaped
       are only the quotation mark, the backslash, and the control characters below U+0020: as
       `\b`, `\t`, `\n`, `\f`, `\r` where JSON has such a name, otherwise as `\u001f`, with
       small hexadecimal digits.
    4. A number is an IEEE 754 double, also where the writer holds an integer. Take the fewest
       significant digits that read back as the same double. From 0.00001 up to but not including
       1e16 they are written without exponent and with at least one digit on either side of the
       point: `9035.0`, `0.5`, `0.000015`. Outside of that: `1e16`, `1.5e-6`: one digit, the rest
       behind a point if there is any, `e`, a minus if needed, no leading zeros. Zero is `0.0`,
       negative zero `-0.0`. What is not a finite number is `null`.
    5. A truth value is `true` or `false`. Dates do not occur in a package; where somebody put one
       in, it is the text of ISO 8601 that the reader gives.
    """
    kept = _plain(rows)
    for row in kept:
        while row and row[-1] == "":
            row.pop()
    while kept and not kept[-1]:
        kept.pop()
    return hashlib.sha256(msgspec.json.encode(kept)).hexdigest()


def _plain(rows: Sequence[Sequence[object]]) -> _Rows:
    """A copy with every number as a double."""
    try:
        return msgspec.convert(rows, _Rows)
    except msgspec.ValidationError:
        # Dates only occur where somebody edited the sheet.
        return msgspec.convert(msgspec.to_builtins(rows), _Rows)
