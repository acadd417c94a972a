"""Home-made .p12 files: an issuer outside Lontar, and what it gives to an officer."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography.x509 import Certificate

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

NOW = datetime(2026, 10, 5, 9, 30)  # noqa: DTZ001 - the library takes UTC without a zone
FRASA_P12 = "frasa dari penerbit"


class Luar(NamedTuple):
    """An issuer outside Lontar."""

    key: Key
    certificate: Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


@cache
def rsa_key(bits: int, number: int = 0) -> rsa.RSAPrivateKey:
    del number
    return rsa.generate_private_key(65537, bits)


@cache
def issuer(nama: str = "Penerbit Contoh G1", *, ca: bool = True, days: int = 3650) -> Luar:
    key = rsa_key(3072, hash(nama))
    return Luar(key, certificate(nama, key, None, ca=ca, days=days))


def certificate(
    nama: str,
    key: Key,
    parent: Luar | None,
    *,
    ca: bool = False,
    days: int = 365,
) -> Certificate:
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Lembaga Contoh"),
            x509.NameAttribute(NameOID.COMMON_NAME, nama),
        ]
    )
    draft = x509.CertificateBuilder(
        subject_name=name,
        issuer_name=parent.certificate.subject if parent else name,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=NOW - timedelta(days=1),
        not_valid_after=NOW + timedelta(days=days),
    )
    draft = draft.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    return draft.sign(parent.key if parent else key, SHA256())


def p12(
    key: Key | None,
    leaf: Certificate | None,
    *,
    rounds: int = 2048,
    more: Sequence[Certificate] = (),
) -> bytes:
    encryption = (
        PrivateFormat.PKCS12.encryption_builder().kdf_rounds(rounds).build(FRASA_P12.encode())
        if rounds != 2048
        else BestAvailableEncryption(FRASA_P12.encode())
    )
    return pkcs12.serialize_key_and_certificates(b"petugas", key, leaf, list(more), encryption)


def officer(nama: str = "Maria di BSrE", parent: Luar | None = None, bits: int = 3072) -> bytes:
    """A .p12 file as an officer would get it."""
    key = rsa_key(bits, 7)
    return p12(
        key, certificate(nama, key, parent or issuer()), more=[(parent or issuer()).certificate]
    )
