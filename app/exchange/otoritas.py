"""The province's authority: its sealed key and who may open it, what it issued and revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app.errors import LontarError
from app.exchange import brankas, kunci, pencabutan, penerbit, pengantar, sertifikat
from app.exchange import profil_x509 as profil
from app.exchange.pencabutan import Pencabutan
from app.store import certificates, people, revocations, settings
from app.store.revocations import DaftarTersimpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.exchange.pencabutan import Daftar, Dicabut
    from app.exchange.profil_x509 import Alasan
    from app.exchange.sertifikat import Otoritas, Penanda, Permintaan
    from app.store.certificates import Sertifikat
    from app.store.office import Office
    from app.store.people import Pengguna

KEY = "otoritas"
WARN_DAYS = 60
SEGEL_TAMPAK = "segel.tampak"
"""Setting: whether packages also carry the seal that Excel shows; on unless switched off."""
_HOLDER = "otoritas.pemegang"
_FLOOR = "pencabutan.lantai"
_SERIAL_DIGITS = 6

KeadaanTerbitan = Literal["berlaku", "akan_habis", "kedaluwarsa", "dicabut"]


class Pemegang(NamedTuple):
    """A sealed copy of the authority's key: the name of its file, and whose passphrase opens it."""

    nama: str
    pengguna: Pengguna


class Terbitan(NamedTuple):
    """A certificate this authority issued, as it stands today."""

    sertifikat: Sertifikat
    penanda: Penanda
    keadaan: KeadaanTerbitan
    pencabutan: Pencabutan | None

    @property
    def hidup(self) -> bool:
        """Whether somebody can still sign with it."""
        return self.keadaan in ("berlaku", "akan_habis")


# --- The authority and its key --------------------------------------------------------


def found(office: Office, key: RSAPrivateKey, passphrase: str, provinsi: str) -> Certificate:
    """Set up the authority of a province (or of an exercise) in this office, and trust it.

    An authority that was here before stays trusted; its key goes to the archive.
    """
    certificate = sertifikat.create_ca(
        key,
        provinsi=provinsi,
        kantor=office.identitas.kantor,
        wilayah=office.identitas.wilayah[:2],
        latihan=office.identitas.jenis == "latihan",
        serial=sertifikat.random_serial(),
        clock=office.now,
    )
    take_over(office, key, passphrase, certificate)
    return certificate


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


def unlock(office: Office, passphrase: str) -> RSAPrivateKey:
    """The authority's key, opened with the passphrase of any of its holders.

    Raises:
        LontarError: this office has no authority, or nobody's passphrase is this one.
    """
    if not has_authority(office):
        raise LontarError("kantor_tanpa_otoritas", kantor=office.identitas.kantor)
    damaged: LontarError | None = None
    for name in _copies(office):
        try:
            return kunci.unlock(brankas.key_file(office, name), passphrase)
        except LontarError as error:
            if error.kode == "frasa_sandi_salah":
                continue
            damaged = error
    raise damaged or LontarError("frasa_sandi_otoritas_salah", jumlah=len(holders(office)))


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


def _copies(office: Office) -> Iterator[str]:
    folder = office.folder / brankas.FOLDER
    files = folder.glob(f"{KEY}*{kunci.SUFFIX}")
    for name in sorted(file.name.removesuffix(kunci.SUFFIX) for file in files):
        if name == KEY or name.removeprefix(f"{KEY}-").isdigit():
            yield name


def _owner(name: str, first: int) -> int:
    return first if name == KEY else int(name.removeprefix(f"{KEY}-"))


# --- Issuing --------------------------------------------------------------------------


def issue(office: Office, permintaan: Permintaan, passphrase: str) -> bytes:
    """The answer to a request: certificate, authority and newest revocation list in one file.

    Raises:
        LontarError: the wrong passphrase, a region this province does not speak for, or a key
            out of a .p12 file whose issuer is not allowed here.
    """
    penerbit.check(office, permintaan)
    return _issue(office, permintaan, unlock(office, passphrase))


def issue_with(office: Office, permintaan: Permintaan, key: RSAPrivateKey) -> bytes:
    """The same with the authority's key already open."""
    penerbit.check(office, permintaan)
    return _issue(office, permintaan, key)


def answer(office: Office, terbitan: Terbitan) -> bytes:
    """The file of a certificate that was issued before, with today's revocation list."""
    return _answer(office, sertifikat.read_der(terbitan.sertifikat.der), terbitan.penanda)


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
    penanda = sertifikat.identify(issued, [own.sertifikat])
    brankas.keep(office, issued, penanda)
    return _answer(office, issued, penanda)


def _answer(office: Office, issued: Certificate, penanda: Penanda) -> bytes:
    own = next(one for one in brankas.trusted(office) if profil.issued_by(issued, one))
    certs = sertifikat.to_pem(issued, own)
    return pengantar.for_certificate(penanda) + certs + pencabutan.newest_pem(office)


# --- What was issued ------------------------------------------------------------------


def issued(office: Office) -> list[Terbitan]:
    """Every certificate of an authority trusted here, as far as this office knows them."""
    known, now = brankas.trusted(office), office.now()
    revoked = pencabutan.revoked(office)
    found = []
    for one in certificates.certificates(office):
        certificate = sertifikat.read_der(one.der)
        if one.peran in profil.PERAN and any(profil.issued_by(certificate, ca) for ca in known):
            penanda = sertifikat.identify(certificate, known)
            cabut = revoked.get((penanda.sidik_ca, penanda.seri))
            found.append(Terbitan(one, penanda, standing(penanda, cabut, now), cabut))
    return found


