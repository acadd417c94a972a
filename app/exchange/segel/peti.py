"""The ZIP around a sealed package, read strictly and written in its one form.

Stricter than any other reading in this program: a seal vouches for bytes, so nothing may lie
before, between or behind the entries, and no header may say anything the directory does not. Only
what every archive program adds when somebody packs a package again (times, owners, folders) is let
through; `is_original` tells such a file from the one that was exported.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange.segel.model import ROOT_RELATIONS, SIGNATURE, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_FILE = 20_000_000
MAX_ENTRIES = 200
MAX_PART = 64_000_000
MAX_TOTAL = 100_000_000
MAX_SIGNATURE = 262_144
MAX_SMALL = 524_288
"""The most a list of types or relationships may hold."""

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END_MARK, _CENTRAL_MARK, _LOCAL_MARK = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_STORED, _DEFLATED = 0, 8
_VERSIONS = (10, 20)
# Bits that only say how hard the packer tried.
_EFFORT = 0b110
# Times and owners of files, as Info-ZIP, 7-Zip and Windows note them.
_HARMLESS = frozenset({0x5455, 0x5855, 0x7855, 0x7875, 0x000A})
_VERSION, _DATE = 20, 0x21  # 1 January 1980
# No segment ends with a dot, which rules out "." and "..".
_NAME = re.compile(r"(?:[A-Za-z0-9_.-]*[A-Za-z0-9_-]/)*[A-Za-z0-9_.-]*[A-Za-z0-9_-]")
_LONGEST = 128
_SHOWN = 60


class Entri(NamedTuple):
    """One file of a ZIP and where its packed bytes lie."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    start: int


