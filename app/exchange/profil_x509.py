"""The one shape of certificate Lontar writes and accepts; `sertifikat` decides what it means."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, get_args

from app.domain import aksara
from app.errors import LontarError
from app.exchange.kunci import KEY_BITS, MAX_KEY_BITS, PUBLIC_EXPONENT

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
    from cryptography.x509 import (
        Certificate,
        CertificateBuilder,
        CertificateRevocationList,
        CertificateSigningRequest,
    )

PERAN = ("operator", "verifikator", "pimpinan")
COUNTRY = "ID"
OPD = "OPD"
"""The second unit of a subject: whoever signs does so for an OPD only, named as organisation."""
Alasan = Literal["kunci_hilang", "ganti_petugas", "frasa_lupa", "salah_terbit", "lain"]
LAIN: Alasan = "lain"
ALASAN: tuple[Alasan, ...] = tuple(one for one in get_args(Alasan) if one != LAIN)
"""Why a certificate is revoked; a list may also give a reason this program does not know."""
CRL_REASONS: dict[Alasan, str] = {
    "kunci_hilang": "keyCompromise",
    "ganti_petugas": "affiliationChanged",
    "frasa_lupa": "superseded",
    "salah_terbit": "privilegeWithdrawn",
    LAIN: "unspecified",
}
MAX_TEXT = 64  # the upper bound X.520 sets for CN, O and OU
MAX_PEM = 65_536

_UNIT = "2.5.4.11"
_SHA256_RSA = "1.2.840.113549.1.1.11"
_DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36"
_DOCUMENT_SIGNING_MS = "1.3.6.1.4.1.311.10.3.12"
_WILAYAH = re.compile(r"[0-9]{2}(\.[0-9]{2})?")
_PROVINSI = re.compile(r"[0-9]{2}")


# --- Names ----------------------------------------------------------------------------


def entered(text: str, bagian: str) -> str:
    """What a person typed as a name, tidied; refused when X.509 has no room for it."""
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    if foreign := aksara.not_latin(tidy):
        raise LontarError("nama_huruf_asing", bagian=bagian, aksara=aksara.named(foreign))
    if not _plain(tidy):
        raise LontarError("nama_sertifikat_ditolak", bagian=bagian, batas=MAX_TEXT)
    return tidy


def check_office(wilayah: str, peran: str) -> None:
    """Codes come from our own lists; anything else is a mistake of the program."""
    if not _WILAYAH.fullmatch(wilayah) or peran not in PERAN:
        raise ValueError((wilayah, peran))


def is_province(wilayah: str) -> bool:
    """Whether a code names a whole province."""
    return _PROVINSI.fullmatch(wilayah) is not None


def inside(wilayah: str, provinsi: str) -> bool:
    """Whether an authority of `provinsi` may speak for `wilayah`."""
    return wilayah == provinsi or wilayah.startswith(f"{provinsi}.")


def name(*, nama: str, kantor: str, wilayah: str, peran: str = "", opd: str = "") -> x509.Name:
    """A subject: C, O, OU = peran (not for an authority), serialNumber = wilayah, CN.

    Somebody of an OPD has a second OU = `OPD`.
    """
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    parts = [
        (NameOID.COUNTRY_NAME, COUNTRY),
        (NameOID.ORGANIZATION_NAME, kantor),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, peran),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, opd),
        (NameOID.SERIAL_NUMBER, wilayah),
        (NameOID.COMMON_NAME, nama),
    ]
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts if text])


def fields(subject: x509.Name, *, authority: bool) -> dict[str, str] | None:
    """The reverse of `name`; None when the subject is not of that shape to the letter."""
    texts = {attribute.oid.dotted_string: str(attribute.value) for attribute in subject}
    units = [str(one.value) for one in subject if one.oid.dotted_string == _UNIT]
    found = {
        "nama": texts.get("2.5.4.3", ""),
        "kantor": texts.get("2.5.4.10", ""),
        "wilayah": texts.get("2.5.4.5", ""),
        "peran": units[0] if units else "",
        "opd": units[1] if units[1:] else "",
    }
    codes = (_PROVINSI if authority else _WILAYAH).fullmatch(found["wilayah"])
    role = not found["peran"] if authority else found["peran"] in PERAN
    # An OPD belongs to a kabupaten; a province has its own offices sign for it.
    role &= found["opd"] == "" or (found["opd"] == OPD and not is_province(found["wilayah"]))
    if not (codes and role and _plain(found["nama"]) and _plain(found["kantor"])):
        return None
    return found if name(**found) == subject else None


def _plain(text: str) -> bool:
    # Category C: controls, surrogates and invisible marks that make one name look like another.
    visible = all(unicodedata.category(letter)[0] != "C" for letter in text)
    return (
        visible
        and aksara.hidden(text) == 0
        and not aksara.not_latin(text)
        and 0 < len(text) <= MAX_TEXT
        and text == " ".join(unicodedata.normalize("NFC", text).split())
    )


def malformed() -> tuple[type[Exception], ...]:
    """What the library raises on a certificate that does not keep to X.509 or its signature."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    kinds = (
        x509.InvalidVersion,
        x509.DuplicateExtension,
        x509.ExtensionNotFound,
        x509.UnsupportedGeneralNameType,
    )
    # What it only warns about (a negative serial number) counts too where warnings are errors.
    return (*kinds, InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError, Warning)


