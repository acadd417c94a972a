"""A ZIP from outside, read in the only way that leaves no room for two readings of the same file.

Programs disagree about overlapping entries, doubled names, or headers that contradict the
directory; attacks live in that disagreement. Everything here is refused that Excel, WPS,
LibreOffice and the usual packers never write, and what is left is handed on as plain parts.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Mapping
from typing import NamedTuple, NoReturn

from app.errors import LontarError

MAX_FILE = 20_000_000
MAX_ENTRIES = 200
MAX_TOTAL = 100_000_000
MAX_RATIO = 250
RATIO_FROM = 1_000_000  # below this size even the best ratio harms nobody

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END_MARK, _CENTRAL_MARK, _LOCAL_MARK = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_DESCRIPTOR_MARK = b"PK\x07\x08"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13
_DESCRIPTOR, _UTF8 = 1 << 3, 1 << 11
_MAX_COMMENT = 0xFFFF
_UNSET = 0xFFFFFFFF
_VERSION, _FIRST_DAY = 20, 0x21  # what every reader understands; 1 January 1980
# Info-ZIP's second name for an entry: some readers would follow it, others not.
_UNICODE_PATH = 0x7075
_ODD_LETTER = re.compile(r'[\\:*?"<>|\x00-\x1f]')
_ODD_STEP = re.compile(r"/\.{0,2}/")


class Wadah(NamedTuple):
    """The files of a ZIP, inflated and checked, in the order of its directory."""

    parts: dict[str, bytes]
    comment: bytes


class _Entry(NamedTuple):
    raw_name: bytes
    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int


def read_zip(data: bytes, max_file: int = MAX_FILE) -> Wadah:
    """All files in `data`, which has `max_file` bytes at most; folders are left out."""
    if len(data) > max_file:
        raise LontarError("zip_terlalu_besar", batas_mb=max_file // 1_000_000)
    start, end, count, comment = _end_record(data)
    entries = _directory(data, start, end, count)
    _check_names(entries)
    _check_sizes(entries)
    starts = [_check_local(data, entry) for entry in entries]
    _check_layout(data, entries, starts, start)
    parts = {
        entry.name: _inflate(data, entry, at)
        for entry, at in zip(entries, starts, strict=True)
        if not _is_folder(entry)
    }
    return Wadah(parts, comment)


def write_zip(parts: Mapping[str, bytes]) -> bytes:
    """The same parts, not compressed, as a ZIP of our own making, for readers that want a file."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, content in parts.items():
        raw = name.encode()
        flags = 0 if name.isascii() else _UTF8
        figures = (zlib.crc32(content), len(content), len(content), len(raw))
        told = (flags, _STORED, 0, _FIRST_DAY, *figures, 0)
        body += _LOCAL.pack(_LOCAL_MARK, _VERSION, *told), raw, content
        directory += (
            _CENTRAL.pack(_CENTRAL_MARK, _VERSION, _VERSION, *told, 0, 0, 0, 0, offset),
            raw,
        )
        offset += _LOCAL.size + len(raw) + len(content)
    size = sum(map(len, directory))
    end = _END.pack(_END_MARK, 0, 0, len(parts), len(parts), size, offset, 0)
    return b"".join((*body, *directory, end))


def _end_record(data: bytes) -> tuple[int, int, int, bytes]:
    """Where the directory lies and how many entries it lists."""
    at = data.rfind(_END_MARK, max(0, len(data) - _END.size - _MAX_COMMENT))
    if at < 0 or at + _END.size > len(data):
        raise LontarError("zip_terpotong")
    _, disk, first_disk, here, count, size, offset, length = _END.unpack_from(data, at)
    comment = data[at + _END.size :]
    if disk or first_disk or here != count or len(comment) != length or offset + size != at:
        _broken()
    if count > MAX_ENTRIES:
        raise LontarError("zip_terlalu_banyak", jumlah=count, batas=MAX_ENTRIES)
    return offset, at, count, comment


def _directory(data: bytes, start: int, end: int, count: int) -> list[_Entry]:
    entries: list[_Entry] = []
    at = start
    while at < end and len(entries) < count:
        if at + _CENTRAL.size > end or not data.startswith(_CENTRAL_MARK, at):
            _broken()
        fields = _CENTRAL.unpack_from(data, at)
        flags, method, crc, packed, size = fields[3], fields[4], *fields[7:10]
        name_size, extra_size, comment_size, disk = fields[10:14]
        name_end = at + _CENTRAL.size + name_size
        next_at = name_end + extra_size + comment_size
        raw = data[at + _CENTRAL.size : name_end]
        if next_at > end or disk or _UNSET in (packed, size, fields[16]):
            _broken()
        name = _decoded(raw, flags)
        _check_extra(data[name_end : name_end + extra_size], name)
        entries.append(_Entry(raw, name, flags, method, crc, packed, size, fields[16]))
        at = next_at
    if at != end or len(entries) != count:
        _broken()
    return entries


