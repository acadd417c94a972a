"""The province's authority: who it is, its sealed key, and who may open that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import brankas, kunci, sertifikat, sertifikat_baru
from app.store import people, settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.exchange.sertifikat import Otoritas
    from app.store.office import Office
    from app.store.people import Pengguna

KEY = "otoritas"
SEGEL_TAMPAK = "segel.tampak"
"""Setting: whether packages also carry the seal that Excel shows; on unless switched off."""

_HOLDER = "otoritas.pemegang"


class Pemegang(NamedTuple):
    """A sealed copy of the authority's key: the name of its file, and whose passphrase opens it."""

    nama: str
    pengguna: Pengguna


def found(office: Office, key: RSAPrivateKey, passphrase: str, provinsi: str) -> Certificate:
    """Set up the authority of a province (or of an exercise) in this office, and trust it.

    An authority that was here before stays trusted; its key goes to the archive.
    """
    certificate = sertifikat_baru.create_ca(
        key,
        provinsi=provinsi,
        kantor=office.identitas.kantor,
        wilayah=office.identitas.wilayah[:2],
        latihan=office.identitas.jenis == "latihan",
        serial=sertifikat_baru.random_serial(),
        clock=office.now,
    )
    take_over(office, key, passphrase, certificate)
    return certificate


def found_again(office: Office, key: RSAPrivateKey, passphrase: str, provinsi: str) -> Certificate:
    """A new authority where nobody can open the old one; the year in its name tells them apart.

    Everybody needs a new certificate. Those of the old authority remain valid until they expire
    or until `drop_older`.

    Raises:
        LontarError: this office is no province.
    """
    if office.identitas.jenis not in ("provinsi", "latihan"):
        raise LontarError("kantor_tanpa_otoritas", kantor=office.identitas.kantor)
    return found(office, key, passphrase, f"{provinsi} {office.now().year}")


def older(office: Office) -> list[Otoritas]:
    """The authorities still believed here beside the office's own."""
    own = brankas.fingerprint(office, KEY)
    known = map(sertifikat.read_authority, brankas.trusted(office))
    return [one for one in known if one.sidik != own]


def drop_older(office: Office) -> list[Otoritas]:
    """Believe only the office's own authority from now on; whatever others issued is void here."""
    authority(office)
    dropped = older(office)
    for one in dropped:
        brankas.drop_authority(office, one)
    return dropped


def take_over(
    office: Office, key: RSAPrivateKey, passphrase: str, certificate: Certificate
) -> None:
    """Let an authority, new or restored, be this office's own from now on."""
    for holder in list(_copies(office)):
        brankas.archive_key(office, holder)
    brankas.store(office, KEY, key, passphrase)
    brankas.keep_authority(office, sertifikat.read_authority(certificate))


def has_authority(office: Office) -> bool:
    """Whether this office can issue certificates."""
    return next(_copies(office), None) is not None


def authority(office: Office) -> Otoritas:
    """The authority of this office, to show its six words.

    Raises:
        LontarError: this office has none.
    """
    own = brankas.fingerprint(office, KEY)
    known = map(sertifikat.read_authority, brankas.trusted(office))
    found = next((one for one in known if one.sidik == own), None)
    if found is None:
        raise LontarError("kantor_tanpa_otoritas", kantor=office.identitas.kantor)
    return found


def believed(office: Office) -> Otoritas | None:
    """The authority people here know: the office's own, else the one trusted last."""
    if has_authority(office):
        return authority(office)
    known = brankas.trusted(office)
    return sertifikat.read_authority(known[-1]) if known else None


def unlock(office: Office, passphrase: str) -> RSAPrivateKey:
    """The authority's key, opened with the passphrase of any of its holders.

    Raises:
        LontarError: this office has no authority, or nobody's passphrase is this one.
    """
    return _opened(office, passphrase)[1]


def sealed(office: Office) -> list[Path]:
    """The copies of the authority's key, in the order in which they are tried."""
    return [brankas.key_file(office, name) for name in _copies(office)]


def change_passphrase(office: Office, old: str, new: str) -> Pemegang:
    """Seal the copy that `old` opens anew under `new`; return whose copy it is.

    Raises:
        LontarError: nobody's passphrase is `old`, or the new one is too weak.
    """
    name, _ = _opened(office, old)
    kunci.change_passphrase(brankas.key_file(office, name), old, new)
    return next(one for one in holders(office) if one.nama == name)


def holders(office: Office) -> list[Pemegang]:
    """Everybody whose passphrase opens the authority's key."""
    everybody = {one.id: one for one in people.users(office)}
    first = settings.setting(office, _HOLDER, 0) or min(everybody, default=0)
    known = ((name, _owner(name, first)) for name in _copies(office))
    return [Pemegang(name, everybody[number]) for name, number in known if number in everybody]


def add_holder(office: Office, user: Pengguna, passphrase: str, own: str) -> None:
    """Seal the authority's key once more, with `own`, the passphrase of another person.

    Raises:
        LontarError: nobody's passphrase is `passphrase`, or this person holds the key already.
    """
    if any(one.pengguna.id == user.id for one in holders(office)):
        raise LontarError("pemegang_sudah_ada", nama=user.nama)
    brankas.seal_into(office.folder, f"{KEY}-{user.id}", unlock(office, passphrase), own)


def remove_holder(office: Office, pemegang: Pemegang) -> None:
    """Put one sealed copy into the archive.

    Raises:
        LontarError: it is the last one, without which nobody could issue anything.
    """
    if len(list(_copies(office))) == 1:
        raise LontarError("pemegang_otoritas_terakhir", nama=pemegang.pengguna.nama)
    sidik = brankas.fingerprint(office, KEY)
    brankas.archive_key(office, pemegang.nama)
    # The fingerprint belongs to the authority, not to the copy that went.
    brankas.note(office, KEY, sidik)


def set_first_holder(office: Office, user: Pengguna) -> None:
    """Remember whose passphrase seals the first copy."""
    settings.set_setting(office, _HOLDER, user.id)


def _opened(office: Office, passphrase: str) -> tuple[str, RSAPrivateKey]:
    if not has_authority(office):
        raise LontarError("kantor_tanpa_otoritas", kantor=office.identitas.kantor)
    damaged: LontarError | None = None
    for name in _copies(office):
        try:
            return name, kunci.unlock(brankas.key_file(office, name), passphrase)
        except LontarError as error:
            if error.kode != "frasa_sandi_salah":
                damaged = error
    raise damaged or LontarError("frasa_sandi_otoritas_salah", jumlah=len(holders(office)))


def _copies(office: Office) -> Iterator[str]:
    folder = office.folder / brankas.FOLDER
    files = folder.glob(f"{KEY}*{kunci.SUFFIX}")
    for name in sorted(file.name.removesuffix(kunci.SUFFIX) for file in files):
        if name == KEY or name.removeprefix(f"{KEY}-").isdigit():
            yield name


def _owner(name: str, first: int) -> int:
    return first if name == KEY else int(name.removeprefix(f"{KEY}-"))
