"""A small province for the tests: an authority, an officer, and the moment they live in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from app.exchange import kunci, sertifikat, sertifikat_baru

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

NOW = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
KUPANG = "53.01"
NAMA = "Maria Contoh, S.IP"
PIMPINAN = "Yosef Contoh, M.Si"
KANTOR = "Bagian Pemerintahan Setda Kabupaten Contoh"


class Pihak(NamedTuple):
    """Somebody with a key and a certificate for it."""

    key: RSAPrivateKey
    certificate: Certificate


def clock() -> datetime:
    return NOW


def later(days: float) -> datetime:
    return NOW + timedelta(days=days)


def authority(provinsi: str = "Provinsi Contoh", *, latihan: bool = False) -> Pihak:
    """A province's authority; the same name gives the same one during a test run."""
    return _authority(provinsi, latihan)


def officer(wilayah: str = KUPANG, provinsi: str = "Provinsi Contoh") -> Pihak:
    """An operator with a certificate from that authority, the same one during a test run."""
    return _officer(wilayah, provinsi, NAMA, "operator")


def pimpinan(wilayah: str = KUPANG, provinsi: str = "Provinsi Contoh") -> Pihak:
    """A pimpinan with a certificate from that authority, the same one during a test run."""
    return _officer(wilayah, provinsi, PIMPINAN, "pimpinan")


def namesake(wilayah: str = KUPANG) -> Pihak:
    """The operator once more, certified as pimpinan with another key."""
    return _officer(wilayah, "Provinsi Contoh", NAMA, "pimpinan")


@cache
def _authority(provinsi: str, latihan: bool) -> Pihak:
    key = kunci.generate()
    certificate = sertifikat_baru.create_ca(
        key,
        provinsi=provinsi,
        kantor="Sekretariat Daerah",
        wilayah="53",
        latihan=latihan,
        serial=1,
        clock=clock,
    )
    return Pihak(key, certificate)


def request(
    key: RSAPrivateKey, wilayah: str = KUPANG, peran: str = "operator", nama: str = NAMA
) -> bytes:
    return sertifikat_baru.create_request(
        key, nama=nama, kantor=KANTOR, wilayah=wilayah, peran=peran
    )


@cache
def _officer(wilayah: str, provinsi: str, nama: str, peran: str) -> Pihak:
    key = kunci.generate()
    ca = authority(provinsi)
    asked = sertifikat.read_request(request(key, wilayah, peran, nama))
    serial = 77 if peran == "operator" else 78
    certificate = sertifikat_baru.issue(
        ca.key, ca.certificate, asked, wilayah=wilayah, peran=peran, serial=serial, clock=clock
    )
    return Pihak(key, certificate)
