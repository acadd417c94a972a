"""Stored texts as people read them: labels of choices, dates, names of regions."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from app.domain import kata
from app.domain.kolom import JENIS_WILAYAH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.formulir import Sel


def shown(sel: Sel | None, teks: str) -> str:
    """A stored text as its cell shows it."""
    if sel is None or not sel.berkata:
        return teks
    return kata.shown(sel.kolom, teks, region_names(sel))


def region_names(sel: Sel) -> Mapping[str, str]:
    """The names of the regions by code, for a column of regions; empty for any other."""
    return _names() if sel.jenis in JENIS_WILAYAH else {}


@cache
def _names() -> Mapping[str, str]:
    """The regions by code; the published list does not change while the program runs."""
    from app import paths
    from app.store import pustaka

    return {kode: one.nama for kode, one in pustaka.load_wilayah(paths.forms()).items()}
