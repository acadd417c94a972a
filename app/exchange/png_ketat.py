"""A picture of black and white dots, as PNG, read without any library for pictures.

Only what may be a QR code is read: small, of plain black and plain white, drawn at once.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MARK = b"\x89PNG\r\n\x1a\n"
_LARGEST = 300_000
"""Bytes of dots; the code of a package has some thousand."""

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PALETTE, _ALPHA = 3, (4, 6)
# Others animate the picture or turn it, or nobody knows what they do.
_KNOWN = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"sBIT",
    b"tEXt", b"zTXt", b"iTXt", b"bKGD", b"tIME", b"hIST",
}  # fmt: skip
_DARK, _LIGHT = 64, 192


class _Kepala(NamedTuple):
    lebar: int
    tinggi: int
    dalam: int
    warna: int
    padat: int
    saring: int
    selang: int

    @property
    def bits(self) -> int:
        """Of one dot."""
        return self.dalam * _CHANNELS[self.warna]

    @property
    def row(self) -> int:
        """Bytes of one row of dots."""
        return -(-self.lebar * self.bits // 8)


def dark(image: bytes) -> list[list[bool]]:
    """The dots, row by row, true for black; empty when the picture is not of that kind."""
    try:
        chunks = list(_chunks(image))
        head = _Kepala(*struct.unpack(">2I5B", chunks[0][1]))
        if chunks[0][0] != b"IHDR" or not _fits(head):
            return []
        rows = [*_rows(head, b"".join(content for kind, content in chunks if kind == b"IDAT"))]
        palette = next((content for kind, content in chunks if kind == b"PLTE"), b"")
        clear = any(kind == b"tRNS" for kind, _ in chunks)
        # A code is drawn large: most rows are the same as the one above.
        known = {row: [*_dots(head, row, palette)] for row in set(rows)}
        return [] if clear else [known[row] for row in rows]
    except (struct.error, zlib.error, ValueError, IndexError):
        return []


def _chunks(image: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not image.startswith(_MARK):
        raise ValueError
    at, kind = len(_MARK), b""
    while kind != b"IEND":
        size, kind = struct.unpack_from(">I4s", image, at)
        if kind not in _KNOWN or at + 12 + size > len(image):
            raise ValueError
        yield kind, image[at + 8 : at + 8 + size]
        at += 12 + size
    if at != len(image):
        raise ValueError


def _fits(head: _Kepala) -> bool:
    depths = (1, 2, 4, 8) if head.warna in (0, _PALETTE) else (8,)
    sound = head.warna in _CHANNELS and head.dalam in depths and head.lebar and head.tinggi
    return bool(
        sound
        and (head.padat, head.saring, head.selang) == (0, 0, 0)
        and head.tinggi * (head.row + 1) <= _LARGEST
        and head.lebar * head.tinggi <= _LARGEST
    )


def _rows(head: _Kepala, packed: bytes) -> Iterator[bytes]:
    """The rows as they were before each was told by its difference to its neighbours."""
    size = head.tinggi * (head.row + 1)
    engine = zlib.decompressobj()
    told = engine.decompress(packed, size + 1)
    if len(told) != size or not engine.eof:
        raise ValueError
    step = max(1, head.bits // 8)
    above = bytes(head.row)
    for at in range(0, size, head.row + 1):
        above = _plain(told[at], told[at + 1 : at + 1 + head.row], above, step)
        yield above


def _plain(kind: int, told: bytes, above: bytes, step: int) -> bytes:
    if kind == 0:
        return told
    guess, row = _GUESSES[kind], bytearray(told)
    for at in range(len(row)):
        left = row[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        row[at] = (row[at] + guess(left, above[at], corner)) & 0xFF
    return bytes(row)


def _nearest(left: int, above: int, corner: int) -> int:
    sum_ = left + above - corner
    return min((left, above, corner), key=lambda one: abs(sum_ - one))


_GUESSES: tuple[Callable[[int, int, int], int], ...] = (
    lambda _left, _above, _corner: 0,
    lambda left, _above, _corner: left,
    lambda _left, above, _corner: above,
    lambda left, above, _corner: (left + above) // 2,
    _nearest,
)
"""What a dot is told by its difference to, by the number of the filter (PNG, 9.2)."""


def _dots(head: _Kepala, row: bytes, palette: bytes) -> Iterator[bool]:
    if head.bits == 1 and head.warna == 0:
        # As our own writer has it: a bit a dot, and 0 is black.
        yield from (bit == "0" for bit in f"{int.from_bytes(row):0{8 * len(row)}b}"[: head.lebar])
        return
    channels = _CHANNELS[head.warna]
    most = (1 << head.dalam) - 1
    for at in range(head.lebar):
        values = [_sample(row, at * channels + one, head.dalam) for one in range(channels)]
        if head.warna in _ALPHA and values.pop() != most:
            raise ValueError
        if head.warna == _PALETTE:
            colour = list(palette[3 * values[0] : 3 * values[0] + 3])
        else:
            colour = [value * 255 // most for value in values]
        if not colour or not (max(colour) < _DARK or min(colour) > _LIGHT):
            raise ValueError
        yield max(colour) < _DARK


def _sample(row: bytes, number: int, depth: int) -> int:
    bit = number * depth
    return row[bit // 8] >> (8 - depth - bit % 8) & ((1 << depth) - 1)
