"""The tables of the konsolidasi a province publishes, written in a file of its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.susunan_terbit import SusunanTerbit
from app.exchange import periksa_susunan
from app.exchange.susun_metode import read_data
from app.store import pustaka

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FILE = "konsolidasi_kemiskinan.toml"


def read_folder(folder: Path | None, published: Path) -> list[SusunanTerbit]:
    """The table a folder holds; the one of the program, copied along, is none.

    Raises:
        LontarError: the file is too large, or wrong.

    """
    return list(read_data(folder, FILE, SusunanTerbit, pustaka.load_konsolidasi(published)))


def together(
    known: Sequence[SusunanTerbit], written: Sequence[SusunanTerbit]
) -> list[SusunanTerbit]:
    """What earlier files held, and what was written, by version.

    Raises:
        LontarError: a version that was published is something else here.

    """
    periksa_susunan.check_same(written, known)
    by_version = {one.versi: one for one in (*known, *written)}
    return [by_version[versi] for versi in sorted(by_version)]
