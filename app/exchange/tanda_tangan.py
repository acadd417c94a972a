"""The signature over canonical data: a detached JWS (RFC 7515, 7797) with a certificate inside.

Accepted is only what `sign` could have written, to the byte: one algorithm, one header, one
encoding. Choices an attacker may make in a token are choices nobody here needs.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.errors import LontarError
from app.exchange import sertifikat

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.exchange.sertifikat import Penanda

ALGORITHM = "RS256"
MAX_JWS = 24_000  # fits an Excel cell (32,767)
MAX_CHAIN = 2


def sign(canonical: bytes, key: RSAPrivateKey, cert_chain: Sequence[Certificate]) -> str:
    """`header..signature` over `canonical`; the chain is the signer's and maybe the authority's."""
    from jwt.api_jws import PyJWS

    own = 1 <= len(cert_chain) <= MAX_CHAIN and _digest_of(cert_chain[0])
    if own != sertifikat.key_digest(key):
        raise ValueError("the first certificate must be the signer's own")
    headers = _header([sertifikat.to_der(certificate) for certificate in cert_chain])
    headers["typ"] = ""  # PyJWS leaves an empty one out; the payload is no token
    return PyJWS().encode(canonical, key, ALGORITHM, headers=headers, is_payload_detached=True)


def verify(
    canonical: bytes,
    jws: str,
    trusted_cas: Sequence[Certificate],
    moment: datetime,
    *,
    wilayah: str | None = None,
) -> Penanda:
    """Who signed exactly these bytes: trust first, then the signature, then dates and region."""
    chain = signer_chain(jws)
    penanda = sertifikat.identify(chain[0], trusted_cas)
    if len(chain) > 1 and _digest_of(chain[1]) != penanda.sidik_ca:
        raise LontarError("tanda_tangan_rusak")
    check_signature(canonical, jws, chain[0])
    sertifikat.check_moment(penanda, moment)
    sertifikat.check_wilayah(penanda, wilayah)
    return penanda


def signer_chain(jws: str) -> list[Certificate]:
    """The certificates a signature carries; nothing about them is trusted yet."""
    header, _ = _split(jws)
    return [sertifikat.read_der(der) for der in _certificates(header)]


def check_signature(canonical: bytes, jws: str, certificate: Certificate) -> None:
    """Refuse unless the key in `certificate` signed exactly `canonical`."""
    from jwt.api_jws import PyJWS
    from jwt.exceptions import PyJWTError

    key: Any = certificate.public_key()
    reader = PyJWS(algorithms=[ALGORITHM])
    try:
        reader.decode_complete(jws, key, [ALGORITHM], detached_payload=canonical)
    except (PyJWTError, TypeError, ValueError):
        raise LontarError("tanda_tangan_tidak_cocok") from None


def _header(ders: Sequence[bytes]) -> dict[str, Any]:
    chain = [base64.b64encode(der).decode("ascii") for der in ders]
    return {"alg": ALGORITHM, "b64": False, "crit": ["b64"], "x5c": chain}


def _split(jws: str) -> tuple[bytes, bytes]:
    header, mark, signature = jws.partition("..") if len(jws) <= MAX_JWS else ("", "", "")
    if not mark or not jws.isascii() or "." in header + signature:
        raise LontarError("tanda_tangan_rusak")
    return _from_base64url(header), _from_base64url(signature)


def _certificates(header: bytes) -> list[bytes]:
    """The x5c entries of a header that is, byte for byte, the one `sign` writes for them."""
    try:
        chain = json.loads(header)["x5c"]
        ders = [base64.b64decode(entry, validate=True) for entry in chain]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise LontarError("tanda_tangan_rusak") from None
    spelled = json.dumps(_header(ders), separators=(",", ":"), sort_keys=True).encode()
    if spelled != header or not 1 <= len(ders) <= MAX_CHAIN:
        raise LontarError("tanda_tangan_rusak")
    return ders


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

    key = profil.public_key(certificate)
    if key is None:
        raise LontarError("sertifikat_rusak")
    return profil.digest(key)
