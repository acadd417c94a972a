"""Undo and redo as ordinary audited writes, read back from `tindakan` and so restart-proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app.errors import LontarError
from app.store.bulk import PIECE, whole
from app.store.columns import from_text
from app.store.door import Kunci, Perubahan, Tindakan, alone, applying, look
from app.store.riwayat import Entry, Gesture
from app.store.sheets import turn_note

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterator

    from app.domain.nilai import Nilai
    from app.store.office import Office


Way = Literal["urung", "ulang"]
"""Takes a gesture back, or does it again."""


class _Step(NamedTuple):
    """A gesture that can be undone or redone; `tindakan` is the original one."""

    tindakan: int
    label: str


class Langkah(NamedTuple):
    """A step as the list of steps shows it; `urung` tells that it has been taken back."""

    tindakan: int
    waktu: str
    pelaku: str
    jenis: str
    label: str
    sel: int
    urung: bool


# Two hundred steps back is further than anyone follows, and keeps the look-up short.
_RECENT = """
    SELECT id, jenis, label, membalik FROM tindakan
    WHERE jenis NOT IN ('impor', 'definisi', 'status', 'alasan', 'bukti', 'jawaban')
      AND ifnull(?, wilayah) IS wilayah
    ORDER BY id DESC LIMIT 200
"""
_FACTS = (
    "SELECT id, waktu, pelaku, jenis, label, sampai - dari + 1 FROM tindakan WHERE id IN ({ids})"
)
_COUNT = "SELECT sampai - dari + 1 FROM tindakan WHERE id = ?"
_CHANGES = """
    SELECT l.formulir, l.wilayah, l.periode, r.sel, r.lama, r.baru
    FROM tindakan t
    JOIN riwayat r ON r.id BETWEEN t.dari AND t.sampai
    JOIN lembar l ON l.id = r.lembar
    WHERE t.id = ? AND r.aspek = 'nilai' ORDER BY r.id
"""
_NOTES = """
    SELECT l.id, l.formulir, l.wilayah, l.periode, r.sel, r.lama, r.baru
    FROM tindakan t
    JOIN riwayat r ON r.id BETWEEN t.dari AND t.sampai
    JOIN lembar l ON l.id = r.lembar
    WHERE t.id = ? AND r.aspek = 'catatan' ORDER BY r.id