# --- Keys -----------------------------------------------------------------------------


def public_key(holder: Certificate | CertificateSigningRequest) -> RSAPublicKey | None:
    """The key, when it is an RSA key of a size and exponent we accept."""
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = holder.public_key()
    if not isinstance(key, rsa.RSAPublicKey) or not KEY_BITS <= key.key_size <= MAX_KEY_BITS:
        return None
    return key if key.public_numbers().e == PUBLIC_EXPONENT else None


def digest(key: RSAPublicKey) -> str:
    """SHA-256 of the SubjectPublicKeyInfo: the identity of a key whatever certificate it is in."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return hashlib.sha256(
        key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ).hexdigest()


# --- Certificates ---------------------------------------------------------------------


def builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: RSAPublicKey,
    serial: int,
    start: datetime,
    end: datetime,
) -> CertificateBuilder:
    """What an authority's and an officer's certificate have in common."""
    from cryptography import x509

    draft = x509.CertificateBuilder(
        subject_name=subject, issuer_name=issuer, public_key=key, serial_number=serial
    )
    draft = draft.not_valid_before(start).not_valid_after(end)
    return draft.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def as_authority(draft: CertificateBuilder) -> CertificateBuilder:
    """May issue certificates for people, but not for further authorities."""
    return _with(draft, _extensions(None))


def as_officer(draft: CertificateBuilder, parent: RSAPublicKey) -> CertificateBuilder:
    """May sign documents, nothing else."""
    return _with(draft, _extensions(parent))


def signed(draft: CertificateBuilder, key: RSAPrivateKey) -> Certificate:
    """The finished certificate."""
    from cryptography.hazmat.primitives.hashes import SHA256

    return draft.sign(key, SHA256())


def of_shape(certificate: Certificate, parent: RSAPublicKey | None) -> dict[str, str] | None:
    """The subject's fields when every part has our shape; no `parent` means an authority."""
    from cryptography import x509

    key = public_key(certificate)
    if key is None:
        return None
    own = (False, x509.SubjectKeyIdentifier.from_public_key(key))
    found = [(extension.critical, extension.value) for extension in certificate.extensions]
    if not sha256_rsa(certificate) or found != [own, *_extensions(parent)]:
        return None
    return fields(certificate.subject, authority=parent is None)


def issued_by(certificate: Certificate, parent: Certificate) -> bool:
    """Whether `parent` is named as the issuer and its key made the signature."""
    try:
        certificate.verify_directly_issued_by(parent)
    except malformed():
        return False
    return True


def sha256_rsa(
    signed_thing: Certificate | CertificateSigningRequest | CertificateRevocationList,
) -> bool:
    """Whether the signature is of the one kind accepted, and spelt in the one way.

    It stands at the end, as whole bytes: one of which the last zeros are said to be left out is
    the same signature, but would make another file of the same thing.
    """
    from cryptography.hazmat.primitives.serialization import Encoding

    left_out = signed_thing.public_bytes(Encoding.DER)[-len(signed_thing.signature) - 1]
    return signed_thing.signature_algorithm_oid.dotted_string == _SHA256_RSA and left_out == 0


def _extensions(parent: RSAPublicKey | None) -> list[tuple[bool, x509.ExtensionType]]:
    """All extensions but the key's own, in order, each with whether it is critical."""
    from cryptography import x509

    if parent is None:
        constraints = x509.BasicConstraints(ca=True, path_length=0)
        return [(True, constraints), (True, _key_usage(issuing=True))]
    return [
        (True, x509.BasicConstraints(ca=False, path_length=None)),
        (True, _key_usage(issuing=False)),
        (False, _purposes()),
        (False, x509.AuthorityKeyIdentifier.from_issuer_public_key(parent)),
    ]


def _with(
    draft: CertificateBuilder, extensions: list[tuple[bool, x509.ExtensionType]]
) -> CertificateBuilder:
    for critical, extension in extensions:
        draft = draft.add_extension(extension, critical=critical)
    return draft


def _key_usage(*, issuing: bool) -> x509.KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not issuing,
        content_commitment=not issuing,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issuing,
        crl_sign=issuing,
        encipher_only=False,
        decipher_only=False,
    )


def _purposes() -> x509.ExtendedKeyUsage:
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    # Office shows a signature as trusted only when e-mail protection is among the purposes.
    documents = [
        x509.ObjectIdentifier(_DOCUMENT_SIGNING),
        x509.ObjectIdentifier(_DOCUMENT_SIGNING_MS),
    ]
    return x509.ExtendedKeyUsage([*documents, ExtendedKeyUsageOID.EMAIL_PROTECTION])


# --- Files ----------------------------------------------------------------------------


def pem_blocks(data: bytes, label: str, limit: int = MAX_PEM) -> list[bytes]:
    """The DER inside every PEM block of that label; chat programs re-wrap lines and add text.

    More than `limit` bytes are not looked into.
    """
    marks = f"-----BEGIN {label}-----([A-Za-z0-9+/=\\s]*)-----END {label}-----".encode()
    if len(data) > limit:
        return []
    try:
        return [
            base64.b64decode(b"".join(body.split()), validate=True)
            for body in re.findall(marks, data)
        ]
    except ValueError:
        return []


def utc(moment: datetime) -> datetime:
    """A moment in UTC and whole seconds, as X.509 keeps it; a naive one is local time."""
    return moment.astimezone(UTC).replace(microsecond=0)
