"""A folder of backups of a whole office: beside the office, or on a flash disk.

It holds dated copies of the database, every evidence file once under its SHA-256, the keys sealed
as they are, and the send log. What is older than an office's last months is thinned; evidence, keys
and the send log are only ever added to.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from app.domain.bukti import MAX_BYTES, clean_line
from app.errors import LontarError
from app.store import (
    backup,
    evidence,
    files,
    handover,
    migrations,
    send_log,
    settings,
    sqlite_file,
    structure,
)
from app.store.faults import copying_in_words, in_words, reading_in_words
from app.store.office import DATABASE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.store.office import Identitas, Office

    Tick = Callable[[str, int, int], None]

ON_STICK = "Lontar-cadangan"
_SQLITE = b"SQLite format 3\0"
KEYS = "kunci"
STEP = "bukti"
_COPIED = "cadangan.flashdisk"
_LONGEST_NAME = 200

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
KEY_FILE = re.compile(
    # No name that Windows keeps for a device.
    r"(?:arsip/)?(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\.)[a-z0-9][a-z0-9._-]{0,99}\.kunci\.pem"
)
"""How the file of a sealed key is called, below the folder of keys."""
_LARGEST_KEY = 16_384
_UNSAFE = re.compile(r"[^\w.-]+")
_FACTS = """
    SELECT kantor, wilayah, jenis, office_id,
           (SELECT count(*) FROM nilai),
           (SELECT count(*) FROM paket WHERE arah = 'keluar'),
           (SELECT count(*) FROM tindakan),
           (SELECT ifnull(max(waktu), '') FROM tindakan
            WHERE id = (SELECT max(id) FROM tindakan))
    FROM identitas
