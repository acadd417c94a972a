"""The certificates an office knows: its own, the province's, and those the province issued."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from app.store import sqlite_file

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.office import Office


class Sertifikat(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate with what the screens show of it; dates are ISO texts."""

    peran: str
    wilayah: str
    nama: str
    berlaku_dari: str
    berlaku_sampai: str
    der: bytes

    @property
    def sidik(self) -> str:
        """SHA-256 of the certificate, its key everywhere."""
        return hashlib.sha256(self.der).hexdigest()


_ADD = """
    INSERT INTO sertifikat
        (sidik, peran, wilayah, nama, berlaku_dari, berlaku_sampai, dipasang, der)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sidik) DO NOTHING
"""
_ALL = """
    SELECT peran, wilayah, nama, berlaku_dari, berlaku_sampai, der FROM sertifikat
    WHERE (:wilayah IS NULL OR wilayah = :wilayah) AND (:peran IS NULL OR peran = :peran)
    ORDER BY rowid
"""
_SET_ROLE = "UPDATE sertifikat SET peran = ? WHERE sidik = ?"


def add_certificate(office: Office, sertifikat: Sertifikat) -> None:
    """Keep a certificate; the same one again changes nothing."""
    with office.transaction() as conn:
        conn.execute(
            _ADD,
            (
                sertifikat.sidik,
                sertifikat.peran,
                sertifikat.wilayah,
                sertifikat.nama,
                sertifikat.berlaku_dari,
                sertifikat.berlaku_sampai,
                office.now().isoformat(),
                sertifikat.der,
            ),
        )


def set_role(office: Office, sidik: str, peran: str) -> None:
    """Change what a certificate counts as here; itself it never changes."""
    with office.transaction() as conn:
        conn.execute(_SET_ROLE, (peran, sidik))


def certificates(
    office: Office, *, wilayah: str | None = None, peran: str | None = None
) -> list[Sertifikat]:
    """The certificates known, oldest first, of one region or role or of all."""
    return _read(office.conn, wilayah, peran)


def peek(database: Path, *, peran: str) -> list[Sertifikat]:
    """The certificates of one role in an office that may be open elsewhere; nothing is locked.

    An office that cannot be read, of another version for example, has none to offer.
    """
    try:
        with closing(sqlite_file.read_only(database)) as conn:
            return _read(conn, None, peran)
    except sqlite3.Error:
        return []


def _read(conn: sqlite3.Connection, wilayah: str | None, peran: str | None) -> list[Sertifikat]:
    rows = conn.execute(_ALL, {"wilayah": wilayah, "peran": peran})
    return [
        Sertifikat(
            peran=peran_,
            wilayah=wilayah_,
            nama=nama,
            berlaku_dari=dari,
            berlaku_sampai=sampai,
            der=der,
        )
        for peran_, wilayah_, nama, dari, sampai, der in rows
    ]
