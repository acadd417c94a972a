"""Who may sign for which region: the province's authority, the requests, the certificates.

Whatever a certificate says beyond our one profile is not believed but refused, so that no field
that nobody here looks at can mean something to somebody else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

from app.errors import LontarError
from app.exchange import pengantar
from app.exchange import profil_x509 as profil
from app.exchange.enam_kata import six_words
from app.exchange.xml_ketat import shown

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
    from cryptography.x509 import Certificate, CertificateSigningRequest

    from app.exchange.pengantar import Penggantian

PERAN = profil.PERAN
TRAINING_MARK = "Latihan"
CA_DAYS = 3652
VALID_DAYS = 730
MAX_VALID_DAYS = 1096
# Laptops disagree about the time; a certificate must be valid on the day it is handed over.
CLOCK_SLACK = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class _Berkunci:
    """Something that holds a public key; `sidik` is the SHA-256 of that key in hexadecimal."""

    sidik: str

    @property
    def kata(self) -> list[str]:
        """The fingerprint as six words to compare by telephone."""
        return six_words(bytes.fromhex(self.sidik))


@dataclass(frozen=True, kw_only=True)
class Permintaan(_Berkunci):
    """A request from the holder of a key; whether that is the person named, a human finds out.

    `asal` is the certificate somebody else gave this key (out of a .p12 file); `menggantikan`
    is what the request says about an older certificate. Neither is proven by the request.
    """

    nama: str
    kantor: str
    wilayah: str
    peran: str
    csr: CertificateSigningRequest
    opd: str = ""
    asal: Certificate | None = None
    menggantikan: Penggantian | None = None


@dataclass(frozen=True, kw_only=True)
class Penanda(_Berkunci):
    """A signer vouched for by a trusted authority; `opd` marks one of the OPD `kantor` only."""

    nama: str
    kantor: str
    wilayah: str
    peran: str
    seri: int
    berlaku_dari: datetime
    berlaku_sampai: datetime
    sidik_ca: str
    opd: str = ""


@dataclass(frozen=True, kw_only=True)
class Otoritas(_Berkunci):
    """A province's authority as a person sees it before trusting it."""

    nama: str
    kantor: str
    wilayah: str
    latihan: bool
    berlaku_dari: datetime
    berlaku_sampai: datetime
    sertifikat: Certificate


# --- Making ---------------------------------------------------------------------------


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
    if not profil.is_province(wilayah) or is_training(provinsi):
        raise ValueError((wilayah, provinsi))
    mark = f"{TRAINING_MARK} " if latihan else ""
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
    authority = check_ca(ca_cert, now)
    if key_digest(ca_key) != authority.sidik:
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


# --- Reading and writing --------------------------------------------------------------


def to_pem(*certificates: Certificate) -> bytes:
    """Certificates as one file, the officer's first."""
    from cryptography.hazmat.primitives.serialization import Encoding

    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)


def to_der(certificate: Certificate) -> bytes:
    """One certificate as the bytes that are hashed and put into signatures."""
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.DER)


def read_certificates(data: bytes) -> list[Certificate]:
    """The certificates in a file or a pasted message; none is trusted yet."""
    ders = profil.pem_blocks(data, "CERTIFICATE")
    if not ders:
        raise LontarError("bukan_sertifikat")
    return [read_der(der) for der in ders]


def read_der(der: bytes) -> Certificate:
    """A certificate from bytes of unknown origin."""
    from cryptography import x509

    try:
        return x509.load_der_x509_certificate(der)
    except profil.malformed():
        raise LontarError("sertifikat_rusak") from None


def read_request(data: bytes) -> Permintaan:
    """A request from a file or a pasted message, with its own signature verified."""
    from cryptography import x509

    ders = profil.pem_blocks(data, "CERTIFICATE REQUEST")
    given = profil.pem_blocks(data, "CERTIFICATE")
    if len(ders) != 1 or len(given) > 1:
        raise LontarError("bukan_permintaan")
    try:
        csr = x509.load_der_x509_csr(ders[0])
        key = profil.public_key(csr)
        sound = csr.is_signature_valid and profil.sha256_rsa(csr) and not list(csr.attributes)
        found = profil.fields(csr.subject, authority=False)
    except profil.malformed():
        raise LontarError("permintaan_rusak") from None
    if key is None or found is None or not sound:
        raise LontarError("permintaan_rusak")
    return Permintaan(
        **found,
        sidik=profil.digest(key),
        csr=csr,
        asal=read_der(given[0]) if given else None,
        menggantikan=pengantar.replaced(data),
    )


# --- Checking -------------------------------------------------------------------------


def check_chain(
    certificate: Certificate,
    trusted_cas: Sequence[Certificate],
    moment: datetime,
    *,
    wilayah: str | None = None,
) -> Penanda:
    """The signer behind a certificate that is trusted, valid and, if asked, for `wilayah`."""
    penanda = identify(certificate, trusted_cas)
    check_moment(penanda, moment)
    check_wilayah(penanda, wilayah)
    return penanda


def identify(certificate: Certificate, trusted_cas: Sequence[Certificate]) -> Penanda:
    """Whom a trusted authority names in the certificate, whatever the date."""
    trusted = next((ca for ca in trusted_cas if profil.issued_by(certificate, ca)), None)
    if trusted is None:
        _unknown(certificate, trusted_cas)
    # Only what a trusted authority has signed is looked at any closer.
    authority = read_authority(trusted)
    found, sidik = _of_shape(certificate, profil.public_key(trusted))
    start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not authority.berlaku_dari <= start <= end <= authority.berlaku_sampai:
        raise LontarError("sertifikat_rusak")
    if not profil.inside(found["wilayah"], authority.wilayah):
        _wrong_region(found["nama"], found["wilayah"], authority.wilayah)
    return Penanda(
        **found,
        sidik=sidik,
        seri=certificate.serial_number,
        berlaku_dari=start,
        berlaku_sampai=end,
        sidik_ca=authority.sidik,
    )