class Aliran(NamedTuple):
    """The bytes of one file as they will lie in a ZIP."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes


class _Record(NamedTuple):
    """One line of the directory, word for word."""

    version: int
    flags: int
    method: int
    moment: tuple[int, int]
    crc: int
    packed: int
    size: int
    extra: bytes
    more: tuple[int, ...]
    offset: int
    raw_name: bytes
    end: int

    @property
    def is_folder(self) -> bool:
        """Whether it is only a folder, which no program reads."""
        return self.raw_name.endswith(b"/") and not self.size and not self.packed


# --- Reading ----------------------------------------------------------------------------


def entries(data: bytes) -> list[Entri]:
    """The files of a ZIP that has the one accepted form, none of them inflated yet."""
    if data.startswith(OLE2):
        raise LontarError("segel_zip_cfb")
    if len(data) > MAX_FILE:
        raise LontarError("segel_zip_besar", batas_mb=MAX_FILE // 1_000_000)
    start, count = _end_record(data)
    records = _directory(data, start, count)
    _check_names(records)
    for record in records:
        _check_plain(record)
    _check_sizes(records)
    found = [_located(data, record) for record in records]
    _check_layout(found, records, start)
    pairs = zip(records, found, strict=True)
    return [entri for record, entri in pairs if not record.is_folder]


def is_original(data: bytes, found: Iterable[Entri]) -> bool:
    """Whether the ZIP around these files is, to the byte, the one that `write` makes."""
    return write(copied(data, entri) for entri in found) == data


def inflate(data: bytes, entri: Entri) -> bytes:
    """The content of one file; never more than it declared."""
    packed = data[entri.start : entri.start + entri.packed]
    content = packed
    if entri.method == _DEFLATED:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = engine.decompress(packed, entri.size + 1)
        except zlib.error:
            raise LontarError("segel_zip_rusak", bagian=entri.name) from None
        if not engine.eof or engine.unused_data or engine.unconsumed_tail:
            raise LontarError("segel_zip_ukuran", bagian=entri.name)
    if len(content) != entri.size:
        raise LontarError("segel_zip_ukuran", bagian=entri.name)
    if zlib.crc32(content) != entri.crc:
        raise LontarError("segel_zip_rusak", bagian=entri.name)
    return content


def _end_record(data: bytes) -> tuple[int, int]:
    at = len(data) - _END.size
    if at < 0 or not data.startswith(_END_MARK, at) or not data.startswith(_LOCAL_MARK):
        raise LontarError("segel_zip_ekor")
    _, disk, first_disk, here, count, size, offset, comment = _END.unpack_from(data, at)
    if comment or disk or first_disk or here != count or offset + size != at:
        raise LontarError("segel_zip_ekor")
    if count > MAX_ENTRIES:
        raise LontarError("segel_zip_banyak", jumlah=count, batas=MAX_ENTRIES)
    return offset, count


def _directory(data: bytes, start: int, count: int) -> list[_Record]:
    end, records = len(data) - _END.size, []
    at = start
    for _ in range(count):
        record = _record(data, at, end)
        if record is None:
            raise LontarError("segel_zip_direktori")
        records.append(record)
        at = record.end
    if at != end:
        raise LontarError("segel_zip_direktori")
    return records


def _record(data: bytes, at: int, end: int) -> _Record | None:
    if at + _CENTRAL.size > end or not data.startswith(_CENTRAL_MARK, at):
        return None
    fields = _CENTRAL.unpack_from(data, at)
    name_size, extra_size, comment_size, disk = fields[10:14]
    name_end = at + _CENTRAL.size + name_size
    next_at = name_end + extra_size + comment_size
    if next_at > end:
        return None
    version, flags, method, time, date, crc, packed, size = fields[2:10]
    extra, more = data[name_end : name_end + extra_size], (comment_size, disk)
    raw_name, moment = data[at + _CENTRAL.size : name_end], (time, date)
    told = (version, flags, method, moment, crc, packed, size, extra)
    return _Record(*told, more, fields[16], raw_name, next_at)


def _check_names(records: list[_Record]) -> None:
    seen: set[str] = set()
    for record in records:
        name = record.raw_name.decode("ascii", "replace")
        name = name.removesuffix("/") if record.is_folder else name
        if name != TYPES and (len(name) > _LONGEST or not _NAME.fullmatch(name)):
            raise LontarError("segel_zip_nama", bagian=shown(name))
        if name.casefold() in seen:
            raise LontarError("segel_zip_ganda", bagian=shown(name))
        seen.add(name.casefold())


def _check_plain(record: _Record) -> None:
    odd = record.flags & ~_EFFORT or any(record.more) or record.version not in _VERSIONS
    odd = odd or not _is_harmless(record.extra)
    if odd or record.method not in (_STORED, _DEFLATED):
        raise LontarError("segel_zip_entri", bagian=shown(_name(record)))


def _is_harmless(extra: bytes) -> bool:
    """Whether an extra field holds nothing but times and owners, whole and to its end."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if kind not in _HARMLESS:
            return False
        at += 4 + size
    return at == len(extra)


