"""Who attacks: strangers with keys of their own, and people with real keys who should not."""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from app.errors import LontarError
from app.exchange import kunci, meta_paket, paket, segel, sertifikat, sertifikat_baru, tanda_tangan
from app.exchange.sidik_lembar import sheet_digest
from app.exchange.tanda_tangan import MENANDATANGANI, MENYATAKAN, Pernyataan
from tests.exchange.contoh_sertifikat import (
    KANTOR,
    KUPANG,
    NAMA,
    NOW,
    PIMPINAN,
    Pihak,
    clock,
    later,
    request,
)
from tests.exchange.contoh_ubahan import whole_signatures
from tests.exchange.serangan import meja

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.exchange.segel.contoh_segel import Bedah

JABATAN = "Kepala Bagian Pemerintahan"
FIRST, SECOND = "tanda_tangan.1.0001", "tanda_tangan.2.0001"


# --- People --------------------------------------------------------------------------------------


@cache
def false_authority(*, latihan: bool = False) -> Pihak:
    """A stranger's authority that calls itself by the very name of the real one."""
    key = kunci.generate()
    certificate = sertifikat_baru.create_ca(
        key, provinsi="Provinsi Contoh", kantor="Sekretariat Daerah", wilayah="53",
        latihan=latihan, serial=1, clock=clock,
    )  # fmt: skip
    return Pihak(key, certificate)


@cache
def issued(
    ca: Pihak,
    peran: str,
    nama: str = "",
    wilayah: str = KUPANG,
    *,
    serial: int = 501,
    days: int = 730,
    since: int = 0,
) -> Pihak:
    """Somebody with a certificate of an authority."""
    key = kunci.generate()
    nama = nama or (PIMPINAN if peran == "pimpinan" else NAMA)
    asked = sertifikat.read_request(request(key, wilayah, peran, nama))
    certificate = sertifikat_baru.issue(
        ca.key, ca.certificate, asked, wilayah=wilayah, peran=peran, valid_days=days,
        serial=serial, clock=lambda: later(since),
    )  # fmt: skip
    return Pihak(key, certificate)


def strangers(*, latihan: bool = False) -> tuple[Pihak, Pihak]:
    """An operator and a pimpinan of the stranger's authority, named like the real ones."""
    ca = false_authority(latihan=latihan)
    return issued(ca, "operator"), issued(ca, "pimpinan")


def self_made(key: Any, nama: str = PIMPINAN, *, peran: str = "pimpinan") -> x509.Certificate:
    """A certificate that only its own key vouches for."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, KANTOR),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, peran),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, KUPANG),
            x509.NameAttribute(NameOID.COMMON_NAME, nama),
        ]
    )
    draft = x509.CertificateBuilder(
        subject_name=subject, issuer_name=subject, public_key=key.public_key(),
        serial_number=9, not_valid_before=later(-1), not_valid_after=later(365),
    )  # fmt: skip
    return draft.sign(key, SHA256())


@cache
def small_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 1024)  # noqa: S505 - an attack


@cache
def curve_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


# --- Signatures ----------------------------------------------------------------------------------


def jws(data: bytes, pihak: Pihak, told: Pernyataan, chain: Sequence[x509.Certificate] = ()) -> str:
    """A signature of the kind the program writes."""
    return tanda_tangan.sign(data, pihak.key, chain or [pihak.certificate], told)


def raw_jws(data: bytes, pihak: Pihak, change: Any = None, **header: Any) -> str:
    """A signature with a header of one's own; `change` may rewrite the text of the header."""
    der = sertifikat.to_der(pihak.certificate)
    told = {
        "alg": "RS256",
        "b64": False,
        "crit": ["b64"],
        "lontar": msgspec.to_builtins(Pernyataan(MENYATAKAN, NOW.isoformat())),
        "x5c": [b64encode(der).decode()],
    }
    told = {key: value for key, value in {**told, **header}.items() if value is not None}
    text = json.dumps(told, separators=(",", ":"), sort_keys=True)
    if change is not None:
        text = change(text)
    head = urlsafe_b64encode(text.encode()).rstrip(b"=")
    value = pihak.key.sign(head + b"." + data, padding.PKCS1v15(), SHA256())
    return f"{head.decode()}..{urlsafe_b64encode(value).rstrip(b'=').decode()}"