def check_moment(penanda: Penanda, moment: datetime) -> None:
    """Refuse a certificate outside its own dates."""
    now, day = profil.utc(moment), "%d-%m-%Y"
    dates = {"dari": f"{penanda.berlaku_dari:{day}}", "sampai": f"{penanda.berlaku_sampai:{day}}"}
    if now > penanda.berlaku_sampai:
        raise LontarError("sertifikat_kedaluwarsa", nama=penanda.nama, **dates)
    if now < penanda.berlaku_dari:
        raise LontarError("sertifikat_belum_berlaku", nama=penanda.nama, **dates)


def check_wilayah(penanda: Penanda, wilayah: str | None) -> None:
    """Refuse a signer of another region than `wilayah`; None asks nothing."""
    if wilayah is not None and penanda.wilayah != wilayah:
        _wrong_region(penanda.nama, penanda.wilayah, wilayah)


@lru_cache(maxsize=16)
def read_authority(certificate: Certificate) -> Otoritas:
    """An authority in good order, whatever the date; whether to trust it a person decides.

    Remembered, because every certificate of a long list is judged by the same one.
    """
    found, sidik = _of_shape(certificate, None)
    if not profil.issued_by(certificate, certificate):
        raise LontarError("sertifikat_rusak")
    return Otoritas(
        nama=found["nama"],
        kantor=found["kantor"],
        wilayah=found["wilayah"],
        latihan=is_training(found["nama"]),
        sidik=sidik,
        berlaku_dari=certificate.not_valid_before_utc,
        berlaku_sampai=certificate.not_valid_after_utc,
        sertifikat=certificate,
    )


def check_ca(certificate: Certificate, moment: datetime) -> Otoritas:
    """The same, and valid at `moment`."""
    authority = read_authority(certificate)
    if not authority.berlaku_dari <= profil.utc(moment) <= authority.berlaku_sampai:
        sampai = f"{authority.berlaku_sampai:%d-%m-%Y}"
        raise LontarError("ca_kedaluwarsa", nama=authority.nama, sampai=sampai)
    return authority


def check_mode(authority: Otoritas, *, latihan: bool) -> None:
    """Keep exercises and real work apart: each refuses the other's authority by name."""
    check_mode_of(authority.nama, latihan=latihan)


def check_mode_of(nama: str, *, latihan: bool) -> None:
    """The same where only the name of an authority or issuer is known."""
    if is_training(nama) != latihan:
        raise LontarError("ca_bukan_latihan" if latihan else "ca_latihan", nama=nama)


def install(
    certificate: Certificate,
    key: RSAPrivateKey,
    trusted_cas: Sequence[Certificate],
    moment: datetime,
    *,
    wilayah: str | None = None,
) -> Penanda:
    """Whether this certificate may be used here: for this key, from a trusted authority."""
    penanda = check_chain(certificate, trusted_cas, moment, wilayah=wilayah)
    if penanda.sidik != key_digest(key):
        raise LontarError("sertifikat_bukan_kunci_ini", nama=penanda.nama)
    return penanda


def public_key(certificate: Certificate) -> RSAPublicKey:
    """The key in a certificate of unknown origin, when it is of the one kind accepted.

    Raises:
        LontarError: another kind of key, or none that the library can make out.
    """
    with suppress(*profil.malformed()):
        if (key := profil.public_key(certificate)) is not None:
            return key
    raise LontarError("sertifikat_rusak")


def key_digest(key: RSAPrivateKey) -> str:
    """The fingerprint (`sidik`) of the public half of a key."""
    return profil.digest(key.public_key())


def random_serial() -> int:
    """A serial number for the next certificate."""
    from cryptography.x509 import random_serial_number

    return random_serial_number()


def _of_shape(certificate: Certificate, parent: RSAPublicKey | None) -> tuple[dict[str, str], str]:
    try:
        found = profil.of_shape(certificate, parent)
        key = profil.public_key(certificate)
    except profil.malformed():
        raise LontarError("sertifikat_rusak") from None
    if found is None or key is None:
        raise LontarError("sertifikat_rusak")
    return found, profil.digest(key)


def _unknown(certificate: Certificate, trusted_cas: Sequence[Certificate]) -> NoReturn:
    """Refuse a signer no trusted authority vouches for; exercises and real work by name."""
    try:
        claim = profil.fields(certificate.subject, authority=False)
        issuer = profil.fields(certificate.issuer, authority=True)
    except profil.malformed():
        claim = issuer = None
    if claim is None:
        raise LontarError("sertifikat_rusak")
    who = {"nama": claim["nama"], "kantor": claim["kantor"], "ca": issuer["nama"] if issuer else ""}
    here = {is_training(read_authority(ca).nama) for ca in trusted_cas}
    if is_training(who["ca"]) and True not in here:
        raise LontarError("penanda_latihan", **who)
    if issuer and not is_training(who["ca"]) and here == {True}:
        raise LontarError("penanda_bukan_latihan", **who)
    raise LontarError("penanda_tidak_dikenal", **who)


def _wrong_region(nama: str, own: str, asked: str) -> NoReturn:
    raise LontarError("sertifikat_bukan_wilayah", nama=nama, milik=own, diminta=shown(asked))


def is_training(nama: str) -> bool:
    """Whether a name says that it belongs to an exercise."""
    return TRAINING_MARK.casefold() in nama.casefold()
