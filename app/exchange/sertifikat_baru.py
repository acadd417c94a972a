"""Certificates that are made here: an authority, a request, the certificate of an officer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import profil_x509 as profil
from app.exchange import sertifikat

if TYPE_CHECKING:
    from collections.abc import Callable

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.exchange.sertifikat import Permintaan

CA_DAYS = 3652
VALID_DAYS = 730
MAX_VALID_DAYS = 1096
# Laptops disagree about the time; a certificate must be valid on the day it is handed over.
CLOCK_SLACK = timedelta(days=1)


def create_ca(
    key: RSAPrivateKey,
    *,
    provinsi: str,
    kantor: str,
    wilayah: str,
    latihan: bool,
    serial: int,
    clock: Callable[[], datetime],
) -> Certificate:
    """The province's authority, signed by itself; one for training says so in its name."""
    if not profil.is_province(wilayah) or sertifikat.is_training(provinsi):
        raise ValueError((wilayah, provinsi))
    mark = f"{sertifikat.TRAINING_MARK} " if latihan else ""
    nama = profil.entered(f"CA Lontar {mark}{provinsi}", "provinsi")
    subject = profil.name(nama=nama, kantor=profil.entered(kantor, "kantor"), wilayah=wilayah)
    start = profil.utc(clock()) - CLOCK_SLACK
    end = start + timedelta(days=CA_DAYS)
    draft = profil.builder(subject, subject, key.public_key(), serial, start, end)
    return profil.signed(profil.as_authority(draft), key)


def create_request(
    key: RSAPrivateKey, *, nama: str, kantor: str, wilayah: str, peran: str, opd: bool = False
) -> bytes:
    """The request file (PEM, about 1.5 kB) for the province; `opd` tells that `kantor` is one."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding

    profil.check_office(wilayah, peran)
    names = {"nama": profil.entered(nama, "nama"), "kantor": profil.entered(kantor, "kantor")}
    subject = profil.name(**names, peran=peran, wilayah=wilayah, opd=profil.OPD if opd else "")
    request = x509.CertificateSigningRequestBuilder(subject_name=subject).sign(key, SHA256())
    return request.public_bytes(Encoding.PEM)


def issue(
    ca_key: RSAPrivateKey,
    ca_cert: Certificate,
    request: Permintaan,
    *,
    wilayah: str,
    peran: str,
    valid_days: int = VALID_DAYS,
    serial: int,
    clock: Callable[[], datetime],
) -> Certificate:
    """The certificate of one officer; the province decides the role, the request only asks."""
    profil.check_office(wilayah, peran)
    if not 1 <= valid_days <= MAX_VALID_DAYS:
        raise ValueError(valid_days)
    now = profil.utc(clock())
    authority = sertifikat.check_ca(ca_cert, now)
    if sertifikat.key_digest(ca_key) != authority.sidik:
        raise LontarError("ca_bukan_pasangannya", nama=authority.nama)
    if wilayah != request.wilayah or not profil.inside(wilayah, authority.wilayah):
        asked = {"diminta": request.wilayah, "diberi": wilayah, "ca": authority.wilayah}
        raise LontarError("permintaan_beda_wilayah", **asked)
    key = profil.public_key(request.csr)
    if key is None:
        raise LontarError("permintaan_rusak")
    names = {"nama": request.nama, "kantor": request.kantor, "opd": request.opd}
    subject = profil.name(**names, peran=peran, wilayah=wilayah)
    start = max(now - CLOCK_SLACK, authority.berlaku_dari)
    end = min(now + timedelta(days=valid_days), authority.berlaku_sampai)
    draft = profil.builder(subject, ca_cert.subject, key, serial, start, end)
    return profil.signed(profil.as_officer(draft, ca_key.public_key()), ca_key)


def random_serial() -> int:
    """A serial number for the next certificate."""
    from cryptography.x509 import random_serial_number

    return random_serial_number()
