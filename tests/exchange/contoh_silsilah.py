"""One kabupaten's packages of one quarter in every kinship, made once for the whole run."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.exchange import impor
from app.store import backup
from app.store.office import DATABASE_NAME, Office
from app.store.send_log import FILE_NAME
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.exchange.putusan import Laporan

TERLAYANI = "penerima.terlayani.jumlah"
KUPANG, TTS, T3 = contoh.KUPANG, contoh.TTS, contoh.T3


def after(hours: int) -> Callable[[], datetime]:
    """The clock of an office some hours after the first package."""
    return lambda: NOW + timedelta(hours=hours)


def send(office: Office, folder: Path, figure: int, hours: int) -> bytes:
    """Type a figure and hand in at an hour."""
    contoh.type_in(office, "KES-01", TERLAYANI, figure)
    return contoh.export(office, folder, when=after(hours)).path.read_bytes()


@cache
def family() -> Mapping[str, bytes]:
    """Packages by name.

    `r1` to `r3` are a chain; `kembar` is another revision 2 made in a copy of the office before
    r2 was; `cabang` is a revision 3 made on top of it; `pulih` is revision 2 made later in an
    office whose folder was put back as it was after r1; `pulih_4` is made by an office whose
    database alone was put back, so that its send log still knows better; `sama` says the same
    as r1 under number 2.
    """
    with TemporaryDirectory() as name:
        return _family(Path(name))


def _family(place: Path) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    with contoh.kabupaten(place / "kantor") as office:
        made["r1"] = send(office, place, 6400, 0)
        backup.backup(office, place / "cadangan.db")
        for copy in ("laptop", "pulih", "sama"):
            _restored(place, copy)
        made["r2"] = send(office, place, 6500, 2)
        made["r3"] = send(office, place, 6600, 3)
        _restored(place, "pulih_4")
    with _again(place / "laptop") as other:
        made["kembar"] = send(other, place, 6450, 1)
        made["cabang"] = send(other, place, 6460, 4)
    with _again(place / "pulih") as other:
        made["pulih"] = send(other, place, 6410, 5)
    with _again(place / "sama") as other:
        made["sama"] = send(other, place, 6400, 5)
    with _again(place / "pulih_4") as other:
        made["pulih_4"] = send(other, place, 6420, 6)
    return made


def _restored(place: Path, name: str) -> None:
    """An office with the database as it was after r1, and the send log as it is now."""
    folder = place / name
    folder.mkdir()
    shutil.copy(place / "cadangan.db", folder / DATABASE_NAME)
    shutil.copy(place / "kantor" / FILE_NAME, folder / FILE_NAME)


def _again(folder: Path) -> Office:
    office = Office.open(folder, after(0))
    contoh.know_forms(office)
    return office


@cache
def judged(data: bytes) -> Laporan:
    """The verdict without any book."""
    return contoh.judge(data, "SPM.xlsx")


def look(province: Office, data: bytes) -> Laporan:
    """The verdict of an office that has a book."""
    return impor.refine(province, judged(data), contoh.acuan().wilayah)


def take(province: Office, data: bytes, *, putuskan: bool = False) -> impor.Penerimaan:
    """Judge and take in."""
    return impor.accept(province, look(province, data), pelaku="Yohana", putuskan=putuskan)
