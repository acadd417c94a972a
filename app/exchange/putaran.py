"""How much work a file protected by a passphrase asks for before it opens.

Opening takes as many rounds as the file itself demands: one made to hang the program asks for
billions, or for the same by several smaller numbers.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ROUNDS = 2_000_000
"""Twice what the keys of Lontar take (scrypt with N·r·p = 2^20); at most a few seconds."""
COUNTLESS = 10**12
"""Stands for every larger number, which people could not read anyway."""

_OCTETS, _INTEGER, _PIECES, _SEQUENCE = 0x04, 0x02, 0x24, 0x30
# PKCS #7 puts a structure into octets only behind this explicit tag (RFC 2315 §7).
_CONTENT = 0xA0
_CONSTRUCTED, _LONG_FORM, _MAX_LENGTH_BYTES, _MAX_DEPTH = 0x20, 0x80, 4, 24
# Last of what PBKDF2 (rounds) and scrypt (N, r, p) are told may be how long the key is.
_WITH_LENGTH, _LONGEST_KEY = (2, 4), 64
_MOST_NUMBERS, _LONGEST_NUMBER = 4, 8


def rounds(data: bytes) -> int:
    """The most rounds that anything in a DER structure asks for; 0 when nothing asks for any.

    Raises:
        ValueError: not in DER, the one form in which nothing can hide from this search.

    """
    try:
        return max((_work(asked) for asked in _asked(data)), default=0)
    except IndexError:
        raise ValueError from None


def inside(data: bytes) -> list[bytes]:
    """The bodies of the elements that stand side by side in a piece of DER.

    Raises:
        ValueError: it is not in DER.

    """
    try:
        return [body for _, body in _elements(data)]
    except IndexError:
        raise ValueError from None


def _work(asked: list[int]) -> int:
    length = len(asked) in _WITH_LENGTH and 0 < asked[-1] <= _LONGEST_KEY
    # A file may hold thousands of numbers, but nothing takes more than four.
    return min(prod((asked[:-1] if length else asked)[:_MOST_NUMBERS]), COUNTLESS)


def _asked(data: bytes, within: int = 0, depth: int = 0) -> Iterator[list[int]]:
    """The numbers that follow a salt, wherever one hides; `within` is the tag around `data`."""
    if depth > _MAX_DEPTH:
        raise ValueError
    asked: list[int] | None = None
    for tag, body in _elements(data):
        if tag == _PIECES:
            raise ValueError
        if tag == _INTEGER and asked is not None:
            readable = len(body) <= _LONGEST_NUMBER
            asked.append(int.from_bytes(body, "big") if readable else COUNTLESS)
            continue
        if asked:
            yield asked
        asked = [] if tag == _OCTETS else None
        # Other octets are a salt, a checksum or a ciphertext, which may begin like anything.
        content = (within, tag) == (_CONTENT, _OCTETS) and body[:1] == bytes((_SEQUENCE,))
        if tag & _CONSTRUCTED or content:
            yield from _asked(body, tag, depth + 1)
    if asked:
        yield asked


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(data):
        tag, size, place = data[place], data[place + 1], place + 2
        if size >= _LONG_FORM:
            count = size - _LONG_FORM
            if not 0 < count <= _MAX_LENGTH_BYTES:
                raise ValueError
            size, place = int.from_bytes(data[place : place + count], "big"), place + count
        if place + size > len(data):
            raise ValueError
        yield tag, data[place : place + size]
        place += size