def _decoded(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & _UTF8 else "cp437")
    except UnicodeDecodeError:
        _bad_name(raw.decode("ascii", "replace"))


def _check_extra(extra: bytes, name: str) -> None:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if kind == _UNICODE_PATH:
            _bad_name(name)
        at += 4 + size


def _check_names(entries: list[_Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        steps = f"/{entry.name.removesuffix('/')}/"
        odd = _ODD_LETTER.search(entry.name) or _ODD_STEP.search(steps)
        if odd or (_is_folder(entry) and entry.size):
            _bad_name(entry.name)
        key = unicodedata.normalize("NFKC", entry.name).casefold()
        if key in seen:
            raise LontarError("zip_ganda", nama=_shown(entry.name))
        seen.add(key)


def _check_sizes(entries: list[_Entry]) -> None:
    for entry in entries:
        if entry.flags & _ENCRYPTED:
            raise LontarError("zip_sandi", nama=_shown(entry.name))
        if entry.method not in (_STORED, _DEFLATED):
            raise LontarError("zip_metode", nama=_shown(entry.name), metode=entry.method)
        if entry.size > RATIO_FROM and entry.size > MAX_RATIO * max(entry.packed, 1):
            raise LontarError("zip_bom", nama=_shown(entry.name), mb=entry.size // 1_000_000)
    total = sum(entry.size for entry in entries)
    if total > MAX_TOTAL:
        largest = max(entries, key=lambda entry: entry.size)
        raise LontarError("zip_bom", nama=_shown(largest.name), mb=total // 1_000_000)


def _check_local(data: bytes, entry: _Entry) -> int:
    """Where the bytes of the entry begin, once its own header says the same as the directory."""
    at = entry.offset
    if at + _LOCAL.size > len(data) or not data.startswith(_LOCAL_MARK, at):
        _contradiction(entry)
    _, _, flags, method, _, _, crc, packed, size, name_size, extra_size = _LOCAL.unpack_from(
        data, at
    )
    name_end = at + _LOCAL.size + name_size
    _check_extra(data[name_end : name_end + extra_size], entry.name)
    # A writer that could not know a figure yet leaves it open and writes it behind the data.
    later = (0, _UNSET) if flags & _DESCRIPTOR else ()
    figures = ((crc, entry.crc), (packed, entry.packed), (size, entry.size))
    same = (flags, method) == (entry.flags, entry.method)
    same = same and all(told in (known, *later) for told, known in figures)
    if not same or data[at + _LOCAL.size : name_end] != entry.raw_name:
        _contradiction(entry)
    return int(name_end + extra_size)


def _check_layout(data: bytes, entries: list[_Entry], starts: list[int], end: int) -> None:
    """Entries lie one behind the other from the first byte to the directory, nothing between."""
    expected = 0
    for entry, start in sorted(zip(entries, starts, strict=True), key=lambda pair: pair[1]):
        # The gap before an entry may only be the note its predecessor left behind its data.
        if entry.offset != expected:
            raise LontarError("zip_tumpang", nama=_shown(entry.name))
        expected = _after(data, entry, start + entry.packed)
    if expected != end:
        raise LontarError("zip_tumpang", nama="-")


def _after(data: bytes, entry: _Entry, at: int) -> int:
    if not entry.flags & _DESCRIPTOR:
        return at
    for layout in ("<3L", "<L2Q"):
        note = struct.pack(layout, entry.crc, entry.packed, entry.size)
        for form in (_DESCRIPTOR_MARK + note, note):
            # What follows must be the next record, or the form matched by accident.
            if data.startswith(form, at) and data.startswith(b"PK", at + len(form)):
                return at + len(form)
    return at


def _inflate(data: bytes, entry: _Entry, start: int) -> bytes:
    packed = data[start : start + entry.packed]
    if entry.method == _STORED:
        content = packed
    else:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = engine.decompress(packed, entry.size + 1)
        except zlib.error:
            _damaged(entry)
        if not engine.eof or engine.unused_data:
            _damaged(entry)
    if len(content) != entry.size or zlib.crc32(content) != entry.crc:
        _damaged(entry)
    return content


def _is_folder(entry: _Entry) -> bool:
    return entry.name.endswith("/")


def _shown(name: str) -> str:
    # A hostile name must not be able to fill the screen or move the cursor.
    return "".join(letter if letter.isprintable() else "?" for letter in name[:80])


def _broken() -> NoReturn:
    raise LontarError("zip_rusak")


def _bad_name(name: str) -> NoReturn:
    raise LontarError("zip_nama", nama=_shown(name))


def _contradiction(entry: _Entry) -> NoReturn:
    raise LontarError("zip_beda_kepala", nama=_shown(entry.name))


def _damaged(entry: _Entry) -> NoReturn:
    raise LontarError("zip_isi_rusak", nama=_shown(entry.name))
