"""The hall of a trainer: one practice province, an office for each name, what comes back from them.

One hall at a time lies on a laptop. Its authority is its own, so packages of another hall, or of
somebody's own exercises, are refused by name like those of strangers.
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app import paths
from app.domain.periode import Periode
from app.domain.pertanyaan import KeadaanTanya
from app.errors import LontarError
from app.exchange import berkas, demo, demo_kantor, impor, kunci, percaya
from app.exchange.latihan import aula_berkas, aula_bukti, kantor_latihan, siapan
from app.exchange.latihan.aula_berkas import PALING_BANYAK, Daftar, Kursi
from app.exchange.putusan import Putusan
from app.store import dispatch, files, people, pertanyaan, portable, pustaka
from app.store.faults import in_words
from app.store.office import Office
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from app.exchange.demo_kantor import Bersama
    from app.exchange.latihan.siapan import Clock, Progress
    from app.exchange.putusan import Laporan
    from app.store.people import Peran

LANGKAH = "aula"
"""The step `progress` hears of while offices are made."""
TERIMA = "terima"
"""The step it hears of while packages are taken in."""

_LIST, _PROVINSI, _FILE = "aula.json", "provinsi", f"bahan{aula_berkas.AKHIRAN}"
_MOST_FILES = 500
_DECIDED = frozenset({Putusan.CABANG, Putusan.MUNDUR})


@dataclass(frozen=True)
class Aula:
    """The hall of this laptop."""

    folder: Path
    daftar: Daftar

    @property
    def provinsi(self) -> Path:
        """The office of the practice province."""
        return self.folder / _PROVINSI

    @property
    def bahan(self) -> Path:
        """The file that is handed out."""
        return self.folder / _FILE

    @property
    def periode(self) -> Periode:
        """The quarter everybody works on."""
        return Periode.parse(self.daftar.periode)


class Tempat(NamedTuple):
    """A place on the board: whose it is, the region, the revision taken in (0 for none).

    `bukti` counts the files of evidence that came with it, `menunggu` the questions that wait for
    an answer, `dijawab` those that were answered.
    """

    nama: str
    wilayah: str
    revisi: int
    bukti: int = 0
    menunggu: int = 0
    dijawab: int = 0


class Kiriman(NamedTuple):
    """What became of a file: whether it counts now, and the words for it.

    `bukti` counts the files of evidence kept with it; `arsip` are the words for those, if any.
    """

    berkas: str
    wilayah: str
    diterima: bool
    kalimat: str
    bukti: int = 0
    arsip: str = ""


def current() -> Aula | None:
    """The hall of this laptop, None when there is none."""
    folder = _home()
    try:
        daftar = msgspec.json.decode((folder / _LIST).read_bytes(), type=Daftar)
    except (OSError, ValueError, RecursionError):
        return None
    return Aula(folder, daftar)


def set_up(names: Sequence[str], clock: Clock, progress: Progress) -> Aula:
    """Make a hall for these names; one that was there before is gone.

    Raises:
        LontarError: nobody is named or more than there are regions, the hall before is open, or
            the disk refuses; then the one before is still there.
    """
    if not 0 < len(names) <= PALING_BANYAK:
        raise LontarError("aula_jumlah", jumlah=len(names), batas=PALING_BANYAK)
    portable.check()
    periode = siapan.practice_period(clock().date())
    bersama = demo.shared(periode, clock, miskin=False)
    regions = [one.kode for one in bersama.acuan.wilayah.values() if not one.is_provinsi]
    seats = [Kursi(nama, kode) for nama, kode in zip(names, regions, strict=False)]
    aula = Aula(_home(), Daftar(1, secrets.token_hex(4), str(periode), seats))
    fresh = aula.folder.with_name(f".{aula.folder.name}")
    with in_words(aula.folder.parent):
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        try:
            _make(Aula(fresh, aula.daftar), bersama, progress)
            files.replace_folder(fresh, aula.folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return aula


def _home() -> Path:
    return paths.practice() / "aula"


def _make(aula: Aula, bersama: Bersama, progress: Progress) -> None:
    seats, places = aula.daftar.kursi, {}
    progress(LANGKAH, 0, len(seats))
    keys: dict[Peran, RSAPrivateKey] = {peran: kunci.generate() for peran in kantor_latihan.PERAN}
    own = kunci.generate()
    with kantor_latihan.made(bersama, bersama.provinsi, aula.provinsi) as province:
        kantor_latihan.found(bersama, province, own, keys)
        for done, seat in enumerate(seats, start=1):
            wilayah, place = bersama.acuan.wilayah[seat.wilayah], aula.folder / seat.wilayah
            with kantor_latihan.made(bersama, wilayah, place) as office:
                for one in people.users(office):
                    key = keys[one.peran]
                    answer = kantor_latihan.certify(province, own, wilayah, one.peran, key)
                    kantor_latihan.enrol(office, one, key, answer)
                demo_kantor.fill_office(bersama, office, wilayah)
                demo_kantor.explain(bersama, office)
            places[seat.wilayah] = place
            progress(LANGKAH, done, len(seats))
    aula_berkas.write(aula.daftar, places, aula.bahan)
    for place in places.values():
        shutil.rmtree(place, ignore_errors=True)
    berkas.write_atomic(aula.folder / _LIST, msgspec.json.encode(aula.daftar))


def hand_out(aula: Aula, folder: Path) -> Path:
    """Copy what participants need into a folder, on a flash disk for instance.

    Raises:
        LontarError: the disk refuses.
    """
    target = folder / f"aula-{aula.daftar.kode}{aula_berkas.AKHIRAN}"
    berkas.write_atomic(target, aula.bahan.read_bytes())
    return target


def take_in(aula: Aula, places: Sequence[Path], clock: Clock, progress: Progress) -> list[Kiriman]:
    """Judge every workbook in these folders (or these files) and take in what counts.

    What was taken in before changes nothing. Somebody who began again hands in a higher revision
    that does not rest on the one before: in a hall that counts too.

    Raises:
        LontarError: the province is open somewhere, or the disk refuses.
    """
    from app.exchange.paket import Acuan
    from app.exchange.pembaca.induk import Pembaca
    from app.exchange.verifikasi import Pemeriksa

    files = _workbooks(places)
    with Office.open(aula.provinsi, clock) as province, Pembaca() as pembaca:
        trust = percaya.of_office(province)
        pemeriksa = Pemeriksa(Acuan.load(paths.forms()), trust, clock, pembaca)
        found = []
        judged = impor.examine(files, province, pemeriksa)
        for done, (file, one) in enumerate(zip(files, judged, strict=True), start=1):
            found.append(_with_evidence(aula, _taken(province, one), one, file))
            progress(TERIMA, done, len(files))
    return found


def _with_evidence(aula: Aula, kiriman: Kiriman, laporan: Laporan, file: Path) -> Kiriman:
    """What was taken in brings its evidence along, also when the archive comes later."""
    if not kiriman.diterima or laporan.isi is None:
        return kiriman
    found = aula_bukti.keep(aula.folder, laporan.isi, file)
    return kiriman._replace(bukti=found.berkas, arsip=found.kalimat)


def _workbooks(places: Sequence[Path]) -> list[Path]:
    def inside() -> Iterator[Path]:
        for place in places:
            yield from sorted(place.rglob("*.xlsx")) if place.is_dir() else [place]

    # Excel leaves a file of this name beside one that is open.
    files = [one for one in inside() if not one.name.startswith("~$")]
    if len(files) > _MOST_FILES:
        raise LontarError("aula_terlalu_banyak_berkas", jumlah=len(files), batas=_MOST_FILES)
    return files


def _taken(province: Office, laporan: Laporan) -> Kiriman:
    bacaan = laporan.bacaan
    name, region = laporan.nama_berkas, bacaan.wilayah.singkat if bacaan else ""
    pelaku = people.users(province)[0].nama
    try:
        impor.accept(province, laporan, pelaku=pelaku, putuskan=laporan.putusan in _DECIDED)
    except LontarError as error:
        # What the verdict says is nearer to the sender than that it cannot be taken in.
        told = str(error) if laporan.sah else laporan.kalimat
        if laporan.putusan in _DECIDED:
            told = f"{told} {t('latihan.aula.lagi')}"
        return Kiriman(name, region, diterima=False, kalimat=told)
    return Kiriman(name, region, diterima=True, kalimat=laporan.kalimat)


def board(aula: Aula, clock: Clock) -> list[Tempat]:
    """Every place of the hall in the order of its list.

    Raises:
        LontarError: the province is open somewhere.
    """
    known = pustaka.load_wilayah(paths.forms())
    with Office.open(aula.provinsi, clock) as province:
        counting = dispatch.counting(province, "masuk", aula.periode)
        asked = pertanyaan.questions(province, periode=aula.periode)
    found = []
    for seat in aula.daftar.kursi:
        kode, revisi = seat.wilayah, _revision(counting, seat.wilayah)
        states = [one.keadaan for one in asked if one.wilayah == kode]
        found.append(
            Tempat(
                seat.nama,
                known[kode].singkat,
                revisi,
                aula_bukti.count(aula.folder, kode, revisi),
                sum(one.menunggu for one in states),
                states.count(KeadaanTanya.DIJAWAB),
            )
        )
    return found


def _revision(counting: Mapping[str, dispatch.Paket], wilayah: str) -> int:
    last = counting.get(wilayah)
    return (last.revisi or 0) if last else 0


def spoken(tempat: Tempat) -> str:
    """How far somebody is, in words."""
    if not tempat.revisi:
        return t("latihan.aula.belum")
    # What somebody still has to do stands first: a small tile cuts the end.
    facts = {"menunggu": tempat.menunggu, "dijawab": tempat.dijawab, "bukti": tempat.bukti}
    said = [t(f"latihan.aula.petak.{name}", jumlah=count) for name, count in facts.items() if count]
    return " · ".join([t("latihan.aula.diterima", revisi=tempat.revisi), *said])
