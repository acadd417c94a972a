"""The envelope of a sealed key: EncryptedPrivateKeyInfo (RFC 5958) in the one form Lontar writes.

PBES2 with scrypt (RFC 7914 §7; r = 8, p = 1) and AES-256-CBC. OpenSSL opens this form too, but
keeps every thread of the program waiting while it derives; taken apart here, the slow part is one
call during which others go on.
"""

from __future__ import annotations

from typing import NamedTuple

from app.exchange import putaran

_SEQUENCE, _OCTETS, _INTEGER, _OID, _LONG_FORM = 0x30, 0x04, 0x02, 0x06, 0x80
_PBES2 = bytes.fromhex("2a864886f70d01050d")
_SCRYPT = bytes.fromhex("2b06010401da47040b")
_AES256_CBC = bytes.fromhex("60864801650304012a")
_BLOCK, _PARALLEL, _LENGTH = 8, 1, 32


class Bungkus(NamedTuple):
    """What an envelope holds; `cost` is the N of scrypt, `start` the first block of CBC."""

    salt: bytes
    cost: int
    start: bytes
    sealed: bytes

    @property
    def rounds(self) -> int:
        """How much work opening it takes, as `putaran` counts it."""
        return self.cost * _BLOCK * _PARALLEL


def write(bungkus: Bungkus) -> bytes:
    """The envelope in DER."""
    numbers = (
        _der(_INTEGER, _unsigned(value)) for value in (bungkus.cost, _BLOCK, _PARALLEL, _LENGTH)
    )
    told = _der(_SEQUENCE, _der(_OCTETS, bungkus.salt), *numbers)
    scrypt = _der(_SEQUENCE, _der(_OID, _SCRYPT), told)
    cipher = _der(_SEQUENCE, _der(_OID, _AES256_CBC), _der(_OCTETS, bungkus.start))
    scheme = _der(_SEQUENCE, _der(_OID, _PBES2), _der(_SEQUENCE, scrypt, cipher))
    return _der(_SEQUENCE, scheme, _der(_OCTETS, bungkus.sealed))


def read(der: bytes) -> Bungkus | None:
    """The reverse of `write`; None for every other form, which may be a sound key all the same."""
    try:
        whole = putaran.inside(putaran.inside(der)[0])
        scrypt, cipher = putaran.inside(putaran.inside(whole[0])[1])
        salt, cost, *_ = putaran.inside(putaran.inside(scrypt)[1])
        found = Bungkus(salt, int.from_bytes(cost, "big"), putaran.inside(cipher)[1], whole[1])
    except (ValueError, IndexError):
        return None
    # Only to the byte: what another program wrote is for OpenSSL to understand.
    return found if write(found) == der else None


def derive(secret: bytes, salt: bytes, cost: int) -> bytes:
    """The key of an envelope out of a passphrase: half a second and 128 MB, on purpose."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=_LENGTH, n=cost, r=_BLOCK, p=_PARALLEL).derive(secret)


def encrypt(plain: bytes, key: bytes, start: bytes) -> bytes:
    """What an envelope holds sealed."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.padding import PKCS7

    padder = PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    return encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()


def decrypt(bungkus: Bungkus, key: bytes) -> bytes:
    """The reverse of `encrypt`.

    Raises:
        ValueError: nearly always with another key; else the bytes make no sense.

    """
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.padding import PKCS7

    decryptor = Cipher(algorithms.AES(key), modes.CBC(bungkus.start)).decryptor()
    padded = decryptor.update(bungkus.sealed) + decryptor.finalize()
    unpadder = PKCS7(128).unpadder()
    return unpadder.update(padded) + unpadder.finalize()


def _unsigned(value: int) -> bytes:
    # One spare bit keeps the number positive in DER.
    return value.to_bytes(value.bit_length() // 8 + 1, "big")


def _der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body)
    if size < _LONG_FORM:
        return bytes((tag, size)) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, _LONG_FORM | len(length))) + length + body
