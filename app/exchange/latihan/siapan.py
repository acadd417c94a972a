"""The prepared practice province: made once on a laptop, then only copied.

Keys are made here and stay in the user's own data folder. Their seals are light, which only an
exercise may have: its authority is refused everywhere else by name.
"""

from __future__ import annotations

import hashlib
import shutil
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.domain.periode import Periode
from app.exchange import (
    berkas,
    brankas,
    demo,
    demo_kantor,
    ekspor,
    kunci,
    pendaftaran,
    pernyataan,
    sertifikat,
    terbitan,
)
from app.store import door, people, pustaka, questions
from app.store.door import CellWrite
from app.store.faults import in_words
from app.store.office import Identitas, Office
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.domain.wilayah import Wilayah
    from app.exchange.demo_kantor import Bersama
    from app.store.people import Pengguna, Peran

    Clock = Callable[[], datetime]
    Progress = Callable[[str, int, int], None]

FRASA_SANDI = demo_kantor.FRASA_SANDI
WILAYAH = "53.03"
"""Where participants work."""
TETANGGA = ("53.01", "53.04")
"""Whose packages arrive at the province beside the one of `WILAYAH`."""
LANGKAH = "siapan"
"""The step `progress` hears of."""

_VERSI = 1
_LIGHT_SEAL = 2**12
_QUARTER = 3  # one with a quarter before it and a quarter of the year before
_PEOPLE: tuple[Peran, ...] = ("operator", "pimpinan")
_TWICE = TETANGGA[0]
_CORRECTED = ("KES-01", "penerima.terlayani.jumlah")
_STEPS = 6
_KABUPATEN, _PROVINSI, _PAKET, _TETANGGA = "kabupaten", "provinsi", "paket", "tetangga"


@dataclass(frozen=True)
class Siapan:
    """What every exercise is copied from."""

    folder: Path
    periode: Periode

    @property
    def kabupaten(self) -> Path:
        """A filled office, every warning answered, ready to state and sign."""
        return self.folder / _KABUPATEN

    @property
    def provinsi(self) -> Path:
        """A province that has issued all certificates and received nothing."""
        return self.folder / _PROVINSI

    def package(self, wilayah: str, revisi: int) -> Path:
        """A genuine package of a region."""
        return self.folder / _PAKET / f"{wilayah}-{revisi}.xlsx"


class Penanda(NamedTuple):
    """Somebody who can sign."""

    pengguna: Pengguna
    key: RSAPrivateKey
    certs: list[Certificate]


def practice_period(today: date) -> Periode:
    """The quarter that is practised: the last third quarter that is over."""
    reported = Periode.dilaporkan(today)
    over = (reported.triwulan or 0) >= _QUARTER
    return Periode(reported.tahun if over else reported.tahun - 1, _QUARTER)


def prepare(clock: Clock, progress: Progress) -> Siapan:
    """The prepared province of today, made first where there is none.

    Raises:
        LontarError: the disk refuses; nothing half made is left.
    """
    periode = practice_period(clock().date())
    home = paths.practice() / "bahan"
    place = home / f"{periode}-{_published()}-{_VERSI}"
    if not place.is_dir():
        unfinished = place.with_name(f".{place.name}.{uuid.uuid4().hex[:8]}")
        with in_words(home):
            shutil.rmtree(home, ignore_errors=True)
            (unfinished / _PAKET).mkdir(parents=True)
            try:
                _make(unfinished, periode, clock, progress)
                unfinished.rename(place)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
    return Siapan(place, periode)


def _published() -> str:
    """Changes when other forms are published."""
    return hashlib.sha256((paths.forms() / "TERBIT").read_bytes()).hexdigest()[:8]


def _make(folder: Path, periode: Periode, clock: Clock, progress: Progress) -> None:
    bersama = demo.shared(periode, clock, miskin=False)
    progress(LANGKAH, 0, _STEPS)
    keys = {peran: kunci.generate() for peran in _PEOPLE}
    own = kunci.generate()
    progress(LANGKAH, 1, _STEPS)
    with _office(bersama, bersama.provinsi, folder / _PROVINSI) as province:
        _found(bersama, province, own, keys)
        progress(LANGKAH, 2, _STEPS)
        places = {WILAYAH: folder / _KABUPATEN}
        places |= {kode: folder / _TETANGGA / kode for kode in TETANGGA}
        for done, (kode, place) in enumerate(places.items(), start=3):
            with _office(bersama, bersama.acuan.wilayah[kode], place) as office:
                signers = [
                    _enrol(office, one, keys[one.peran], province, own)
                    for one in people.users(office)
                ]
                demo_kantor.fill_office(bersama, office, bersama.acuan.wilayah[kode])
                demo_kantor.explain(bersama, office)
            _packages(bersama, place, signers, folder)
            progress(LANGKAH, done, _STEPS)
    shutil.rmtree(folder / _TETANGGA)


