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
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from app import paths
from app.domain.latihan import Siapkan
from app.domain.periode import Periode
from app.exchange import berkas, demo, demo_kantor, kunci
from app.exchange.latihan import kantor_latihan, siapan_opd
from app.exchange.latihan import pustaka as latihan
from app.exchange.latihan.kantor_latihan import PERAN
from app.exchange.latihan.siapan_opd import Tangan
from app.exchange.latihan.ubahan import CARA, UTUH
from app.store import door, files, people, questions
from app.store.door import CellWrite
from app.store.faults import in_words
from app.store.office import Office
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from app.exchange.demo_kantor import Bersama
    from app.store.people import Peran

    Clock = Callable[[], datetime]
    Progress = Callable[[str, int, int], None]

FRASA_SANDI = kantor_latihan.FRASA_SANDI
WILAYAH = "53.03"
"""Where participants work."""
TETANGGA = ("53.01", "53.04")
"""Whose packages arrive at the province beside the one of `WILAYAH`; each can send a second."""
LANGKAH, LANGKAH_PAKET = "siapan", "siapan_paket"
"""The steps `progress` hears of: the offices, and the packages."""

_VERSI = 4
_QUARTER = 3  # one with a quarter before it and a quarter of the year before
_CORRECTED = ("KES-01", "penerima.terlayani.jumlah")
_STEPS = 3
_KABUPATEN, _PROVINSI, _PAKET, _ORANG = "kabupaten", "provinsi", "paket", "orang"
_KANTOR = "kantor"
_making = threading.RLock()
"""Whoever wants something that is being made waits for it: two would differ."""


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
    def opd(self) -> Path:
        """The Dinas Kesehatan of the kabupaten, filled and ready to state and sign."""
        return self._level(siapan_opd.OPD, siapan_opd.MILIK)

    @property
    def konsolidasi(self) -> Path:
        """The kabupaten without what its OPD hand in."""
        return self._level(siapan_opd.KONSOLIDASI, siapan_opd.KONSOLIDASI)

    def _level(self, name: str, which: str) -> Path:
        """An office of two levels, made when it is first wanted."""
        place = self.folder / name
        with _making, in_words(place):
            if not place.is_dir():
                with _whole(place) as unfinished:
                    siapan_opd.office(_hand(self), unfinished, which)
        return place

    def package_of(self, opd: str) -> Path:
        """A genuine package of an OPD, by its short name, made when it is first wanted.

        Raises:
            LontarError: the disk refuses; nothing half made is left.
        """
        file = self.folder / _PAKET / f"{opd}.xlsx"
        with _making, in_words(file):
            if not file.is_file():
                file.parent.mkdir(exist_ok=True)
                siapan_opd.package(_hand(self), _unfinished(file), opd, file)
        return file

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
            (step.opd, step.wilayah, step.revisi, step.ubah)
            for step in steps
            if isinstance(step, Siapkan)
        )
        for done, (opd, wilayah, revisi, ubah) in enumerate(wanted):
            progress(LANGKAH_PAKET, done, len(wanted))
            if opd:
                self.package_of(opd)
            else:
                self.package(wilayah, revisi, ubah)


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
            with in_words(home):
                shutil.rmtree(home, ignore_errors=True)
                with _whole(ready.folder) as unfinished:
                    (unfinished / _ORANG).mkdir(parents=True)
                    _make(ready, unfinished, progress)
    return ready


def _unfinished(place: Path) -> Path:
    return place.with_name(f".{place.name}.{uuid.uuid4().hex[:8]}")


@contextmanager
def _whole(place: Path) -> Iterator[Path]:
    """Where a folder is made: it is in its place when all went well, and nowhere otherwise."""
    unfinished = _unfinished(place)
    try:
        yield unfinished
        files.replace(unfinished, place)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _published() -> str:
    """Changes when other forms are published."""
    return hashlib.sha256((paths.forms() / "TERBIT").read_bytes()).hexdigest()[:8]


def _make(ready: Siapan, folder: Path, progress: Progress) -> None:
    """Make the province, and the office that is practised in, in `folder`."""
    progress(LANGKAH, 0, _STEPS)
    keys, bersama = ready.keys, ready.bersama
    keys.update((peran, kunci.generate()) for peran in PERAN)
    own = kunci.generate()
    progress(LANGKAH, 1, _STEPS)
    with kantor_latihan.made(bersama, bersama.provinsi, folder / _PROVINSI) as province:
        kantor_latihan.found(bersama, province, own, keys)
        for kode in (WILAYAH, *TETANGGA):
            wilayah = bersama.acuan.wilayah[kode]
            for peran in PERAN:
                answer = kantor_latihan.certify(province, own, wilayah, peran, keys[peran])
                berkas.write_atomic(folder / _ORANG / f"{kode}-{peran}.pem", answer)
        siapan_opd.certify(_hand(ready, folder), province, own)
    for peran, key in keys.items():
        kantor_latihan.seal_key(key, _key_of(folder, peran))
    progress(LANGKAH, 2, _STEPS)
    _region(ready, WILAYAH, folder / _KABUPATEN, folder)
    progress(LANGKAH, 3, _STEPS)


def _key_of(folder: Path, peran: Peran) -> Path:
    return folder / _ORANG / f"{peran}{kunci.SUFFIX}"


def _hand(ready: Siapan, folder: Path | None = None) -> Tangan:
    people_in = (folder or ready.folder) / _ORANG
    wilayah = ready.bersama.acuan.wilayah[WILAYAH]
    return Tangan(ready.bersama, wilayah, _keys(ready), people_in)


def _region(ready: Siapan, kode: str, place: Path, folder: Path) -> None:
    """The office of a region: its people enrolled, filled, every warning answered."""
    bersama, keys = ready.bersama, _keys(ready)
    with kantor_latihan.made(bersama, bersama.acuan.wilayah[kode], place) as office:
        for one in people.users(office):
            answer = berkas.read_file(folder / _ORANG / f"{kode}-{one.peran}.pem", kunci.MAX_FILE)
            kantor_latihan.enrol(office, one, keys[one.peran], answer)
        demo_kantor.fill_office(bersama, office, bersama.acuan.wilayah[kode])
        demo_kantor.explain(bersama, office)


def _first_package(ready: Siapan, wilayah: str, place: Path) -> None:
    """The office of a region as it has sent its first package, which lies beside it."""
    with _whole(place) as unfinished:
        office = unfinished / _KANTOR
        unfinished.mkdir(parents=True)
        if wilayah == WILAYAH:
            # The office that is practised in has sent nothing yet, and stays so.
            shutil.copytree(ready.kabupaten, office)
        else:
            _region(ready, wilayah, office, ready.folder)
        kantor_latihan.send(ready.bersama, office, _keys(ready), unfinished / f"1-{UTUH}.xlsx")


def _next_package(ready: Siapan, place: Path, target: Path) -> None:
    """The second package, out of a copy: what fails leaves the office as it was."""
    copy = _unfinished(place)
    try:
        shutil.copytree(place / _KANTOR, copy)
        with Office.open(copy, ready.clock) as office:
            _correct(ready.bersama, office)
        kantor_latihan.send(ready.bersama, copy, _keys(ready), target)
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _keys(ready: Siapan) -> dict[Peran, RSAPrivateKey]:
    return {peran: ready.keys.get(peran) or _unlocked(ready, peran) for peran in PERAN}


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
