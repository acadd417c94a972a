"""Who may sign for which region: the province's authority, the requests, the certificates.

Whatever a certificate says beyond our one profile is not believed but refused, so that no field
that nobody here looks at can mean something to somebody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
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
