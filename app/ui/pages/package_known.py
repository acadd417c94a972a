"""What packages are made and judged with: published definitions, folders, files on a disk."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.teks import t
from app.ui import background, last_folder
from app.ui.pages.home_deadline import written_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from app.exchange.paket import Acuan
    from app.exchange.percaya import Percaya
    from app.exchange.verifikasi import Pemeriksa
    from app.ui.background import Progress
    from app.ui.session import Session

_FOLDER = "paket.folder"


@cache
def published() -> Acuan:
    """What comes with the program; the first call reads all files: not on the window's thread."""
    from app.exchange.paket import Acuan

    return Acuan.load(paths.forms())


def when_known(
    parent: QWidget, then: Callable[[], None], failed: Callable[[Exception], None]
) -> None:
    """Go on once the published definitions are there, at once where they were read before."""
    if published.cache_info().currsize:
        then()
        return

    def work(_progress: Progress) -> None:
        published()

    background.run(parent, work, done=lambda _none: then(), failed=failed)


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
    """Where packages were put last; at first the files of an exercise, or where dialogs begin."""
    from app.store import settings

    if kept := settings.setting(session.office, _FOLDER, ""):
        return Path(kept)
    if session.is_practice:
        from app.exchange.latihan import ruang

        if room := ruang.room_of(session.office.folder):
            return room.berkas
    return last_folder.used()


def keep_target(session: Session, folder: Path) -> None:
    """Propose this folder the next time."""
    from app.store import settings

    settings.set_setting(session.office, _FOLDER, str(folder))


def written_moment(moment: str) -> str:
    """An ISO time as it is read here, "5 Okt 2026, 10.32"."""
    when = datetime.fromisoformat(moment)
    day = written_day(when.date(), "d MMM yyyy")
    return t("paket_layar.buku.saat", tanggal=day, jam=f"{when:%H.%M}")
