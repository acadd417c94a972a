"""The certificates an office knows: its own, the province's, and those the province issued."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
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
    WHERE (?1 IS NULL OR wilayah = ?1) AND (?2 IS NULL OR peran = ?2) ORDER BY rowid
"""


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


def certificates(
    office: Office, *, wilayah: str | None = None, peran: str | None = None
) -> list[Sertifikat]:
    """The certificates known, oldest first, of one region or role or of all."""
    return [
        Sertifikat(
            peran=peran_,
            wilayah=wilayah_,
            nama=nama,
            berlaku_dari=dari,
            berlaku_sampai=sampai,
            der=der,
        )
        for peran_, wilayah_, nama, dari, sampai, der in office.conn.execute(_ALL, (wilayah, peran))
    ]