def standing(penanda: Penanda, cabut: Pencabutan | None, now: datetime) -> KeadaanTerbitan:
    """How a certificate stands at a moment."""
    left = penanda.berlaku_sampai - profil.utc(now)
    if cabut is not None:
        return "dicabut"
    if left.total_seconds() < 0:
        return "kedaluwarsa"
    return "akan_habis" if left.days < WARN_DAYS else "berlaku"


def find(office: Office, text: str) -> list[Terbitan]:
    """What was issued under a serial number (its beginning is enough), name or six words."""
    wanted = " ".join(text.casefold().replace("·", " ").split())
    digits = wanted.replace(" ", "")
    return [
        one
        for one in issued(office)
        if wanted == one.penanda.nama.casefold()
        or wanted == " ".join(one.penanda.kata)
        or (len(digits) >= _SERIAL_DIGITS and f"{one.penanda.seri:x}".startswith(digits))
    ]


# --- Revoking -------------------------------------------------------------------------


def revoke(office: Office, seri: Iterable[int], alasan: Alasan, passphrase: str) -> Daftar:
    """Revoke certificates by serial number and issue the next list.

    Raises:
        LontarError: the wrong passphrase, or there is nothing to revoke.
    """
    own = authority(office)
    now = profil.utc(office.now())
    known = pencabutan.revoked(office)
    fresh = [
        Pencabutan(sidik_ca=own.sidik, seri=one, alasan=alasan, waktu=now, nomor=0)
        for one in dict.fromkeys(seri)
        if (own.sidik, one) not in known
    ]
    if not fresh:
        raise LontarError("sudah_dicabut_semua")
    numbers = {one.seri for one in fresh}
    for one in issued(office):
        if one.penanda.seri in numbers and one.penanda.sidik_ca != own.sidik:
            raise LontarError("terbitan_otoritas_lama", nama=one.penanda.nama, otoritas=own.nama)
    return _next_list(office, own, known, fresh, passphrase)


def revoke_region(office: Office, wilayah: str, passphrase: str) -> Daftar:
    """A laptop was lost or stolen: revoke everything a region could still sign with.

    Raises:
        LontarError: the wrong passphrase, or this region has no valid certificate.
    """
    lost = living(office, wilayah)
    if not lost:
        raise LontarError("wilayah_tanpa_sertifikat", wilayah=wilayah)
    return revoke(office, [one.penanda.seri for one in lost], "kunci_hilang", passphrase)


def living(office: Office, wilayah: str) -> list[Terbitan]:
    """What a region can still sign with."""
    own = authority(office).sidik
    return [
        one
        for one in issued(office)
        if one.penanda.wilayah == wilayah and one.hidup and one.penanda.sidik_ca == own
    ]


def republish(office: Office, passphrase: str) -> Daftar:
    """Issue the next list with everything known to be revoked, so that all of it travels.

    Raises:
        LontarError: the wrong passphrase, or no list was ever needed.
    """
    own, known = authority(office), pencabutan.revoked(office)
    if not any(sidik == own.sidik for sidik, _ in known):
        raise LontarError("pencabutan_kosong")
    return _next_list(office, own, known, [], passphrase)


def unpublished(office: Office) -> int:
    """How many known revocations the newest list of this authority leaves out.

    A restored province learns older lists from the files of others; only a new list tells all.
    """
    own = authority(office).sidik
    mine = [one for one in revocations.lists(office) if one.sidik_ca == own]
    if not mine:
        return 0
    listed = pencabutan.union(mine[-1:])
    return sum(place not in listed for place in pencabutan.union(mine))


def next_number(office: Office) -> int:
    """The number of the next list: above every number ever seen, and above a restored gap."""
    own = authority(office).sidik
    floor = settings.setting(office, f"{_FLOOR}.{own}", 0)
    return max(revocations.highest_number(office, own), floor) + 1


def raise_floor(office: Office, sidik_ca: str, nomor: int) -> None:
    """Let the next list of an authority have a number above `nomor`."""
    floor = settings.setting(office, f"{_FLOOR}.{sidik_ca}", 0)
    settings.set_setting(office, f"{_FLOOR}.{sidik_ca}", max(floor, nomor))


def _next_list(
    office: Office,
    own: Otoritas,
    known: Dicabut,
    fresh: list[Pencabutan],
    passphrase: str,
) -> Daftar:
    key = unlock(office, passphrase)
    if sertifikat.key_digest(key) != own.sidik:
        raise LontarError("ca_bukan_pasangannya", nama=own.nama)
    entries = [one for one in known.values() if one.sidik_ca == own.sidik] + fresh
    number = next_number(office)
    der = pencabutan.make_list(key, own.sertifikat, entries, number, office.now)
    # Read back as a stranger would read it, before anybody relies on it.
    latihan = office.identitas.jenis == "latihan"
    daftar = pencabutan.read_list(der, [own.sertifikat], latihan=latihan)
    revocations.add_list(office, DaftarTersimpan(own.sidik, number, der))
    return daftar


def describe(terbitan: Terbitan) -> dict[str, object]:
    """The facts of a certificate for programs."""
    penanda, cabut = terbitan.penanda, terbitan.pencabutan
    return {
        "nama": penanda.nama,
        "peran": penanda.peran,
        "kantor": penanda.kantor,
        "wilayah": penanda.wilayah,
        "seri": pengantar.serial_text(penanda.seri),
        "kata": " ".join(penanda.kata),
        "berlaku_dari": terbitan.sertifikat.berlaku_dari,
        "berlaku_sampai": terbitan.sertifikat.berlaku_sampai,
        "keadaan": terbitan.keadaan,
        "alasan": cabut.alasan if cabut else "",
        "nomor_daftar": cabut.nomor if cabut else 0,
    }
