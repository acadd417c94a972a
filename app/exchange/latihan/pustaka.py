"""The exercises that come with the program, read from their data files."""

from __future__ import annotations

import tomllib
from functools import cache
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


def of_room(folder: str) -> Latihan | None:
    """The exercise that is done in a room of this name."""
    return hall() if folder == AULA else exercises().get(folder)


def find(kode: str) -> Latihan:
    """An exercise by its code; its number is enough.

    Raises:
        LontarError: there is none.
    """
    known = exercises()
    wanted = kode.strip().casefold()
    if wanted == AULA:
        return hall()
    for one in known.values():
        if wanted in (one.kode, one.kode.partition("-")[0], one.kode.partition("-")[0].lstrip("0")):
            return one
    raise LontarError("latihan_tidak_ada", latihan=kode, ada=", ".join(known))


def _read(file: Path) -> Latihan:
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Latihan)
