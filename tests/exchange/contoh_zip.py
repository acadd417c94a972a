"""Workbooks and ZIPs to be spoiled on purpose, byte by byte where a writer would never do it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHEET = "xl/worksheets/sheet1.xml"
ROOT = "_rels/.rels"
TYPES = "[Content_Types].xml"


@cache
def workbook() -> bytes:
    """A small workbook by XlsxWriter."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_string(0, 0, "sel")
        sheet.write_number(1, 0, 9035)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def spoiled(changes: Mapping[str, bytes | None] = {}, **replaced: tuple[str, str]) -> bytes:
    """The workbook with parts added, removed (None), or with a text replaced in a part.

    `replaced` names a part by its role: types, root, sheet.
    """
    roles = {"types": TYPES, "root": ROOT, "sheet": SHEET}
    parts: dict[str, bytes | None] = {**unpacked(workbook()), **changes}
    for role, (old, new) in replaced.items():
        content = parts[roles[role]] or b""
        assert old.encode() in content
        parts[roles[role]] = content.replace(old.encode(), new.encode(), 1)
    return packed({name: content for name, content in parts.items() if content is not None})


def with_type(name: str, content_type: str, content: bytes = b"x") -> bytes:
    """The workbook with one more part, declared in the content types."""
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    return spoiled({name: content}, types=("</Types>", override))


@dataclass
class Raw:
    """One entry of a ZIP where every header can tell its own story."""

    name: bytes
    content: bytes = b"isi"
    method: int = 0
    flags: int = 0
    size: int | None = None
    crc: int | None = None
    packed: bytes | None = None
    local_name: bytes | None = None
    local_size: int | None = None
    local_told: tuple[int, int, int] | None = None
    local_flags: int | None = None
    descriptor: bytes = b""
    gap: bytes = b""
    offset: int | None = None
    extra: bytes = b""

    @property
    def body(self) -> bytes:
        return self.content if self.packed is None else self.packed


def raw_zip(entries: Iterable[Raw], comment: bytes = b"", tail: bytes = b"") -> bytes:
    """The bytes of a ZIP exactly as told."""
    data, directory, count = b"", b"", 0
    for entry in entries:
        count += 1
        size = len(entry.content) if entry.size is None else entry.size
        crc = zlib.crc32(entry.content) if entry.crc is None else entry.crc
        told = (crc, len(entry.body), size)
        data += entry.gap
        offset = len(data) if entry.offset is None else entry.offset
        name = entry.name if entry.local_name is None else entry.local_name
        flags = entry.flags if entry.local_flags is None else entry.local_flags
        local = told if entry.local_size is None else (0, entry.local_size, entry.local_size)
        local = local if entry.local_told is None else entry.local_told
        head = (20, flags, entry.method, 0, 0x21, *local, len(name), len(entry.extra))
        data += struct.pack("<4s5H3L2H", b"PK\x03\x04", *head) + name + entry.extra
        data += entry.body + entry.descriptor
        fixed = (20, 20, entry.flags, entry.method, 0, 0x21, *told)
        lengths = (len(entry.name), len(entry.extra), 0, 0, 0)
        record = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *fixed, *lengths, 0, offset)
        directory += record + entry.name + entry.extra
    end = (0, 0, count, count, len(directory), len(data), len(comment))
    return data + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", *end) + comment + tail


def deflated(content: bytes) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return engine.compress(content) + engine.flush()
