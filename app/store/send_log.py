"""Which revisions left this office, kept outside the database: a restored backup reuses none.

The file `buku-kirim.txt` is only ever added to. A line is

    kirim 53.01 2026-T3 2 <id of the package> 2026-10-05T09:30:00.000+08:00 <check>

with the first 16 hexadecimal digits of the SHA-256 of what stands before ` <check>`. `batal`
instead of `kirim` takes a line back whose file never came to be. Whatever does not read like this,
a line torn by a power cut for example, is passed over.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from app.store.faults import in_words
from app.store.office import sync_folder

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from app.store.dispatch import Paket
    from app.store.office import Office

FILE_NAME = "buku-kirim.txt"
SENT, CANCELLED = "kirim", "batal"
_CHECK = 16
_FIELDS = 6
# Revisions an office sends of one quarter between two copies of its log; nobody sends so many.
_FURTHEST = 100
_REVISION = re.compile("[0-9]{1,4}")

_OUTGOING = """
    SELECT wilayah, periode, revisi, paket_id, waktu FROM paket WHERE arah = 'keluar' ORDER BY nomor
"""


class Kiriman(NamedTuple):
    """A package that left; `waktu` is an ISO text with its zone."""

    wilayah: str
    periode: str
    revisi: int
    paket_id: str
    waktu: str


@contextmanager
def delivering(office: Office, paket: Paket, path: Path) -> Iterator[None]:
    """Note the package before its file is written; if the block fails, remove the file instead.

    A crash in between burns the number: better one never used than one used twice.

    Raises:
        LontarError: the disk refuses.

    """
    waktu = office.now().isoformat(timespec="milliseconds")
    kiriman = Kiriman(
        paket.wilayah or "", paket.periode or "", paket.revisi or 0, paket.paket_id or "", waktu
    )
    _append(office.folder, SENT, [*_unnoted(office.folder, office.conn), kiriman])
    try:
        yield
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        if not path.exists():
            _append(office.folder, CANCELLED, [kiriman])
        raise


def sendings(folder: Path) -> list[Kiriman]:
    """Everything that left the office in `folder`, oldest first, as far as the file can be read."""
    with in_words(folder):
        try:
            data = (folder / FILE_NAME).read_bytes()
        except FileNotFoundError:
            return []
    found: dict[Kiriman, None] = {}
    for line in data.split(b"\n"):
        verb, kiriman = _read(line)
        if kiriman is not None and verb == SENT:
            found[kiriman] = None
        elif kiriman is not None:
            found.pop(kiriman, None)
    return list(found)


def highest(folder: Path, wilayah: str, periode: str, *, besides: str = "") -> int:
    """The highest revision that left for a region and period, 0 for none; `besides` is an id."""
    return max(
        (
            one.revisi
            for one in sendings(folder)
            if (one.wilayah, one.periode) == (wilayah, periode) and one.paket_id != besides
        ),
        default=0,
    )


def lost(office: Office) -> list[Kiriman]:
    """What left but is newer than anything the database knows: a backup was restored since.

    Packages sent before there was a send log are noted in it meanwhile.
    """
    note_all(office.folder, office.conn)
    known: dict[tuple[str, str], int] = {}
    for wilayah, periode, revisi, *_ in office.conn.execute(_OUTGOING):
        known[wilayah, periode] = max(revisi, known.get((wilayah, periode), 0))
    return [
        one
        for one in sendings(office.folder)
        if one.revisi > known.get((one.wilayah, one.periode), 0)
    ]


def note_all(folder: Path, conn: sqlite3.Connection) -> None:
    """Note whatever a database says went out and the send log in `folder` does not know."""
    unnoted = _unnoted(folder, conn)
    if unnoted:
        _append(folder, SENT, unnoted)


def learn(folder: Path, other: Path) -> None:
    """Note in `folder` what the send log in another folder knows more.

    That may lie on a flash disk anybody can write to: a number far beyond all known here would use
    up the numbers of a quarter at one stroke, and is left out.
    """
    known = sendings(folder)
    noted = {one.paket_id for one in known}
    highest_here: dict[tuple[str, str], int] = {}
    for one in known:
        key = one.wilayah, one.periode
        highest_here[key] = max(one.revisi, highest_here.get(key, 0))
    fresh = [
        one
        for one in sendings(other)
        if one.paket_id not in noted
        and one.revisi <= highest_here.get((one.wilayah, one.periode), 0) + _FURTHEST
    ]
    if fresh:
        _append(folder, SENT, fresh)


def _unnoted(folder: Path, conn: sqlite3.Connection) -> list[Kiriman]:
    noted = {one.paket_id for one in sendings(folder)}
    outgoing = (Kiriman(*row) for row in conn.execute(_OUTGOING))
    return [one for one in outgoing if one.paket_id not in noted]


def _append(folder: Path, verb: str, sent: Iterable[Kiriman]) -> None:
    """Add lines and wait until they are on the disk."""
    path = folder / FILE_NAME
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    with in_words(folder):
        new = not path.exists()
        with os.fdopen(os.open(path, flags, 0o644), "rb+") as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
            # After a power cut the last line may have no end; the next one must not join it.
            torn = bool(size) and file.read(1) != b"\n"
            file.write(b"\n" * torn + b"".join(_line(verb, one) for one in sent))
            file.flush()
            os.fsync(file.fileno())
        if new:
            sync_folder(folder)


def _line(verb: str, kiriman: Kiriman) -> bytes:
    told = " ".join((verb, *map(str, kiriman))).encode()
    return told + b" " + _check(told) + b"\n"


def _read(line: bytes) -> tuple[str, Kiriman | None]:
    told, _, check = line.strip().rpartition(b" ")
    fields = told.decode("utf-8", "replace").split(" ")
    if check != _check(told) or len(fields) != _FIELDS or fields[0] not in (SENT, CANCELLED):
        return "", None
    verb, wilayah, periode, revisi, paket_id, waktu = fields
    if not _REVISION.fullmatch(revisi):
        return "", None
    return verb, Kiriman(wilayah, periode, int(revisi), paket_id, waktu)


def _check(told: bytes) -> bytes:
    import hashlib

    return hashlib.sha256(told).hexdigest()[:_CHECK].encode()
