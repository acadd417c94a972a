"""The hidden part of a package: what the sheet `_meta` and the document properties say, and how.

Both hold the package id, the signatures and the manifest. `_meta` also holds the signed bytes once
more: when somebody edits the sheet `Data`, the copy proves which figure was signed.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange.paket import FORMAT, MAX_NILAI, VERSI, VERSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SHEET_DATA, SHEET_META = "Data", "_meta"
META_HEADER = ["kunci", "isi"]
PROPERTY_PREFIX = "lontar."
MAX_SIGNATURES = 2

# A spreadsheet cell takes 32,767 UTF-16 units; a property of every office program 255 letters.
_CELL = 15_000
_PROPERTY = 240
_MAX_CANONICAL = MAX_NILAI * 400
_SPELLING = re.compile("(?<=_)(?=x)")
_KEY = re.compile(r"(format|versi|id)|(manifes|salinan|tanda_tangan\.[1-9])\.([0-9]{4})")


class Meta(NamedTuple):
    """The hidden statements, put together again; an absent one is empty."""

    id: str
    manifes: str
    tanda_tangan: tuple[str, ...]
    salinan: bytes
    versi: str = ""


@dataclass(frozen=True)
class Sampul:
    """What the writer puts into the workbook beside values and sheets."""

    paket_id: str
    manifes: str
    tanda_tangan: Sequence[str]
    kanonik: bytes
    versi: int = VERSI

    @cached_property
    def rows(self) -> list[tuple[str, str]]:
        """The rows of `_meta`, without the header."""
        copy = _packed(self.kanonik)
        rows = [("format", FORMAT), ("versi", str(self.versi)), ("id", self.paket_id)]
        rows += _chunks("manifes", self.manifes, _CELL)
        for number, signature in enumerate(self.tanda_tangan, start=1):
            rows += _chunks(f"tanda_tangan.{number}", signature, _CELL)
        rows += _chunks("salinan", copy, _CELL)
        return rows


def properties(sampul: Sampul) -> list[tuple[str, str]]:
    """The same id, manifest and signatures as document properties; the manifest is packed there."""
    rows = [("id", sampul.paket_id)]
    rows += _chunks("manifes", _packed(sampul.manifes.encode()), _PROPERTY)
    for number, signature in enumerate(sampul.tanda_tangan, start=1):
        rows += _chunks(f"tanda_tangan.{number}", signature, _PROPERTY)
    return [(PROPERTY_PREFIX + key, text) for key, text in rows]


def read_meta(rows: Sequence[Sequence[object]]) -> Meta:
    """What a sheet `_meta` says; anything but our own keys in order is refused."""
    if not rows or list(rows[0][:2]) != META_HEADER or holds(rows[0][2:]):
        raise LontarError("paket_bukan_lontar")
    pairs: dict[str, str] = {}
    for row in rows[1:]:
        key, text = row[0], row[1]
        fits = isinstance(key, str) and isinstance(text, str) and _KEY.fullmatch(key)
        if not fits or key in pairs or holds(row[2:]):
            raise LontarError("paket_meta_rusak", kunci=str(key)[:40])
        pairs[str(key)] = str(text)
    if pairs.get("format") != FORMAT:
        raise LontarError("paket_bukan_lontar")
    versi = pairs.get("versi", "?")
    if versi not in [str(known) for known in VERSIONS]:
        raise LontarError("paket_versi_asing", versi=versi[:9], dikenal=VERSIONS[-1])
    return _gathered(pairs)


def holds(cells: Sequence[object]) -> bool:
    """Whether any of these cells is filled; a zero is."""
    return cells.count("") < len(cells)


def read_properties(properties: Mapping[str, str]) -> Meta:
    """The same from the document properties; programs that drop them leave it empty."""
    pairs = {name.removeprefix(PROPERTY_PREFIX): text for name, text in properties.items()}
    told = _gathered({key: text for key, text in pairs.items() if _KEY.fullmatch(key)})
    return told._replace(manifes=_unpacked(told.manifes).decode("utf-8", "replace"))


def _gathered(pairs: Mapping[str, str]) -> Meta:
    signatures = (
        _joined(pairs, f"tanda_tangan.{number}") for number in range(1, MAX_SIGNATURES + 1)
    )
    return Meta(
        pairs.get("id", ""),
        _joined(pairs, "manifes"),
        tuple(signature for signature in signatures if signature),
        _unpacked(_joined(pairs, "salinan")),
        pairs.get("versi", ""),
    )


def _chunks(key: str, text: str, size: int) -> Iterator[tuple[str, str]]:
    """The text in numbered pieces, none of which a program could take for spelled letters.

    `_x4_` may well stand in a signature; LibreOffice would make one letter of it.
    """
    pieces = (
        part[at : at + size] for part in _SPELLING.split(text) for at in range(0, len(part), size)
    )
    for number, piece in enumerate(pieces, start=1):
        yield f"{key}.{number:04d}", piece


def _joined(pairs: Mapping[str, str], prefix: str) -> str:
    parts: list[str] = []
    while (part := pairs.get(f"{prefix}.{len(parts) + 1:04d}")) is not None:
        parts.append(part)
    return "".join(parts)


def _packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data)).decode("ascii")


def _unpacked(text: str) -> bytes:
    """The reverse of `_packed`; empty when it is not whole."""
    engine = zlib.decompressobj()
    try:
        data = engine.decompress(base64.b64decode(text, validate=True), _MAX_CANONICAL)
    except (binascii.Error, ValueError, zlib.error):
        return b""
    return data if engine.eof else b""
