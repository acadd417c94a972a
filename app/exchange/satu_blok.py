"""The one block of a signed text between its two marks, found without patterns.

A pattern over rows of dashes would take for ever on a hostile file; plain counting does not.
"""

from __future__ import annotations

from typing import NamedTuple

from app.exchange import surat

# What chats and word processors put around the marks and the lines between them.
_AROUND = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212>| \t\r\n"


class Blok(NamedTuple):
    """How many marks there are, and what stands between them when there is one of each."""

    awal: int
    akhir: int
    isi: str | None


def between(data: bytes, begin: str, end: str) -> Blok:
    """The block between `-----BEGIN …-----` and `-----END …-----`, without the dashes."""
    told, first, last = surat.decoded(data), begin.strip("-"), end.strip("-")
    begins, ends = told.count(first), told.count(last)
    start, stop = told.find(first) + len(first), told.rfind(last)
    whole = (begins, ends) == (1, 1) and start <= stop
    return Blok(begins, ends, told[start:stop].strip(_AROUND) if whole else None)
