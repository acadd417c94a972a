"""Enrolment at an office: whose key lies here, its certificates, and what a province issues.

Keys lie in the folder `kunci`, sealed; certificates lie in the database. The authorities
kept there are the ones this office trusts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import kunci, sertifikat
from app.store import certificates, settings
from app.store.certificates import Sertifikat
from app.store.office import DATABASE_NAME

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.exchange.sertifikat import Otoritas, Penanda, Permintaan
    from app.store.office import Office
    from app.store.people import Pengguna

FOLDER = "kunci"
PERAN_OTORITAS = "otoritas"
_AUTHORITY_KEY = "otoritas"


class Jawaban(NamedTuple):
    """What a certificate file from the province holds, before anyone has agreed to trust it."""

    sertifikat: Certificate
    otoritas: Otoritas
    dikenal: bool


def key_name(user: Pengguna) -> str:
    """The name under which a person's key lies in the folder."""
    return f"pengguna-{user.id}"


def key_file(office: Office, name: str) -> Path:
    """Where a sealed key lies, whether or not it exists."""
    return office.folder / FOLDER / f"{name}{kunci.SUFFIX}"


def has_key(office: Office, user: Pengguna) -> bool:
    """Whether this person has a key on this laptop."""
    return key_file(office, key_name(user)).is_file()


def keep_key(office: Office, user: Pengguna, key: RSAPrivateKey, passphrase: str) -> None:
    """Seal a person's new key and note its fingerprint, which is shown without the passphrase."""
    _store(office, key_name(user), key, passphrase)


def make_key(folder: Path, user: Pengguna, passphrase: str) -> str:
    """Make and seal a person's key; return the fingerprint for `note_key`.

    `folder` is the office's. Nothing here touches the database, so that it can run beside it.
    """
    return _seal(folder, key_name(user), kunci.generate(), passphrase)


def note_key(office: Office, user: Pengguna, sidik: str) -> None:
    """Keep the fingerprint of a key that was just made."""
    _note(office, key_name(user), sidik)


def key_words(office: Office, user: Pengguna) -> list[str]:
    """The six words of a person's key; empty without a key."""
    from app.exchange.enam_kata import six_words

    digest = settings.setting(office, f"kunci.{key_name(user)}", "")
    return six_words(bytes.fromhex(digest)) if digest else []


def request(office: Office, user: Pengguna, passphrase: str) -> bytes:
    """The request file a person sends to the province.

    Raises:
        LontarError: no key, or the wrong passphrase.
    """
    key = kunci.unlock(key_file(office, key_name(user)), passphrase)
    # A laptop may have died between making the key and noting it.
    note_key(office, user, sertifikat.key_digest(key))
    return _request(office, user, key)


def own_certificate(office: Office, user: Pengguna) -> Sertifikat | None:
    """The certificate a person signs with, None before the province has answered."""
    digest = settings.setting(office, f"sertifikat.{key_name(user)}", "")
    known = certificates.certificates(office)
    return next((one for one in known if one.sidik == digest), None)


def trusted(office: Office) -> list[Certificate]:
    """The authorities this office believes."""
    kept = certificates.certificates(office, peran=PERAN_OTORITAS)
    return [sertifikat.read_der(one.der) for one in kept]


def trusted_in(folder: Path) -> list[Certificate]:
    """The authorities an office believes, read without opening it; none when it cannot be read."""
    kept = certificates.peek(folder / DATABASE_NAME, peran=PERAN_OTORITAS)
    return [sertifikat.read_der(one.der) for one in kept]


def signer(
    office: Office, user: Pengguna, passphrase: str
) -> tuple[RSAPrivateKey, list[Certificate]]:
    """Key and certificate a person signs with.

    Raises:
        LontarError: no certificate yet, no key, or the wrong passphrase.
    """
    own = own_certificate(office, user)
    if own is None:
        raise LontarError("sertifikat_belum_ada", nama=user.nama)
    key = kunci.unlock(key_file(office, key_name(user)), passphrase)
    return key, [sertifikat.read_der(own.der)]


def read_answer(office: Office, data: bytes) -> Jawaban:
    """Look into a certificate file from the province without believing it yet.

    Raises:
        LontarError: not a certificate file, without its authority, or of the other mode.
    """
    found = sertifikat.read_certificates(data)
    if len(found) != 2:  # noqa: PLR2004 - the officer's and the authority's
        raise LontarError("sertifikat_tanpa_otoritas")
    own, authority = found
    otoritas = sertifikat.check_ca(authority, office.now())
    sertifikat.check_mode(otoritas, latihan=office.identitas.jenis == "latihan")
    known = {sertifikat.to_der(one) for one in trusted(office)}
    return Jawaban(own, otoritas, sertifikat.to_der(authority) in known)


