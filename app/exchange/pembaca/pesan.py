"""What parent and child say to each other: length-prefixed MessagePack over two pipes."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import msgspec

from app.exchange.segel.model import SegelMentah
from app.exchange.tampilan_ketat import Hiasan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from io import BufferedReader, BufferedWriter

Isi = str | float | bool
"""What a cell holds; an empty one holds an empty text."""
Baris = list[Isi]

MAX_FRAME = 64_000_000
"""Bytes; three times the largest file, and more than all the cells of an accepted one."""
_LENGTH = struct.Struct(">I")
_NOTHING = msgspec.Raw(msgspec.msgpack.encode(None))


class Mentah(msgspec.Struct, frozen=True, kw_only=True):
    """What a workbook from outside says, structure checked, meaning not.

    `sha256` is that of the workbook's own bytes; `data_dalam` are those bytes when a sender had
    put them into a ZIP, otherwise empty. `nilai` is the sheet `Data` as `lembar_data.spelled` has
    it; its rows as the reader gives them, `data`, are unpacked only when somebody asks for them.
    `meta` are the rows of the sheet `_meta`. `properti` are the document properties of Lontar.
    `terlihat` are the sheets a person sees, in order, `tersembunyi` all others; `sidik` is the
    digest of every visible sheet. `segel` is what a seal says and what it would have to say; None
    where there is no trace of one. Under a seal, `hiasan` is what the visible sheets show or hide
    by other means than the contents of their cells, and `samaran` code and data of the reason why
    a cell is shown as something else than it holds.
    """

    kind: str
    sha256: str
    data_dalam: bytes
    application: str
    entries: tuple[str, ...]
    nilai: bytes
    lembar_data: msgspec.Raw
    meta: list[Baris]
    properti: dict[str, str]
    terlihat: tuple[str, ...]
    tersembunyi: tuple[str, ...]
    sidik: dict[str, str]
    segel: SegelMentah | None = None
    hiasan: list[Hiasan] = []
    samaran: tuple[str, dict[str, Any]] | None = None

    @property
    def data(self) -> list[Baris]:
        """The rows of the sheet `Data`."""
        return msgspec.msgpack.decode(self.lembar_data, type=list[Baris])


class LembarTabel(msgspec.Struct, frozen=True):
    """A sheet of anybody's workbook: its cells as texts, and which cells are merged.

    `gabungan` holds first row, first column, last row and last column, from 0.
    """

    baris: list[list[str]]
    gabungan: list[tuple[int, int, int, int]] = []


def packed(rows: Sequence[Sequence[object]]) -> msgspec.Raw:
    """Rows for `Mentah.lembar_data`."""
    return msgspec.Raw(msgspec.msgpack.encode(rows, enc_hook=str))


class Permintaan(msgspec.Struct, array_like=True):
    """A request: a verb of `kerja`, and the bytes of a file."""

    verba: str
    data: bytes


class Jawaban(msgspec.Struct, array_like=True):
    """An answer: a result, or the code and data of the reason there is none."""

    hasil: msgspec.Raw = _NOTHING
    kode: str = ""
    data: dict[str, Any] = {}


def write_frame(stream: BufferedWriter, content: bytes) -> None:
    """Send one message."""
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_frame(stream: BufferedReader) -> bytes:
    """Receive one message.

    Raises:
        EOFError: the other side is gone, or says something that is no message.

    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    if length > MAX_FRAME:
        raise EOFError
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content
