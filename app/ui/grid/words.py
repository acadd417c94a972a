"""Read what is typed for a cell that keeps a text: a choice, yes or no, a date, a region, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import kata
from app.domain.aksara import tidied
from app.domain.kolom import JENIS_DAFTAR, JENIS_WILAYAH
from app.teks import t
from app.ui.grid.reading import Choice, Refused, quote
from app.ui.grid.regions import region_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.formulir import Sel

_OFFERED = 9
"""Choices are taken with the keys 1 to 9; a longer list is narrowed by typing."""


def read(sel: Sel, teks: str) -> str | Refused | None:
    """The text to store, None for nothing, or why it cannot be stored and what it may mean."""
    plain = tidied(teks).teks.strip()
    if not plain:
        return None
    try:
        return kata.read(sel.kolom, plain, region_names(sel))
    except kata.WordError as error:
        return Refused(_why(sel, error), _offered(error.pilihan))


def offer(sel: Sel, teks: str) -> Refused | None:
    """The entries of a list that what was typed so far can still become."""
    if sel.jenis not in JENIS_DAFTAR | JENIS_WILAYAH:
        return None
    found = kata.meant(sel.kolom, teks, region_names(sel))
    if not found:
        return None
    key = "kata.pilih" if len(found) <= _OFFERED else "kata.pilih_banyak"
    return Refused(t(key, jumlah=len(found)), _offered(found))


def _why(sel: Sel, error: kata.WordError) -> str:
    about = {"kolom": sel.kolom.label, "contoh": sel.kolom.contoh, "aksara": error.aksara}
    return t(f"kata.{error.alasan}", teks=quote(error.teks), **about)


def _offered(listed: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(label, kode) for kode, label in list(listed.items())[:_OFFERED])
