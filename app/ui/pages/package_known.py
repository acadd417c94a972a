"""What packages are made and judged with: published definitions, folders, files on a disk."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from app import paths
from app.errors import LontarError
from app.teks import t
from app.ui.pages.home_deadline import written_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.exchange.paket import Acuan
    from app.exchange.percaya import Percaya
    from app.exchange.verifikasi import Pemeriksa
    from app.ui.session import Session

_FOLDER = "paket.folder"
_SUFFIX, _LETTERS = ".xlsx", ".txt"
_ZIP = b"PK"


@cache
def published() -> Acuan:
    """What comes with the program; the first call reads all files: not on the window's thread."""
    from app.exchange.paket import Acuan

    return Acuan.load(paths.forms())


@contextmanager
def examiner(acuan: Acuan, trust: Percaya, clock: Callable[[], datetime]) -> Iterator[Pemeriksa]:
    """Judges files in child processes, as long as the block lasts; for a thread of its own."""
    from app.exchange.pembaca.induk import Pembaca
    from app.exchange.verifikasi import Pemeriksa

    with Pembaca() as pembaca:
        yield Pemeriksa(acuan, trust, clock, pembaca)


def definitions(session: Session) -> Acuan:
    """What this office signs and judges with: published definitions, and those installed here."""
    from app.exchange import acuan_kantor

    return acuan_kantor.of_office(published(), session.office)


def target_folder(session: Session) -> Path:
    """Where packages were put last; at first the files of an exercise, or the documents."""
    from app.store import settings

    if kept := settings.setting(session.office, _FOLDER, ""):
        return Path(kept)
    if session.is_practice:
        from app.exchange.latihan import ruang

        if room := ruang.room_of(session.office.folder):
            return room.berkas
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))


def keep_target(session: Session, folder: Path) -> None:
    """Propose this folder the next time."""
    from app.store import settings

    settings.set_setting(session.office, _FOLDER, str(folder))


def written_moment(moment: str) -> str:
    """An ISO time as it is read here, "5 Okt 2026, 10.32"."""
    when = datetime.fromisoformat(moment)
    day = written_day(when.date(), "d MMM yyyy")
    return t("paket_layar.buku.saat", tanggal=day, jam=f"{when:%H.%M}")


def files_in(chosen: Iterable[Path]) -> list[Path]:
    """The files meant by what was dropped or chosen; a folder stands for what is ours in it.

    Raises:
        LontarError: they are too many, or a folder cannot be read or is far too full.

    """
    from app.exchange import pilihan_berkas

    found: list[Path] = []
    for one in chosen:
        found += pilihan_berkas.in_folder(one, (_SUFFIX, _LETTERS)) if one.is_dir() else [one]
        # Before letters are told from other texts by what is in them.
        pilihan_berkas.few(found)
    named = set(chosen)
    return [one for one in dict.fromkeys(found) if one in named or _is_ours(one)]


def holds_letter(file: Path) -> bool:
    """Whether a file is text with a letter in it, whatever its name."""
    from app.exchange import surat

    return surat.holds_letter(_text(file, surat.MAX_TEXT))


def holds_reply(file: Path) -> bool:
    """Whether a file is text with a reply of the province in it, whatever its name."""
    from app.exchange import balasan

    return balasan.holds_reply(_text(file, balasan.MAX_FILE))


def _text(file: Path, limit: int) -> bytes:
    """What is needed to know a text by; nothing of a workbook, or of what cannot be read."""
    from app.exchange import berkas

    try:
        if berkas.read_beginning(file, len(_ZIP)) == _ZIP:
            return b""
        return berkas.read_beginning(file, limit + 1)
    except LontarError:
        return b""


def _is_ours(file: Path) -> bool:
    return file.suffix.lower() == _SUFFIX or holds_letter(file) or holds_reply(file)
