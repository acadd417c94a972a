"""The exercises: those that come with the program, and those a trainer loaded beside them."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from app import paths
from app.domain.latihan import Latihan
from app.errors import LontarError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

AULA = "aula"
"""The exercise a whole hall does together; it needs a trainer, so it stands in no list."""


@cache
def exercises() -> Mapping[str, Latihan]:
    """Every exercise by its code, in the order they are taken."""
    files = sorted((paths.resources() / "latihan").glob("*.toml"))
    return {one.kode: one for one in map(_read, files)}


@cache
def hall() -> Latihan:
    """What a whole hall does together, each for a region of its own."""
    return _read(paths.resources() / "latihan" / AULA / f"{AULA}.toml")


def own_folder() -> Path:
    """Where the exercises a trainer loaded lie on this laptop."""
    return paths.practice() / "milik-pelatih"


def own() -> Mapping[str, Latihan]:
    """A trainer's exercises by their codes; what does not pass any more is left out."""
    return _own(_stamp())[0]


def unfit() -> Mapping[str, LontarError]:
    """Those that were loaded once and do not pass any more, each with what is wrong."""
    return _own(_stamp())[1]


def known() -> Mapping[str, Latihan]:
    """The program's exercises, then the trainer's."""
    return {**exercises(), **own()}


def _stamp() -> tuple[tuple[Path, int, int], ...]:
    files = sorted(own_folder().glob("*.toml"))
    seen = ((file, file.stat()) for file in files if file.is_file())
    return tuple((file, at.st_mtime_ns, at.st_size) for file, at in seen)


@lru_cache(maxsize=1)
def _own(
    stamp: tuple[tuple[Path, int, int], ...],
) -> tuple[Mapping[str, Latihan], Mapping[str, LontarError]]:
    from app.exchange.latihan import naskah_pelatih

    good: dict[str, Latihan] = {}
    bad: dict[str, LontarError] = {}
    for file, *_ in stamp:
        try:
            good[file.stem] = naskah_pelatih.read(
                naskah_pelatih.content(file), file, kode=file.stem
            )
        except LontarError as error:
            bad[file.stem] = error
    return good, bad


def of_room(folder: str) -> Latihan | None:
    """The exercise that is done in a room of this name."""
    return hall() if folder == AULA else known().get(folder)


def find(kode: str) -> Latihan:
    """An exercise by its code; its number is enough.

    Raises:
        LontarError: there is none.
    """
    offered = known()
    wanted = kode.strip().casefold()
    if wanted == AULA:
        return hall()
    for one in offered.values():
        number = one.kode.partition("-")[0]
        if wanted == one.kode or (number.isdigit() and wanted in (number, number.lstrip("0"))):
            return one
    raise LontarError("latihan_tidak_ada", latihan=kode, ada=", ".join(offered))


def _read(file: Path) -> Latihan:
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Latihan)
