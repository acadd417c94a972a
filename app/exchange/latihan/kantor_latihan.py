"""Practice offices as such: made with their people, certified by a practice province.

Their seals are light, which only practice may have: its authority is refused everywhere else by
name.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain.opd import OPD
from app.exchange import (
    berkas,
    brankas,
    demo_kantor,
    ekspor,
    kunci,
    pendaftaran,
    pernyataan,
    sertifikat,
    terbitan,
)
from app.store import opd, people, practice, pustaka
from app.store.office import Identitas, Office
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.domain.wilayah import Wilayah
    from app.exchange.demo_kantor import Bersama
    from app.store.people import Pengguna, Peran

FRASA_SANDI = demo_kantor.FRASA_SANDI
PERAN: tuple[Peran, ...] = ("operator", "pimpinan")
"""The people of every practice office, in the order in which they sign."""

_LIGHT_SEAL = 2**12


class Urusan(NamedTuple):
    """What an OPD is called and owns; nothing owned stands for the kabupaten above it."""

    opd: str
    milik: tuple[str, ...]


class Penanda(NamedTuple):
    """Somebody who can sign."""

    pengguna: Pengguna
    key: RSAPrivateKey
    certs: list[Certificate]


def made(bersama: Bersama, wilayah: Wilayah, folder: Path, urusan: Urusan | None = None) -> Office:
    """A new practice office with its people; their keys come later.

    With `urusan` it works on two levels: an OPD that owns them, or without any the kabupaten.
    """
    kind = "provinsi" if wilayah.is_provinsi else "kabupaten"
    name = t(f"latihan.kantor.{kind}", wilayah=wilayah.singkat)
    jenis: Literal["latihan", "opd", "kabupaten"] = "latihan"
    if urusan is not None:
        jenis, name = ("opd", urusan.opd) if urusan.milik else ("kabupaten", name)
    identitas = Identitas(jenis, wilayah.kode, name, str(uuid.uuid4()))
    office = Office.create(folder, identitas, bersama.clock)
    practice.mark(office)
    if urusan is not None and urusan.milik:
        opd.set_owned(office, urusan.milik)
    pustaka.add_forms(office, list(bersama.acuan.forms.values()))
    for peran in PERAN:
        people.add_user(
            office,
            nama=t(f"latihan.orang.{peran}", wilayah=wilayah.singkat),
            peran=peran,
            jabatan=t(f"latihan.jabatan.{peran}"),
        )
    return office


def found(
    bersama: Bersama, province: Office, own: RSAPrivateKey, keys: dict[Peran, RSAPrivateKey]
) -> None:
    """Give a practice province its authority, and its own people their certificates."""
    certificate = sertifikat.create_ca(
        own,
        provinsi=bersama.provinsi.nama,
        kantor=province.identitas.kantor,
        wilayah=province.identitas.wilayah,
        latihan=True,
        serial=sertifikat.random_serial(),
        clock=bersama.clock,
    )
    _seal(province, pendaftaran.PERAN_OTORITAS, own)
    brankas.keep_authority(province, sertifikat.read_authority(certificate))
    for one in people.users(province):
        _seal(province, brankas.key_name(one), keys[one.peran])
        pendaftaran.enrol_self(province, one, keys[one.peran], own)


def enrol(
    office: Office, user: Pengguna, key: RSAPrivateKey, province: Office, own: RSAPrivateKey
) -> Penanda:
    """Let the practice province certify somebody of a kabupaten."""
    _seal(office, brankas.key_name(user), key)
    mine = office.identitas
    asked = sertifikat.create_request(
        key,
        nama=user.nama,
        kantor=mine.kantor,
        wilayah=mine.wilayah,
        peran=user.peran,
        opd=mine.jenis == OPD,
    )
    issued = terbitan.issue_with(province, sertifikat.read_request(asked), own)
    answer = pendaftaran.read_answer(office, issued)
    pendaftaran.install(office, user, answer, FRASA_SANDI)
    return Penanda(user, key, [answer.sertifikat])


def send(
    bersama: Bersama, office: Office, signers: Sequence[Penanda], target: Path
) -> ekspor.Terkirim:
    """Both hands, one after the other; the package lies in `target`."""
    acuan, periode, clock = bersama.acuan, bersama.periode, bersama.clock
    first, second = signers
    told = pernyataan.design(office, acuan, periode, first.certs, clock)
    pernyataan.keep(office, pernyataan.state(told, first.key, first.certs, clock))
    return ekspor.export_package(office, acuan, periode, target, second.key, second.certs, clock)


def _seal(office: Office, name: str, key: RSAPrivateKey) -> None:
    file = brankas.key_file(office, name)
    file.parent.mkdir(mode=0o700, exist_ok=True)
    berkas.write_atomic(file, kunci.seal(key, FRASA_SANDI, cost=_LIGHT_SEAL), mode=0o600)
    brankas.note(office, name, sertifikat.key_digest(key))
