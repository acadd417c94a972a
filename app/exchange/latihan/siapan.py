"""The prepared practice province: made once on a laptop, then only copied.

Keys are made here and stay in the user's own data folder. Their seals are light, which only an
exercise may have: its authority is refused everywhere else by name. Packages are made when an
exercise first wants them: most exercises begin without any, and nobody should wait for them.
"""

from __future__ import annotations

import hashlib
import shutil
import threading
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from app import paths
from app.domain.latihan import Siapkan
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
from app.exchange.latihan import pustaka as latihan
from app.exchange.latihan.ubahan import CARA, UTUH
from app.store import door, people, pustaka, questions
from app.store.door import CellWrite
from app.store.faults import in_words
from app.store.office import Identitas, Office
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Callable
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
"""Whose packages arrive at the province beside the one of `WILAYAH`; each can send a second."""
LANGKAH, LANGKAH_PAKET = "siapan", "siapan_paket"
"""The steps `progress` hears of: the offices, and the packages."""

_VERSI = 2
_LIGHT_SEAL = 2**12
_QUARTER = 3  # one with a quarter before it and a quarter of the year before
_PEOPLE: tuple[Peran, ...] = ("operator", "pimpinan")
_CORRECTED = ("KES-01", "penerima.terlayani.jumlah")
_STEPS = 3
_KABUPATEN, _PROVINSI, _PAKET, _ORANG = "kabupaten", "provinsi", "paket", "orang"
_KANTOR = "kantor"
_making = threading.Lock()
"""Whoever wants a package that is being made waits for it: two would differ."""


@dataclass(frozen=True)
class Siapan:
    """What every exercise is copied from; `keys` are those of its people that are open already."""

    folder: Path
    periode: Periode
    clock: Clock
    keys: dict[Peran, RSAPrivateKey] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def bersama(self) -> Bersama:
        """What its offices have in common; read when something is made."""
        return demo.shared(self.periode, self.clock, miskin=False)

    @property
    def kabupaten(self) -> Path:
        """A filled office, every warning answered, ready to state and sign."""
        return self.folder / _KABUPATEN

    @property
    def provinsi(self) -> Path:
        """A province that has issued all certificates and received nothing."""
        return self.folder / _PROVINSI

    def package(self, wilayah: str, revisi: int = 1, ubah: str = UTUH) -> Path:
        """A package of a region, genuine or altered on its way, made when it is first wanted.

        Raises:
            LontarError: the disk refuses; nothing half made is left.
        """
        place = self.folder / _PAKET / wilayah
        file = place / f"{revisi}-{ubah}.xlsx"
        with _making, in_words(place):
            if not place.is_dir():
                _first_package(self, wilayah, place)
            if not (genuine := file.with_name(f"{revisi}-{UTUH}.xlsx")).is_file():
                _next_package(self, place, genuine)
            if not file.is_file():
                berkas.write_atomic(file, CARA[ubah](genuine.read_bytes()))
        return file

    def complete(self, progress: Progress) -> None:
        """Make every package exercises begin with; `progress` may raise to stop between two.

        Raises:
            LontarError: the disk refuses.
        """
        steps = (step for one in latihan.exercises().values() for step in one.awal)
        wanted = dict.fromkeys(
            (step.wilayah, step.revisi, step.ubah) for step in steps if isinstance(step, Siapkan)
        )
        for done, one in enumerate(wanted):
            progress(LANGKAH_PAKET, done, len(wanted))
            self.package(*one)


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
    ready = Siapan(home / f"{periode}-{_published()}-{_VERSI}", periode, clock)
    with _making:
        if not ready.folder.is_dir():
            unfinished = _unfinished(ready.folder)
            with in_words(home):
                shutil.rmtree(home, ignore_errors=True)
                (unfinished / _ORANG).mkdir(parents=True)
                try:
                    _make(ready, unfinished, progress)
                    unfinished.rename(ready.folder)
                finally:
                    shutil.rmtree(unfinished, ignore_errors=True)
    return ready


def _unfinished(place: Path) -> Path:
    return place.with_name(f".{place.name}.{uuid.uuid4().hex[:8]}")


def _published() -> str:
    """Changes when other forms are published."""
    return hashlib.sha256((paths.forms() / "TERBIT").read_bytes()).hexdigest()[:8]


def _make(ready: Siapan, folder: Path, progress: Progress) -> None:
    """Make the province, and the office that is practised in, in `folder`."""
    progress(LANGKAH, 0, _STEPS)
    keys = ready.keys
    keys.update((peran, kunci.generate()) for peran in _PEOPLE)
    own = kunci.generate()
    progress(LANGKAH, 1, _STEPS)
    bersama = ready.bersama
    with _office(bersama, bersama.provinsi, folder / _PROVINSI) as province:
        _found(bersama, province, own, keys)
        for kode in (WILAYAH, *TETANGGA):
            for peran in _PEOPLE:
                answer = _certify(province, own, bersama.acuan.wilayah[kode], peran, keys[peran])
                berkas.write_atomic(folder / _ORANG / f"{kode}-{peran}.pem", answer)
    for peran, key in keys.items():
        sealed = kunci.seal(key, FRASA_SANDI, cost=_LIGHT_SEAL)
        berkas.write_atomic(_key_of(folder, peran), sealed, mode=0o600)
    progress(LANGKAH, 2, _STEPS)
    _region(bersama, WILAYAH, folder / _KABUPATEN, folder, keys)
    progress(LANGKAH, 3, _STEPS)


def _key_of(folder: Path, peran: Peran) -> Path:
    return folder / _ORANG / f"{peran}{kunci.SUFFIX}"


