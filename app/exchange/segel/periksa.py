"""Judging a seal: rebuild all of it, demand the same bytes, and only then ask the signature.

It is rebuilt from the package as it was found and from a certificate the caller already trusts.
"""

from __future__ import annotations

import base64
import binascii
import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange.segel import naskah
from app.exchange.segel.model import SegelTerbaca
from app.exchange.segel.peti import shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn

    from cryptography.x509 import Certificate

    from app.exchange.segel.model import Rujukan, SegelMentah
    from app.exchange.segel.naskah import Naskah

_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?Signature[\s>/]")
_ALGORITHM = re.compile(r"""Algorithm\s{0,9}=\s{0,9}["']([^"'<>]{0,200})["']""")
_METHOD = f'<SignatureMethod Algorithm="{naskah.RSA_SHA256}"></SignatureMethod>'
_BASE64 = "[A-Za-z0-9+/]{4,8000}={0,2}"
_VALUE = re.compile(f"<SignatureValue>({_BASE64})</SignatureValue><KeyInfo><X509Data>")
_CERTIFICATE = re.compile(f"<X509Data><X509Certificate>({_BASE64})</X509Certificate></X509Data>")
_TIME = re.compile(r"<xd:SigningTime>([^<]{0,40})</xd:SigningTime>")
_COMMENT = re.compile(r"<SignatureComments>([^<]{0,2000})</SignatureComments>")
_ROLE = re.compile(r"<xd:ClaimedRole>([^<]{1,2000})</xd:ClaimedRole>")
_ONCE = ("SignatureValue", "X509Certificate", "xd:SigningTime", "SignatureComments", "Manifest")
_WRITTEN_TIME = re.compile(r"[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}Z")
_SIGNED_PART = re.compile(
    r'<Reference URI="/([^"?]{1,300})\?ContentType=([^"]{1,200})">(<Transforms>.*</Transforms>)?'
    r"<DigestMethod [^>]{1,100}></DigestMethod><DigestValue>([^<]{1,100})</DigestValue>"
)
_SOURCE = re.compile(r'SourceId="([^"]{1,100})"')
_DIGEST = re.compile(r"<DigestValue>[^<]{0,100}</DigestValue>")
_NAMED = 3


class _Isi(NamedTuple):
    """What a seal says, before anything of it is believed."""

    isian: naskah.Isian
    waktu: datetime
    der: bytes
    nilai: bytes


def check(mentah: SegelMentah, certificate: Certificate) -> SegelTerbaca:
    """What the seal says, once the holder of `certificate` is known to have sealed this package.

    Whether the certificate itself is to be trusted is for the caller to know.

    Raises:
        LontarError: the seal does not hold; the code names the rule and the data name the part.

    """
    text = _text(mentah.sig)
    isi = _read(text, mentah.tampak)
    pemilik = naskah.owner(certificate)
    if isi.der != pemilik.der:
        raise LontarError("segel_cert_lain")
    built = naskah.compose(mentah.rujukan, isi.isian, pemilik)
    expected = built.complete(isi.nilai)
    if mentah.sig != expected:
        diagnose(text, expected.decode(), mentah.rujukan)
    _verify(built, isi.nilai, certificate)
    return SegelTerbaca(isi.waktu, isi.isian.komentar, isi.isian.peran, mentah.tampak)


def diagnose(text: str, expected: str, rujukan: Iterable[Rujukan]) -> NoReturn:
    """Say where a seal and its package part ways: which part, or which place in the seal."""
    _compare(_signed_parts(text), _found_parts(rujukan))
    blank = [_DIGEST.sub("", one) for one in (text, expected)]
    raise LontarError("segel_sig_digest" if blank[0] == blank[1] else "segel_sig_bentuk")


# --- The text of the seal ----------------------------------------------------------------------