def install(office: Office, user: Pengguna, jawaban: Jawaban, passphrase: str) -> Penanda:
    """Put a certificate to use, and from now on trust the authority that issued it.

    Call it only after a person has compared the authority's six words, or when it is known.

    Raises:
        LontarError: not for this key, this region or this time, or the wrong passphrase.
    """
    key = kunci.unlock(key_file(office, key_name(user)), passphrase)
    return _install(office, user, key, jawaban.sertifikat, jawaban.otoritas.sertifikat)


def found_authority(
    office: Office, key: RSAPrivateKey, passphrase: str, provinsi: str
) -> Certificate:
    """Set up the authority of a province (or of an exercise) in this office, and trust it."""
    authority = sertifikat.create_ca(
        key,
        provinsi=provinsi,
        kantor=office.identitas.kantor,
        wilayah=office.identitas.wilayah[:2],
        latihan=office.identitas.jenis == "latihan",
        serial=sertifikat.random_serial(),
        clock=office.now,
    )
    _store(office, _AUTHORITY_KEY, key, passphrase)
    _keep_authority(office, sertifikat.check_ca(authority, office.now()))
    return authority


def has_authority(office: Office) -> bool:
    """Whether this office can issue certificates."""
    return key_file(office, _AUTHORITY_KEY).is_file()


def authority(office: Office) -> Otoritas:
    """The authority of this office, to show its six words."""
    own = settings.setting(office, f"kunci.{_AUTHORITY_KEY}", "")
    found = (sertifikat.check_ca(one, office.now()) for one in trusted(office))
    return next(one for one in found if one.sidik == own)


def issue(office: Office, permintaan: Permintaan, passphrase: str) -> bytes:
    """The answer to a request: certificate and authority in one file; kept in the office too.

    Raises:
        LontarError: the wrong passphrase, or a region this province does not speak for.
    """
    key = kunci.unlock(key_file(office, _AUTHORITY_KEY), passphrase)
    return _issue(office, permintaan, key)


def enrol_self(
    office: Office, user: Pengguna, key: RSAPrivateKey, authority_key: RSAPrivateKey
) -> None:
    """Let the authority of this very office certify one of its own people."""
    asked = sertifikat.read_request(_request(office, user, key))
    answer = read_answer(office, _issue(office, asked, authority_key))
    _install(office, user, key, answer.sertifikat, answer.otoritas.sertifikat)


def _store(office: Office, name: str, key: RSAPrivateKey, passphrase: str) -> None:
    _note(office, name, _seal(office.folder, name, key, passphrase))


def _seal(folder: Path, name: str, key: RSAPrivateKey, passphrase: str) -> str:
    place = folder / FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    kunci.store_key(place, name, key, passphrase)
    return sertifikat.key_digest(key)


def _note(office: Office, name: str, sidik: str) -> None:
    settings.set_setting(office, f"kunci.{name}", sidik)


def _request(office: Office, user: Pengguna, key: RSAPrivateKey) -> bytes:
    mine = office.identitas
    return sertifikat.create_request(
        key, nama=user.nama, kantor=mine.kantor, wilayah=mine.wilayah, peran=user.peran
    )


def _issue(office: Office, permintaan: Permintaan, key: RSAPrivateKey) -> bytes:
    own = authority(office)
    issued = sertifikat.issue(
        key,
        own.sertifikat,
        permintaan,
        wilayah=permintaan.wilayah,
        peran=permintaan.peran,
        serial=sertifikat.random_serial(),
        clock=office.now,
    )
    _keep(office, issued, sertifikat.identify(issued, [own.sertifikat]))
    return sertifikat.to_pem(issued, own.sertifikat)


def _install(
    office: Office, user: Pengguna, key: RSAPrivateKey, own: Certificate, authority: Certificate
) -> Penanda:
    wilayah = office.identitas.wilayah
    penanda = sertifikat.install(own, key, [authority], office.now(), wilayah=wilayah)
    with office.transaction():
        _keep_authority(office, sertifikat.check_ca(authority, office.now()))
        kept = _keep(office, own, penanda)
        settings.set_setting(office, f"sertifikat.{key_name(user)}", kept.sidik)
    return penanda


def _keep(office: Office, certificate: Certificate, penanda: Penanda) -> Sertifikat:
    return _add(office, certificate, penanda, penanda.peran)


def _keep_authority(office: Office, otoritas: Otoritas) -> None:
    _add(office, otoritas.sertifikat, otoritas, PERAN_OTORITAS)


def _add(
    office: Office, certificate: Certificate, owner: Penanda | Otoritas, peran: str
) -> Sertifikat:
    kept = Sertifikat(
        peran=peran,
        wilayah=owner.wilayah,
        nama=owner.nama,
        berlaku_dari=_day(owner.berlaku_dari),
        berlaku_sampai=_day(owner.berlaku_sampai),
        der=sertifikat.to_der(certificate),
    )
    certificates.add_certificate(office, kept)
    return kept


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
