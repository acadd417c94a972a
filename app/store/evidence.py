"""Evidence: files beside the cells they prove, kept once each under the SHA-256 of their content.

The table says which cell a file belongs to and what is told about it; each change stands in the
history. The files lie in the folder `bukti` of the office.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain.bukti import MAX_HALAMAN, MAX_PENANDA, Keterangan, clean_line, clean_name, iso_day
from app.errors import LontarError
from app.store import files, sheets
from app.store.door import STATUS_TERKUNCI, Kunci, Tindakan
from app.store.evidence_kind import kind_of
from app.store.faults import in_words
from app.store.office import sync_folder
from app.store.riwayat import Entry
from app.store.sheet_row import find_sheet, new_sheet

if TYPE_CHECKING:
    import sqlite3

    from app.domain.periode import Periode
    from app.store.office import Office
    from app.store.sheet_row import Sheet

FOLDER = "bukti"
JENIS = "bukti"


class Bukti(NamedTuple):
    """A file at a cell; `periode` is that of the sheet that keeps the cell.

    `opd` is whose package declares it, an OPD or at a province a region, empty for what was
    attached here; `tiba` tells that the file itself is here, or at least was.
    """

    id: int
    formulir: str
    wilayah: str
    periode: str
    sel: str
    sha256: str
    nama: str
    ukuran: int
    tanggal: str
    penanda: str
    halaman: str
    disertakan: bool
    ditambah: str
    opd: str = ""
    tiba: bool = True

    @property
    def ikut(self) -> bool:
        """Whether the file itself goes along with a package of this office."""
        return self.disertakan and self.tiba

    @property
    def kunci(self) -> Kunci:
        """The sheet it belongs to."""
        return Kunci(self.formulir, self.wilayah, self.periode)

    @property
    def keterangan(self) -> Keterangan:
        """What is told about it."""
        return Keterangan(self.tanggal, self.penanda, self.halaman, self.disertakan)


class Jumlah(NamedTuple):
    """How many files and bytes there are; the same file at several cells counts once."""

    berkas: int
    bytes: int


_COLUMNS = """
    b.id, l.formulir, l.wilayah, l.periode, b.sel, b.sha256, b.nama, b.ukuran, b.tanggal,
    b.penanda, b.halaman, b.disertakan, b.ditambah, ifnull(o.opd, ''), ifnull(o.tiba, 1)
"""
_FROM = "bukti b JOIN lembar l ON l.id = b.lembar LEFT JOIN bukti_opd o ON o.bukti = b.id"
SELECT = f"SELECT {_COLUMNS} FROM {_FROM}"  # noqa: S608 - our own
_OF_PERIOD = f"""{SELECT}
    WHERE l.wilayah = ? AND l.periode IN (?, ?)
      AND ifnull(?, l.formulir) = l.formulir AND ifnull(?, b.sel) = b.sel
    ORDER BY l.formulir, l.periode, b.sel, b.id
"""
_BY_ID = f"{SELECT} WHERE b.id = ?"
_AT_CELL = f"{SELECT} WHERE b.lembar = ? AND b.sel = ? AND b.sha256 = ?"
_ADD = """
    INSERT INTO bukti (lembar, sel, sha256, nama, ukuran, tanggal, penanda, halaman, disertakan,
                       ditambah)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (lembar, sel, sha256) DO NOTHING
"""
# A package names the height of the history it was made at, so no clock decides.
_WAS_SENT = """
    SELECT 1 FROM paket WHERE arah = 'keluar' AND rantai >= (
        SELECT min(id) FROM riwayat WHERE aspek = 'bukti' AND json_extract(baru, '$.sha256') = ?
    )
"""
_NEEDED = "SELECT 1 FROM bukti WHERE sha256 = ?"
ARRIVED = "UPDATE bukti_opd SET tiba = 1 WHERE bukti IN (SELECT id FROM bukti WHERE sha256 = ?)"
_CHANGE = """
    UPDATE bukti SET tanggal = ?, penanda = ?, halaman = ?, disertakan = ? WHERE id = ?
