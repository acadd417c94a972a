"""What stands on the pages of a PDF that LibreOffice made: size in millimetres, and texts."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_BOX = re.compile(rb"/MediaBox\s*\[\s*([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\s*\]")
_TOKEN = re.compile(rb"/(F\d+) [\d.-]+ Tf|<([0-9A-Fa-f]*)>|\b(Tj|TJ|Td|Tm)\b")
_PAIRS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
_MM = 25.4 / 72


class Page(NamedTuple):
    """One page; `teks` has every run of letters in the order it was drawn."""

    lebar: int
    tinggi: int
    teks: str

    def says(self, words: str) -> bool:
        """Whether words stand there, wherever their lines are broken."""
        return bare(words) in bare(self.teks)


def bare(text: str) -> str:
    """A text without its spaces, and without the sign that comes from a font of its own."""
    return "".join(text.replace("≥", "").split())


def pages(file: Path) -> list[Page]:
    """The pages of a PDF in order."""
    objects = {int(kode): body for kode, body in _OBJECT.findall(file.read_bytes())}
    tree = next(body for body in objects.values() if b"/Type/Pages" in body)
    kids = re.search(rb"/Kids\[(.*?)\]", tree, re.DOTALL)
    assert kids is not None
    return [_page(objects, int(kode)) for kode in re.findall(rb"(\d+) 0 R", kids.group(1))]


def _page(objects: Mapping[int, bytes], kode: int) -> Page:
    body = objects[kode]
    box = _BOX.search(body)
    assert box is not None
    left, bottom, right, top = map(float, box.groups())
    fonts = _fonts(objects, body)
    text = "".join(_told(_content(objects, _ref(body, b"Contents")), fonts))
    return Page(round((right - left) * _MM), round((top - bottom) * _MM), text)


def _fonts(objects: Mapping[int, bytes], body: bytes) -> dict[bytes, dict[int, str]]:
    resources = objects[_ref(body, b"Resources")]
    listed = re.search(rb"/Font (\d+) 0 R", resources)
    named = objects[int(listed.group(1))] if listed else resources
    return {
        name: _letters(objects, objects[int(kode)])
        for name, kode in re.findall(rb"/(F\d+) (\d+) 0 R", named)
    }


def _letters(objects: Mapping[int, bytes], font: bytes) -> dict[int, str]:
    """What each code of a font means."""
    found: dict[int, str] = {}
    cmap = _content(objects, _ref(font, b"ToUnicode"))
    for block in _PAIRS.findall(cmap):
        codes = _HEX.findall(block)
        for code, letter in zip(codes[::2], codes[1::2], strict=True):
            found[int(code, 16)] = _utf16(letter)
    for block in _RANGES.findall(cmap):
        codes = _HEX.findall(block)
        for low, high, letter in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
            for place in range(int(low, 16), int(high, 16) + 1):
                found[place] = chr(int(letter, 16) + place - int(low, 16))
    return found


def _told(content: bytes, fonts: Mapping[bytes, dict[int, str]]) -> Iterator[str]:
    """The texts of a page; a new place is a new line."""
    letters: dict[int, str] = {}
    for font, codes, word in _TOKEN.findall(content):
        if font:
            letters = fonts.get(font, {})
        elif word in {b"Td", b"Tm"}:
            yield "\n"
        elif codes:
            width = 2 if max(letters, default=0) < 256 else 4
            yield "".join(
                letters.get(int(codes[place : place + width], 16), "")
                for place in range(0, len(codes), width)
            )


def _ref(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found is not None, (name, body[:200])
    return int(found.group(1))


def _content(objects: Mapping[int, bytes], kode: int) -> bytes:
    found = _STREAM.search(objects[kode])
    assert found is not None
    data = found.group(1)
    # The last byte of a stream may be taken for the line end before its closing word.
    return zlib.decompressobj().decompress(data) if b"/FlateDecode" in objects[kode] else data


def _utf16(code: bytes) -> str:
    return bytes.fromhex(code.decode("ascii")).decode("utf-16-be")
