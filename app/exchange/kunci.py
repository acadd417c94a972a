"""The signing key of one officer: made on this laptop, sealed with a passphrase, never sent.

The file is PKCS#8 with PBES2: scrypt (N = 2^17, r = 8, p = 1) and AES-256-CBC, the standard form
of RFC 5958, 7914 and 8018. `cryptography` opens this form but writes only a far weaker one (2,048
rounds of PBKDF2), so the envelope is put together and taken apart in `bungkus_kunci`. One unlocking
takes 128 MB of memory and about half a second: that is the point of scrypt. A window has this done
beside it: `ready` makes a passphrase with which all that follows takes no time.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import berkas, bungkus_kunci, putaran
from app.exchange.bungkus_kunci import Bungkus

if TYPE_CHECKING:
    from collections.abc import Iterable

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

_SALT = _START = 16
_LEAST_FACTOR = 3


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


class FrasaSiap(str):
    """A passphrase whose slow part is done; for one act of a person, then to be let go.

    `turunan` are the keys derived from it, by salt and cost; `garam` the salts for seals to come,
    of which each is used once.
    """

    __slots__ = ("garam", "turunan")

    def __init__(self, _passphrase: str) -> None:
        self.turunan: dict[tuple[bytes, int], bytes] = {}
        self.garam: list[bytes] = []


def ready(passphrase: str, sealed: Iterable[Path | bytes] = (), seals: int = 0) -> FrasaSiap:
    """Do what is slow about a passphrase; may run beside a window, for it touches no office.

    Args:
        passphrase: as it was typed.
        sealed: what it may have to open, files or their bytes, tried one after the other until
            one does. What is wrong with one is for whoever opens it to say.
        seals: how many keys will be sealed with it.

    """
    made = FrasaSiap(passphrase)
    for one in sealed:
        with suppress(LontarError):
            unseal(one, made) if isinstance(one, bytes) else unlock(one, made)
            break
    for _ in range(seals):
        salt = os.urandom(_SALT)
        _derived(made, _secret(normal_passphrase(made)), salt, SCRYPT_N)
        made.garam.append(salt)
    return made


def _derived(passphrase: str, secret: bytes, salt: bytes, cost: int) -> bytes:
    known = passphrase.turunan if isinstance(passphrase, FrasaSiap) else {}
    if (salt, cost) not in known:
        known[salt, cost] = bungkus_kunci.derive(secret, salt, cost)
    return known[salt, cost]


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
    return unseal(sealed_file(path), passphrase, path.name)


def sealed_file(path: Path) -> bytes:
    """A sealed key as it lies in its file.

    Raises:
        LontarError: it is not there, or cannot be read.

    """
    if not path.is_file():
        raise LontarError("kunci_tidak_ada", berkas=path.name, folder=str(path.parent))
    return berkas.read_file(path, MAX_FILE)


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
    cost: int = 0,
    random_bytes: Callable[[int], bytes] = os.urandom,
) -> bytes:
    """The key as an encrypted PEM file; its first line tells damage from a wrong passphrase.

    Without `cost` it is the usual one.
    """
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    secret, cost = _secret(check_passphrase(passphrase)), cost or SCRYPT_N
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    fresh = isinstance(passphrase, FrasaSiap) and cost == SCRYPT_N and passphrase.garam
    salt, start = fresh.pop() if fresh else random_bytes(_SALT), random_bytes(_START)
    sealed = bungkus_kunci.encrypt(plain, _derived(passphrase, secret, salt, cost), start)
    return armoured(bungkus_kunci.write(Bungkus(salt, cost, start, sealed)))


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
    bungkus, secret = bungkus_kunci.read(der), _secret(normal_passphrase(passphrase))
    _check_rounds(der, bungkus, name)
    key: object
    try:
        if bungkus is None:
            key = load_der_private_key(der, secret)
        else:
            derived = _derived(passphrase, secret, bungkus.salt, bungkus.cost)
            key = _loaded(bungkus_kunci.decrypt(bungkus, derived))
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # The envelope is whole (checked above), so only the passphrase can be at fault.
        raise LontarError("frasa_sandi_salah") from None
    return _own_kind(key, name)


def _loaded(plain: bytes) -> object:
    """A key, known to hang together.

    Nothing vouches for a sealed file, and a signature by a key with one number changed gives the
    whole key away. OpenSSL would find out by trying whether the factors are primes, for a third of
    a second that stops every thread. They are two numbers that make up the modulus, which whoever
    signs compares with the certificate: no other two do.
    """
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    key = load_der_private_key(plain, None, unsafe_skip_rsa_key_validation=True)
    if isinstance(key, rsa.RSAPrivateKey):
        told = key.private_numbers()
        public, p, q, d = told.public_numbers, told.p, told.q, told.d
        one = all((d * public.e - 1) % (factor - 1) == 0 for factor in (p, q))
        rest = (told.dmp1, told.dmq1, told.iqmp * q % p) == (d % (p - 1), d % (q - 1), 1)
        if min(p, q) < _LEAST_FACTOR or p * q != public.n or not one or not rest:
            raise ValueError
    return key


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


def _check_rounds(der: bytes, bungkus: Bungkus | None, name: str) -> None:
    """A key from a flash disk may ask for more work than a lifetime has room for.

    An envelope of our own says how much; only in others is it looked for, wherever it may hide.
    """
    try:
        rounds = putaran.rounds(der) if bungkus is None else bungkus.rounds
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