"""


# --- Reading -----------------------------------------------------------------------------------


def evidence(
    office: Office,
    wilayah: str,
    periode: Periode,
    formulir: str | None = None,
    sel: str | None = None,
) -> list[Bukti]:
    """The evidence of a region in a period and its year; of one form or cell when named."""
    wanted = (wilayah, str(periode), str(periode.tahunan), formulir, sel)
    return [made(row) for row in office.conn.execute(_OF_PERIOD, wanted)]


def find(office: Office, number: int) -> Bukti:
    """One piece of evidence by its number.

    Raises:
        LontarError: it is not there (any more).

    """
    row = office.conn.execute(_BY_ID, (number,)).fetchone()
    if row is None:
        raise LontarError("bukti_tidak_ada", nomor=number)
    return made(row)


def made(row: tuple[object, ...]) -> Bukti:
    """A piece of evidence out of a row of `SELECT`."""
    found = Bukti._make(row)
    return found._replace(disertakan=bool(found.disertakan), tiba=bool(found.tiba))


def total(listed: list[Bukti]) -> Jumlah:
    """Files and bytes of a list."""
    sizes = {one.sha256: one.ukuran for one in listed}
    return Jumlah(len(sizes), sum(sizes.values()))


def file_of(office: Office, sha256: str) -> Path:
    """Where the content with this fingerprint lies."""
    return office.folder / FOLDER / sha256


def content(office: Office, bukti: Bukti) -> bytes:
    """The bytes of a file, known to be those that were added.

    Raises:
        LontarError: the file is missing, damaged, or was never delivered; the sentence names it.

    """
    where = {"berkas": bukti.nama, "formulir": bukti.formulir, "sel": bukti.sel}
    if not bukti.tiba:
        raise _not_here(bukti)
    return read(office, bukti.sha256, **where)


def read(office: Office, sha256: str, **where: str) -> bytes:
    """The bytes with this fingerprint; `where` says in a sentence which file at which cell.

    Raises:
        LontarError: as for `content`.

    """
    try:
        data = file_of(office, sha256).read_bytes()
    except FileNotFoundError:
        raise LontarError("bukti_hilang", **where) from None
    except OSError as error:
        raise LontarError("bukti_tak_terbaca", **where) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise LontarError("bukti_rusak", **where)
    return data


def glance(office: Office, bukti: Bukti) -> LontarError | None:
    """What is wrong with a stored file without reading it: never here, gone, of another size."""
    where = {"berkas": bukti.nama, "formulir": bukti.formulir, "sel": bukti.sel}
    if not bukti.tiba:
        return _not_here(bukti)
    try:
        size = file_of(office, bukti.sha256).stat().st_size
    except OSError:
        return LontarError("bukti_hilang", **where)
    return None if size == bukti.ukuran else LontarError("bukti_rusak", **where)


def _not_here(bukti: Bukti) -> LontarError:
    """Why a declared file never came: its archive was not delivered, or the OPD keeps it."""
    kode = "bukti_belum_tiba" if bukti.disertakan else "bukti_di_opd"
    return LontarError(kode, berkas=bukti.nama, opd=bukti.opd)


# --- Writing -----------------------------------------------------------------------------------


def attach(
    office: Office,
    kunci: Kunci,
    sel: str,
    nama: str,
    data: bytes,
    keterangan: Keterangan,
    *,
    label: str,
    pelaku: str,
) -> tuple[Bukti, Tindakan]:
    """Keep a file as evidence of a cell; the name is cleaned and follows the content.

    Bringing a file whose copy was lost a second time only puts the copy back.

    Raises:
        LontarError: the file is none of the allowed kinds, too large or cut off, stands at this
            cell already, the sheet is final, the day is none, or the disk refuses.

    """
    told = described(keterangan)
    clean = clean_name(nama, kind_of(nama, data))
    digest = hashlib.sha256(data).hexdigest()
    # Before its row: a crash in between leaves a file nobody asks for, never a row without one.
    written = keep(office, digest, data)
    with office.transaction() as conn:
        conn.execute(ARRIVED, (digest,))
        sheet = open_sheet(conn, kunci)
        added = office.now().isoformat(timespec="seconds")
        row = (sheet.id, sel, digest, clean, len(data), *told, added)
        cursor = conn.execute(_ADD, row)
        if not cursor.rowcount:
            return _restored(conn, sheet, sel, digest, written=written), _nothing(label)
        bukti = find(office, cursor.lastrowid or 0)
        entry = Entry(sheet.id, *kunci, JENIS, sel, None, spelt(bukti))
        return bukti, sheets.told(office, conn, JENIS, label, pelaku, [entry])


def _restored(
    conn: sqlite3.Connection, sheet: Sheet, sel: str, digest: str, *, written: bool
) -> Bukti:
    """The evidence that stands here already: only a lost file may be brought a second time."""
    bukti = made(conn.execute(_AT_CELL, (sheet.id, sel, digest)).fetchone())
    if not written:
        raise LontarError("bukti_sudah_ada", berkas=bukti.nama, sel=sel)
    return bukti


def _nothing(label: str) -> Tindakan:
    return Tindakan(0, "", JENIS, label)


def describe(
    office: Office, number: int, keterangan: Keterangan, *, label: str, pelaku: str
) -> Tindakan:
    """Change what is told about a file, or whether it travels.

    Raises:
        LontarError: there is no such evidence, the sheet is final, or the day is none.

    """
    told = described(keterangan)
    with office.transaction() as conn:
        old = find(office, number)
        sheet = open_sheet(conn, old.kunci)
        conn.execute(_CHANGE, (*told, number))
        new = find(office, number)
        entry = Entry(sheet.id, *old.kunci, "bukti", old.sel, spelt(old), spelt(new))
        entries = [entry] if old != new else []
        return sheets.told(office, conn, JENIS, label, pelaku, entries)


def remove(office: Office, number: int, *, label: str, pelaku: str) -> Tindakan:
    """Take evidence away from its cell; the file goes when no other cell and no package needs it.

    A package that was made since the file came may list it, and must be able to show it.

    Raises:
        LontarError: there is no such evidence, or the sheet is final.

    """
    with office.transaction() as conn:
        old = find(office, number)
        sheet = open_sheet(conn, old.kunci)
        conn.execute("DELETE FROM bukti WHERE id = ?", (number,))
        entry = Entry(sheet.id, *old.kunci, "bukti", old.sel, spelt(old), None)
        done = sheets.told(office, conn, JENIS, label, pelaku, [entry])
    needed = (office.conn.execute(text, (old.sha256,)).fetchone() for text in (_NEEDED, _WAS_SENT))
    if not any(needed):
        # Open in another program it stays behind, which harms nothing.
        with suppress(OSError):
            file_of(office, old.sha256).unlink(missing_ok=True)
    return done


def described(keterangan: Keterangan) -> Keterangan:
    """The same facts as they are kept: tidy lines, the day in ISO.

    Raises:
        LontarError: there is no such day.

    """
    try:
        tanggal = iso_day(keterangan.tanggal)
    except ValueError:
        raise LontarError("bukti_tanggal_salah", tanggal=keterangan.tanggal[:40]) from None
    return Keterangan(
        tanggal,
        clean_line(keterangan.penanda, MAX_PENANDA),
        clean_line(keterangan.halaman, MAX_HALAMAN),
        bool(keterangan.disertakan),
    )


def open_sheet(conn: sqlite3.Connection, kunci: Kunci) -> Sheet:
    sheet = find_sheet(conn, kunci) or new_sheet(conn, kunci)
    if sheet.status == STATUS_TERKUNCI:
        raise LontarError("lembar_terkunci", **kunci._asdict())
    return sheet


def spelt(bukti: Bukti) -> str:
    """A piece of evidence in one text for the history."""
    told = ["sha256", "nama", "ukuran", "tanggal", "penanda", "halaman", "disertakan"]
    told += ["opd"] if bukti.opd else []
    return msgspec.json.encode({name: getattr(bukti, name) for name in sorted(told)}).decode()


# --- Files -------------------------------------------------------------------------------------


def keep(office: Office, digest: str, data: bytes) -> bool:
    """Put the content under its fingerprint, whole or not at all; False when it lay there whole."""
    path = file_of(office, digest)
    with in_words(office.folder):
        path.parent.mkdir(exist_ok=True)
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            return False
        write_file(path, data)
    return True


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    unfinished = path.with_name(f".{path.name}.sebagian")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        files.replace(unfinished, path)
        sync_folder(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)
