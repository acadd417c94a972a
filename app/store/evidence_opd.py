"""Evidence that an accepted package declares: at its cells here, delivered or not yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.store import evidence, sheets
from app.store.door import STATUS_TERKUNCI
from app.store.riwayat import Entry
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

    from app.domain.periode import Periode
    from app.store.door import Kunci, Tindakan
    from app.store.evidence import Bukti
    from app.store.office import Office

_ADD = """
    INSERT INTO bukti (lembar, sel, sha256, nama, ukuran, tanggal, penanda, halaman, disertakan,
                       ditambah)
    VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, ?)
"""
_FROM = "INSERT INTO bukti_opd (bukti, opd, paket, tiba) VALUES (?, ?, ?, ?)"
_REFRESH = """
    UPDATE bukti SET nama = ?, tanggal = ?, halaman = ?, disertakan = ? WHERE id = ?
"""
_NAMED_BY = "UPDATE bukti_opd SET opd = ?, paket = ? WHERE bukti = ?"
_OF_PACKAGE = "SELECT bukti FROM bukti_opd WHERE paket = ?"
_WANTED = """
    SELECT DISTINCT b.sha256, b.ukuran, b.nama FROM bukti b JOIN bukti_opd o ON o.bukti = b.id
    WHERE o.tiba = 0 AND b.disertakan = 1 AND ifnull(?, o.paket) = o.paket
"""
_HAS_COME = """
    SELECT 1 FROM bukti b JOIN bukti_opd o ON o.bukti = b.id WHERE b.sha256 = ? AND o.tiba = 1
"""
_DECLARED = f"""{evidence.SELECT}
    WHERE o.paket = ? ORDER BY l.formulir, l.periode, b.sel, b.id
"""
_UNASKED = """
    SELECT DISTINCT l.asal_paket FROM lembar l
    WHERE l.asal_paket IS NOT NULL AND l.status <> ?
      AND NOT EXISTS (SELECT 1 FROM bukti_opd o WHERE o.paket = l.asal_paket)
"""
_FILLED = "SELECT DISTINCT formulir FROM lembar WHERE asal_paket = ? AND status <> ?"
_ASKED = "bukti.ditanyakan"
_OWING = """
    SELECT DISTINCT o.opd FROM bukti b JOIN bukti_opd o ON o.bukti = b.id
    JOIN lembar l ON l.id = b.lembar
    WHERE o.tiba = 0 AND b.disertakan = 1 AND l.wilayah = ? AND l.periode IN (?, ?)
    ORDER BY o.opd