def _region(
    bersama: Bersama, kode: str, place: Path, folder: Path, keys: dict[Peran, RSAPrivateKey]
) -> None:
    """The office of a region: its people enrolled, filled, every warning answered."""
    with _office(bersama, bersama.acuan.wilayah[kode], place) as office:
        for one in people.users(office):
            answer = berkas.read_file(folder / _ORANG / f"{kode}-{one.peran}.pem", kunci.MAX_FILE)
            _enrol(office, one, keys[one.peran], answer)
        demo_kantor.fill_office(bersama, office, bersama.acuan.wilayah[kode])
        demo_kantor.explain(bersama, office)


def _office(bersama: Bersama, wilayah: Wilayah, folder: Path) -> Office:
    """A new practice office with its people; their keys come later."""
    identitas = Identitas("latihan", wilayah.kode, _name(wilayah), str(uuid.uuid4()))
    office = Office.create(folder, identitas, bersama.clock)
    pustaka.add_forms(office, list(bersama.acuan.forms.values()))
    for peran in _PEOPLE:
        people.add_user(
            office,
            nama=_person(wilayah, peran),
            peran=peran,
            jabatan=t(f"latihan.jabatan.{peran}"),
        )
    return office


def _name(wilayah: Wilayah) -> str:
    kind = "provinsi" if wilayah.is_provinsi else "kabupaten"
    return t(f"latihan.kantor.{kind}", wilayah=wilayah.singkat)


def _person(wilayah: Wilayah, peran: Peran) -> str:
    return t(f"latihan.orang.{peran}", wilayah=wilayah.singkat)


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


def _certify(
    province: Office, own: RSAPrivateKey, wilayah: Wilayah, peran: Peran, key: RSAPrivateKey
) -> bytes:
    """Let the practice province certify somebody of a kabupaten."""
    asked = sertifikat.create_request(
        key,
        nama=_person(wilayah, peran),
        kantor=_name(wilayah),
        wilayah=wilayah.kode,
        peran=peran,
    )
    return terbitan.issue_with(province, sertifikat.read_request(asked), own)


def _enrol(office: Office, user: Pengguna, key: RSAPrivateKey, answer: bytes) -> None:
    _seal(office, brankas.key_name(user), key)
    pendaftaran.install_with(office, user, pendaftaran.read_answer(office, answer), key)


def _seal(office: Office, name: str, key: RSAPrivateKey) -> None:
    file = brankas.key_file(office, name)
    file.parent.mkdir(mode=0o700, exist_ok=True)
    berkas.write_atomic(file, kunci.seal(key, FRASA_SANDI, cost=_LIGHT_SEAL), mode=0o600)
    brankas.note(office, name, sertifikat.key_digest(key))


def _first_package(ready: Siapan, wilayah: str, place: Path) -> None:
    """The office of a region as it has sent its first package, which lies beside it."""
    unfinished, bersama = _unfinished(place), ready.bersama
    office = unfinished / _KANTOR
    try:
        unfinished.mkdir(parents=True)
        if wilayah == WILAYAH:
            # The office that is practised in has sent nothing yet, and stays so.
            shutil.copytree(ready.kabupaten, office)
        else:
            _region(bersama, wilayah, office, ready.folder, _keys(ready))
        _send(ready, office, unfinished / f"1-{UTUH}.xlsx")
        unfinished.rename(place)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _next_package(ready: Siapan, place: Path, target: Path) -> None:
    """The second package, out of a copy: what fails leaves the office as it was."""
    copy = _unfinished(place)
    try:
        shutil.copytree(place / _KANTOR, copy)
        with Office.open(copy, ready.clock) as office:
            _correct(ready.bersama, office)
        _send(ready, copy, target)
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _keys(ready: Siapan) -> dict[Peran, RSAPrivateKey]:
    return {peran: ready.keys.get(peran) or _unlocked(ready, peran) for peran in _PEOPLE}


def _unlocked(ready: Siapan, peran: Peran) -> RSAPrivateKey:
    key = kunci.unlock(_key_of(ready.folder, peran), FRASA_SANDI)
    return ready.keys.setdefault(peran, key)


def _correct(bersama: Bersama, office: Office) -> None:
    """One figure is put right after the first package."""
    (formulir, sel), periode = _CORRECTED, bersama.periode
    now = questions.sheet_values(office, formulir, office.identitas.wilayah, periode).now[sel]
    assert isinstance(now, int)
    cell = CellWrite(formulir, office.identitas.wilayah, str(periode), sel, now + 7)
    pelaku = people.users(office)[0].nama
    door.write(office, [cell], jenis="ketik", label=t("latihan.label"), pelaku=pelaku)
    demo_kantor.explain(bersama, office)


def _send(ready: Siapan, place: Path, target: Path) -> None:
    """Stated by the first hand, signed by the second."""
    bersama, keys = ready.bersama, _keys(ready)
    acuan, periode, clock = bersama.acuan, bersama.periode, bersama.clock
    with Office.open(place, clock) as office:
        operator, pimpinan = people.users(office)
        own, others = _certs(office, operator), _certs(office, pimpinan)
        told = pernyataan.design(office, acuan, periode, own, clock)
        pernyataan.keep(office, pernyataan.state(told, keys[operator.peran], own, clock))
        key = keys[pimpinan.peran]
        sent = ekspor.export_package(office, acuan, periode, place, key, others, clock)
    sent.path.rename(target)


def _certs(office: Office, user: Pengguna) -> list[Certificate]:
    own = brankas.own_certificate(office, user)
    assert own is not None
    return [sertifikat.read_der(own.der)]
