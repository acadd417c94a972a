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


@cache
def exercises() -> Mapping[str, Latihan]:
    """Every exercise by its code, in the order they are taken."""
    files = sorted((paths.resources() / "latihan").glob("*.toml"))
    read = [
        msgspec.convert(tomllib.loads(one.read_text(encoding="utf-8")), Latihan) for one in files
    ]
    return {one.kode: one for one in read}


def find(kode: str) -> Latihan:
    """An exercise by its code; its number is enough.

    Raises:
        LontarError: there is none.
    """
    known = exercises()
    wanted = kode.strip().casefold()
    for one in known.values():
        if wanted in (one.kode, one.kode.partition("-")[0], one.kode.partition("-")[0].lstrip("0")):
            return one
    raise LontarError("latihan_tidak_ada", latihan=kode, ada=", ".join(known))