def _office(bersama: Bersama, wilayah: Wilayah, folder: Path) -> Office:
    """A new practice office with its people; their keys come later."""
    kind = "provinsi" if wilayah.is_provinsi else "kabupaten"
    name = t(f"latihan.kantor.{kind}", wilayah=wilayah.singkat)
    identitas = Identitas("latihan", wilayah.kode, name, str(uuid.uuid4()))
    office = Office.create(folder, identitas, bersama.clock)
    pustaka.add_forms(office, list(bersama.acuan.forms.values()))
    for peran in _PEOPLE:
        people.add_user(
            office,
            nama=t(f"latihan.orang.{peran}", wilayah=wilayah.singkat),
            peran=peran,
            jabatan=t(f"latihan.jabatan.{peran}"),
        )
    return office


def _found(
    bersama: Bersama, province: Office, own: RSAPrivateKey, keys: dict[Peran, RSAPrivateKey]
) -> None:
    """The authority of the practice province, and the certificates of its own people."""
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


def _enrol(
    office: Office, user: Pengguna, key: RSAPrivateKey, province: Office, own: RSAPrivateKey
) -> Penanda:
    """Let the practice province certify somebody of a kabupaten."""
    _seal(office, brankas.key_name(user), key)
    mine = office.identitas
    asked = sertifikat.create_request(
        key, nama=user.nama, kantor=mine.kantor, wilayah=mine.wilayah, peran=user.peran
    )
    issued = terbitan.issue_with(province, sertifikat.read_request(asked), own)
    answer = pendaftaran.read_answer(office, issued)
    pendaftaran.install(office, user, answer, FRASA_SANDI)
    return Penanda(user, key, [answer.sertifikat])


def _seal(office: Office, name: str, key: RSAPrivateKey) -> None:
    file = brankas.key_file(office, name)
    file.parent.mkdir(mode=0o700, exist_ok=True)
    berkas.write_atomic(file, kunci.seal(key, FRASA_SANDI, cost=_LIGHT_SEAL), mode=0o600)
    brankas.note(office, name, sertifikat.key_digest(key))


def _packages(bersama: Bersama, place: Path, signers: Sequence[Penanda], folder: Path) -> None:
    """The packages of a region, out of a copy: the office itself has sent nothing yet."""
    copy = folder / _TETANGGA / "salinan"
    shutil.copytree(place, copy)
    with Office.open(copy, bersama.clock) as office:
        kode = office.identitas.wilayah
        revisions = (1, 2) if kode == _TWICE else (1,)
        for revisi in revisions:
            if revisi > 1:
                _correct(bersama, office)
            sent = _send(bersama, office, signers, copy)
            sent.path.rename(folder / _PAKET / f"{kode}-{revisi}.xlsx")
    shutil.rmtree(copy)


def _correct(bersama: Bersama, office: Office) -> None:
    """One figure is put right after the first package."""
    (formulir, sel), periode = _CORRECTED, bersama.periode
    now = questions.sheet_values(office, formulir, office.identitas.wilayah, periode).now[sel]
    assert isinstance(now, int)
    cell = CellWrite(formulir, office.identitas.wilayah, str(periode), sel, now + 7)
    pelaku = people.users(office)[0].nama
    door.write(office, [cell], jenis="ketik", label=t("latihan.label"), pelaku=pelaku)
    demo_kantor.explain(bersama, office)


def _send(
    bersama: Bersama, office: Office, signers: Sequence[Penanda], target: Path
) -> ekspor.Terkirim:
    acuan, periode, clock = bersama.acuan, bersama.periode, bersama.clock
    first, second = signers
    told = pernyataan.design(office, acuan, periode, first.certs, clock)
    pernyataan.keep(office, pernyataan.state(told, first.key, first.certs, clock))
    return ekspor.export_package(office, acuan, periode, target, second.key, second.certs, clock)
