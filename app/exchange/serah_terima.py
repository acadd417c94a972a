"""A whole office as one file for another laptop: database, sealed keys, evidence, send log.

The file is a ZIP with a list of what it holds. The six words are those of that list; whoever
installs it compares them by telephone. Handing over marks the office here, so that two live copies
do not go their own ways unnoticed.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
import tempfile
import zipfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain.bukti import clean_line
from app.errors import LontarError
from app.exchange import berkas
from app.exchange.enam_kata import six_words
from app.store import backup, evidence, files, handover, leftovers, send_log, vault
from app.store.faults import copying_in_words, in_words, situation
from app.store.handover import Penyerahan
from app.store.lockfile import OfficeLock
from app.store.office import DATABASE_NAME, sync_folder
from app.store.packed import BROKEN, Careful

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from app.store.office import Office
    from app.store.vault import Isi

    Tick = Callable[[str, int, int], None]

SUFFIX = ".lontar"
STEP = "serah_terima"
_LIST = "daftar.json"
_FORMAT = 1
_MOST_FILES = 20_000
_LONGEST_LIST = 5_000_000
_BIGGEST = 20_000_000_000
_SHOWN, _LONGEST_NAME = ("kantor", "wilayah", "kepada", "oleh"), 200
_SAFE = re.compile(
    rf"lontar\.db|buku-kirim\.txt|bukti/[0-9a-f]{{64}}|{vault.KEYS}/{vault.KEY_FILE.pattern}"
)


class _Berkas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file inside: its name, size and SHA-256."""

    nama: str
    ukuran: int
    sha256: str


