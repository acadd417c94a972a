"""A trainer's own exercises: tried out, loaded onto this laptop, removed; a file to begin with.

They lie in the folder of Mode Latihan like everything that is practised, apart from real offices.
"""

from __future__ import annotations

import shutil
import uuid
from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.errors import LontarError
from app.exchange import berkas
from app.exchange.latihan import fakta, langkah, naskah_pelatih, pustaka, ruang, siapan
from app.exchange.latihan.ruang import Ruang
from app.store import portable
from app.store.faults import in_words
from app.store.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.domain.latihan import Langkah, Latihan
    from app.exchange.latihan.siapan import Clock, Progress, Siapan

LANGKAH = "milik"
"""The step `progress` hears of while exercises are tried out."""

CONTOH = f"contoh-latihan{naskah_pelatih.AKHIRAN}"
"""What the file to begin with is called."""

_MOST = 40


class _Naskah(NamedTuple):
    file: Path
    data: bytes
    latihan: Latihan


def load(places: Sequence[Path], clock: Clock, progress: Progress) -> list[Latihan]:
    """Load the exercises in these files, or in the files of these folders: all of them or none.

    Each is done once by its own way, in a room that is gone afterwards. One of the same code that
    was loaded before is replaced.

    Raises:
        LontarError: there is none or too many, one cannot be done, or the disk refuses.
    """
    files = _files(places)
    read: dict[str, _Naskah] = {}
    for file in files:
        data = naskah_pelatih.content(file)
        one = naskah_pelatih.read(data, file)
        if one.kode in read:
            other = read[one.kode].file.name
            raise LontarError("latihan_milik_kembar", berkas=file.name, lain=other, kode=one.kode)
        read[one.kode] = _Naskah(file, data, one)
    portable.check()
    for done, each in enumerate(read.values()):
        progress(LANGKAH, done, len(read))
        _try(each.file, each.latihan, siapan.prepare(clock, progress), clock)
    progress(LANGKAH, len(read), len(read))
    home = pustaka.own_folder()
    with in_words(home):
        home.mkdir(parents=True, exist_ok=True)
    for kode, each in read.items():
        # What was tried out, whatever lies in the file by now.
        berkas.write_atomic(home / f"{kode}{naskah_pelatih.AKHIRAN}", each.data)
    return [one.latihan for one in read.values()]


def remove(kode: str) -> None:
    """Take a trainer's exercise off the list; rooms that were begun stay with their participants.

    Raises:
        LontarError: none of this code was loaded, or the disk refuses.
    """
    known = [*pustaka.own(), *pustaka.unfit()]
    if kode not in known:
        if not known:
            raise LontarError("latihan_milik_kosong", kode=kode)
        raise LontarError("latihan_milik_tidak_ada_kode", kode=kode, ada=", ".join(known))
    file = pustaka.own_folder() / f"{kode}{naskah_pelatih.AKHIRAN}"
    with in_words(file):
        file.unlink()


def write_sample(folder: Path) -> Path:
    """Write the file to begin with: an exercise that can be loaded as it is, with what it means.

    Raises:
        LontarError: the disk refuses.
    """
    target = folder / CONTOH
    berkas.write_atomic(target, _sample().read_bytes())
    return target


def sample() -> Latihan:
    """The exercise in the file to begin with."""
    return naskah_pelatih.read(naskah_pelatih.content(_sample()), _sample())


def _sample() -> Path:
    return paths.resources() / "latihan" / "contoh" / CONTOH


def _files(places: Sequence[Path]) -> list[Path]:
    def inside() -> Iterator[Path]:
        for place in places:
            if place.is_dir():
                every = sorted(place.glob(f"*{naskah_pelatih.AKHIRAN}"))
                yield from (one for one in every if not one.name.startswith("."))
            else:
                yield place

    files = list(inside())
    if not 0 < len(files) <= _MOST:
        raise LontarError("latihan_milik_berapa", jumlah=len(files), batas=_MOST)
    return files


# --- Trying out ----------------------------------------------------------------------------------


def _try(file: Path, one: Latihan, ready: Siapan, clock: Clock) -> None:
    """Begin an exercise and go its own way, where nobody practises."""
    room = Ruang(paths.practice() / f".coba-{uuid.uuid4().hex[:8]}" / one.kode, one)
    try:
        with in_words(room.folder):
            ruang.furnish(room, ready)
        _go(file, "awal", one.awal, room, ready, clock)
        if not _open(room, clock):
            raise LontarError("latihan_milik_sudah", berkas=file.name)
        _go(file, "jalan", one.jalan, room, ready, clock)
        if left := _open(room, clock):
            raise LontarError("latihan_milik_jalan", berkas=file.name, kalimat=left[0])
    finally:
        shutil.rmtree(room.peserta, ignore_errors=True)


def _go(
    file: Path, name: str, steps: Sequence[Langkah], room: Ruang, ready: Siapan, clock: Clock
) -> None:
    for number, step in enumerate(steps, start=1):
        try:
            langkah.perform([step], room.kantor, room.berkas, ready, clock)
        except LontarError as error:
            letak = f"{name} ke-{number}"
            raise LontarError(
                "latihan_milik_coba", berkas=file.name, letak=letak, kalimat=error.pesan
            ) from error


def _open(room: Ruang, clock: Clock) -> list[str]:
    """The sentences of the checks that are not fulfilled."""
    with Office.open(room.kantor, clock) as office:
        found = fakta.judge(office, room)
    pairs = zip(room.latihan.periksa, found, strict=True)
    return [one.kalimat for one, right in pairs if not right]
