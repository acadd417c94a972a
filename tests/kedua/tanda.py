"""Signatures, certificates, revocation lists: sections 4, 6, 7 of resources/format/paket.md."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.kedua.buku import Putus, demand
from tests.kedua.isi import moment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

RSA_SHA256 = "1.2.840.113549.1.1.11"
PURPOSES = ("1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.311.10.3.12", "1.3.6.1.5.5.7.3.4")
WORDS = {"2.5.4.6": "negara", "2.5.4.10": "kantor", "2.5.4.11": "peran", "2.5.4.5": "wilayah"}
WORDS["2.5.4.3"] = "nama"
STATEMENT = ("atas", "jabatan", "maksud", "tampilan", "waktu")


class Jws(NamedTuple):
    """A signature taken apart: its certificates, its statement, what it is made over."""

    certificates: list[x509.Certificate]
    told: dict[str, Any]
    head: str
    signature: bytes


@dataclass(frozen=True)
class Penanda:
    """A signer whom a trusted authority vouches for, and what they said."""

    nama: str
    kantor: str
    wilayah: str
    peran: str
    opd: bool
    kunci: str
    told: dict[str, Any]


class Percaya:
    """Whom one believes, and when: authorities, their lists, the moment of judging."""

    def __init__(
        self,
        authorities: Sequence[x509.Certificate],
        lists: Sequence[x509.CertificateRevocationList],
        moment: datetime,
    ) -> None:
        self.authorities = list(authorities)
        self.moment = moment.astimezone(UTC).replace(microsecond=0)
        self.revoked = {pair for one in lists for pair in self.revocations(one)}

    def revocations(self, crl: x509.CertificateRevocationList) -> list[tuple[str, int]]:
        """Authority and serial number of everything a list revokes."""
        named = (one for one in self.authorities if one.subject == crl.issuer)
        signer = next((one for one in named if crl.is_signature_valid(key_of(one))), None)
        if signer is None:
            raise ValueError("a list of an authority that is not trusted")
        number = crl.extensions.get_extension_for_class(x509.CRLNumber).value
        key = x509.AuthorityKeyIdentifier.from_issuer_public_key(key_of(signer))
        found = [(one.critical, one.value) for one in crl.extensions]
        sound = found == [(False, key), (False, number)] and 0 < number.crl_number < 2**62
        if not sound or crl.signature_algorithm_oid.dotted_string != RSA_SHA256:
            raise ValueError("not a list of this form")
        return [(key_digest(signer), one.serial_number) for one in crl]

    def judge(self, data: bytes, jws: Jws, wilayah: str | None) -> Penanda:
        """Who signed exactly these bytes; the questions of section 6, in their order."""
        own, *more = jws.certificates
        authority = next((one for one in self.authorities if issued(own, one)), None)
        subject = subject_of(own.subject, authority=False)
        if authority is None:
            demand(subject, "sertifikat")
            raise Putus("penanda_tidak_dikenal", "penanda_tidak_dikenal")
        province = shape(authority, None)
        subject = shape(own, authority)
        dates = (own.not_valid_before_utc, own.not_valid_after_utc)
        outer = (authority.not_valid_before_utc, authority.not_valid_after_utc)
        demand(outer[0] <= dates[0] <= dates[1] <= outer[1], "sertifikat")
        demand(lies_in(subject["wilayah"], province["wilayah"]), "wilayah", "penanda_bukan_wilayah")
        demand(not more or key_digest(more[0]) == key_digest(authority), "tanda_tangan")
        demand(fits(data, jws), "tanda_tangan_tidak_cocok")
        demand(dates[0] <= self.moment <= dates[1], "masa_berlaku", "penanda_kedaluwarsa")
        demand(wilayah in (None, subject["wilayah"]), "wilayah", "penanda_bukan_wilayah")
        told = moment_of(jws.told["waktu"])
        demand(dates[0] <= told <= min(dates[1], self.moment + timedelta(days=1)), "waktu")
        serial = key_digest(authority), own.serial_number
        demand(serial not in self.revoked, "dicabut", "penanda_dicabut")
        facts = {name: subject[name] for name in ("nama", "kantor", "wilayah", "peran")}
        return Penanda(**facts, opd="opd" in subject, kunci=key_digest(own), told=jws.told)


# --- Signatures -----------------------------------------------------------------------------------


def read_jws(text: str) -> Jws:
    """A detached JWS whose header is spelled in the one way."""
    head, mark, signature = text.partition("..")
    demand(mark and len(text) <= 24_000 and text.isascii(), "tanda_tangan")
    raw = from_base64url(head)
    try:
        told = json.loads(raw)
        ders = [base64.b64decode(one, validate=True) for one in told["x5c"]]
        lontar = told["lontar"]
        texts = [lontar[name] for name in STATEMENT if name != "tampilan"]
        texts += [*lontar["tampilan"], *lontar["tampilan"].values()]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Putus("ditolak", "tanda_tangan") from None
    chain = [base64.b64encode(one).decode() for one in ders]
    same = {"alg": "RS256", "b64": False, "crit": ["b64"], "lontar": lontar, "x5c": chain}
    spelled = json.dumps(same, sort_keys=True, separators=(",", ":")).encode()
    demand(spelled == raw and 1 <= len(ders) <= 2, "tanda_tangan")
    demand(sorted(lontar) == list(STATEMENT), "tanda_tangan")
    demand(all(isinstance(one, str) for one in texts), "tanda_tangan")
    return Jws([load(der) for der in ders], lontar, head, from_base64url(signature))


def from_base64url(text: str) -> bytes:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise Putus("ditolak", "tanda_tangan") from None
    demand(base64.urlsafe_b64encode(data).rstrip(b"=").decode() == text, "tanda_tangan")
    return data


def fits(data: bytes, jws: Jws) -> bool:
    """Whether the key of the first certificate signed these bytes."""
    signed = f"{jws.head}.".encode() + data
    try:
        key_of(jws.certificates[0]).verify(jws.signature, signed, PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True


# --- Certificates ---------------------------------------------------------------------------------


def load(der: bytes) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(der)
    except Exception:  # noqa: BLE001 - whatever the library finds wrong
        raise Putus("ditolak", "sertifikat") from None


def issued(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(authority)
    except Exception:  # noqa: BLE001 - whatever the library finds wrong
        return False
    return True


def key_of(certificate: x509.Certificate) -> RSAPublicKey:
    """The key, of the only kind there may be."""
    try:
        key = certificate.public_key()
    except Exception:  # noqa: BLE001 - whatever the library finds wrong
        raise Putus("ditolak", "sertifikat") from None
    demand(isinstance(key, RSAPublicKey) and 3072 <= key.key_size <= 8192, "sertifikat")
    assert isinstance(key, RSAPublicKey)
    demand(key.public_numbers().e == 65537, "sertifikat")
    return key


def key_digest(certificate: x509.Certificate) -> str:
    info = key_of(certificate).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(info).hexdigest()


def shape(certificate: x509.Certificate, authority: x509.Certificate | None) -> dict[str, str]:
    """The subject of a certificate that has the form of section 6 and no other."""
    usage = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    names = ("key_cert_sign", "crl_sign", "digital_signature", "content_commitment")
    for name in names:
        usage[name] = (name in names[:2]) == (authority is None)
    expected: list[tuple[bool, object]] = [
        (False, x509.SubjectKeyIdentifier.from_public_key(key_of(certificate))),
        (True, x509.BasicConstraints(ca=authority is None, path_length=None if authority else 0)),
        (True, x509.KeyUsage(**usage)),
    ]
    if authority is not None:
        key = x509.AuthorityKeyIdentifier.from_issuer_public_key(key_of(authority))
        purposes = [x509.ObjectIdentifier(one) for one in PURPOSES]
        expected += [(False, x509.ExtendedKeyUsage(purposes)), (False, key)]
    try:
        found = [(one.critical, one.value) for one in certificate.extensions]
    except Exception:  # noqa: BLE001 - whatever the library finds wrong
        raise Putus("ditolak", "sertifikat") from None
    demand(found == expected, "sertifikat")
    demand(certificate.signature_algorithm_oid.dotted_string == RSA_SHA256, "sertifikat")
    demand(authority is not None or issued(certificate, certificate), "sertifikat")
    subject = subject_of(certificate.subject, authority=authority is None)
    demand(subject, "sertifikat")
    return subject


def subject_of(name: x509.Name, *, authority: bool) -> dict[str, str]:
    """The texts of a subject; empty when it has another form."""
    try:
        order = [(one.oid.dotted_string, str(one.value)) for (one,) in name.rdns]
    except ValueError:
        return {}
    mark = {}
    if not authority and order[3:4] == [("2.5.4.11", "OPD")]:
        mark["opd"] = order.pop(3)[1]
    told = {WORDS.get(oid, oid): text for oid, text in order} | mark
    wanted = ["negara", "kantor", *([] if authority else ["peran"]), "wilayah", "nama"]
    if [WORDS.get(oid, oid) for oid, _ in order] != wanted or told["negara"] != "ID":
        return {}
    code = "[0-9]{2}" if authority else r"[0-9]{2}(\.[0-9]{2})?"
    code = r"[0-9]{2}\.[0-9]{2}" if mark else code
    role = authority or told["peran"] in ("operator", "verifikator", "pimpinan")
    fine = re.fullmatch(code, told["wilayah"]) and role
    return told if fine and tidy(told["nama"]) and tidy(told["kantor"]) else {}


def tidy(text: str) -> bool:
    plain = all(unicodedata.category(letter)[0] != "C" for letter in text)
    same = text == " ".join(unicodedata.normalize("NFC", text).split())
    return plain and same and 0 < len(text) <= 64


def lies_in(wilayah: str, province: str) -> bool:
    return wilayah == province or wilayah.startswith(f"{province}.")
