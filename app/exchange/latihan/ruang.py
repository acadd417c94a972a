"""Participants and their rooms: a folder of their own for each exercise, apart from real offices.

Nothing outside `paths.practice()` is ever written to or removed here.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from app import paths
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import berkas
from app.exchange.latihan import aula_berkas, langkah, pustaka, siapan
from app.exchange.latihan.aula_berkas import Daftar
from app.exchange.latihan.siapan import Siapan
from app.store import files, portable, send_log
from app.store.faults import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from app.domain.latihan import Latihan
    from app.exchange.latihan.siapan import Clock, Progress

_KNOWN_BY = "peserta.json"
_HALL, _HALL_LIST = "aula-bahan", "aula.json"
_LONGEST_NAME, _LETTERS = 60, 30


@dataclass(frozen=True)
class Ruang:
    """The room of one participant for one exercise."""

    folder: Path
    latihan: Latihan

    @property
    def kantor(self) -> Path:
        """The office that is worked in."""
        return self.folder / "kantor"

    @property
    def berkas(self) -> Path:
        """Where the files of the exercise lie and where new ones are expected."""
        return self.folder / "berkas"

    @property
    def peserta(self) -> Path:
        """The participant's own folder."""
        return self.folder.parent


def participants() -> dict[str, Path]:
    """Everybody who practises on this laptop by name, with their folders."""
    found = {}
    for file in sorted(_home().glob(f"*/{_KNOWN_BY}")):
        found[str(_read(file.parent).get("nama", file.parent.name))] = file.parent
    return found


def participant(nama: str) -> Path:
    """The folder of somebody, made when there is none; capitals and spaces do not matter.

    Raises:
        LontarError: no name, one that is too long, or the disk refuses.
    """
    name = " ".join(unicodedata.normalize("NFC", nama).split())
    if not name or len(name) > _LONGEST_NAME:
        raise LontarError("peserta_tanpa_nama", batas=_LONGEST_NAME)
    folder = _home() / _folder_name(name)
    if not (folder / _KNOWN_BY).is_file():
        portable.check()
        with in_words(folder):
            folder.mkdir(parents=True, exist_ok=True)
        _write(folder, {"nama": name, "selesai": {}})
    return folder


def begin(
    peserta: Path, latihan: Latihan, clock: Clock, progress: Progress, *, again: bool = False
) -> Ruang:
    """The room of an exercise as it was left, or as it begins where it is new or done `again`.

    Raises:
        LontarError: the office is open somewhere, nobody handed out the office of a hall, or the
            disk refuses.
    """
    ruang = Ruang(peserta / latihan.kode, latihan)
    if ruang.kantor.is_dir() and not again:
        return ruang
    _check_own(ruang.folder)
    ready = material(ruang, clock, progress)
    fresh = Ruang(ruang.folder.with_name(f".{latihan.kode}"), latihan)
    with in_words(ruang.folder):
        shutil.rmtree(fresh.folder, ignore_errors=True)
        furnish(fresh, ready)
        _keep_sendings(ruang, fresh.kantor)
        langkah.perform(latihan.awal, fresh.kantor, fresh.berkas, ready, clock)
        files.replace_folder(fresh.folder, ruang.folder)
    return ruang


def furnish(ruang: Ruang, ready: Siapan) -> None:
    """Put the office an exercise is done in, and the folder of its files, into a new room."""
    ruang.berkas.mkdir(parents=True)
    shutil.copytree(getattr(ready, ruang.latihan.kantor), ruang.kantor)


def join(file: Path, nama: str, clock: Clock, progress: Progress) -> Ruang:
    """The room of somebody in a hall, with the office that was handed out for that name.

    Coming again to the same hall finds the room as it was left; another hall takes its place.

    Raises:
        LontarError: no such file, nobody of that name in it, or the disk refuses.
    """
    daftar = aula_berkas.read(file)
    kursi = daftar.seat(nama)
    peserta = participant(kursi.nama)
    ruang = Ruang(peserta / pustaka.AULA, pustaka.hall())
    if hall_of(peserta) == daftar:
        return begin(peserta, ruang.latihan, clock, progress)
    _check_own(ruang.folder)
    fresh = peserta / f".{_HALL}"
    with in_words(peserta):
        shutil.rmtree(fresh, ignore_errors=True)
        aula_berkas.unpack(file, kursi.wilayah, fresh / ruang.latihan.kantor, clock)
        berkas.write_atomic(fresh / _HALL_LIST, msgspec.json.encode(daftar))
        _note_sendings(ruang)
        files.remove_folder(ruang.folder)
        files.replace_folder(fresh, peserta / _HALL)
    return begin(peserta, ruang.latihan, clock, progress)