class Daftar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The list of what a handover file holds, and who made it for whom."""

    format: int
    office_id: str
    kantor: str
    wilayah: str
    kepada: str
    oleh: str
    waktu: str
    berkas: list[_Berkas]


class Terbaca(NamedTuple):
    """A handover file that was looked into: its list and its six words."""

    berkas: Path
    daftar: Daftar
    kata: list[str]


# --- Handing over ------------------------------------------------------------------------------


def proposed_name(office: Office) -> str:
    """How the file is called unless somebody says otherwise."""
    return f"serah-terima-{office.identitas.wilayah}-{office.now():%Y%m%d-%H%M}{SUFFIX}"


def hand_over(office: Office, target: Path, *, kepada: str, oleh: str) -> Terbaca:
    """Mark the office as handed over, and write all of it into one file that is read back.

    Raises:
        LontarError: nobody is named, the office was handed over before, evidence is damaged, or
            the disk refuses; then the office is in use here as before.

    """
    begin(office, target, kepada=kepada, oleh=oleh)
    try:
        made = pack(office.folder, target)
    except BaseException:
        take_back(office)
        raise
    office.handed_over = handover.marked(office.folder)
    return made


def begin(office: Office, target: Path, *, kepada: str, oleh: str) -> None:
    """The first half: from now on nothing can be typed here; take it back when `pack` fails.

    Marked before the file exists: a power cut in between leaves an office that says it was handed
    over, which can be taken back, never two that both believe to be the one.
    """
    if not kepada.strip():
        raise LontarError("serah_terima_tanpa_penerima")
    with office.transaction() as conn:
        send_log.note_all(office.folder, conn)
    waktu = office.now().isoformat(timespec="seconds")
    mark = Penyerahan(kepada.strip(), oleh, waktu, target.name, "")
    handover.mark(office.folder, mark)
    office.handed_over = mark


def pack(folder: Path, target: Path, tick: Tick | None = None) -> Terbaca:
    """The second half, which may run beside the window: the marked office as one file.

    Raises:
        LontarError: evidence is damaged, or the disk refuses; then there is no file.

    """
    mark = handover.marked(folder)
    assert mark is not None
    unfinished = target.with_name(f".{target.name}.sebagian")
    with copying_in_words(target.parent):
        try:
            with tempfile.TemporaryDirectory(
                dir=folder, prefix=leftovers.HANDOVER, ignore_cleanup_errors=True
            ) as place:
                _write(folder, mark, Path(place), unfinished, tick)
            made = read(unfinished)
            _check_all(made, tick)
            handover.mark(folder, msgspec.structs.replace(mark, kata=" ".join(made.kata)))
            files.replace(unfinished, target)
            # Some flash disks cannot sync a folder: the rename stands either way.
            with suppress(OSError):
                sync_folder(target.parent)
        finally:
            unfinished.unlink(missing_ok=True)
    return made._replace(berkas=target)


def take_back(office: Office) -> None:
    """Use an office here again that was handed over; the other copy must not be used any more.

    Raises:
        LontarError: the disk refuses.

    """
    handover.unmark(office.folder)
    office.handed_over = None


def _write(folder: Path, mark: Penyerahan, place: Path, target: Path, tick: Tick | None) -> None:
    copy = place / DATABASE_NAME
    backup.copy_database(folder / DATABASE_NAME, copy)
    isi = vault.look(copy)
    inside = [(DATABASE_NAME, copy), *_beside(folder)]
    told = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for done, (nama, path) in enumerate(inside):
            if tick is not None:
                tick(STEP, done, len(inside))
            told.append(_Berkas(nama, path.stat().st_size, files.sha256_of(path)))
            if nama.startswith(f"{evidence.FOLDER}/") and told[-1].sha256 != path.name:
                raise LontarError("serah_terima_bukti_rusak", berkas=path.name, folder=folder)
            packed.write(path, nama)
        people = (mark.kepada, mark.oleh, mark.waktu)
        listed = Daftar(_FORMAT, isi.office_id, isi.kantor, isi.wilayah, *people, told)
        packed.writestr(_LIST, _spelt(listed))


def _beside(folder: Path) -> list[tuple[str, Path]]:
    """Every file beside the database that belongs to the office, by its name inside."""
    found = [folder / send_log.FILE_NAME]
    found += sorted((folder / vault.KEYS).rglob("*.pem"))
    found += sorted((folder / evidence.FOLDER).glob("*"))
    named = ((one.relative_to(folder).as_posix(), one) for one in found if one.is_file())
    return [(nama, one) for nama, one in named if _SAFE.fullmatch(nama)]


def _spelt(listed: Daftar) -> bytes:
    plain = msgspec.to_builtins(listed)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1).encode()


# --- Taking over -------------------------------------------------------------------------------


def read(file: Path) -> Terbaca:
    """Look into a handover file without unpacking anything.

    Raises:
        LontarError: it is not one, it is damaged, or of a newer Lontar.

    """
    with in_words(file.parent), _opened(file) as packed:
        data = _list_in(packed, file)
    try:
        listed = msgspec.json.decode(data, type=Daftar)
    except (ValueError, RecursionError):
        raise LontarError("serah_terima_bukan", berkas=file.name) from None
    if listed.format != _FORMAT:
        raise LontarError("serah_terima_lebih_baru", berkas=file.name)
    return Terbaca(file, _readable(listed), six_words(hashlib.sha256(data).digest()))


def install(
    terbaca: Terbaca, kata: str, folder: Path, now: datetime, tick: Tick | None = None
) -> Isi:
    """Unpack a handover file into a folder, after the six words were compared.

    A folder that holds the same office, handed over from here before, makes room: it is renamed.

    Raises:
        LontarError: other words, a damaged file, an office that is in use in the folder, or the
            disk refuses; then nothing is there.

    """
    from app.exchange import pendaftaran

    listed = terbaca.daftar
    pendaftaran.check_words(kata, terbaca.kata, nama=listed.oleh, kantor=listed.kantor)
    with in_words(terbaca.berkas.parent):
        _check_all(terbaca, tick)
    with copying_in_words(folder.parent):
        folder.parent.mkdir(parents=True, exist_ok=True)
        # No folder of `tempfile`: on Windows it belongs to one account, wherever it is moved.
        fresh = folder.with_name(f"{leftovers.HANDOVER}{secrets.token_hex(4)}")
        try:
            _unpack(terbaca, fresh)
            isi = vault.look(fresh / DATABASE_NAME)
            if isi.office_id != listed.office_id:
                raise LontarError(
                    "serah_terima_rusak", berkas=terbaca.berkas.name, isi=DATABASE_NAME
                )
            _make_room(folder, isi.office_id, now)
            files.replace(fresh, folder)
            sync_folder(folder.parent)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return isi


def _make_room(folder: Path, office_id: str, now: datetime) -> None:
    if not folder.exists():
        return
    if not any(folder.iterdir()):
        folder.rmdir()
        return
    if not (folder / DATABASE_NAME).is_file() or handover.marked(folder) is None:
        raise LontarError("serah_terima_tempat", folder=folder)
    lock = OfficeLock(folder, now)
    try:
        own = vault.owner(folder / DATABASE_NAME)
    finally:
        lock.release()
    if own != office_id:
        raise LontarError("serah_terima_tempat", folder=folder)
    aside = folder.with_name(f"{folder.name}-{backup.wall_clock(now):%Y%m%d-%H%M%S}")
    files.replace(folder, aside)


def _check_all(terbaca: Terbaca, tick: Tick | None) -> None:
    """Every file inside is the one in the list, and nothing else is inside."""
    listed = terbaca.daftar.berkas
    with _opened(terbaca.berkas) as packed:
        there = sorted(info.filename for info in packed.infolist())
        if there != sorted([_LIST, *(one.nama for one in listed)]):
            raise LontarError("serah_terima_rusak", berkas=terbaca.berkas.name, isi=_LIST)
        for done, one in enumerate(listed):
            if tick is not None:
                tick(STEP, done, len(listed))
            _check(packed, one, terbaca.berkas)


def _check(packed: zipfile.ZipFile, one: _Berkas, file: Path) -> None:
    if not _SAFE.fullmatch(one.nama) or packed.getinfo(one.nama).file_size != one.ukuran:
        raise LontarError("serah_terima_rusak", berkas=file.name, isi=one.nama)
    digest = hashlib.sha256()
    with packed.open(one.nama) as inside:
        while part := inside.read(1 << 20):
            digest.update(part)
    if digest.hexdigest() != one.sha256:
        raise LontarError("serah_terima_rusak", berkas=file.name, isi=one.nama)


def _unpack(terbaca: Terbaca, fresh: Path) -> None:
    fresh.mkdir()
    with _opened(terbaca.berkas) as packed:
        for one in terbaca.daftar.berkas:
            home = fresh / one.nama
            files.make_private(home.parent)
            packed.extract(one.nama, fresh)
            if files.sha256_of(home) != one.sha256:
                raise LontarError("serah_terima_rusak", berkas=terbaca.berkas.name, isi=one.nama)


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    with Careful(berkas.open_plain(file)) as stream:
        try:
            with zipfile.ZipFile(stream) as packed:
                yield packed
        except BROKEN as error:
            if isinstance(error, OSError) and situation(error) is not None:
                raise
            raise LontarError("serah_terima_bukan", berkas=file.name) from None


def _list_in(packed: zipfile.ZipFile, file: Path) -> bytes:
    inside = packed.infolist()
    total = sum(info.file_size for info in inside)
    # Some systems keep two names in one place that differ by large and small letters only.
    names = {info.filename.casefold() for info in inside}
    there = _LIST in {info.filename for info in inside} and len(names) == len(inside)
    if not there or len(inside) > _MOST_FILES or total > _BIGGEST:
        raise LontarError("serah_terima_bukan", berkas=file.name)
    if packed.getinfo(_LIST).file_size > _LONGEST_LIST:
        raise LontarError("serah_terima_bukan", berkas=file.name)
    with packed.open(_LIST) as listed:
        return listed.read(_LONGEST_LIST)


def _readable(listed: Daftar) -> Daftar:
    """The list with names that stay on one line, as they are shown before anything is checked."""
    shown = {name: clean_line(getattr(listed, name), _LONGEST_NAME) for name in _SHOWN}
    return msgspec.structs.replace(listed, **shown)