def _text(sig: bytes) -> str:
    """The seal as text, once it is one signature by the accepted rules."""
    try:
        text = sig.decode("utf-8")
    except UnicodeDecodeError:
        raise LontarError("segel_sig_jumlah") from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise LontarError("segel_sig_dtd")
    if len(_ROOT.findall(text)) != 1:
        raise LontarError("segel_sig_jumlah")
    if any(text.count(f'Id="{name}"') != 1 for name in naskah.IDS):
        raise LontarError("segel_sig_id")
    used = set(_ALGORITHM.findall(text))
    if not used <= naskah.ALGORITHMS or text.count(_METHOD) != 1:
        raise LontarError("segel_sig_algoritma")
    return text


def _read(text: str, tampak: bool) -> _Isi:  # noqa: FBT001 - handed on as it came
    if any(text.count(f"<{name}>") != 1 for name in _ONCE):
        raise LontarError("segel_sig_bentuk")
    written = _one(_TIME, text)
    roles = _ROLE.findall(text)
    peran = naskah.unescaped(roles[0]) if len(roles) == 1 else ""
    isian = naskah.Isian(written, naskah.unescaped(_one(_COMMENT, text)), peran, tampak)
    if not naskah.fits(isian.komentar) or not naskah.fits(isian.peran):
        raise LontarError("segel_sig_bentuk")
    der, nilai = _bytes(_one(_CERTIFICATE, text)), _bytes(_one(_VALUE, text))
    return _Isi(isian, _moment(written), der, nilai)


def _one(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.findall(text)
    if len(found) != 1:
        raise LontarError("segel_sig_bentuk")
    return str(found[0])


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise LontarError("segel_sig_bentuk") from None


def _moment(text: str) -> datetime:
    # The pattern comes first: the library would also read other spellings of a time.
    if _WRITTEN_TIME.fullmatch(text):
        with suppress(ValueError):
            return datetime.strptime(text, naskah.TIME).replace(tzinfo=UTC)
    raise LontarError("segel_waktu", waktu=shown(text))


def _verify(built: Naskah, value: bytes, certificate: Certificate) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256

    key = certificate.public_key()
    if not isinstance(key, RSAPublicKey):
        raise LontarError("segel_sig_algoritma")
    try:
        key.verify(value, built.payload, PKCS1v15(), SHA256())
    except InvalidSignature:
        raise LontarError("segel_sig_nilai") from None


# --- Where they part ---------------------------------------------------------------------------


class _Tertanda(NamedTuple):
    """One line of a manifest."""

    kind: str
    ids: tuple[str, ...] | None
    digest: str


def _signed_parts(text: str) -> dict[str, _Tertanda]:
    manifest = text.partition("<Manifest>")[2].partition("</Manifest>")[0]
    lines = (_SIGNED_PART.fullmatch(line) for line in manifest.split("</Reference>"))
    signed = {}
    for name, kind, transforms, digest in (line.groups() for line in lines if line):
        ids = tuple(_SOURCE.findall(transforms)) if transforms else None
        signed[name] = _Tertanda(kind, ids, digest)
    return signed


def _found_parts(rujukan: Iterable[Rujukan]) -> dict[str, _Tertanda]:
    found = {}
    for one in rujukan:
        name, _, kind = one.uri.removeprefix("/").partition("?ContentType=")
        found[name] = _Tertanda(kind, one.ids, one.digest)
    return found


def _compare(signed: dict[str, _Tertanda], found: dict[str, _Tertanda]) -> None:
    """Refuse by the first kind of difference there is, naming the parts."""
    both = [name for name in found if name in signed]
    changed = [name for name in both if found[name] != signed[name]]
    differences = (
        ("segel_isi_ditambah", [name for name in found if name not in signed]),
        ("segel_isi_hilang", [name for name in signed if name not in found]),
        ("segel_isi_tipe", [name for name in changed if found[name].kind != signed[name].kind]),
        ("segel_isi_berubah", [name for name in changed if found[name].ids is None]),
        ("segel_rel_berubah", changed),
    )
    for kode, names in differences:
        if names:
            raise LontarError(kode, bagian=_listed(names))


def _listed(names: list[str]) -> str:
    """The first few names, and whether there are more."""
    listed = ", ".join(shown(name) for name in names[:_NAMED])
    return f"{listed}, …" if len(names) > _NAMED else listed
