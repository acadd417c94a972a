"""Files on disks that fail: written whole or not at all.

Every way in which a disk, a flash disk or another program says no becomes a sentence.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from app.errors import LontarError
from app.store import files

# Windows speaks its own numbers (OSError.winerror); the POSIX number beside it often misleads.
_WINDOWS = {
    5: "berkas_tanpa_izin",
    15: "media_tercabut",
    19: "media_hanya_baca",
    21: "media_tercabut",
    32: "berkas_sedang_dibuka",
    33: "berkas_sedang_dibuka",
    39: "media_penuh",
    55: "media_tercabut",
    64: "media_tercabut",
    112: "media_penuh",
    123: "nama_berkas_ditolak",
    206: "nama_berkas_ditolak",
    433: "media_tercabut",
    1006: "media_tercabut",
    1117: "media_tercabut",
    1167: "media_tercabut",
}
_POSIX = {
    "ENOSPC": "media_penuh",
    "EDQUOT": "media_penuh",
    "EFBIG": "media_penuh",
    "EROFS": "media_hanya_baca",
    "EACCES": "berkas_tanpa_izin",
    "EPERM": "berkas_tanpa_izin",
    "EBUSY": "berkas_sedang_dibuka",
    "ETXTBSY": "berkas_sedang_dibuka",
    "EIO": "media_tercabut",
    "EBADF": "media_tercabut",
    "ENXIO": "media_tercabut",
    "ENODEV": "media_tercabut",
    "ENOENT": "media_tercabut",
    "ESTALE": "media_tercabut",
    "ENAMETOOLONG": "nama_berkas_ditolak",
    "EINVAL": "nama_berkas_ditolak",
    "EILSEQ": "nama_berkas_ditolak",
    "EISDIR": "berkas_ternyata_folder",
    "ENOTDIR": "folder_tidak_ada",
}
_ACCESS_DENIED = 5
_HALF = re.compile(r"\.lontar-[0-9a-f]{12}\.tmp")
_GIVEN_UP_S = 3_600
# What is said of a file that is to be written does not help whoever wants to read one.
_TO_READ = {
    "berkas_sedang_dibuka": "berkas_dipegang",
    "berkas_tanpa_izin": "berkas_tidak_boleh_dibaca",
}
OUT_OF_REACH = frozenset(
    {"berkas_tidak_ada", "berkas_gagal_dibaca", "media_tercabut", *_TO_READ.values()}
)
"""Why a file could not be read here, which says nothing about the file or whoever sent it."""
READING, WRITING, RENAMING = "membaca", "menulis", "mengganti"


def make_folder(folder: Path) -> None:
    """Make a folder in one that is there; it may be there already.

    Raises:
        LontarError: there is nothing to make it in, or a file has its name.

    """
    try:
        folder.mkdir(exist_ok=True)
    except (FileNotFoundError, NotADirectoryError, FileExistsError) as error:
        kode = "folder_tidak_ada"
        raise LontarError(kode, folder=str(folder.parent), berkas=folder.name) from error
    except OSError as error:
        raise _refused(error, folder, WRITING) from error


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder to put files into that gets its name only when all of them are there.

    After any failure nothing is left of it. An empty folder of that name may be there already.

    Raises:
        LontarError: the disk refuses.

    """
    temporary = target.with_name(f".lontar-{secrets.token_hex(6)}.tmp")
    try:
        make_folder(temporary)
        yield temporary
        with _sentences_for(target, RENAMING):
            if target.is_dir():
                target.rmdir()
            files.replace(temporary, target)
            _sync_folder(target.parent)
    except LontarError as error:
        # Nobody has heard of the name it had meanwhile.
        hidden = {"folder": str(target), "berkas": target.name}
        told = {str(temporary), temporary.name}
        data = {name: hidden[name] if one in told else one for name, one in error.data.items()}
        raise LontarError(error.kode, **data) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def write_atomic(
    path: Path, data: bytes, *, mode: int = 0o666, check: Callable[[Path], None] | None = None
) -> None:
    """Put `data` at `path`; after any failure the old file is there as before, and nothing else.

    `check` sees the finished temporary file before it takes the name, and may raise to stop it.
    """
    if not path.parent.is_dir():
        raise LontarError("folder_tidak_ada", folder=str(path.parent), berkas=path.name)
    temporary = path.with_name(f".lontar-{secrets.token_hex(6)}.tmp")
    _sweep(path.parent)
    try:
        with _sentences_for(path, WRITING):
            _write_new(temporary, data, mode)
        if check is not None:
            check(temporary)
        with _sentences_for(path, RENAMING):
            files.replace(temporary, path)
            _sync_folder(path.parent)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def move(source: Path, target: Path) -> None:
    """Give a file another place on the same disk; whatever lies there already is kept."""
    if target.exists():
        raise FileExistsError(target)
    with _sentences_for(target, RENAMING):
        files.replace(source, target)
        _sync_folder(target.parent)
        _sync_folder(source.parent)


