"""Other issuers a province allows: their .p12 keys may be used, after an ordinary certificate.

The verification path stays one profile. A key out of a .p12 file gets a certificate of the
province like any other key; that its first certificate came from an allowed issuer is only one
more thing the province knows about the applicant.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import brankas, sertifikat
from app.exchange import profil_x509 as profil
from app.exchange.enam_kata import six_words
from app.store import certificates, practice
from app.store.certificates import Sertifikat

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.x509 import Certificate, Name

    from app.exchange.sertifikat import Permintaan
    from app.store.office import Office

TIDAK_LAGI = "penerbit_lama"
_HASHES = ("sha256", "sha384", "sha512")
_MAX_NAME = 120
_MIN_RSA, _MIN_EC = 2048, 256


@dataclass(frozen=True, kw_only=True)
class Penerbit:
    """An issuer as a person sees it before allowing it; `sidik` is the SHA-256 of its key."""

    nama: str
    organisasi: str
    sidik: str
    berlaku_dari: datetime
    berlaku_sampai: datetime
    sertifikat: Certificate

    @property
    def kata(self) -> list[str]:
        """The fingerprint as six words to compare with what the issuer publishes."""
        return six_words(bytes.fromhex(self.sidik))

    @property
    def sidik_sertifikat(self) -> str:
        """SHA-256 of the whole certificate, as issuers publish it: pairs with colons."""
        digest = hashlib.sha256(sertifikat.to_der(self.sertifikat)).hexdigest().upper()
        return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))


def read(office: Office, data: bytes) -> Penerbit:
    """Look into the file (PEM or DER) of an issuer's certificate without allowing it yet.

    Raises:
        LontarError: not one certificate of an issuer, out of its dates, or of the other mode.
    """
    ders = profil.pem_blocks(data, "CERTIFICATE") or [data]
    if len(ders) != 1:
        raise LontarError("penerbit_bukan_satu")
    found = _described(sertifikat.read_der(ders[0]))
    latihan = practice.is_practice(office)
    sertifikat.check_mode_of(f"{found.nama} {found.organisasi}", latihan=latihan)
    check_dates(found.nama, found.sertifikat, office.now())
    return found


def allow(office: Office, penerbit: Penerbit) -> None:
    """Allow an issuer, after a person has compared its six words."""
    kept = Sertifikat(
        peran=brankas.PERAN_PENERBIT,
        wilayah=office.identitas.wilayah,
        nama=penerbit.nama,
        berlaku_dari=brankas.day(penerbit.berlaku_dari),
        berlaku_sampai=brankas.day(penerbit.berlaku_sampai),
        der=sertifikat.to_der(penerbit.sertifikat),
    )
    certificates.add_certificate(office, kept)
    certificates.set_role(office, kept.sidik, brankas.PERAN_PENERBIT)


def forbid(office: Office, penerbit: Penerbit) -> None:
    """Allow an issuer no longer; certificates issued meanwhile stay what they are."""
    sidik = hashlib.sha256(sertifikat.to_der(penerbit.sertifikat)).hexdigest()
    certificates.set_role(office, sidik, TIDAK_LAGI)


def allowed(office: Office) -> list[Penerbit]:
    """The issuers this province allows."""
    kept = certificates.certificates(office, peran=brankas.PERAN_PENERBIT)
    return [_described(sertifikat.read_der(one.der)) for one in kept]


def check(office: Office, permintaan: Permintaan) -> None:
    """Refuse a request for a key out of a .p12 file unless an allowed issuer vouched for it.

    Raises:
        LontarError: another key, an issuer that is not allowed, or out of its dates.
    """
    given = permintaan.asal
    if given is None:
        return
    nama = common_name(given.subject)
    key = _rsa_digest(given)
    if key != permintaan.sidik:
        raise LontarError("p12_beda_kunci", nama=permintaan.nama)
    issuer = next((one for one in allowed(office) if _vouches(one, given)), None)
    if issuer is None:
        raise LontarError("penerbit_tidak_diizinkan", nama=nama, penerbit=common_name(given.issuer))
    check_dates(issuer.nama, issuer.sertifikat, office.now())
    check_dates(nama, given, office.now())


def check_dates(nama: str, certificate: Certificate, moment: datetime) -> None:
    """Refuse a foreign certificate, or its issuer, outside its own dates."""
    start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not start <= profil.utc(moment) <= end:
        dates = {"dari": f"{start:%d-%m-%Y}", "sampai": f"{end:%d-%m-%Y}"}
        raise LontarError("p12_di_luar_masa", nama=nama, **dates)


def common_name(name: Name) -> str:
    """What a foreign certificate calls its holder, fit to be shown."""
    texts = [str(part.value) for part in name if part.oid.dotted_string == "2.5.4.3"]
    shown = texts[0] if texts else name.rfc4514_string()
    return "".join(letter for letter in shown if letter.isprintable())[:_MAX_NAME]


def _described(certificate: Certificate) -> Penerbit:
    try:
        sidik = _issuing_key_digest(certificate)
        parts = [str(part.value) for part in certificate.subject]
    except profil.malformed():
        raise LontarError("penerbit_bukan_penerbit") from None
    return Penerbit(
        nama=common_name(certificate.subject),
        organisasi=" ".join(parts)[:_MAX_NAME],
        sidik=sidik,
        berlaku_dari=certificate.not_valid_before_utc,
        berlaku_sampai=certificate.not_valid_after_utc,
        sertifikat=certificate,
    )


def _issuing_key_digest(certificate: Certificate) -> str:
    """The fingerprint of the key, when it is one that may issue and is strong enough."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    key = certificate.public_key()
    strong = (isinstance(key, rsa.RSAPublicKey) and key.key_size >= _MIN_RSA) or (
        isinstance(key, ec.EllipticCurvePublicKey) and key.curve.key_size >= _MIN_EC
    )
    if not constraints.value.ca or not strong:
        raise ValueError
    info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(info).hexdigest()


def _vouches(issuer: Penerbit, certificate: Certificate) -> bool:
    try:
        algorithm = certificate.signature_hash_algorithm
    except profil.malformed():
        return False
    strong = algorithm is not None and algorithm.name in _HASHES
    return strong and profil.issued_by(certificate, issuer.sertifikat)


def _rsa_digest(certificate: Certificate) -> str:
    try:
        key = profil.public_key(certificate)
    except profil.malformed():
        key = None
    return profil.digest(key) if key is not None else ""