def material(ruang: Ruang, clock: Clock, progress: Progress) -> Siapan:
    """What a room is copied from: the prepared province, or what was handed out in a hall.

    Raises:
        LontarError: nobody handed out the office of a hall, or the disk refuses.
    """
    if ruang.latihan.kode != pustaka.AULA:
        return siapan.prepare(clock, progress)
    daftar = hall_of(ruang.peserta)
    if daftar is None:
        raise LontarError("aula_belum_ikut", nama=name_of(ruang.peserta))
    return Siapan(ruang.peserta / _HALL, Periode.parse(daftar.periode), clock)


def hall_of(peserta: Path) -> Daftar | None:
    """The hall somebody takes part in."""
    try:
        return msgspec.json.decode((peserta / _HALL / _HALL_LIST).read_bytes(), type=Daftar)
    except (OSError, ValueError, RecursionError):
        return None


def period(ruang: Ruang, today: date) -> Periode:
    """The quarter that is practised in a room; in a hall everybody has that of the trainer."""
    daftar = hall_of(ruang.peserta) if ruang.latihan.kode == pustaka.AULA else None
    return Periode.parse(daftar.periode) if daftar else siapan.practice_period(today)


def finish(peserta: Path) -> None:
    """Remove everything of a participant.

    Raises:
        LontarError: an office is open somewhere, or the disk refuses.
    """
    _check_own(peserta)
    with in_words(peserta):
        _note_sendings(Ruang(peserta / pustaka.AULA, pustaka.hall()))
        files.remove_folder(peserta)


def room_of(office: Path) -> Ruang | None:
    """The room an office belongs to, None for every office that is no exercise's."""
    folder = office.resolve().parent
    latihan = pustaka.of_room(folder.name)
    if latihan is None or office.name != "kantor" or not paths.is_practice(office):
        return None
    return Ruang(folder, latihan)


# --- What is remembered of a participant -----------------------------------------------------


def name_of(peserta: Path) -> str:
    """The name a participant gave."""
    return str(_read(peserta).get("nama", peserta.name))


def completed(peserta: Path) -> Mapping[str, str]:
    """The exercises somebody has completed, with the day, in the order of the exercises."""
    done = _read(peserta).get("selesai")
    known = done if isinstance(done, dict) else {}
    return {kode: str(known[kode]) for kode in pustaka.known() if kode in known}


def note_completed(ruang: Ruang, day: str) -> None:
    """Remember that an exercise was completed; the first day counts."""
    told = _read(ruang.peserta)
    done = {**completed(ruang.peserta)}
    done.setdefault(ruang.latihan.kode, day)
    _write(ruang.peserta, {**told, "selesai": done})


def _read(peserta: Path) -> dict[str, object]:
    """What is remembered; anything odd counts as forgotten."""
    try:
        read = json.loads((peserta / _KNOWN_BY).read_bytes())
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _write(peserta: Path, told: Mapping[str, object]) -> None:
    data = json.dumps(told, ensure_ascii=False, indent=1).encode()
    berkas.write_atomic(peserta / _KNOWN_BY, data)


# --- What was sent to a hall -----------------------------------------------------------------
#
# The province of a hall knows the revisions it took in. Whoever starts again goes on counting,
# also after being removed and coming back, or the next package would look like a forgery.


def _note_sendings(ruang: Ruang) -> None:
    book, home = ruang.kantor / send_log.FILE_NAME, _book(ruang)
    if home is not None and book.is_file():
        home.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(book, home)


def _keep_sendings(ruang: Ruang, kantor: Path) -> None:
    _note_sendings(ruang)
    home = _book(ruang)
    if home is not None and home.is_file():
        shutil.copyfile(home, kantor / send_log.FILE_NAME)


def _book(ruang: Ruang) -> Path | None:
    daftar = hall_of(ruang.peserta) if ruang.latihan.kode == pustaka.AULA else None
    if daftar is None:
        return None
    kursi = daftar.seat(name_of(ruang.peserta))
    return paths.practice() / "aula-kirim" / f"{daftar.kode}-{kursi.wilayah}.txt"


# --- Folders ---------------------------------------------------------------------------------


def _home() -> Path:
    return paths.practice() / "peserta"


def _folder_name(name: str) -> str:
    """Plain letters every system takes; the sum keeps apart what looks the same without accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(one if one.isascii() and one.isalnum() else "-" for one in plain)
    short = "-".join(kept.replace("-", " ").split())[:_LETTERS].strip("-")
    return f"p-{short}-{hashlib.sha256(name.casefold().encode()).hexdigest()[:6]}"


def _check_own(folder: Path) -> None:
    """Refuse to touch what is no participant's.

    Raises:
        LontarError: the folder lies elsewhere.
    """
    if folder.is_symlink() or _home().resolve() not in folder.resolve().parents:
        raise LontarError("latihan_bukan_ruang", folder=str(folder))
