"""Bytes as lines that can be printed and typed back: numbered, each with two letters of its own.

The letters are a checksum: a wrong letter, two letters exchanged or a wrong number in a line is
always noticed, and the line is named. Lines may come in any order, more than once, wrapped by a
mail program or with talk of a chat between them.
"""

from __future__ import annotations

import base64
import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LETTERS = 60
"""Letters of base64 in a line."""

GROUP = 6
_LINE_BYTES = LETTERS * 3 // 4
_MAX_LINES = 400
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
# I and O are left out: on paper they look like 1 and 0.
_CHECK = "ABCDEFGHJKLMNPQRSTUVWXYZ"
# A prime below 24², and one of its primitive roots: with these every single wrong letter, every
# exchange of two letters and every wrong line number changes the sum.
_PRIME, _ROOT = 571, 67
_SIZE_BYTES = 2
_START = re.compile(r"(?<!\S)([0-9]{1,3})\s+([A-Za-z]{2})\s+(?=\S)")


class Terbaca(NamedTuple):
    """What has been read so far: the good lines, and the numbers of the others.

    `jumlah` is how many lines there are, 0 while the first line, which says so, is not good yet.
    """

    benar: dict[int, str]
    salah: tuple[int, ...]
    jumlah: int

    @property
    def kurang(self) -> tuple[int, ...]:
        """The lines that are not there at all."""
        last = self.jumlah or max((*self.benar, *self.salah, 1))
        known = {*self.benar, *self.salah}
        return tuple(number for number in range(1, last + 1) if number not in known)

    @property
    def lengkap(self) -> bool:
        """Whether every line is there and good."""
        return bool(self.jumlah) and not self.salah and not self.kurang

    def bytes(self) -> bytes:
        """What the lines hold; only when they are complete."""
        text = "".join(self.benar[number] for number in range(1, self.jumlah + 1))
        whole = base64.b64decode(text)
        size = int.from_bytes(whole[:_SIZE_BYTES], "big")
        return whole[_SIZE_BYTES : _SIZE_BYTES + size]


def write(data: bytes) -> list[str]:
    """The lines for at most 16 kB; the last one is filled up, so that all are equally long."""
    sized = len(data).to_bytes(_SIZE_BYTES, "big") + data
    text = base64.b64encode(sized + bytes(-len(sized) % _LINE_BYTES)).decode()
    parts = [text[at : at + LETTERS] for at in range(0, len(text), LETTERS)]
    return [_line(number, part) for number, part in enumerate(parts, start=1)]


def read(text: str) -> Terbaca:
    """Find the lines in a text."""
    good: dict[int, str] = {}
    wrong: set[int] = set()
    for number, check, letters in _candidates(text):
        found = _fitting(number, check, letters)
        if found:
            good.setdefault(number, found)
        else:
            wrong.add(number)
    count = _count(good.get(1, ""))
    # A date in a chat can look like the beginning of a line that does not exist.
    last = count or _MAX_LINES
    good = {number: part for number, part in good.items() if number <= last}
    bad = sorted(number for number in wrong if number not in good and number <= last)
    return Terbaca(good, tuple(bad), count)


def _line(number: int, part: str) -> str:
    groups = (part[at : at + GROUP] for at in range(0, len(part), GROUP))
    return f"{number:>3} {_check(number, part)} {' '.join(groups)}"


def _check(number: int, part: str) -> str:
    value = number
    for letter in part:
        value = (value * _ROOT + _ALPHABET.index(letter)) % _PRIME
    return _CHECK[value // len(_CHECK)] + _CHECK[value % len(_CHECK)]


def _candidates(text: str) -> Iterator[tuple[int, str, str]]:
    # Quotation marks of mail programs and the bars of a table are not part of a line.
    spaced = re.sub(r"[>|\u00a0\u200b\ufeff]", " ", text)
    starts = list(_START.finditer(spaced))
    for start, after in zip_longest(starts, starts[1:]):
        end = after.start() if after else len(spaced)
        number = int(start[1])
        if 0 < number <= _MAX_LINES:
            yield number, start[2].upper(), spaced[start.end() : end]


def _fitting(number: int, check: str, words: str) -> str:
    """The letters of a line when its checksum fits, else nothing; talk after them is cut off."""
    letters = (word for word in words.split() if set(word) <= set(_ALPHABET))
    found = "".join(letters)[:LETTERS]
    return found if len(found) == LETTERS and _check(number, found) == check else ""


def _count(first: str) -> int:
    if not first:
        return 0
    size = int.from_bytes(base64.b64decode(first)[:_SIZE_BYTES], "big") + _SIZE_BYTES
    return -(-size // _LINE_BYTES)
