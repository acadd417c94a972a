"""Telling that not one byte changed since export: a bare signature as the comment of the ZIP.

Every program that saves the file drops the comment, so its absence only means "saved again". The
data have their own signature; this one never decides whether they are genuine.
"""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

MAX_COMMENT = 512
"""LibreOffice looks for the end of a ZIP no further back; behind a longer comment it finds none."""

_LENGTH = struct.Struct("<H")
_END_RECORD = 22


def seal(data: bytes, key: RSAPrivateKey) -> bytes:
    """A finished ZIP without comment, with one that vouches for all the bytes before it.

    A key too long for the comment leaves the ZIP as it is.
    """
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    end = data[-_END_RECORD:]
    if not end.startswith(b"PK\x05\x06") or not end.endswith(b"\0\0"):
        raise ValueError("the ZIP must end with a record without comment")
    length = (key.key_size + 7) // 8
    if length > MAX_COMMENT:
        return data
    body = data[: -_LENGTH.size] + _LENGTH.pack(length)
    return body + key.sign(_payload(body), PKCS1v15(), SHA256())


def is_untouched(data: bytes, comment: bytes, certificate: Certificate) -> bool:
    """Whether the comment vouches for every byte before it with the signer's own key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    if not comment or not data.endswith(comment):
        return False
    key: Any = certificate.public_key()
    payload = _payload(data[: -len(comment)])
    try:
        key.verify(comment, payload, PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True


def _payload(body: bytes) -> bytes:
    # Names its purpose, so that no signature made here can pass for one over data.
    return b"lontar-utuh\n" + hashlib.sha256(body).hexdigest().encode("ascii")
