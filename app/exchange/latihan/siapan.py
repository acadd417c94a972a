"""The prepared practice province: made once on a laptop, then only copied.

Keys are made here and stay in the user's own data folder.
"""

from __future__ import annotations

import hashlib
import shutil
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import paths
from app.domain.periode import Periode
from app.exchange import demo, demo_kantor, kunci
from app.exchange.latihan import kantor_latihan, siapan_opd
from app.exchange.latihan.siapan_opd import Tangan
from app.store import door, people, questions
from app.store.door import CellWrite
from app.store.faults import in_words
from app.store.office import Office
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from app.exchange.demo_kantor import Bersama
    from app.exchange.latihan.kantor_latihan import Penanda

    Clock = Callable[[], datetime]
    Progress = Callable[[str, int, int], None]

FRASA_SANDI = kantor_latihan.FRASA_SANDI
WILAYAH = "53.03"
"""Where participants work."""
TETANGGA = ("53.01", "53.04")
"""Whose packages arrive at the province beside the one of `WILAYAH`."""
LANGKAH = "siapan"
"""The step `progress` hears of."""

_VERSI = 2
_QUARTER = 3  # one with a quarter before it and a quarter of the year before
_TWICE = TETANGGA[0]
_CORRECTED = ("KES-01", "penerima.terlayani.jumlah")
_STEPS = 9
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
    def opd(self) -> Path:
        """The Dinas Kesehatan of the kabupaten, filled and ready to state and sign."""
        return self.folder / siapan_opd.OPD

    @property
    def konsolidasi(self) -> Path:
        """The kabupaten without what its OPD hand in."""
        return self.folder / siapan_opd.KONSOLIDASI

    @property
    def provinsi(self) -> Path:
        """A province that has issued all certificates and received nothing."""
        return self.folder / _PROVINSI

    def package_of(self, opd: str) -> Path:
        """A genuine package of an OPD, by its short name."""
        return self.folder / _PAKET / f"{opd}.xlsx"

    def package(self, wilayah: str, revisi: int) -> Path:
        """A genuine package of a region."""
        return self.folder / _PAKET / f"{wilayah}-{revisi}.xlsx"


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
    keys = {peran: kunci.generate() for peran in kantor_latihan.PERAN}
    own = kunci.generate()
    progress(LANGKAH, 1, _STEPS)
    with kantor_latihan.made(bersama, bersama.provinsi, folder / _PROVINSI) as province:
        kantor_latihan.found(bersama, province, own, keys)
        progress(LANGKAH, 2, _STEPS)
        places = {WILAYAH: folder / _KABUPATEN}
        places |= {kode: folder / _TETANGGA / kode for kode in TETANGGA}
        for done, (kode, place) in enumerate(places.items(), start=3):
            with kantor_latihan.made(bersama, bersama.acuan.wilayah[kode], place) as office:
                signers = [
                    kantor_latihan.enrol(office, one, keys[one.peran], province, own)
                    for one in people.users(office)
                ]
                demo_kantor.fill_office(bersama, office, bersama.acuan.wilayah[kode])
                demo_kantor.explain(bersama, office)
            _packages(bersama, place, signers, folder)
            progress(LANGKAH, done, _STEPS)
        hand = Tangan(bersama, bersama.acuan.wilayah[WILAYAH], province, keys, own)
        made = siapan_opd.make(hand, folder, folder / _PAKET)
        for done, _ in enumerate(made, start=_STEPS - siapan_opd.STEPS):
            progress(LANGKAH, done, _STEPS)
    shutil.rmtree(folder / _TETANGGA)


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
            sent = kantor_latihan.send(bersama, office, signers, copy)
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
