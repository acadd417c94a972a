"""Whether a PDF can run something, also where the words for it stand packed inside the file.

Since PDF 1.5 objects may stand in compressed streams ("object streams"). Every one is unpacked
here, with limits; one that cannot be unpacked makes the file one that nobody can vouch for.
Pictures and pages are left packed: no reader takes an action from them.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNPACKED = 32_000_000
"""Bytes that all object streams of a file may unpack to; a long text has about one million."""

# Only long names: shorter ones occur by chance in compressed pictures.
_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|RichMedia|EmbeddedFile)")
# Where the text of an object is read, a short name is no chance.
_ACTIVE_HERE = re.compile(
    rb"/(?:JavaScript|Launch|RichMedia|EmbeddedFile|ImportData|SubmitForm|(?:JS|XFA)(?![0-9A-Za-z]))"
)
# A name in a PDF may write any of its letters by number, "/J#61vaScript".
_SPELT = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECT = re.compile(rb"(?<![A-Za-z])obj(?=[\s\0<%])")
_BLANK = re.compile(rb"(?:[\s\0]++|%[^\r\n]*+)*+")
# Whatever lies between two brackets of dictionaries: words, comments, texts, numbers in hex.
_BETWEEN = re.compile(
    rb"(?:[^<>(%]++|%[^\r\n]*+|<(?!<)[^>]*+>?|>(?!>)|\((?:[^()\\]++|\\.)*+\))*+", re.DOTALL
)
_IN_TEXT = re.compile(rb"(?:[^()\\]++|\\.)*+", re.DOTALL)
_STREAM = re.compile(rb"stream[ \t]*+(?:\r\n|\n|\r)?")
_INNER = re.compile(rb"<<(?:[^<>]++|<(?!<)|>(?!>))*+>>")
_HOLDS_OBJECTS = re.compile(rb"/ObjStm(?![0-9A-Za-z])|/First(?![0-9A-Za-z])")
_FLATE = re.compile(
    rb"/Filter\s*+(?:\[\s*+/(?:FlateDecode|Fl)\s*+\]|/(?:FlateDecode|Fl)(?![0-9A-Za-z]))"
)
_ANY_FILTER = re.compile(rb"/(?:Filter|FFilter|F)(?![0-9A-Za-z])")
_PREDICTED = re.compile(rb"/Predictor(?!\s*+1(?![0-9]))")
_OPENING, _TEXT, _TEXT_END = b"<()"
_STEP = 16  # what looking once more costs, in bytes read
_PIECE = 16_384
_LOCKED = re.compile(rb"/Encrypt(?![0-9A-Za-z])")


class UnreadableError(Exception):
    """Objects of the file are packed so that nobody here can read them; `locked`: by a password."""

    def __init__(self, *, locked: bool) -> None:
        super().__init__()
        self.locked = locked


def runs(data: bytes) -> bool:
    """Whether opening the file can run a script or a program, or it carries another file.

    Raises:
        UnreadableError: part of its objects cannot be read.

    """
    if _ACTIVE.search(spelt(data)):
        return True
    left = MAX_UNPACKED
    try:
        for head, start in _Objects(data):
            if _ACTIVE_HERE.search(head):
                return True
            if start is not None and _HOLDS_OBJECTS.search(head):
                told = _unpacked(data, head, start, left)
                left -= len(told)
                if _ACTIVE_HERE.search(spelt(told)):
                    return True
    except ValueError:
        raise UnreadableError(locked=_LOCKED.search(data) is not None) from None
    return False


def spelt(data: bytes) -> bytes:
    """The same with every letter that was written by its number."""
    return _SPELT.sub(lambda found: bytes([int(found[1], 16)]), data)


class _Objects:
    """The dictionary of every object, and where its stream begins when it has one.

    A word that looks like an object inside a picture is looked at too: a reader that repairs a
    file would. What is read twice that way is limited.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = 3 * len(data) + 100_000

    def __iter__(self) -> Iterator[tuple[bytes, int | None]]:
        data = self._data
        for found in _OBJECT.finditer(data):
            start = self._blank(found.end())
            if data.startswith(b"<<", start):
                end = self._dictionary_end(start)
                stream = _STREAM.match(data, self._blank(end))
                yield spelt(data[start:end]), stream.end() if stream else None

    def _blank(self, at: int) -> int:
        blank = _BLANK.match(self._data, at)
        assert blank is not None
        return self._step(at, blank.end())

    def _dictionary_end(self, at: int) -> int:
        """Where a dictionary ends; what is cut off ends with the file."""
        data, depth = self._data, 0
        while at < len(data):
            if data.startswith((b"<<", b">>"), at):
                depth += 1 if data[at] == _OPENING else -1
                at = self._step(at, at + 2)
                if depth == 0:
                    break
            elif data[at] == _TEXT:
                at = self._text_end(at)
            else:
                between = _BETWEEN.match(data, at)
                assert between is not None
                at = self._step(at, max(between.end(), at + 1))
        return at

    def _text_end(self, at: int) -> int:
        """Where a text with brackets inside it ends."""
        data, depth = self._data, 0
        while at < len(data):
            depth += {_TEXT: 1, _TEXT_END: -1}.get(data[at], 0)
            if depth == 0:
                return at + 1
            plain = _IN_TEXT.match(data, at + 1)
            assert plain is not None
            at = self._step(at, plain.end())
        return at

    def _step(self, start: int, end: int) -> int:
        """Go on.

        Raises:
            ValueError: more of the file is read again than any real one makes necessary.

        """
        self._left -= end - start + _STEP
        if self._left < 0:
            raise ValueError
        return end


def _unpacked(data: bytes, head: bytes, start: int, left: int) -> bytes:
    """The objects in a stream.

    Raises:
        ValueError: they are packed in another way than programs pack them, or far too large.

    """
    own = b"<<" + _without_inner(head[2:-2]) + b">>"
    filters = len(_ANY_FILTER.findall(own))
    if filters == 0:
        end = data.find(b"endstream", start, start + left)
        if end < 0:
            raise ValueError
        return data[start:end]
    if filters > 1 or _FLATE.search(own) is None or _PREDICTED.search(head):
        raise ValueError
    return _inflated(data, start, left)


def _inflated(data: bytes, start: int, left: int) -> bytes:
    """Piece by piece, so that the rest of the file is not copied for every stream."""
    unpacker = zlib.decompressobj()
    told = bytearray()
    for at in range(start, len(data), _PIECE):
        try:
            told += unpacker.decompress(data[at : at + _PIECE], left + 1 - len(told))
        except zlib.error:
            raise ValueError from None
        if len(told) > left or unpacker.unconsumed_tail:
            break
        if unpacker.eof:
            return bytes(told)
    raise ValueError


def _without_inner(head: bytes) -> bytes:
    while (less := _INNER.sub(b" ", head)) != head:
        head = less
    return head
