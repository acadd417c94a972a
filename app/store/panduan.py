"""Reading the Panduan from `resources/panduan`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app import paths
from app.domain import panduan
from app.domain.panduan import Chapter, Part, Spot
from app.store import toml_files

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path("panduan")
FILE = FOLDER / "isi.toml"
CARD = "kartu"
EVERYWHERE = "semua"
"""The screens that are the same in every kind of office."""
_READ = {
    "kabupaten": ("kabupaten", EVERYWHERE),
    "provinsi": ("provinsi", EVERYWHERE),
    "opd": ("opd", "kabupaten", EVERYWHERE),
}
"""Where each kind of office looks, in order: an OPD is told only what differs for it."""
_STAMP = 16


class _Bagian(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part: whom it is for, and its chapters in order."""

    kode: str
    judul: str
    halaman: list[str]


class _Isi(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    bagian: list[_Bagian]
    layar: dict[str, dict[str, str]]


def load(folder: Path) -> tuple[Part, ...]:
    """Read all parts from the folder of resources.

    Raises:
        LontarError: the list of contents is missing or not as it should be.

    """
    return tuple(
        Part(one.kode, one.judul, tuple(_chapter(folder, kode) for kode in one.halaman))
        for one in _contents(folder).bagian
    )


def spot_for(folder: Path, screen: str, kantor: str) -> Spot:
    """Where the Panduan tells about a screen in a kind of office; empty when nowhere."""
    layar = _contents(folder).layar
    told = (layar[kind][screen] for kind in _READ[kantor] if screen in layar[kind])
    kode, _, judul = next(told, "").partition("#")
    return Spot(kode, judul)


def card(folder: Path) -> Chapter:
    """Read the quick card from the folder of resources."""
    return _chapter(folder, CARD)


def pictures() -> Path:
    """Where pictures for reading in the program are kept; it may not exist.

    The folder is named after the program's texts: pictures of other screens are never found.
    """
    import hashlib

    texts = sorted((paths.resources() / "teks").glob("*.json"))
    seen = hashlib.sha256(b"".join(file.read_bytes() for file in texts))
    return paths.data() / FOLDER / seen.hexdigest()[:_STAMP]


def keep_pictures(files: Iterable[Path]) -> Path:
    """Keep pictures for reading in the program, in place of all older ones.

    Raises:
        OSError: the disk refuses.

    """
    target = pictures()
    shutil.rmtree(target.parent, ignore_errors=True)
    target.mkdir(parents=True)
    for file in files:
        shutil.copy(file, target)
    return target


def _contents(folder: Path) -> _Isi:
    file = folder / FILE
    return toml_files.decode(toml_files.read(file, folder), _Isi, file, folder)


def _chapter(folder: Path, kode: str) -> Chapter:
    return panduan.chapter(kode, (folder / FOLDER / f"{kode}.md").read_text(encoding="utf-8"))
