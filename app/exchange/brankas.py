"""The keys and certificates that lie in an office, and the authorities it believes.

Keys lie sealed in the folder `kunci`; one that is no longer used moves to `kunci/arsip` and is
never deleted. Certificates lie in the database.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from app.exchange import berkas, kunci, sertifikat
from app.store import certificates, files, settings
from app.store.certificates import Sertifikat
from app.store.office import DATABASE_NAME

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.exchange.sertifikat import Otoritas, Penanda
    from app.store.office import Office
    from app.store.people import Pengguna

FOLDER = "kunci"
ARCHIVE = "arsip"
PERAN_OTORITAS = "otoritas"
PERAN_PENERBIT = "penerbit"
PERAN_LAMA = "otoritas_lama"
_NEXT = "-baru"


# --- Keys -----------------------------------------------------------------------------


def key_name(user: Pengguna) -> str:
    """The name under which a person's key lies in the folder."""
    return f"pengguna-{user.id}"


def next_key_name(user: Pengguna) -> str:
    """The name of a key that takes over when its certificate comes."""
    return f"{key_name(user)}{_NEXT}"


def key_file(office: Office, name: str) -> Path:
    """Where a sealed key lies, whether or not it exists."""
    return office.folder / FOLDER / f"{name}{kunci.SUFFIX}"


def file_to_certify(office: Office, user: Pengguna) -> Path:
    """The key a person asks a certificate for: the one that waits, where there is one."""
    name = next_key_name(user) if key_waits(office, user) else key_name(user)
    return key_file(office, name)


def has_key(office: Office, user: Pengguna) -> bool:
    """Whether this person has a key on this laptop."""
    return key_file(office, key_name(user)).is_file()


def key_waits(office: Office, user: Pengguna) -> bool:
    """Whether another key waits for its certificate beside the one in use."""
    return key_file(office, next_key_name(user)).is_file()


def keep_key(office: Office, user: Pengguna, key: RSAPrivateKey, passphrase: str) -> None:
    """Seal a person's new key and note its fingerprint, which is shown without the passphrase."""
    store(office, key_name(user), key, passphrase)


def make_key(folder: Path, user: Pengguna, passphrase: str, *, ahead: bool = False) -> str:
    """Make and seal a person's key; return the fingerprint for `note_key`.

    `folder` is the office's. Nothing here touches the database, so that it can run beside it.
    With `ahead` the key waits beside the one in use until its certificate comes.
    """
    name = next_key_name(user) if ahead else key_name(user)
    return seal_into(folder, name, kunci.generate(), passphrase)


def note_key(office: Office, user: Pengguna, sidik: str, *, ahead: bool = False) -> None:
    """Keep the fingerprint of a key that was just made."""
    note(office, next_key_name(user) if ahead else key_name(user), sidik)


def key_words(office: Office, user: Pengguna) -> list[str]:
    """The six words of the key a person asks a certificate for; empty without a key."""
    from app.exchange.enam_kata import six_words

    digest = fingerprint(office, next_key_name(user)) or fingerprint(office, key_name(user))
    return six_words(bytes.fromhex(digest)) if digest else []


def fingerprint(office: Office, name: str) -> str:
    """The fingerprint noted for a key, empty when there is none."""
    return settings.setting(office, f"kunci.{name}", "")


def store(office: Office, name: str, key: RSAPrivateKey, passphrase: str) -> None:
    """Seal a key into the folder and note its fingerprint."""
    note(office, name, seal_into(office.folder, name, key, passphrase))


def seal_into(folder: Path, name: str, key: RSAPrivateKey, passphrase: str) -> str:
    """Seal a key into an office's folder, untouched by the database; return its fingerprint."""
    place = folder / FOLDER
    files.make_private(place)
    kunci.store_key(place, name, key, passphrase)
    return sertifikat.key_digest(key)