"""


class Dinyatakan(NamedTuple):
    """A file as a package declares it at a cell; `disertakan` when it travels with the package."""

    kunci: Kunci
    sel: str
    sha256: str
    ukuran: int
    nama: str
    tanggal: str
    halaman: str
    disertakan: bool

    @property
    def letak(self) -> tuple[Kunci, str, str]:
        """What tells it from any other: the cell and the content."""
        return self.kunci, self.sel, self.sha256


class Asal(NamedTuple):
    """The package that declares: of which OPD or region, by its name, and its id."""

    opd: str
    paket: str


class Ditunggu(NamedTuple):
    """A file that was declared to travel and is not here; `ukuran` in bytes."""

    sha256: str
    ukuran: int
    nama: str


def replace(
    office: Office,
    wilayah: str,
    periode: Periode,
    formulir: Collection[str],
    declared: Iterable[Dinyatakan],
    asal: Asal,
    *,
    label: str,
    pelaku: str,
) -> Tindakan:
    """Let the cells of these forms have the evidence a package declares, as one gesture.

    What an earlier package declared and this one does not goes from its cell; its file stays, as
    the history and packages that were sent name it. What was attached here is never touched.
    """
    with office.transaction() as conn:
        listed = evidence.evidence(office, wilayah, periode)
        here = {(one.kunci, one.sel, one.sha256): one for one in listed}
        wanted = {one.letak: one for one in declared}
        gone = [
            one
            for letak, one in here.items()
            if one.opd and one.formulir in formulir and letak not in wanted
        ]
        entries = [_drop(conn, one) for one in gone]
        for letak, one in wanted.items():
            known = here.get(letak)
            if known is None:
                entries.append(_add(office, conn, one, asal))
            elif known.opd:
                entries += _refresh(office, conn, known, one, asal)
        return sheets.told(office, conn, evidence.JENIS, label, pelaku, entries)


def withdraw(office: Office, paket: str, *, label: str, pelaku: str) -> Tindakan:
    """Take away what a package declared that is withdrawn; the files stay."""
    with office.transaction() as conn:
        numbers = [number for (number,) in conn.execute(_OF_PACKAGE, (paket,)).fetchall()]
        entries = [_drop(conn, evidence.find(office, number)) for number in numbers]
        return sheets.told(office, conn, evidence.JENIS, label, pelaku, entries)


def wanted(office: Office, paket: str | None = None) -> dict[str, Ditunggu]:
    """The files that were declared to travel and are not here, of one package or of all."""
    return {row[0]: Ditunggu._make(row) for row in office.conn.execute(_WANTED, (paket,))}


def has_come(office: Office, sha256: str) -> bool:
    """Whether a file that some package declares was taken out of an archive before."""
    return office.conn.execute(_HAS_COME, (sha256,)).fetchone() is not None


def declared(office: Office, paket: str) -> list[Bukti]:
    """Everything a package declares, as long as no later one of the same sender took its place."""
    return [evidence.made(row) for row in office.conn.execute(_DECLARED, (paket,))]


def unasked(office: Office) -> list[str]:
    """The packages whose figures stand here and that were never asked for their evidence.

    An earlier version took figures only. What is signed and closed stays as it is.
    """
    asked: list[str] = setting(office, _ASKED, [])
    rows = office.conn.execute(_UNASKED, (STATUS_TERKUNCI,))
    return sorted({paket for (paket,) in rows} - set(asked))


def filled_by(office: Office, paket: str) -> frozenset[str]:
    """The forms, not closed, that hold the figures of a package."""
    return frozenset(kode for (kode,) in office.conn.execute(_FILLED, (paket, STATUS_TERKUNCI)))


def note_asked(office: Office, paket: str) -> None:
    """Remember that a package was asked; one that declares nothing is not read again."""
    asked: list[str] = setting(office, _ASKED, [])
    if paket not in asked:
        set_setting(office, _ASKED, [*asked, paket])


def owing(office: Office, wilayah: str, periode: Periode) -> list[str]:
    """The OPD that still owe files for a quarter or its year."""
    places = wilayah, str(periode), str(periode.tahunan)
    return [opd for (opd,) in office.conn.execute(_OWING, places)]


def arrived(office: Office, sha256: str, data: bytes) -> None:
    """Keep a file that was waited for; it is here at every cell that declares it."""
    evidence.keep(office, sha256, data)
    with office.transaction() as conn:
        conn.execute(evidence.ARRIVED, (sha256,))


def _drop(conn: sqlite3.Connection, old: Bukti) -> Entry:
    sheet = evidence.open_sheet(conn, old.kunci)
    conn.execute("DELETE FROM bukti WHERE id = ?", (old.id,))
    return Entry(sheet.id, *old.kunci, evidence.JENIS, old.sel, evidence.spelt(old), None)


def _add(office: Office, conn: sqlite3.Connection, one: Dinyatakan, asal: Asal) -> Entry:
    sheet = evidence.open_sheet(conn, one.kunci)
    added = office.now().isoformat(timespec="seconds")
    facts = (one.sha256, one.nama, one.ukuran, one.tanggal, one.halaman, one.disertakan, added)
    number = conn.execute(_ADD, (sheet.id, one.sel, *facts)).lastrowid or 0
    conn.execute(_FROM, (number, *asal, evidence.file_of(office, one.sha256).is_file()))
    made = evidence.find(office, number)
    return Entry(sheet.id, *one.kunci, evidence.JENIS, one.sel, None, evidence.spelt(made))


def _refresh(
    office: Office, conn: sqlite3.Connection, old: Bukti, one: Dinyatakan, asal: Asal
) -> Iterator[Entry]:
    """What the package says now; that this office holds a file back stays its own decision."""
    sheet = evidence.open_sheet(conn, one.kunci)
    held_back = old.tiba and not old.disertakan
    along = one.disertakan and not held_back
    conn.execute(_REFRESH, (one.nama, one.tanggal, one.halaman, along, old.id))
    conn.execute(_NAMED_BY, (*asal, old.id))
    new = evidence.find(office, old.id)
    if new != old:
        spelt = evidence.spelt(old), evidence.spelt(new)
        yield Entry(sheet.id, *one.kunci, evidence.JENIS, one.sel, *spelt)