"""


def undo(office: Office, *, pelaku: str, wilayah: str | None = None) -> Tindakan | None:
    """Take back the latest gesture (of one region, or of all) that still stands, if there is one.

    Raises:
        LontarError: a cell was changed by something else since, or its sheet is final.

    """
    return whole(reversing(office, "urung", pelaku=pelaku, wilayah=wilayah))


def redo(office: Office, *, pelaku: str, wilayah: str | None = None) -> Tindakan | None:
    """Do again what was taken back last, unless something new was written since.

    Raises:
        LontarError: as for `undo`.

    """
    return whole(reversing(office, "ulang", pelaku=pelaku, wilayah=wilayah))


def reversing(
    office: Office, jenis: Way, *, pelaku: str, wilayah: str | None = None
) -> Generator[tuple[int, int], None, Tindakan | None]:
    """The same as `undo` or `redo` in pieces, as `door.alone` does them.

    The first piece does nothing yet: it only tells how much there is to do.

    Raises:
        LontarError: as for `undo`.

    """
    stack = _stacks(office.conn, wilayah)[0 if jenis == "urung" else 1]
    if not stack:
        return None
    step = stack[-1]
    count = office.conn.execute(_COUNT, (step.tindakan,)).fetchone()[0]
    # Each change is read, looked at, told in the history and made.
    return (
        yield from alone(
            office, lambda conn: _reversing(office, conn, step, jenis, pelaku), 4 * count
        )
    )


def undo_to(
    office: Office, tindakan: int, *, pelaku: str, wilayah: str | None = None
) -> list[Tindakan]:
    """Take back one gesture and all that still stand above it: all of them or none.

    Raises:
        LontarError: as for `undo`, or the gesture does not stand (any more).

    """
    with office.transaction() as conn:
        undoable, _ = _stacks(conn, wilayah)
        steps = _down_to(undoable, tindakan)
        return [_reverse(office, conn, step, "urung", pelaku) for step in steps]


def redo_to(
    office: Office, tindakan: int, *, pelaku: str, wilayah: str | None = None
) -> list[Tindakan]:
    """Do again one gesture that was taken back, and all before it: all of them or none.

    Raises:
        LontarError: as for `undo_to`.

    """
    with office.transaction() as conn:
        _, redoable = _stacks(conn, wilayah)
        steps = _down_to(redoable, tindakan)
        return [_reverse(office, conn, step, "ulang", pelaku) for step in steps]


def steps(office: Office, wilayah: str | None = None) -> list[Langkah]:
    """The steps that can be taken back or done again, newest first."""
    undoable, redoable = _stacks(office.conn, wilayah)
    standing = {step.tindakan: step for step in reversed(undoable)}
    order = [step.tindakan for step in redoable] + list(standing)
    sql = _FACTS.format(ids=", ".join("?" * len(order)))
    facts = {row[0]: row for row in office.conn.execute(sql, order)}
    return [Langkah._make((*facts[number], number not in standing)) for number in order]


def undo_label(office: Office, wilayah: str | None = None) -> str | None:
    """What `undo` would take back."""
    undoable, _ = _stacks(office.conn, wilayah)
    return undoable[-1].label if undoable else None


def redo_label(office: Office, wilayah: str | None = None) -> str | None:
    """What `redo` would do again."""
    _, redoable = _stacks(office.conn, wilayah)
    return redoable[-1].label if redoable else None


def _down_to(stack: list[_Step], tindakan: int) -> list[_Step]:
    """The steps from the top of a stack down to one gesture.

    Raises:
        LontarError: the gesture does not stand there.

    """
    place = next((n for n, one in enumerate(stack) if one.tindakan == tindakan), None)
    if place is None:
        raise LontarError("langkah_tidak_ada", nomor=tindakan)
    return stack[place:][::-1]


def _stacks(conn: sqlite3.Connection, wilayah: str | None) -> tuple[list[_Step], list[_Step]]:
    undoable: list[_Step] = []
    redoable: list[_Step] = []
    for number, jenis, label, membalik in reversed(conn.execute(_RECENT, (wilayah,)).fetchall()):
        if jenis == "urung":
            _move(_Step(membalik, label), undoable, redoable)
        elif jenis == "ulang":
            _move(_Step(membalik, label), redoable, undoable)
        else:
            undoable.append(_Step(number, label))
            redoable.clear()
    return undoable, redoable


def _move(step: _Step, source: list[_Step], target: list[_Step]) -> None:
    # Not always the top: the stack of one region is a part of the stack of all.
    if step in source:
        source.remove(step)
    target.append(step)


def _reverse(
    office: Office, conn: sqlite3.Connection, step: _Step, jenis: Way, pelaku: str
) -> Tindakan:
    return whole(_reversing(office, conn, step, jenis, pelaku))


def _reversing(
    office: Office, conn: sqlite3.Connection, step: _Step, jenis: Way, pelaku: str
) -> Generator[int, None, Tindakan]:
    """The same in pieces; how many changes were dealt with in each."""
    yield 0
    gesture = Gesture(jenis, step.label, pelaku, step.tindakan)
    noted = _turn_notes(conn, step.tindakan, gesture)
    found: list[Perubahan] = []
    for piece in _changes(conn, step.tindakan):
        found += piece
        yield len(piece)
    # Seen from here `lama` is what must stand in the cell now, `baru` what it gets.
    turned = found if jenis == "ulang" else [p._replace(lama=p.baru, baru=p.lama) for p in found]
    wanted: dict[Kunci, dict[str, Nilai | None]] = {}
    for change in turned:
        wanted.setdefault(Kunci(*change[:3]), {})[change.sel] = change.baru
    _refuse_changed(conn, wanted, turned, jenis, step.label)
    yield len(turned)
    return (yield from applying(office, conn, wanted, gesture, noted))


def _turn_notes(conn: sqlite3.Connection, tindakan: int, gesture: Gesture) -> list[Entry]:
    """Put the notes a gesture changed to what they were, or are to be again."""
    entries = []
    notes = conn.execute(_NOTES, (tindakan,)).fetchall()
    for lembar, formulir, wilayah, periode, sel, lama, baru in notes:
        kunci = Kunci(formulir, wilayah, periode)
        step = (lama, baru) if gesture.jenis == "ulang" else (baru, lama)
        entry = turn_note(conn, lembar, kunci, sel, step)
        if entry is None:
            raise _changed_since(gesture.jenis, gesture.label, kunci, sel)
        entries.append(entry)
    return entries


def _changes(conn: sqlite3.Connection, tindakan: int) -> Iterator[list[Perubahan]]:
    rows = conn.execute(_CHANGES, (tindakan,))
    while piece := rows.fetchmany(PIECE):
        yield [
            Perubahan(formulir, wilayah, periode, sel, from_text(lama), from_text(baru))
            for formulir, wilayah, periode, sel, lama, baru in piece
        ]


def _refuse_changed(
    conn: sqlite3.Connection,
    wanted: dict[Kunci, dict[str, Nilai | None]],
    turned: list[Perubahan],
    jenis: str,
    label: str,
) -> None:
    now = {kunci: look(conn, kunci, cells)[1] for kunci, cells in wanted.items()}
    for change in turned:
        kunci = Kunci(*change[:3])
        if now[kunci].get(change.sel) != change.lama:
            raise _changed_since(jenis, label, kunci, change.sel)


def _changed_since(jenis: str, label: str, kunci: Kunci, sel: str) -> LontarError:
    return LontarError(f"{jenis}_sudah_berubah", label=label, sel=sel, **kunci._asdict())