def _check_sizes(records: list[_Record]) -> None:
    small = {SIGNATURE: MAX_SIGNATURE, TYPES: MAX_SMALL}
    for record in records:
        name = _name(record)
        limit = MAX_SMALL if name.endswith(".rels") else small.get(name, MAX_PART)
        if record.size > limit:
            raise LontarError("segel_zip_bom", bagian=shown(name), kb=record.size // 1000)
    total = sum(record.size for record in records)
    if total > MAX_TOTAL:
        largest = max(records, key=lambda record: record.size)
        raise LontarError("segel_zip_bom", bagian=shown(_name(largest)), kb=total // 1000)


def _located(data: bytes, record: _Record) -> Entri:
    """The entry, once its own header repeats the directory to the byte."""
    told = (record.crc, record.packed, record.size, len(record.raw_name))
    kind = (record.version, record.flags, record.method, *record.moment)
    # The extra field is the one thing in which both may differ: times stand there in full.
    size = int.from_bytes(data[record.offset + _LOCAL.size - 2 :][:2], "little")
    header = _LOCAL.pack(_LOCAL_MARK, *kind, *told, size) + record.raw_name
    start = record.offset + len(header) + size
    extra = data[start - size : start]
    if not data.startswith(header, record.offset) or len(extra) != size:
        raise LontarError("segel_zip_kepala", bagian=shown(_name(record)))
    if not _is_harmless(extra):
        raise LontarError("segel_zip_entri", bagian=shown(_name(record)))
    return Entri(_name(record), record.method, record.crc, record.packed, record.size, start)


def _check_layout(found: list[Entri], records: list[_Record], end: int) -> None:
    expected = 0
    pairs = sorted(zip(records, found, strict=True), key=lambda pair: pair[0].offset)
    for record, entri in pairs:
        if record.offset != expected:
            raise LontarError("segel_zip_celah", bagian=entri.name)
        expected = entri.start + entri.packed
    if expected != end:
        raise LontarError("segel_zip_celah", bagian=pairs[-1][1].name if pairs else TYPES)


def _name(record: _Record) -> str:
    return record.raw_name.decode("ascii", "replace")


def shown(name: str) -> str:
    """A name that may be hostile, fit to stand in a sentence."""
    return "".join(letter if letter.isprintable() else "?" for letter in name[:_SHOWN])


# --- A first look that decides nothing -----------------------------------------------------


def glance(data: bytes) -> tuple[list[str], list[bytes]] | None:
    """The names in a ZIP of whatever form, and the two lists every office file has.

    None when its directory cannot be followed from end to end.
    """
    at = data.rfind(_END_MARK)
    if at < 0 or at + _END.size > len(data):
        return None
    _, _, _, _, count, size, offset, _ = _END.unpack_from(data, at)
    start = max(0, at - size)
    names, lists, record_at = [], [], start
    for _ in range(count):
        record = _record(data, record_at, at)
        if record is None:
            return None
        names.append(record.raw_name.decode("utf-8", "replace"))
        if names[-1].casefold() in (TYPES.casefold(), ROOT_RELATIONS):
            lists.append(_loosely(data, record, record.offset + start - offset))
        record_at = record.end
    return names, lists


def _loosely(data: bytes, record: _Record, at: int) -> bytes:
    if not 0 <= at <= len(data) - _LOCAL.size:
        return b""
    start = at + _LOCAL.size + sum(_LOCAL.unpack_from(data, at)[-2:])
    packed = data[start : start + record.packed]
    if record.method == _STORED:
        return packed[:MAX_SMALL]
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, MAX_SMALL)
    except zlib.error:
        return b""


# --- Writing ----------------------------------------------------------------------------


def copied(data: bytes, entri: Entri) -> Aliran:
    """A file taken over as it is packed."""
    packed = data[entri.start : entri.start + entri.packed]
    return Aliran(entri.name, entri.method, entri.crc, entri.size, packed)


def packed(name: str, content: bytes) -> Aliran:
    """A new file."""
    method, body = _STORED, content
    if content:
        engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        method, body = _DEFLATED, engine.compress(content) + engine.flush()
    return Aliran(name, method, zlib.crc32(content), len(content), body)


def write(streams: Iterable[Aliran]) -> bytes:
    """A ZIP of these files in the one form: types first, then the root, then by name."""
    first = {TYPES: 0, ROOT_RELATIONS: 1}
    body, directory, count = bytearray(), bytearray(), 0
    for one in sorted(streams, key=lambda one: (first.get(one.name, 2), one.name)):
        name = one.name.encode("ascii")
        told = (one.crc, len(one.packed), one.size, len(name), 0)
        kind = (_VERSION, 0, one.method, 0, _DATE)
        record = (_CENTRAL_MARK, _VERSION, *kind, *told, 0, 0, 0, 0, len(body))
        directory += _CENTRAL.pack(*record) + name
        body += _LOCAL.pack(_LOCAL_MARK, *kind, *told) + name + one.packed
        count += 1
    end = (_END_MARK, 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + _END.pack(*end))
