"""Revoking at the province: the next list, a lost laptop, and what the newest list leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from app.errors import LontarError
from app.exchange import otoritas, pencabutan, pengantar, sertifikat, terbitan
from app.exchange import profil_x509 as profil
from app.exchange.pencabutan import Pencabutan
from app.store import practice, revocations, settings
from app.store.revocations import DaftarTersimpan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.exchange.pencabutan import Daftar, Dicabut
    from app.exchange.profil_x509 import Alasan
    from app.exchange.sertifikat import Otoritas
    from app.exchange.terbitan import Terbitan
    from app.store.office import Office

_FLOOR = "pencabutan.lantai"
# A whole serial number has 159 random bits; a few digits only are a slip of the fingers.
_FULL_SERIAL_BITS = 120


def revoke(office: Office, seri: Iterable[int], alasan: Alasan, passphrase: str) -> Daftar:
    """Revoke certificates by serial number and issue the next list.

    Raises:
        LontarError: the wrong passphrase, or there is nothing to revoke.
    """
    own = otoritas.authority(office)
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
    for one in terbitan.issued(office):
        if one.penanda.seri in numbers and one.penanda.sidik_ca != own.sidik:
            raise LontarError("terbitan_otoritas_lama", nama=one.penanda.nama, otoritas=own.nama)
    return _next_list(office, own, known, fresh, passphrase)


def revoke_region(office: Office, wilayah: str, passphrase: str, opd: str | None = None) -> Daftar:
    """A laptop was lost or stolen: revoke everything that could still be signed with on it.

    That is of the whole region, or only of one OPD, or (`opd` empty) of the region without them.

    Raises:
        LontarError: the wrong passphrase, or there is no valid certificate.
    """
    lost = living(office, wilayah, opd)
    if not lost:
        _refuse_region(office, wilayah)
    return revoke(office, [one.penanda.seri for one in lost], "kunci_hilang", passphrase)


def _refuse_region(office: Office, wilayah: str) -> NoReturn:
    """Nothing of this region can be revoked here: there is nothing, or an older key did it."""
    for one in terbitan.issued(office):
        if one.penanda.wilayah == wilayah and one.hidup:
            own = otoritas.authority(office).nama
            raise LontarError("terbitan_otoritas_lama", nama=one.penanda.nama, otoritas=own)
    raise LontarError("wilayah_tanpa_sertifikat", wilayah=wilayah)


def living(office: Office, wilayah: str, opd: str | None = None) -> list[Terbitan]:
    """What a region can still sign with: all of it, or only one OPD or the region itself."""
    own = otoritas.authority(office).sidik
    return [
        one
        for one in terbitan.issued(office)
        if one.penanda.wilayah == wilayah and one.hidup and one.penanda.sidik_ca == own
        if opd is None or one.opd == opd
    ]


def meant(office: Office, text: str) -> int:
    """The serial number of the one certificate a person means.

    It is found among those issued by name, six words or the beginning of its number; one that is
    not known here needs its whole number.

    Raises:
        LontarError: nothing fits, or more than one.
    """
    found = terbitan.find(office, text)
    if len(found) > 1:
        raise LontarError("terbitan_mendua", dicari=text, jumlah=len(found))
    if found:
        return found[0].penanda.seri
    typed = pengantar.serial_number(text)
    if typed is None or typed.bit_length() < _FULL_SERIAL_BITS:
        raise LontarError("terbitan_tidak_ada", dicari=text)
    return typed


def republish(office: Office, passphrase: str) -> Daftar:
    """Issue the next list with everything known to be revoked, so that all of it travels.

    Raises:
        LontarError: the wrong passphrase, or no list was ever needed.
    """
    own, known = otoritas.authority(office), pencabutan.revoked(office)
    if not any(sidik == own.sidik for sidik, _ in known):
        raise LontarError("pencabutan_kosong")
    return _next_list(office, own, known, [], passphrase)


def unpublished(office: Office) -> int:
    """How many known revocations the newest list of this authority leaves out.

    A restored province learns older lists from the files of others; only a new list tells all.
    """
    own = otoritas.authority(office).sidik
    mine = [one for one in revocations.lists(office) if one.sidik_ca == own]
    if not mine:
        return 0
    listed = pencabutan.union(mine[-1:])
    return sum(place not in listed for place in pencabutan.union(mine))


def next_number(office: Office) -> int:
    """The number of the next list: above every number ever seen, and above a restored gap."""
    own = otoritas.authority(office).sidik
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
    key = otoritas.unlock(office, passphrase)
    if sertifikat.key_digest(key) != own.sidik:
        raise LontarError("ca_bukan_pasangannya", nama=own.nama)
    entries = [one for one in known.values() if one.sidik_ca == own.sidik] + fresh
    number = next_number(office)
    der = pencabutan.make_list(key, own.sertifikat, entries, number, office.now)
    # Read back as a stranger would read it, before anybody relies on it.
    latihan = practice.is_practice(office)
    daftar = pencabutan.read_list(der, [own.sertifikat], latihan=latihan)
    revocations.add_list(office, DaftarTersimpan(own.sidik, number, der))
    return daftar