"""
_WHOSE = "SELECT office_id FROM identitas"
_EVIDENCE = (
    # What an OPD declared and never delivered is not missing from a backup.
    """
    SELECT DISTINCT sha256 FROM bukti b LEFT JOIN bukti_opd o ON o.bukti = b.id
    WHERE ifnull(o.tiba, 1) = 1
    """,
    # Files of earlier versions do not know where evidence came from; those of the first had none.
    "SELECT DISTINCT sha256 FROM bukti",
)


class Simpanan(NamedTuple):
    """A backup as its name tells: where it lies, and what the clock on the wall showed."""

    berkas: Path
    waktu: datetime


class Isi(NamedTuple):
    """What a database file holds; `terakhir` is the time of its last gesture, ISO or empty.

    `bukti` counts the evidence files it names, `bukti_hilang` those that are not beside it.
    """

    kantor: str
    wilayah: str
    jenis: str
    office_id: str
    sel: int
    paket: int
    tindakan: int
    terakhir: str
    bukti: int = 0
    bukti_hilang: int = 0


# --- Making ------------------------------------------------------------------------------------


def on_stick(stick: Path, identitas: Identitas) -> Path:
    """Where the backups of an office lie on a flash disk: one folder for each office."""
    name = _UNSAFE.sub("-", f"{identitas.wilayah}-{identitas.office_id}").strip("-.")
    return stick / ON_STICK / name[:80]


def keep_whole(folder: Path, vault: Path, now: datetime, tick: Tick | None = None) -> Path:
    """Back up the office in `folder`, which may be in use, and return the copy of its database.

    The copy is opened and checked before it gets its name. `tick` is told how many evidence files
    are done, and may raise to stop; then no database copy was made.

    Raises:
        LontarError: the office was handed over, or the place cannot be written to, is full, or
            gives back something else.

    """
    mark = handover.marked(folder)
    if mark is not None:
        # A copy from here, brought back one day, would be a second office of the same name.
        raise LontarError("cadangan_diserahkan", kepada=mark.kepada)
    copy_evidence(folder, vault, tick)
    made = backup.keep(folder / DATABASE_NAME, now, vault)
    # Whatever was attached meanwhile; evidence never lacks in a finished backup.
    copy_evidence(folder, vault)
    with copying_in_words(vault):
        _copy_keys(folder / KEYS, vault / KEYS)
    send_log.learn(vault, folder)
    return made


def copy_evidence(folder: Path, vault: Path, tick: Tick | None = None) -> int:
    """Copy the evidence files that are not there yet; return how many were copied.

    A file that no longer is what its name says is left where it is: it must not displace a good
    copy, and looking through the evidence names it.
    """
    source, target = folder / evidence.FOLDER, vault / evidence.FOLDER
    wanted = [one for one in _fingerprints(source) if not _whole(target / one.name, one)]
    copied = 0
    for done, file in enumerate(wanted):
        if tick is not None:
            tick(STEP, done, len(wanted))
        with copying_in_words(vault):
            target.mkdir(parents=True, exist_ok=True)
            if files.sha256_of(file) != file.name:
                continue
            if files.copy(file, target / file.name) != file.name:
                raise LontarError("cadangan_tidak_utuh", folder=vault)
        copied += 1
    return copied


def _fingerprints(folder: Path) -> list[Path]:
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(one for one in found if _FINGERPRINT.fullmatch(one.name) and one.is_file())


def _keys(folder: Path) -> list[Path]:
    """The sealed keys below a folder, by what they are called and how large they can be."""
    found = sorted(folder.rglob("*.pem")) if folder.is_dir() else []
    named = (one for one in found if KEY_FILE.fullmatch(one.relative_to(folder).as_posix()))
    return [one for one in named if one.is_file() and one.stat().st_size <= _LARGEST_KEY]


def _whole(copy: Path, original: Path) -> bool:
    """The name is the content: only a copy that was cut off could differ, and it is shorter."""
    return copy.is_file() and copy.stat().st_size == original.stat().st_size


def _copy_keys(source: Path, target: Path) -> None:
    for file in _keys(source):
        copy = target / file.relative_to(source)
        if copy.is_file() and copy.read_bytes() == file.read_bytes():
            continue
        files.make_private(copy.parent)
        files.copy(file, copy)


def note_copied(office: Office) -> None:
    """Remember that a copy was put on a flash disk."""
    settings.set_setting(office, _COPIED, office.now().date().isoformat())


def last_copied(office: Office) -> date | None:
    """The day of the last copy on a flash disk, None for never."""
    kept = settings.setting(office, _COPIED, "")
    return date.fromisoformat(kept) if kept else None


# --- Looking -----------------------------------------------------------------------------------


def listed(vault: Path) -> list[Simpanan]:
    """The backups in a folder, newest first, by their names alone."""
    with reading_in_words(vault):
        found = backup.dated(vault)
    return [Simpanan(found[when], when) for when in sorted(found, reverse=True)]


def vaults(place: Path) -> list[Path]:
    """The folders of backups at a place the user picked: the folder itself, or those on a stick.

    Raises:
        LontarError: the place is gone or does not answer, such as a stick that was pulled out.

    """
    with reading_in_words(place):
        candidates = [place, place / backup.FOLDER_NAME, *sorted(place.iterdir())]
        inside = place / ON_STICK
        candidates += sorted(inside.iterdir()) if inside.is_dir() else []
        return list(dict.fromkeys(one for one in candidates if one.is_dir() and backup.dated(one)))


def look(file: Path) -> Isi:
    """What a backup holds, after checking that the file is whole.

    Raises:
        LontarError: it is damaged, of another program, or of a newer Lontar.

    """
    with reading(file) as conn:
        try:
            isi = Isi(*conn.execute(_FACTS).fetchone())
            named = _evidence_named(conn)
        except sqlite3.DatabaseError:
            # A letter that is none: SQLite finds nothing wrong with that.
            nama = {"berkas": file.name, "folder": file.parent}
            raise LontarError("cadangan_berkas_rusak", **nama) from None
    held = file.parent / evidence.FOLDER
    missing = sum(not (held / one).is_file() for one in named)
    return isi._replace(
        kantor=clean_line(isi.kantor, _LONGEST_NAME),
        wilayah=clean_line(isi.wilayah, _LONGEST_NAME),
        terakhir=isi.terakhir if _is_moment(isi.terakhir) else "",
        bukti=len(named),
        bukti_hilang=missing,
    )


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def owner(database: Path) -> str:
    """The id of the office in a file that may be in use; empty when it can no longer be told."""
    if not database.is_file():
        return ""
    with suppress(sqlite3.Error), closing(sqlite_file.read_only(database)) as conn:
        return str(conn.execute(_WHOSE).fetchone()[0])
    return ""


def check(file: Path) -> None:
    """Refuse a database file that is no backup; errors as for `look`."""
    with reading(file):
        return


def reading(file: Path) -> closing[sqlite3.Connection]:
    """A connection that reads a checked database file nobody else writes to.

    Raises:
        LontarError: as for `look`.

    """
    nama: dict[str, object] = {"berkas": file.name, "folder": file.parent}
    if not file.is_file():
        raise LontarError("cadangan_tidak_ada", **nama)
    if not file.name.startswith("lontar") and not _is_database(file):
        # Somebody chose another file: no reason to fear for the disk.
        raise LontarError("cadangan_bukan_kantor", **nama)
    # Read-only sticks cannot hold the files SQLite would put beside a log.
    conn = sqlite_file.read_only(file, sqlite_file.UNTOUCHED)
    try:
        fault = _fault(conn, nama)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        fault = LontarError("cadangan_berkas_rusak", **nama)
    if fault is not None:
        conn.close()
        raise fault
    return closing(conn)


def _is_database(file: Path) -> bool:
    with reading_in_words(file.parent), file.open("rb") as opened:
        return opened.read(len(_SQLITE)) == _SQLITE


def _fault(conn: sqlite3.Connection, nama: dict[str, object]) -> LontarError | None:
    """Why a file is no backup; nothing for one that can be read."""
    if conn.execute("PRAGMA application_id").fetchone()[0] != migrations.APPLICATION_ID:
        return LontarError("cadangan_bukan_kantor", **nama)
    if migrations.file_version(conn) > migrations.known_version():
        return LontarError("cadangan_lebih_baru", **nama)
    # Before anything in it is asked: what is asked of a view or a computed column may never end.
    odd = structure.stranger(conn)
    if odd:
        return LontarError("cadangan_isi_asing", isi=clean_line(odd, _LONGEST_NAME), **nama)
    sound = conn.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    owned = sound and conn.execute(_WHOSE).fetchone() is not None
    return None if owned else LontarError("cadangan_berkas_rusak", **nama)


def _evidence_named(conn: sqlite3.Connection) -> list[str]:
    for query in _EVIDENCE:
        with suppress(sqlite3.OperationalError):
            return [sha256 for (sha256,) in conn.execute(query)]
    return []


# --- Bringing back -----------------------------------------------------------------------------


def bring_back(vault: Path, folder: Path) -> None:
    """Put evidence, keys and sendings that a backup holds into an office that lacks them.

    Nothing that lies there whole is touched; a damaged evidence file gives way to a good copy.
    """
    with in_words(folder):
        for file in _lacking(vault, folder):
            (folder / evidence.FOLDER).mkdir(parents=True, exist_ok=True)
            files.copy(file, folder / evidence.FOLDER / file.name)
        source, target = vault / KEYS, folder / KEYS
        for file in _keys(source):
            home = target / file.relative_to(source)
            if not home.exists():
                files.make_private(home.parent)
                files.copy(file, home)
    send_log.learn(folder, vault)


def _lacking(vault: Path, folder: Path) -> Iterator[Path]:
    for file in _fingerprints(vault / evidence.FOLDER):
        home = folder / evidence.FOLDER / file.name
        if file.stat().st_size > MAX_BYTES or _is(home, file.name) or not _is(file, file.name):
            continue
        yield file


def _is(file: Path, digest: str) -> bool:
    with suppress(OSError):
        return files.sha256_of(file) == digest
    return False
