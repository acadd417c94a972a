"""The one door for values: each change of a cell comes through `write`, which says what changed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

from app.domain.nilai import Nilai
from app.errors import LontarError
from app.store import perubahan, riwayat, versions
from app.store.bulk import PIECE, Insertion, whole
from app.store.columns import from_columns, storable, to_columns, to_sheet_text, to_text
from app.store.riwayat import Entry, Gesture, SheetEntries
from app.store.sheet_row import Sheet, new_sheet

if TYPE_CHECKING:
    import sqlite3

    from app.store.office import Office

STATUS_TERKUNCI = "final"
MEMBALIK = frozenset({"urung", "ulang"})


class Kunci(NamedTuple):
    """Which sheet: a form of a region in a period ("2026-T3", or "2026" for annual cells)."""

    formulir: str
    wilayah: str
    periode: str


class CellWrite(NamedTuple):
    """A wish: this cell shall hold `nilai`; None empties it."""

    formulir: str
    wilayah: str
    periode: str
    sel: str
    nilai: Nilai | None


class Perubahan(NamedTuple):
    """A fact: this cell held `lama` and now holds `baru`."""

    formulir: str
    wilayah: str
    periode: str
    sel: str
    lama: Nilai | None
    baru: Nilai | None


class Tindakan(NamedTuple):
    """One gesture and what it changed; id 0 means that nothing changed and nothing was written.

    `samping` are the cells of notes that were taken back or put there again.
    """

    id: int
    waktu: str
    jenis: str
    label: str
    perubahan: Sequence[Perubahan] = ()
    samping: Sequence[tuple[Kunci, str]] = ()


class Berubah(NamedTuple):
    """The cells of a sheet that change: id, old and new value of each."""

    kunci: Kunci
    lembar: int
    sel: list[tuple[str, Nilai | None, Nilai | None]]


class Diganti(NamedTuple):
    """A sheet that holds something else: what its changed cells held, and what they hold now.

    A cell that was empty is not in `lama`, one that is emptied not in `baru`.
    """

    kunci: Kunci
    lembar: int
    lama: Mapping[str, Nilai]
    baru: Mapping[str, Nilai]

    def __len__(self) -> int:
        """How many cells change."""
        return len(self.lama.keys() | self.baru.keys()) if self.lama else len(self.baru)


class Penggantian(Sequence[Perubahan]):
    """The changes of cells in many sheets, made only for whoever looks at them."""

    def __init__(self, sheets: Sequence[Diganti]) -> None:
        """Keep what changed sheet by sheet."""
        self._sheets = sheets

    def __len__(self) -> int:
        return sum(map(len, self._sheets))

    @overload
    def __getitem__(self, place: int) -> Perubahan: ...
    @overload
    def __getitem__(self, place: slice) -> list[Perubahan]: ...
    def __getitem__(self, place: int | slice) -> Perubahan | list[Perubahan]:
        return list(self)[place]

    def __iter__(self) -> Iterator[Perubahan]:
        for kunci, _, lama, baru in self._sheets:
            for sel in sorted({**lama, **baru}):
                yield Perubahan(*kunci, sel, lama.get(sel), baru.get(sel))


Wanted = Mapping[Kunci, Mapping[str, Nilai | None]]

_WITH_ONE = """
    SELECT l.id, l.status, n.sel, ifnull(n.angka, n.teks), n.keadaan
    FROM lembar l LEFT JOIN nilai n ON n.lembar = l.id AND n.sel = ?
    WHERE l.formulir = ? AND l.wilayah = ? AND l.periode = ?
"""
_WITH_ALL = """
    SELECT l.id, l.status, n.sel, ifnull(n.angka, n.teks), n.keadaan
    FROM lembar l LEFT JOIN nilai n ON n.lembar = l.id
    WHERE l.formulir = ? AND l.wilayah = ? AND l.periode = ?
"""
_PUT = Insertion(
    "INSERT INTO nilai (lembar, sel, angka, teks, keadaan)",
    5,
    "ON CONFLICT (lembar, sel) DO UPDATE "
    "SET angka = excluded.angka, teks = excluded.teks, keadaan = excluded.keadaan",
)
# One statement for a sheet, from the text the history keeps: what it says is what stands there.
_PUT_SHEET = """
    INSERT INTO nilai (lembar, sel, angka, teks, keadaan)
    SELECT ?, key, iif(type = 'integer', atom, NULL), iif(type = 'text', atom, NULL),
           iif(type = 'array', json_extract(value, '$[0]'), NULL)
    FROM json_each(?) WHERE true
    ON CONFLICT (lembar, sel) DO UPDATE
    SET angka = excluded.angka, teks = excluded.teks, keadaan = excluded.keadaan