def shown(parts: Bedah) -> dict[str, str]:
    """The digests of the visible sheets as they are now."""
    from app.exchange import buku_kerja

    book = buku_kerja.read_workbook(parts.packed())
    return {name: sheet_digest(book.sheets[name]) for name in book.visible}


def both(
    data: bytes,
    penyata: Pihak,
    penanda: Pihak,
    tampilan: Mapping[str, str],
    first: str = "",
) -> list[str]:
    """The statement and the signature over the same bytes."""
    waktu = NOW.isoformat()
    one = first or jws(data, penyata, Pernyataan(MENYATAKAN, waktu))
    atas = tanda_tangan.digest(one)
    told = Pernyataan(MENANDATANGANI, waktu, JABATAN, atas, dict(tampilan))
    return [one, jws(data, penanda, told)]


# --- A package made to say something else --------------------------------------------------------


def canonical(parts: Bedah) -> bytes:
    """What the package says now, by its `_meta` and its `Data`; empty when that makes no sense."""
    manifest = msgspec.json.decode("".join(_chunks(meja.meta_of(parts), "manifes")))
    _, *rows = meja.rows_of(parts, meja.DATA)
    return paket.canonical({**manifest, "nilai": [row[:5] for row in rows]})


def _chunks(told: Mapping[str, str], prefix: str) -> list[str]:
    return [text for key, text in sorted(told.items()) if key.startswith(f"{prefix}.")]


def enclose(parts: Bedah, data: bytes, signatures: Sequence[str]) -> None:
    """Id, manifest, copy and signatures of `data` in both places."""
    spelled = msgspec.json.decode(data)
    manifest = paket.canonical({key: spelled[key] for key in spelled if key != "nilai"}).decode()
    sampul = meta_paket.Sampul(paket.package_id(data), manifest, signatures, data, spelled["versi"])
    meja.write_meta(parts, dict(sampul.rows))
    told = meta_paket.properties(sampul)
    meja.write_properties(parts, {name.removeprefix("lontar."): text for name, text in told})


def put_signatures(parts: Bedah, signatures: Mapping[str, str]) -> None:
    """Other signatures in both places, and nothing else changed."""
    for read, write in (
        (meja.meta_of, meja.write_meta),
        (meja.properties_of, meja.write_properties),
    ):
        kept = {key: text for key, text in read(parts).items() if "tanda_tangan" not in key}
        write(parts, {**kept, **signatures})


def signatures_of(parts: Bedah) -> dict[str, str]:
    """The two signatures, whole, by the key of their first piece in `_meta`."""
    return whole_signatures(meja.meta_of(parts))


def sealed_by(parts: Bedah, pihak: Pihak) -> bytes:
    """The parts under a new seal where they can be sealed, otherwise without any."""
    data = parts.packed()
    try:
        return segel.seal(
            data, pihak.key, pihak.certificate,
            waktu=NOW, komentar=f"Lontar SPM {KUPANG} 2026-T3 rev1", peran=JABATAN,
        )  # fmt: skip
    except (LontarError, ValueError):
        # No workbook that a seal could be put on.
        return data


def signed_anew(parts: Bedah, penyata: Pihak, penanda: Pihak) -> bytes:
    """Whatever the package says and shows now, signed and sealed by these two."""
    if any(b'<row r="1048576">' in content for content in parts.values()):
        # No reader survives such a sheet, the attacker's own included.
        return sealed_by(parts, penanda)
    try:
        data = canonical(parts)
        enclose(parts, data, both(data, penyata, penanda, shown(parts)))
    except (LontarError, KeyError, ValueError, IndexError, RecursionError):
        # Too broken for the attacker himself: the signatures stay as they are.
        pass
    return sealed_by(parts, penanda)
