"""Stored texts as people read them: labels of choices, dates, names of regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.domain import kata
from app.domain.kolom import JENIS_WILAYAH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.formulir import Sel
    from app.domain.wilayah import Wilayah


def _published() -> Mapping[str, Wilayah]:
    from app.store import pustaka

    return pustaka.load_wilayah(paths.forms())


_known: list[Callable[[], Mapping[str, Wilayah]]] = [_published]
"""Where the regions come from; one office is open at a time."""


def use(source: Callable[[], Mapping[str, Wilayah]]) -> None:
    """Show the regions an office knows, asked for only where a cell holds one."""
    _known[0] = source


def shown(sel: Sel | None, teks: str) -> str:
    """A stored text as its cell shows it."""
    if sel is None or not sel.berkata:
        return teks
    return kata.shown(sel.kolom, teks, region_names(sel))


def region_names(sel: Sel) -> Mapping[str, str]:
    """The names of the regions by code, for a column of regions; empty for any other."""
    if sel.jenis not in JENIS_WILAYAH:
        return {}
    return {kode: one.nama for kode, one in _known[0]().items()}
