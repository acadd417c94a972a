"""The history: every gesture with the old and new of each cell, chained so that tampering shows.

The hash of a row is SHA-256 over the hash of the row before it followed by the compact JSON array
(UTF-8) of `CHAINED`, in that order. Before the first row stands SHA-256 of
"lontar-riwayat:" and the id of the office, so a history cannot be moved to another office.

A row is about one cell, or about all cells of a sheet that a package changed (`perubahan`); either
is one link of the chain.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.store import perubahan, sqlite_file
from app.store.bulk import Insertion, whole
from app.store.faults import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    from app.store.office import Office

CHAINED = (
    "id", "tindakan", "waktu", "pelaku", "jenis", "label", "membalik",
    "formulir", "wilayah", "periode", "aspek", "sel", "lama", "baru",
)  # fmt: skip


class Entry(NamedTuple):
    """One thing that changed in a sheet; `lembar` is its row id."""

    lembar: int
    formulir: str
    wilayah: str
    periode: str
    aspek: str
    sel: str
    lama: str | None
    baru: str | None


class SheetEntries(NamedTuple):
    """The same for many cells of a sheet; `sel` holds for each its id, the old and the new."""

    lembar: int
    formulir: str
    wilayah: str
    periode: str
    aspek: str
    sel: Sequence[tuple[str, str | None, str | None]]


class Gesture(NamedTuple):
    """What someone did, before it has a number."""

    jenis: str
    label: str
    pelaku: str
    membalik: int | None = None


class Head(NamedTuple):
    """The last link of the chain: row number, gesture number and hash."""

    id: int
    tindakan: int
    sha256: bytes


class ChainReport(NamedTuple):
    """What `verify_chain` found; `strangers` are cells whose value never came through the door."""

    ok: bool
    head: str
    broken_at: int | None
    strangers: tuple[tuple[str, str, str, str], ...]


class RowFacts(NamedTuple):
    """What a row of the history is about; None is what can no longer be told."""

    waktu: str | None
    pelaku: str | None
    label: str | None
    formulir: str | None
    wilayah: str | None
    periode: str | None
    sel: str


_ENCODER = msgspec.json.Encoder()
_TICK = 2000
_HEAD = "SELECT id, tindakan, sha256 FROM riwayat ORDER BY id DESC LIMIT 1"
_ADD_TINDAKAN = """
    INSERT INTO tindakan (id, waktu, pelaku, jenis, label, wilayah, membalik, dari, sampai)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_RIWAYAT = Insertion(
    "INSERT INTO riwayat (id, tindakan, lembar, aspek, sel, lama, baru, sha256)", 8
)
_EACH = """
    SELECT r.id, r.tindakan, t.waktu, t.pelaku, t.jenis, t.label, t.membalik,
           l.formulir, l.wilayah, l.periode, r.aspek, r.sel, r.lama, r.baru, r.sha256
    FROM riwayat r
    LEFT JOIN tindakan t ON t.id = r.tindakan AND r.id BETWEEN t.dari AND t.sampai
    LEFT JOIN lembar l ON l.id = r.lembar
"""
_WALK = f"{_EACH} ORDER BY r.id"
WALK_FROM = f"{_EACH} WHERE r.id > ? ORDER BY r.id"
"""The history after a row: what is chained, in order, and the hash."""
_STRANGERS = f"""
    SELECT l.formulir, l.wilayah, l.periode, sel FROM (
        SELECT lembar, sel, CASE WHEN angka IS NOT NULL THEN 'angka:' || angka
                                 WHEN teks IS NOT NULL THEN 'teks:' || teks
                                 ELSE 'keadaan:' || keadaan END AS isi FROM nilai
        UNION ALL
        SELECT lembar, sel, baru FROM (
            SELECT lembar, sel, baru, max(id) FROM ({perubahan.changes("1")}) GROUP BY lembar, sel)
        WHERE baru IS NOT NULL
    ) JOIN lembar l ON l.id = lembar
    GROUP BY lembar, sel HAVING count(*) <> 2 OR min(isi) <> max(isi)
    ORDER BY 1, 2, 3, 4
"""  # noqa: S608 - put together from our own words only
_FACTS = """
    SELECT t.waktu, t.pelaku, t.label, l.formulir, l.wilayah, l.periode, r.sel
    FROM riwayat r LEFT JOIN tindakan t ON t.id = r.tindakan LEFT JOIN lembar l ON l.id = r.lembar
    WHERE r.id = ?
"""


def genesis(office_id: str) -> bytes:
    """What the first row is chained to."""
    import hashlib

    return hashlib.sha256(f"lontar-riwayat:{office_id}".encode()).digest()


def head(conn: sqlite3.Connection, office_id: str) -> Head:
    """The last link as it stands in the file."""
    row = conn.execute(_HEAD).fetchone()
    return Head(*row) if row else Head(0, 0, genesis(office_id))


def append(
    office: Office, conn: sqlite3.Connection, gesture: Gesture, entries: Iterable[Entry]
) -> tuple[int, str]:
    """Write one gesture with all it changed; return its number and its time."""
    sheets = [SheetEntries(*entry[:5], [entry[5:]]) for entry in entries]
    return append_sheets(office, conn, gesture, sheets)


