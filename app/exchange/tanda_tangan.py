"""The signature over canonical data: a detached JWS (RFC 7515, 7797) with a certificate inside.

The protected header also says what the signature means (`Pernyataan`), so that a signature made
for one purpose never passes for another. Accepted is only what `sign` could have written, to the
byte: one algorithm, one header, one encoding. Choices an attacker may make in a token are choices
nobody here needs.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from app.errors import LontarError
from app.exchange import pustaka_jws, sertifikat

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.exchange.sertifikat import Penanda

ALGORITHM = "RS256"
MAX_JWS = 24_000  # fits an Excel cell (32,767)
MAX_CHAIN = 2
# Laptops disagree about the time, but not by more than a day.
AHEAD = timedelta(hours=24)

MENYATAKAN, MENANDATANGANI = "menyatakan", "menandatangani"
"""What the two signatures of a package say: complete and checked; handed in by the office."""


class Pernyataan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a signature says beside "these bytes".

    `waktu` is the signer's own clock (ISO 8601 with zone) and `jabatan` their position: claims.
    `atas` is the `digest` of an earlier signature this one confirms. `tampilan` holds the digest
    of every sheet a person sees.
    """

    maksud: str
    waktu: str
    jabatan: str = ""
    atas: str = ""
    tampilan: dict[str, str] = {}


class Tertanda(NamedTuple):
    """A signature that holds: who, and what they said."""

    penanda: Penanda
    pernyataan: Pernyataan


def digest(jws: str) -> str:
    """The fingerprint of a signature, for `Pernyataan.atas`: SHA-256 of its text, hexadecimal."""
    return hashlib.sha256(jws.encode("ascii")).hexdigest()


def with_sheets(pernyataan: Pernyataan, tampilan: Mapping[str, str]) -> Pernyataan:
    """The same statement, vouching also for what the visible sheets show."""
    return msgspec.structs.replace(pernyataan, tampilan=dict(tampilan))


def sign(
    canonical: bytes,
    key: RSAPrivateKey,
    cert_chain: Sequence[Certificate],
    pernyataan: Pernyataan,
) -> str:
    """`header..signature` over `canonical`; the chain is the signer's and maybe the authority's."""
    signer, _ = pustaka_jws.library()
    own = 1 <= len(cert_chain) <= MAX_CHAIN and _digest_of(cert_chain[0])
    if own != sertifikat.key_digest(key):
        raise ValueError("the first certificate must be the signer's own")
    headers = _header([sertifikat.to_der(certificate) for certificate in cert_chain], pernyataan)
    headers["typ"] = ""  # PyJWS leaves an empty one out; the payload is no token
    return signer.encode(canonical, key, ALGORITHM, headers=headers, is_payload_detached=True)


def verify(
    canonical: bytes,
    jws: str,
    trusted_cas: Sequence[Certificate],
    moment: datetime,
    *,
    wilayah: str | None = None,
) -> Tertanda:
    """Who signed exactly these bytes: trust first, then the signature, then dates and region."""
    chain, pernyataan = read(jws)
    penanda = sertifikat.identify(chain[0], trusted_cas)
    if len(chain) > 1 and _digest_of(chain[1]) != penanda.sidik_ca:
        raise LontarError("tanda_tangan_rusak")
    check_signature(canonical, jws, chain[0])
    sertifikat.check_moment(penanda, moment)
    sertifikat.check_wilayah(penanda, wilayah)
    _check_claimed_time(pernyataan.waktu, penanda, moment)
    return Tertanda(penanda, pernyataan)


@lru_cache(maxsize=8)
def read(jws: str) -> tuple[tuple[Certificate, ...], Pernyataan]:
    """The certificates and the statement of a signature; nothing about them is trusted yet.

    Judging one package asks two or three times for the same ones.
    """
    header, _ = _split(jws)
    ders, pernyataan = _contents(header)
    return tuple(sertifikat.read_der(der) for der in ders), pernyataan


def check_signature(canonical: bytes, jws: str, certificate: Certificate) -> None:
    """Refuse unless the key in `certificate` signed exactly `canonical`.

    The certificate need not be trusted: a key of any other kind than ours is refused unused. What
    the header says is for `read` to judge; no word in it chooses the algorithm.
    """
    _, algorithm = pustaka_jws.library()
    key = sertifikat.public_key(certificate)
    _, signature = _split(jws)
    # RFC 7797: what is signed is the header as it is spelled, a dot, and the bare payload. PyJWS
    # would look at the letters of the header once more, one by one, for longer than all the rest.
    spelled = jws.partition(".")[0].encode("ascii") + b"." + canonical
    if not algorithm(algorithm.SHA256).verify(spelled, key, signature):
        raise LontarError("tanda_tangan_tidak_cocok")


def _header(ders: Sequence[bytes], pernyataan: Pernyataan) -> dict[str, Any]:
    chain = [base64.b64encode(der).decode("ascii") for der in ders]
    told = msgspec.to_builtins(pernyataan)
    return {"alg": ALGORITHM, "b64": False, "crit": ["b64"], "lontar": told, "x5c": chain}


def _split(jws: str) -> tuple[bytes, bytes]:
    header, mark, signature = jws.partition("..") if len(jws) <= MAX_JWS else ("", "", "")
    if not mark or not jws.isascii() or "." in header + signature:
        raise LontarError("tanda_tangan_rusak")
    return _from_base64url(header), _from_base64url(signature)


def _contents(header: bytes) -> tuple[list[bytes], Pernyataan]:
    """What a header says that is, byte for byte, the one `sign` writes for it."""
    try:
        told = json.loads(header)
        ders = [base64.b64decode(entry, validate=True) for entry in told["x5c"]]
        pernyataan = msgspec.convert(told["lontar"], Pernyataan)
    except (ValueError, TypeError, KeyError, RecursionError):
        # msgspec's ValidationError is a ValueError.
        raise LontarError("tanda_tangan_rusak") from None
    spelled = json.dumps(_header(ders, pernyataan), separators=(",", ":"), sort_keys=True).encode()
    if spelled != header or not 1 <= len(ders) <= MAX_CHAIN:
        raise LontarError("tanda_tangan_rusak")
    return ders, pernyataan


def _check_claimed_time(waktu: str, penanda: Penanda, moment: datetime) -> None:
    """Refuse a claim that cannot be true; a claim that could be true proves nothing."""
    try:
        told = datetime.fromisoformat(waktu)
    except ValueError:
        raise LontarError("tanda_tangan_rusak") from None
    if told.tzinfo is None:
        raise LontarError("tanda_tangan_rusak")
    if not penanda.berlaku_dari <= told <= min(penanda.berlaku_sampai, moment + AHEAD):
        raise LontarError("tanda_tangan_waktu", nama=penanda.nama, waktu=f"{told:%d-%m-%Y %H.%M}")


def _from_base64url(text: str) -> bytes:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        raise LontarError("tanda_tangan_rusak") from None
    # Spare bits in the last letter would let one signature be written in several ways.
    if base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii") != text:
        raise LontarError("tanda_tangan_rusak")
    return data


def _digest_of(certificate: Certificate) -> str:
    from app.exchange import profil_x509 as profil

    return profil.digest(sertifikat.public_key(certificate))
