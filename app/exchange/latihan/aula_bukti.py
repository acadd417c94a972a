"""Evidence in a hall: the archive that came beside a package, kept with the hall once it is whole.

What is signed lists every file, so an archive is told by what is in it and may have any name.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import berkas, bukti_paket
from app.store.faults import in_words
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.paket import IsiPaket

FOLDER = "bukti"

_MAX_ARCHIVE = bukti_paket.MAX_BYTES + 10_000_000
_MOST_BESIDE = 60


class Bawaan(NamedTuple):
    """The evidence that came with a package: how many files were kept, and the words for it."""

    berkas: int = 0
    kalimat: str = ""


def keep(hall: Path, isi: IsiPaket, package: Path) -> Bawaan:
    """Keep the archive that belongs to a package, if one lies beside it and is whole.

    Raises:
        LontarError: the disk refuses.
    """
    wanted = bukti_paket.travelling(isi.bukti)
    if not wanted:
        return Bawaan()
    target = _place(hall, isi.wilayah, isi.revisi)
    if target.is_file():
        return _kept(len(wanted))
    fault: LontarError | None = None
    for one in _beside(package):
        data, error = _whole(one, isi)
        if error is None:
            with in_words(target.parent):
                target.parent.mkdir(exist_ok=True)
            berkas.write_atomic(target, data)
            return _kept(len(wanted))
        if one.name == bukti_paket.archive_name(package.name):
            # The archive this package went out with: what is wrong with it is worth telling.
            fault = error
    if fault is not None:
        return Bawaan(0, str(fault))
    return Bawaan(0, t("latihan.aula.bukti_tidak_ikut", jumlah=len(wanted)))


def _whole(archive: Path, isi: IsiPaket) -> tuple[bytes, LontarError | None]:
    """What is in an archive, and what is wrong with it as the evidence of a package."""
    try:
        data = berkas.read_file(archive, _MAX_ARCHIVE)
    except LontarError as error:
        return b"", error
    faults = bukti_paket.check_archive(data, isi.bukti).galat
    return data, faults[0] if faults else None


def count(hall: Path, wilayah: str, revisi: int) -> int:
    """How many files of evidence are kept for a package of a region."""
    try:
        with zipfile.ZipFile(_place(hall, wilayah, revisi)) as packed:
            return len(packed.namelist())
    except (OSError, zipfile.BadZipFile):
        return 0


def _kept(files: int) -> Bawaan:
    return Bawaan(files, t("latihan.aula.bukti_disimpan", jumlah=files))


def _place(hall: Path, wilayah: str, revisi: int) -> Path:
    return hall / FOLDER / f"{wilayah}_revisi{revisi}_bukti.zip"


def _beside(package: Path) -> Iterator[Path]:
    """The archives beside a package, the one named after it first."""
    own = bukti_paket.archive_name(package.name)
    files = sorted(package.parent.glob("*.zip"), key=lambda one: (one.name != own, one.name))
    yield from files[:_MOST_BESIDE]
