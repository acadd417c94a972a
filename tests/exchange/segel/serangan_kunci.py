"""Attacks by somebody who can sign: strangers with their own key, and the signer himself.

Each entry makes the bytes, and says with which reason they must be refused.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from app.exchange import segel
from app.exchange.segel import naskah, opc
from tests.exchange.contoh_sertifikat import NOW, authority, officer
from tests.exchange.segel.contoh_segel import (
    BOOK_LIST,
    KOMENTAR,
    PERAN,
    SHEET,
    SIG,
    Bedah,
    opened,
    pemilik,
)
from tests.exchange.segel.serangan_isi import sel_diubah

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cryptography.x509 import Certificate

    from app.exchange.segel import Rujukan

WRITTEN = "2026-10-05T09:30:00Z"


def sign(
    parts: Bedah,
    key: Any = None,
    certificate: Certificate | None = None,
    choose: Callable[[Iterable[Rujukan]], list[Rujukan]] = list,
    **facts: Any,
) -> None:
    """A seal over the parts as they are now, by whoever holds the key."""
    told = {"waktu": WRITTEN, "komentar": KOMENTAR, "peran": PERAN, "tampak": True, **facts}
    mentah = segel.look(parts.packed())
    assert mentah is not None
    owner = naskah.owner(certificate or pemilik().certificate)
    built = naskah.compose(choose(mentah.rujukan), naskah.Isian(**told), owner)
    value = (key or pemilik().key).sign(built.payload, PKCS1v15(), SHA256())
    parts[SIG] = built.complete(value)


def made(
    key: Any = None,
    issuer: Certificate | None = None,
    signer: Any = None,
    days: tuple[int, int] = (-10, 700),
    usage: Any = ExtendedKeyUsageOID.EMAIL_PROTECTION,
) -> Certificate:
    """A certificate with the officer's name, but not the one that was issued."""
    real = pemilik().certificate
    start, end = (NOW + timedelta(days=count) for count in days)
    draft = x509.CertificateBuilder(
        issuer_name=(issuer or real).subject,
        subject_name=real.subject,
        public_key=(key or pemilik().key).public_key(),
        serial_number=78,
        not_valid_before=start,
        not_valid_after=end,
    )
    draft = draft.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
    return draft.sign(signer or authority().key, SHA256())


def resigned(key: Any, certificate: Certificate, **facts: Any) -> bytes:
    """A figure changed, and the whole sealed again by a stranger."""
    parts = opened()
    sel_diubah(parts)
    sign(parts, key, certificate, **facts)
    return parts.packed()


def swatanda() -> bytes:
    stranger = officer("53.02").key
    return resigned(stranger, made(stranger, None, stranger))


def ca_palsu_nama_sama() -> bytes:
    stranger, false_ca = officer("53.02").key, officer("53.08").key
    return resigned(stranger, made(stranger, authority().certificate, false_ca))


def ca_asing() -> bytes:
    return resigned(*officer(provinsi="Provinsi Lain"))


def kunci_ca() -> bytes:
    return resigned(*authority())


def wilayah_lain() -> bytes:
    return resigned(*officer("53.02"))


def same_key(waktu: str = WRITTEN, **facts: Any) -> bytes:
    """Sealed with the right key, but under another certificate for it."""
    certificate = made(issuer=authority().certificate, **facts)
    return resigned(pemilik().key, certificate, waktu=waktu)


def sertifikat_ditukar() -> bytes:
    """Only the certificate is exchanged for another one with the same key; nothing is re-signed."""
    parts = opened()
    der = made(issuer=authority().certificate).public_bytes(Encoding.DER)
    text = parts[SIG].decode()
    old = text.partition("<X509Certificate>")[2].partition("<")[0]
    parts[SIG] = text.replace(old, base64.b64encode(der).decode()).encode()
    return parts.packed()


def incomplete(choose: Callable[[Iterable[Rujukan]], list[Rujukan]]) -> bytes:
    """The signer leaves something out of the manifest, and somebody changes just that."""
    parts = opened()
    sign(parts, choose=choose)
    sel_diubah(parts)
    return parts.packed()


def without_sheet(rujukan: Iterable[Rujukan]) -> list[Rujukan]:
    return [one for one in rujukan if SHEET not in one.uri]


def nothing(_: Iterable[Rujukan]) -> list[Rujukan]:
    return []


def relasi_sebagian() -> bytes:
    parts = opened()
    first = [one for one in opc.read_relations(BOOK_LIST, parts[BOOK_LIST]) if one.id == "rId1"]
    digest = base64.b64encode(hashlib.sha256(opc.transformed(first)).digest()).decode()

    def choose(rujukan: Iterable[Rujukan]) -> list[Rujukan]:
        return [
            segel.Rujukan(one.uri, digest, ("rId1",)) if BOOK_LIST in one.uri else one
            for one in rujukan
        ]

    sign(parts, choose=choose)
    return parts.packed()


def told(**facts: Any) -> Callable[[], bytes]:
    """The signer's own key over a text that this program would not write."""

    def attack() -> bytes:
        parts = opened()
        sign(parts, **facts)
        return parts.packed()

    return attack


KUNCI: dict[str, tuple[Callable[[], bytes], str]] = {
    "s12_swatanda": (swatanda, "cert_lain"),
    "s13_ca_palsu_nama_sama": (ca_palsu_nama_sama, "cert_lain"),
    "s14_ca_asing": (ca_asing, "cert_lain"),
    "s15_kedaluwarsa": (lambda: same_key(days=(-900, -100)), "cert_lain"),
    "s16_kedaluwarsa_waktu_mundur": (
        lambda: same_key("2025-01-05T09:30:00Z", days=(-900, -100)),
        "cert_lain",
    ),
    "s17_dicabut": (same_key, "cert_lain"),
    "s18_kunci_ca": (kunci_ca, "cert_lain"),
    "s19_guna_salah": (lambda: same_key(usage=ExtendedKeyUsageOID.SERVER_AUTH), "cert_lain"),
    "s21_wilayah_lain": (wilayah_lain, "cert_lain"),
    "s31_sertifikat_ditukar": (sertifikat_ditukar, "cert_lain"),
    "p01_manifest_kurang_satu": (lambda: incomplete(without_sheet), "isi_ditambah"),
    "p02_manifest_kosong": (lambda: incomplete(nothing), "isi_ditambah"),
    "p03_relasi_sebagian": (relasi_sebagian, "rel_berubah"),
    # Beyond the table: the signer's own key, and still not what this program writes.
    "waktu_bukan_tanggal": (told(waktu="2026-13-40T09:30:00Z"), "waktu"),
    "waktu_berzona": (told(waktu="2026-10-05T09:30:00+08:00"), "waktu"),
    "waktu_angka_lain": (told(waktu="\u0662026-10-05T09:30:00Z"), "waktu"),
    "komentar_berkendali": (told(komentar="a\x85b"), "sig_bentuk"),
    "peran_terlalu_panjang": (told(peran="a" * 256), "sig_bentuk"),
}
