"""Practice offices as such: made with their people, certified by a practice province.

Their seals are light, which only practice may have: its authority is refused everywhere else by
name.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.exchange import (
    berkas,
    brankas,
    demo_kantor,
    ekspor,
    kunci,
    pendaftaran,
    pernyataan,
    sertifikat,
    sertifikat_baru,
    terbitan,
)
from app.store import files, opd, people, practice, pustaka
from app.store.office import Identitas, Office
from app.teks import t

if TYPE_CHECKING:
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


def made(bersama: Bersama, wilayah: Wilayah, folder: Path, urusan: Urusan | None = None) -> Office:
    """A new practice office with its people; their keys come later.

    With `urusan` it works on two levels: an OPD that owns them, or without any the kabupaten.
    """
    name = _name(wilayah)
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
            nama=_person(wilayah, peran, name if jenis == "opd" else ""),
            peran=peran,
            jabatan=t(f"latihan.jabatan.{peran}"),
        )
    return office


def found(
    bersama: Bersama, province: Office, own: RSAPrivateKey, keys: dict[Peran, RSAPrivateKey]
) -> None:
    """Give a practice province its authority, and its own people their certificates."""
    certificate = sertifikat_baru.create_ca(
        own,
        provinsi=bersama.provinsi.nama,
        kantor=province.identitas.kantor,
        wilayah=province.identitas.wilayah,
        latihan=True,
        serial=sertifikat_baru.random_serial(),
        clock=bersama.clock,
    )
    _seal(province, pendaftaran.PERAN_OTORITAS, own)
    brankas.keep_authority(province, sertifikat.read_authority(certificate))
    for one in people.users(province):
        _seal(province, brankas.key_name(one), keys[one.peran])
        pendaftaran.enrol_self(province, one, keys[one.peran], own)


def certify(
    province: Office,
    own: RSAPrivateKey,
    wilayah: Wilayah,
    peran: Peran,
    key: RSAPrivateKey,
    opd: str = "",
) -> bytes:
    """Let a practice province certify somebody of a kabupaten, or of one of its OPD."""
    asked = sertifikat_baru.create_request(
        key,
        nama=_person(wilayah, peran, opd),
        kantor=opd or _name(wilayah),
        wilayah=wilayah.kode,
        peran=peran,
        opd=bool(opd),
    )
    return terbitan.issue_with(province, sertifikat.read_request(asked), own)


def enrol(office: Office, user: Pengguna, key: RSAPrivateKey, answer: bytes) -> None:
    """Give somebody of a practice office the key, and what the province certified."""
    _seal(office, brankas.key_name(user), key)
    pendaftaran.install_with(office, user, pendaftaran.read_answer(office, answer), key)


def send(bersama: Bersama, place: Path, keys: dict[Peran, RSAPrivateKey], target: Path) -> None:
    """Stated by the first hand of the office in `place`, signed by the second."""
    acuan, periode, clock = bersama.acuan, bersama.periode, bersama.clock
    with Office.open(place, clock) as office:
        operator, pimpinan = people.users(office)
        own, others = _certs(office, operator), _certs(office, pimpinan)
        told = pernyataan.design(office, acuan, periode, own, clock)
        pernyataan.keep(office, pernyataan.state(told, keys[operator.peran], own, clock))
        key = keys[pimpinan.peran]
        sent = ekspor.export_package(office, acuan, periode, place, key, others, clock)
    files.replace(sent.path, target)


def seal_key(key: RSAPrivateKey, file: Path) -> None:
    """Keep a key of practice in a file."""
    files.make_private(file.parent)
    berkas.write_atomic(file, kunci.seal(key, FRASA_SANDI, cost=_LIGHT_SEAL), mode=0o600)


def _name(wilayah: Wilayah) -> str:
    kind = "provinsi" if wilayah.is_provinsi else "kabupaten"
    return t(f"latihan.kantor.{kind}", wilayah=wilayah.singkat)


def _person(wilayah: Wilayah, peran: Peran, opd: str = "") -> str:
    # Named after the OPD: the province would issue what looks like one certificate three times.
    if opd:
        return t(f"latihan.orang.{peran}_opd", opd=opd)
    return t(f"latihan.orang.{peran}", wilayah=wilayah.singkat)


def _certs(office: Office, user: Pengguna) -> list[Certificate]:
    own = brankas.own_certificate(office, user)
    assert own is not None
    return [sertifikat.read_der(own.der)]


def _seal(office: Office, name: str, key: RSAPrivateKey) -> None:
    seal_key(key, brankas.key_file(office, name))
    brankas.note(office, name, sertifikat.key_digest(key))