def read_file(path: Path, limit: int, *, piped: bool = False) -> bytes:
    """All bytes of a file somebody chose, refused when it is longer than `limit`.

    `piped` allows what another program is writing just now; whoever reads waits for it.
    """
    data = read_beginning(path, limit + 1, piped=piped)
    if len(data) > limit:
        batas = max(1, limit // 1_000_000)
        raise LontarError("berkas_terlalu_besar", berkas=path.name, batas_mb=batas)
    return data


def read_beginning(path: Path, most: int, *, piped: bool = False, unless: bytes = b"") -> bytes:
    """The first bytes of a file somebody chose; of one that begins with `unless`, nothing.

    Raises:
        LontarError: it is not there, not a file on a disk, or the disk refuses.

    """
    with open_plain(path, piped=piped) as stream, _sentences_for(path, READING):
        head = stream.read(len(unless)) if unless else b""
        return b"" if unless and head == unless else head + stream.read(most - len(head))


def open_plain(path: Path, *, piped: bool = False) -> FileIO:
    """A file on a disk, to be read; a pipe or a device would keep whoever reads it waiting.

    Raises:
        LontarError: as for `read_beginning`.

    """
    try:
        folder, there = path.is_dir(), path.exists()
    except (OSError, ValueError):
        # A name no system has room for.
        folder = there = False
    if folder:
        raise LontarError("berkas_ternyata_folder", berkas=path.name)
    if not there:
        raise LontarError("berkas_tidak_ada", berkas=path.name, folder=str(path.parent))
    # Without waiting: opening a pipe nobody writes to would never come back.
    wait = 0 if piped else getattr(os, "O_NONBLOCK", 0)
    with _sentences_for(path, READING):
        descriptor = os.open(path, os.O_RDONLY | wait | getattr(os, "O_BINARY", 0))
    if not (piped or stat.S_ISREG(os.fstat(descriptor).st_mode)):
        os.close(descriptor)
        raise LontarError("berkas_bukan_berkas", berkas=path.name)
    return FileIO(descriptor)


def sha256_hex(data: bytes) -> str:
    """The fingerprint of exact bytes."""
    return hashlib.sha256(data).hexdigest()


def situation(error: OSError, doing: str) -> str:
    """The sentence that fits what the system reported while reading, writing or renaming."""
    found = _situation(error, doing)
    return _TO_READ.get(found, found) if doing == READING else found


def _situation(error: OSError, doing: str) -> str:
    windows: int | None = getattr(error, "winerror", None)
    if windows == _ACCESS_DENIED and doing == RENAMING:
        # The folder has just accepted a new file, so it is the old one that is held.
        return "berkas_sedang_dibuka"
    if windows in _WINDOWS:
        return _WINDOWS[windows]
    name = errno.errorcode.get(error.errno or 0, "")
    if name == "EINVAL" and error.filename is None:
        # Not about a name: the file is open, and its disk was pulled out under Windows.
        return "media_tercabut"
    return _POSIX.get(name, "berkas_gagal_dibaca" if doing == READING else "berkas_gagal_ditulis")


@contextmanager
def _sentences_for(path: Path, doing: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _refused(error, path, doing) from error


def _refused(error: OSError, path: Path, doing: str) -> LontarError:
    data = {"berkas": path.name, "folder": str(path.parent), "nomor": error.errno or 0}
    return LontarError(situation(error, doing), **data)


def _sweep(folder: Path) -> None:
    """Take away what a power cut left half-written here; it never had a name that counts."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _HALF.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                if age > _GIVEN_UP_S:
                    Path(entry.path).unlink(missing_ok=True)


def _write_new(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # The mode is given at birth: a secret must not be readable even for the moment before a chmod.
    descriptor = os.open(path, flags, mode)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder, some flash disks cannot sync one: the rename stands either way.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def short_id(paket_id: str) -> str:
    """Four letters for a file name, enough to tell two files on one desk apart."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    number = int(paket_id[:5], 16)
    return "".join(alphabet[number >> 5 * place & 31] for place in (3, 2, 1, 0))
