"""The signing key of one officer: made on this laptop, sealed with a passphrase, never sent.

The file is PKCS#8 with PBES2: scrypt (N = 2^17, r = 8, p = 1) and AES-256-CBC, the standard form
of RFC 5958, 7914 and 8018. `cryptography` opens this form but writes only a far weaker one (2,048
rounds of PBKDF2), so the envelope is put together here from its primitives. One unlocking takes
128 MB of memory and about half a second: that is the point of scrypt.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import berkas, putaran

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey as PrivateKey

KEY_BITS = 3072
MAX_KEY_BITS = 8192
PUBLIC_EXPONENT = 65537
SCRYPT_N = 2**17
SUFFIX = ".kunci.pem"
MAX_FILE = 16_384

MIN_LETTERS = 12
MIN_WORDS = 4
MAX_LETTERS = 200
_MIN_DISTINCT = 5

_BEGIN = b"-----BEGIN ENCRYPTED PRIVATE KEY-----"
_END = b"-----END ENCRYPTED PRIVATE KEY-----"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")

_SEQUENCE, _OCTETS, _INTEGER, _OID, _LONG_FORM = 0x30, 0x04, 0x02, 0x06, 0x80
_PBES2 = bytes.fromhex("2a864886f70d01050d")
_SCRYPT = bytes.fromhex("2b06010401da47040b")
_AES256_CBC = bytes.fromhex("60864801650304012a")


def check_passphrase(passphrase: str) -> str:
    """The passphrase as it will be used, or the rule it breaks."""
    text = normal_passphrase(passphrase)
    long_enough = len(text) >= MIN_LETTERS or len(text.split()) >= MIN_WORDS
    # A NIP or a telephone number is long, but a colleague knows it.
    guessable = len(set(text) - {" "}) < _MIN_DISTINCT or text.replace(" ", "").isdigit()
    if not long_enough or guessable:
        raise LontarError("frasa_sandi_lemah", huruf=MIN_LETTERS, kata=MIN_WORDS)
    if len(text) > MAX_LETTERS:
        raise LontarError("frasa_sandi_panjang", batas=MAX_LETTERS)
    return text


def normal_passphrase(passphrase: str) -> str:
    """One spelling for what looks the same: NFC, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", passphrase).split())


def generate() -> PrivateKey:
    """A new key, in memory only."""
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(PUBLIC_EXPONENT, KEY_BITS)


def store_key(folder: Path, name: str, key: PrivateKey, passphrase: str) -> Path:
    """Keep a key, sealed, as `<name>.kunci.pem` in `folder`; no key is ever overwritten."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a plain file name: {name!r}")
    path = folder / f"{name}{SUFFIX}"
    if path.exists():
        raise LontarError("kunci_sudah_ada", berkas=path.name)
    berkas.write_atomic(path, seal(key, passphrase), mode=0o600)
    return path


def unlock(path: Path, passphrase: str) -> PrivateKey:
    """The key inside a sealed file."""
    if not path.is_file():
        raise LontarError("kunci_tidak_ada", berkas=path.name, folder=str(path.parent))
    return unseal(berkas.read_file(path, MAX_FILE), passphrase, path.name)


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Seal a key anew under another passphrase; after any failure the old file is there as before.

    Raises:
        LontarError: the old passphrase is wrong, the new one too weak, or the disk refuses.
    """
    sealed = seal(unlock(path, old), check_passphrase(new))

    def opens(written: Path) -> None:
        # The old form is about to go: this one must be known to open.
        unseal(berkas.read_file(written, MAX_FILE), new, path.name)

    berkas.write_atomic(path, sealed, mode=0o600, check=opens)


def seal(
    key: PrivateKey,
    passphrase: str,
    *,
    cost: int = SCRYPT_N,
    random_bytes: Callable[[int], bytes] = os.urandom,
) -> bytes:
    """The key as an encrypted PEM file; its first line tells damage from a wrong passphrase."""
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    secret = _secret(check_passphrase(passphrase))
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    salt, start = random_bytes(16), random_bytes(16)
    return armoured(
        _envelope(salt, cost, start, _encrypt(plain, _derive(secret, salt, cost), start))
    )


def armoured(der: bytes) -> bytes:
    """A sealed key (DER) as the text file it is kept in."""
    text = base64.b64encode(der)
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    checksum = b"SHA256: " + hashlib.sha256(der).hexdigest().encode()
    return b"\n".join([checksum, _BEGIN, *lines, _END, b""])


def unseal(data: bytes, passphrase: str, name: str = "") -> PrivateKey:
    """The reverse of `seal`; `name` is only for the sentence."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    der = sealed_der(data, name)
    _check_rounds(der, name)
    try:
        key = load_der_private_key(der, _secret(normal_passphrase(passphrase)))
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # The envelope is whole (checked above), so only the passphrase can be at fault.
        raise LontarError("frasa_sandi_salah") from None
    return _own_kind(key, name)


def sealed_der(data: bytes, name: str) -> bytes:
    """The reverse of `armoured`: a key that is still sealed, known to be whole."""
    head, begin, rest = data.partition(_BEGIN)
    body, end, _ = rest.partition(_END)
    try:
        der = base64.b64decode(b"".join(body.split()), validate=True)
    except ValueError:
        der = b""
    checksum = re.search(rb"^SHA256: ([0-9a-f]{64})\s*$", head, re.MULTILINE)
    found = hashlib.sha256(der).hexdigest().encode()
    if not (begin and end and der and checksum) or found != checksum[1]:
        raise LontarError("kunci_rusak", berkas=name)
    return der


def _check_rounds(der: bytes, name: str) -> None:
    """A key from a flash disk may ask for more work than a lifetime has room for."""
    try:
        rounds = putaran.rounds(der)
    except ValueError:
        raise LontarError("kunci_rusak", berkas=name) from None
    if rounds > putaran.MAX_ROUNDS:
        raise LontarError("kunci_menggantung", berkas=name, putaran=rounds)


def _own_kind(key: object, name: str) -> PrivateKey:
    from cryptography.hazmat.primitives.asymmetric import rsa

    if not isinstance(key, rsa.RSAPrivateKey) or not KEY_BITS <= key.key_size <= MAX_KEY_BITS:
        raise LontarError("kunci_bukan_jenisnya", berkas=name, bit=KEY_BITS)
    return key


def _secret(passphrase: str) -> bytes:
    # A keyboard program may deliver half a character; the same half each time is good enough.
    return passphrase.encode("utf-8", "surrogatepass")


def _derive(secret: bytes, salt: bytes, cost: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(secret)


def _encrypt(plain: bytes, key: bytes, start: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.padding import PKCS7

    padder = PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    return encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()


def _envelope(salt: bytes, cost: int, start: bytes, sealed: bytes) -> bytes:
    """EncryptedPrivateKeyInfo (RFC 5958), PBES2 with scrypt (RFC 7914 §7) and AES-256-CBC."""
    numbers = (_der(_INTEGER, _unsigned(value)) for value in (cost, 8, 1, 32))
    scrypt = _der(_SEQUENCE, _der(_OID, _SCRYPT), _der(_SEQUENCE, _der(_OCTETS, salt), *numbers))
    cipher = _der(_SEQUENCE, _der(_OID, _AES256_CBC), _der(_OCTETS, start))
    scheme = _der(_SEQUENCE, _der(_OID, _PBES2), _der(_SEQUENCE, scrypt, cipher))
    return _der(_SEQUENCE, scheme, _der(_OCTETS, sealed))


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