def note(office: Office, name: str, sidik: str) -> None:
    """Keep the fingerprint of a key; a certificate for another key is put out of use."""
    with office.transaction():
        if fingerprint(office, name) not in ("", sidik):
            settings.set_setting(office, f"sertifikat.{name}", "")
        settings.set_setting(office, f"kunci.{name}", sidik)


def archive_key(office: Office, name: str) -> None:
    """Put a key, and its certificate, out of use; the sealed file is kept for ever."""
    source = key_file(office, name)
    if source.is_file():
        place = office.folder / FOLDER / ARCHIVE
        files.make_private(place)
        berkas.move(source, _free(place, f"{name}-{office.now():%Y%m%d-%H%M%S}"))
    with office.transaction():
        for what in ("kunci", "sertifikat", "asal"):
            settings.set_setting(office, f"{what}.{name}", "")


def _free(place: Path, stem: str) -> Path:
    """A name in the archive that no earlier key has taken."""
    names = (f"{stem}{f'-{number}' if number else ''}{kunci.SUFFIX}" for number in count())
    return next(place / name for name in names if not (place / name).exists())


def advance_key(office: Office, user: Pengguna) -> None:
    """Let the key that waited take the place of the one in use."""
    ahead, name = next_key_name(user), key_name(user)
    sidik, source = fingerprint(office, ahead), key_file(office, ahead)
    if source.is_file():
        archive_key(office, name)
        berkas.move(source, key_file(office, name))
    with office.transaction():
        note(office, name, sidik)
        settings.set_setting(office, f"kunci.{ahead}", "")


# --- Certificates ---------------------------------------------------------------------


def own_certificate(office: Office, user: Pengguna) -> Sertifikat | None:
    """The certificate a person signs with, None before the province has answered."""
    digest = settings.setting(office, f"sertifikat.{key_name(user)}", "")
    known = certificates.certificates(office)
    return next((one for one in known if one.sidik == digest), None)


def use_certificate(office: Office, user: Pengguna, kept: Sertifikat) -> None:
    """Let a person sign with this certificate from now on."""
    settings.set_setting(office, f"sertifikat.{key_name(user)}", kept.sidik)


def trusted(office: Office) -> list[Certificate]:
    """The authorities this office believes."""
    kept = certificates.certificates(office, peran=PERAN_OTORITAS)
    return [sertifikat.read_der(one.der) for one in kept]


def trusted_in(folder: Path) -> list[Certificate]:
    """The authorities an office believes, read without opening it; none when it cannot be read."""
    kept = certificates.peek(folder / DATABASE_NAME, peran=PERAN_OTORITAS)
    return [sertifikat.read_der(one.der) for one in kept]


def keep(office: Office, certificate: Certificate, penanda: Penanda) -> Sertifikat:
    """Keep the certificate of a signer."""
    return _add(office, certificate, penanda, penanda.peran)


def keep_authority(office: Office, otoritas: Otoritas) -> None:
    """Believe an authority from now on, even one that was no longer believed."""
    kept = _add(office, otoritas.sertifikat, otoritas, PERAN_OTORITAS)
    certificates.set_role(office, kept.sidik, PERAN_OTORITAS)


def drop_authority(office: Office, otoritas: Otoritas) -> None:
    """Believe an authority no longer; its certificate is kept as a record."""
    sidik = berkas.sha256_hex(sertifikat.to_der(otoritas.sertifikat))
    certificates.set_role(office, sidik, PERAN_LAMA)


def _add(
    office: Office, certificate: Certificate, owner: Penanda | Otoritas, peran: str
) -> Sertifikat:
    kept = Sertifikat(
        peran=peran,
        wilayah=owner.wilayah,
        nama=owner.nama,
        berlaku_dari=day(owner.berlaku_dari),
        berlaku_sampai=day(owner.berlaku_sampai),
        der=sertifikat.to_der(certificate),
    )
    certificates.add_certificate(office, kept)
    return kept


def day(moment: datetime) -> str:
    """A day as it is kept."""
    return moment.date().isoformat()
