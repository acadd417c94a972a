"""Pictures: the QR code of a package is known again however it is packed, nothing else is."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from app.exchange import gambar_ketat, png_ketat, tata_ringkasan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import parts

Rows = list[list[bool]]
GREY, COLOUR, PALETTE, GREY_ALPHA, COLOUR_ALPHA = 0, 2, 3, 4, 6
DOTS: Rows = [[(row * 5 + column * 3) % 7 < 3 for column in range(21)] for row in range(13)]


def chunk(kind: bytes, content: bytes) -> bytes:
    told = struct.pack(">I", len(content)) + kind + content
    return told + struct.pack(">I", zlib.crc32(kind + content))


def png(rows: Rows, colour: int, depth: int = 8, kind: int = 0, **more: bytes) -> bytes:
    """A picture of black and white dots in any of the ways PNG knows."""
    height, width = len(rows), len(rows[0])
    head = struct.pack(">2I5B", width, height, depth, colour, 0, 0, 0)
    lines = [packed(row, colour, depth) for row in rows]
    step = max(1, depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] // 8)
    body, above = b"", bytes(len(lines[0]))
    for line in lines:
        body += bytes([kind]) + filtered(line, above, kind, step)
        above = line
    made = chunk(b"IHDR", more.get("head", head))
    if colour == PALETTE:
        made += chunk(b"PLTE", b"\xff\xff\xff\x00\x00\x00")
    made += more.get("before", b"") + chunk(b"IDAT", more.get("body", zlib.compress(body)))
    return b"\x89PNG\r\n\x1a\n" + made + chunk(b"IEND", b"") + more.get("after", b"")


def packed(row: list[bool], colour: int, depth: int) -> bytes:
    most = (1 << depth) - 1
    if colour == PALETTE:
        samples = [int(dark) for dark in row]
    else:
        count = {GREY: 1, COLOUR: 3, GREY_ALPHA: 1, COLOUR_ALPHA: 3}[colour]
        alpha = [most] if colour in (GREY_ALPHA, COLOUR_ALPHA) else []
        samples = [one for dark in row for one in [0 if dark else most] * count + alpha]
    bits = "".join(f"{one:0{depth}b}" for one in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))


def filtered(line: bytes, above: bytes, kind: int, step: int) -> bytes:
    out = []
    for at, value in enumerate(line):
        left = line[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        near = min((left, above[at], corner), key=lambda one: abs(left + above[at] - corner - one))
        guess = (0, left, above[at], (left + above[at]) // 2, near)[kind]
        out.append((value - guess) & 0xFF)
    return bytes(out)


@pytest.mark.parametrize("kind", range(5))
@pytest.mark.parametrize(
    ("colour", "depth"),
    [(GREY, 1), (GREY, 2), (GREY, 4), (GREY, 8), (COLOUR, 8), (PALETTE, 1), (PALETTE, 8),
     (GREY_ALPHA, 8), (COLOUR_ALPHA, 8)],
)  # fmt: skip
def test_every_way_to_pack_black_and_white_is_read(colour, depth, kind):
    assert png_ketat.dark(png(DOTS, colour, depth, kind)) == DOTS


@pytest.mark.parametrize(
    "image",
    [
        b"",
        b"\xff\xd8\xff\xe0",
        png(DOTS, GREY)[:-1],
        png(DOTS, GREY)[:60],
        png(DOTS, GREY, after=b"x"),
        png(DOTS, GREY, before=chunk(b"acTL", bytes(8))),
        png(DOTS, GREY, before=chunk(b"tRNS", bytes(2))),
        png(DOTS, GREY, body=zlib.compress(bytes(10))),
        png(DOTS, GREY, body=zlib.compress(bytes(1_000_000))),
        png(DOTS, GREY, body=b"rusak"),
        png(DOTS, GREY, head=struct.pack(">2I5B", 21, 13, 8, 0, 0, 0, 1)),
        png(DOTS, GREY, head=struct.pack(">2I5B", 40_000, 40_000, 8, 0, 0, 0, 0)),
        png(DOTS, GREY, head=struct.pack(">2I5B", 0, 13, 8, 0, 0, 0, 0)),
        png(DOTS, GREY, head=struct.pack(">2I5B", 21, 13, 3, 0, 0, 0, 0)),
        png(DOTS, GREY, head=struct.pack(">2I5B", 21, 13, 8, 5, 0, 0, 0)),
        png(DOTS, GREY, 8, head=struct.pack(">2I5B", 21, 13, 16, 0, 0, 0, 0)),
    ],
)
def test_a_picture_of_another_kind_is_not_read(image):
    assert png_ketat.dark(image) == []


def test_a_shade_between_black_and_white_is_none_of_them():
    grey = zlib.compress(bytes([0, *[128] * 21]) * 13)
    assert png_ketat.dark(png(DOTS, GREY, body=grey)) == []
    clear = zlib.compress(bytes([0, *[0, 0] * 21]) * 13)
    assert png_ketat.dark(png(DOTS, GREY_ALPHA, body=clear)) == []


@given(st.binary(max_size=300), st.integers(0, 200))
def test_no_bytes_are_too_odd_to_be_looked_at(noise, place):
    image = png(DOTS, COLOUR)
    spoiled = image[:place] + noise + image[place + len(noise) :]
    rows = png_ketat.dark(spoiled)
    assert all(len(row) == len(rows[0]) for row in rows)


# --- QR codes ------------------------------------------------------------------------------------


def code(text: str = "LONTAR", scale: int = 3, border: int = 2) -> bytes:
    out = io.BytesIO()
    segno.make(text, error="m", mask=0, micro=False).save(
        out, kind="png", scale=scale, border=border
    )
    return out.getvalue()


def test_the_code_in_a_package_is_the_one_its_statements_make():
    bacaan, paket_id, _ = contoh.reading()
    image = parts(contoh.package())["xl/media/image1.png"]
    own = tata_ringkasan.qr_code(bacaan, paket_id)
    assert gambar_ketat.digest(gambar_ketat.modules(image)) == gambar_ketat.digest(own.matrix)


@pytest.mark.parametrize(("scale", "border"), [(1, 0), (2, 4), (5, 1)])
def test_a_code_of_another_size_or_margin_is_the_same_code(scale, border):
    assert gambar_ketat.modules(code(scale=scale, border=border)) == gambar_ketat.modules(code())


def test_another_text_is_another_code():
    assert gambar_ketat.modules(code("LONTAL")) != gambar_ketat.modules(code())


def test_a_code_with_something_drawn_into_it_is_none():
    rows = png_ketat.dark(code())
    assert gambar_ketat.modules(png(rows, COLOUR)) == gambar_ketat.modules(code())
    rows[20][20] = not rows[20][20]
    assert gambar_ketat.modules(png(rows, COLOUR)) == []


def test_a_picture_of_something_else_is_no_code():
    assert gambar_ketat.modules(png(DOTS, GREY)) == []
    assert gambar_ketat.modules(png([[False] * 21] * 21, GREY)) == []
    assert gambar_ketat.modules(png([[True] * 21] * 21, GREY)) == []