def append_sheets(
    office: Office, conn: sqlite3.Connection, gesture: Gesture, sheets: Sequence[SheetEntries]
) -> tuple[int, str]:
    """The same for what is together by sheets already."""
    return whole(appending(office, conn, gesture, sheets))


def appending(
    office: Office, conn: sqlite3.Connection, gesture: Gesture, sheets: Sequence[SheetEntries]
) -> Generator[int, None, tuple[int, str]]:
    """The same in pieces; how many rows there are in each."""
    last = head(conn, office.identitas.office_id)
    number = last.tindakan + 1
    waktu = office.moment().isoformat(timespec="milliseconds")
    regions = {sheet.wilayah for sheet in sheets}
    wilayah = regions.pop() if len(regions) == 1 else None
    jenis, label, pelaku, membalik = gesture
    count = sum(len(sheet.sel) for sheet in sheets)
    conn.execute(
        _ADD_TINDAKAN,
        (number, waktu, pelaku, jenis, label, wilayah, membalik, last.id + 1, last.id + count),
    )
    told = (number, waktu, pelaku, jenis, label, membalik)
    yield from _ADD_RIWAYAT.putting(conn, _rows(last, told, sheets))
    return number, waktu


def _rows(
    last: Head, told: tuple[object, ...], sheets: Iterable[SheetEntries]
) -> Iterator[tuple[object, ...]]:
    import hashlib

    link, place, number = last.sha256, last.id, last.tindakan + 1
    encode, sha256 = _ENCODER.encode, hashlib.sha256
    for lembar, formulir, wilayah, periode, aspek, cells in sheets:
        # The same in all rows of the sheet: spelt once, between the brackets of the array.
        same = encode((*told, formulir, wilayah, periode, aspek))[1:-1]
        for cell in cells:
            place += 1
            spelt = b"%b[%d,%b,%b" % (link, place, same, encode(cell)[1:])
            link = sha256(spelt).digest()
            yield place, number, lembar, aspek, *cell, link


def _link(before: bytes, fields: tuple[object, ...]) -> bytes:
    import hashlib

    return hashlib.sha256(before + _ENCODER.encode(fields)).digest()


def follows(last: Head, fields: tuple[object, ...], found: bytes) -> bool:
    """Whether a row, with its hash, is the next link after another one."""
    return fields[0] == last.id + 1 and _link(last.sha256, fields) == found


def verify_chain(office: Office) -> ChainReport:
    """Walk the history: tell whether it is whole, and whether the values are what it says."""
    return verify(office.conn, office.identitas.office_id)


def verify_file(database: Path, tick: Callable[[], object] | None = None) -> ChainReport:
    """The same with a connection of one's own, for a thread beside the one that writes.

    `tick` is called now and then and may raise to stop.
    """
    with in_words(database.parent), closing(sqlite_file.read_only(database)) as conn:
        # One view of the file, whatever is typed meanwhile.
        conn.execute("BEGIN")
        office_id = conn.execute("SELECT office_id FROM identitas").fetchone()[0]
        return verify(conn, office_id, tick)


def verify(
    conn: sqlite3.Connection, office_id: str, tick: Callable[[], object] | None = None
) -> ChainReport:
    """Walk the history behind a connection."""
    try:
        strangers = tuple(conn.execute(_STRANGERS))
    except sqlite3.OperationalError as exc:
        _raise_unless_garbled(exc)
        strangers = (("?", "?", "?", "?"),)
    broken_at, last = _first_break(conn, office_id, tick or _nothing)
    return ChainReport(broken_at is None and not strangers, last.hex(), broken_at, strangers)


def row_facts(office: Office, row: int) -> RowFacts | None:
    """Who did what in a row of the history; None when it is gone or cannot be read."""
    try:
        found = office.conn.execute(_FACTS, (row,)).fetchone()
    except sqlite3.OperationalError as exc:
        _raise_unless_garbled(exc)
        return None
    return RowFacts(*found) if found else None


def _first_break(
    conn: sqlite3.Connection, office_id: str, tick: Callable[[], object]
) -> tuple[int | None, bytes]:
    link, place = genesis(office_id), 0
    witnesses = _witnesses(conn)
    if witnesses.get(0, link) != link:
        return 0, link
    rows = enumerate(conn.execute(_WALK), start=1)
    while True:
        try:
            place, (*fields, found) = next(rows)
        except StopIteration:
            break
        except sqlite3.OperationalError as exc:
            _raise_unless_garbled(exc)
            return place + 1, link
        link = _link(link, tuple(fields))
        if fields[0] != place or found != link or witnesses.get(place, link) != link:
            return place, link
        if not place % _TICK:
            tick()
    # Rows cut off at the end leave gestures, or packages sent with the longer history, behind.
    known = max(witnesses, default=0)
    told = conn.execute("SELECT ifnull(max(sampai), 0) FROM tindakan").fetchone()[0]
    return (place + 1 if max(known, told) > place else None), link


def _witnesses(conn: sqlite3.Connection) -> dict[int, bytes]:
    """Where the chain stood each time a package came or went."""
    return dict(conn.execute("SELECT rantai, rantai_kepala FROM paket"))


def _raise_unless_garbled(exc: sqlite3.OperationalError) -> None:
    """Text that is no text at all is what tampering leaves; anything else is the disk's fault."""
    if getattr(exc, "sqlite_errorname", None) is not None:
        raise exc


def _nothing() -> None:
    return