"""
_TAKE = "DELETE FROM nilai WHERE lembar = ? AND sel = ?"


def write(
    office: Office,
    cells: Iterable[CellWrite],
    *,
    jenis: str,
    label: str,
    pelaku: str,
    samping: Sequence[Entry] = (),
) -> Tindakan:
    """Change cells in one transaction, with their history, and return what really changed.

    A cell named twice gets the later value; a cell that already holds its value is left out.
    `samping` are notes that have been changed in this transaction by the same gesture.

    Raises:
        LontarError: a sheet is final, a form is unknown, a value cannot be kept, or the disk
            refuses; then nothing at all has changed.

    """
    wanted = _by_sheet(cells, jenis)
    with office.transaction() as conn:
        return apply(office, conn, wanted, Gesture(jenis, label, pelaku), samping)


def writing(
    office: Office, cells: Iterable[CellWrite], *, jenis: str, label: str, pelaku: str
) -> Generator[tuple[int, int], None, Tindakan]:
    """The same in pieces, how much is done of how much after each; closed, nothing has changed.

    Nothing else can be written to the office until it is over.

    Raises:
        LontarError: as `write`.

    """
    wanted = _by_sheet(cells, jenis)
    gesture = Gesture(jenis, label, pelaku)
    # Each cell goes into the history, and then into its sheet.
    all_ = 2 * sum(map(len, wanted.values()))
    return (yield from alone(office, lambda conn: applying(office, conn, wanted, gesture), all_))


def alone(
    office: Office, begin: Callable[[sqlite3.Connection], Generator[int, None, Tindakan]], all_: int
) -> Generator[tuple[int, int], None, Tindakan]:
    """Pieces of one transaction, how much is done of `all_` after each.

    Nothing else can be written to the office until it is over; closed, nothing has changed.
    """
    done = 0
    with office.transaction() as conn:
        office.busy = True
        try:
            steps = begin(conn)
            while True:
                try:
                    done += next(steps)
                except StopIteration as end:
                    found: Tindakan = end.value
                    return found
                yield done, all_
        finally:
            office.busy = False


def _by_sheet(cells: Iterable[CellWrite], jenis: str) -> dict[Kunci, dict[str, Nilai | None]]:
    if jenis in MEMBALIK:
        raise ValueError(jenis)
    wanted: dict[Kunci, dict[str, Nilai | None]] = {}
    place: tuple[str, str, str] | None = None
    sheet: dict[str, Nilai | None] = {}
    for formulir, wilayah, periode, sel, nilai in cells:
        if place != (formulir, wilayah, periode):
            place = formulir, wilayah, periode
            sheet = wanted.setdefault(Kunci(*place), {})
        sheet[sel] = storable(nilai, formulir, sel)
    return wanted


def write_sheets(
    office: Office, wanted: Wanted, *, jenis: str, label: str, pelaku: str
) -> Tindakan:
    """The same for what a package brings: the history tells all changes of a sheet in one row.

    The values have been judged; what no sheet can hold is refused by the file itself.
    """
    with office.transaction() as conn:
        begin = _Beginning(conn, many=True)
        found = (_replaced(begin, kunci, cells) for kunci, cells in wanted.items())
        changed = [one for one in found if one is not None]
        if not changed:
            return Tindakan(0, "", jenis, label)
        texts = [(to_sheet_text(one.lama), to_sheet_text(one.baru)) for one in changed]
        history = [
            SheetEntries(one.lembar, *one.kunci, perubahan.SHEET, [("", *text)])
            for one, text in zip(changed, texts, strict=True)
        ]
        number, waktu = riwayat.append_sheets(office, conn, Gesture(jenis, label, pelaku), history)
        for one, (_, baru) in zip(changed, texts, strict=True):
            if baru is not None:
                conn.execute(_PUT_SHEET, (one.lembar, baru))
            emptied = one.lama.keys() - one.baru.keys()
            conn.executemany(_TAKE, [(one.lembar, sel) for sel in emptied])
    return Tindakan(number, waktu, jenis, label, Penggantian(changed))


def apply(
    office: Office,
    conn: sqlite3.Connection,
    wanted: Wanted,
    gesture: Gesture,
    samping: Sequence[Entry] = (),
) -> Tindakan:
    """Do what `write` promises inside a transaction that is already open."""
    return whole(applying(office, conn, wanted, gesture, samping))


def applying(
    office: Office,
    conn: sqlite3.Connection,
    wanted: Wanted,
    gesture: Gesture,
    samping: Sequence[Entry] = (),
) -> Generator[int, None, Tindakan]:
    """The same in pieces; how many rows there are in each."""
    begin = _Beginning(conn, many=len(wanted) > 1)
    found = (_compare(begin, kunci, cells) for kunci, cells in wanted.items())
    changed = [one for one in found if one is not None]
    if not changed and not samping:
        return Tindakan(0, "", gesture.jenis, gesture.label)
    history = [
        SheetEntries(lembar, *kunci, "nilai", [(s, to_text(a), to_text(b)) for s, a, b in cells])
        for kunci, lembar, cells in changed
    ]
    history += [SheetEntries(*one[:5], [one[5:]]) for one in samping]
    number, waktu = yield from riwayat.appending(office, conn, gesture, history)
    yield from _storing(conn, changed)
    told = tuple(Perubahan(*one.kunci, *cell) for one in changed for cell in one.sel)
    beside = [(Kunci(*one[1:4]), one.sel) for one in samping] if samping else ()
    return Tindakan(number, waktu, gesture.jenis, gesture.label, told, beside)


class _Beginning:
    """Starts the sheets of one gesture; of `many`, what holds for a period is asked once."""

    def __init__(self, conn: sqlite3.Connection, *, many: bool) -> None:
        self.conn = conn
        self._many = many
        self._in_force: dict[str, dict[str, int]] = {}

    def sheet(self, kunci: Kunci) -> Sheet:
        if not self._many:
            return new_sheet(self.conn, kunci)
        if kunci.periode not in self._in_force:
            self._in_force[kunci.periode] = versions.in_force(self.conn, kunci.periode)
        return new_sheet(self.conn, kunci, self._in_force[kunci.periode])


def _replaced(begin: _Beginning, kunci: Kunci, cells: Mapping[str, Nilai | None]) -> Diganti | None:
    sheet, held = look(begin.conn, kunci, cells)
    wanted = {sel: nilai for sel, nilai in cells.items() if nilai is not None}
    baru = (
        {sel: nilai for sel, nilai in wanted.items() if held.get(sel) != nilai} if held else wanted
    )
    lama = {sel: held[sel] for sel in cells if sel in held and (sel in baru or sel not in wanted)}
    if not (lama or baru):
        return None
    _check_open(sheet, kunci)
    return Diganti(kunci, sheet.id if sheet else begin.sheet(kunci).id, lama, baru)


def _check_open(sheet: Sheet | None, kunci: Kunci) -> None:
    if sheet and sheet.status == STATUS_TERKUNCI:
        raise LontarError("lembar_terkunci", **kunci._asdict())


def _compare(begin: _Beginning, kunci: Kunci, cells: Mapping[str, Nilai | None]) -> Berubah | None:
    sheet, now = look(begin.conn, kunci, cells)
    held = now.get
    changed = [(sel, held(sel), nilai) for sel, nilai in cells.items() if held(sel) != nilai]
    if not changed:
        return None
    _check_open(sheet, kunci)
    return Berubah(kunci, sheet.id if sheet else begin.sheet(kunci).id, changed)


def _storing(conn: sqlite3.Connection, changed: list[Berubah]) -> Generator[int, None, None]:
    put, take = [], []
    for _, lembar, cells in changed:
        for sel, _, nilai in cells:
            if nilai is None:
                take.append((lembar, sel))
            else:
                put.append((lembar, sel, *to_columns(nilai)))
    yield from _PUT.putting(conn, put)
    for start in range(0, len(take), PIECE):
        piece = take[start : start + PIECE]
        conn.executemany(_TAKE, piece)
        yield len(piece)


def look(
    conn: sqlite3.Connection, kunci: Kunci, cells: Mapping[str, object]
) -> tuple[Sheet | None, dict[str, Nilai]]:
    """The sheet, and what it holds at least in the named cells, in one question."""
    if len(cells) == 1:
        rows = conn.execute(_WITH_ONE, (*cells, *kunci)).fetchall()
    else:
        rows = conn.execute(_WITH_ALL, kunci).fetchall()
    if not rows:
        return None, {}
    now = {sel: from_columns(isi, keadaan) for _, _, sel, isi, keadaan in rows if sel is not None}
    return Sheet(rows[0][0], rows[0][1]), now
