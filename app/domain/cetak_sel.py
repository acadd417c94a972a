"""One printed cell: from its text to cells of a register, and back to the text that is printed.

What was read keeps the words it was written in as long as they say the same as the figures beside
them; once a figure is changed, the figure is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain import lokasi, ukuran
from app.domain.aksara import tidied
from app.domain.cetak import letters
from app.domain.isian import Ditolak, read_cell, read_words
from app.domain.kata import JOINT, choices
from app.domain.kisi import one_line
from app.domain.nilai import Keadaan, Nilai

if TYPE_CHECKING:
    from app.domain.cetak import KolomCetak
    from app.domain.formulir import Sel
    from app.domain.kolom import Kolom
    from app.domain.lokasi import Peta

Bacaan = dict[str, "Nilai | Ditolak | None"]
"""What a printed cell says, by columns of the register; None where it says nothing."""

CellOf = Callable[[str], "Sel"]
_BETWEEN = re.compile(r"[;,\n+/]|\bdan\b", re.IGNORECASE)


def read(cetak: KolomCetak, cell: CellOf, text: str, peta: Peta) -> Bacaan:
    """What a text in a printed column means; `cell` gives the row's cell in a column."""
    plain = one_line(text)
    first = cetak.dari[0]
    if cetak.cara == "nomor" or not plain:
        return {}
    if cetak.cara == "ukuran":
        return _measure(cetak, cell, one_line(tidied(text).teks))
    if cetak.cara == "lokasi":
        plain = one_line(tidied(text).teks)
        place, words = lokasi.read_places(plain, peta), read_words(cell(cetak.dari[-1]), plain)
        return dict(zip(cetak.dari, (place.tingkat, place.kode, words), strict=True))
    if cetak.cara == "daftar":
        return {first: _choices(cetak, cell(first), plain)}
    return {first: read_cell(cell(first), plain)}


def _measure(cetak: KolomCetak, cell: CellOf, text: str) -> Bacaan:
    found, words = ukuran.read_measure(text), read_words(cell(cetak.dari[-1]), text)
    told = (found.jenis, found.nilai, found.satuan, found.kedua, found.satuan_kedua, words)
    return dict(zip(cetak.dari, (one if one != "" else None for one in told), strict=True))


def _choices(cetak: KolomCetak, sel: Sel, text: str) -> Nilai | Ditolak | None:
    known = _known(cetak, sel.kolom)
    whole = known.get(letters(text))
    parts = [text] if whole else [part for part in _BETWEEN.split(text) if part.strip()]
    codes = [known.get(letters(part), part.strip()) for part in parts]
    return read_cell(sel, JOINT.join(codes))


def _known(cetak: KolomCetak, kolom: Kolom) -> dict[str, str]:
    """The codes by everything they are called; the words of print win."""
    listed = choices(kolom)
    names = {letters(label): kode for kode, label in listed.items()}
    names |= {letters(kode): kode for kode in listed}
    return names | {letters(spelled): kode for kode, spelled in cetak.eja.items()}


def printed(
    cetak: KolomCetak, cell: CellOf, value: Callable[[str], Nilai | None], peta: Peta
) -> str | int | Fraction | None:
    """What stands in a printed cell: a text, a number, or nothing."""
    first = value(cetak.dari[0])
    if cetak.cara == "ukuran":
        return _measure_again(*(value(kode) for kode in cetak.dari))
    if cetak.cara == "lokasi":
        tingkat, kode, teks = (value(one) for one in cetak.dari)
        return places(tingkat, kode, teks, peta)
    if isinstance(first, Keadaan) or first is None:
        return None if first is None else first.value.replace("_", " ").capitalize()
    if isinstance(first, int):
        desimal = cell(cetak.dari[0]).desimal
        return Fraction(first, 10**desimal) if desimal else first
    if cetak.cara == "daftar":
        listed = choices(cell(cetak.dari[0]).kolom)
        return ", ".join(cetak.eja.get(one, listed.get(one, one)) for one in first.split(JOINT))
    return first


def _measure_again(
    jenis: Nilai | None,
    nilai: Nilai | None,
    satuan: Nilai | None,
    kedua: Nilai | None,
    satuan_kedua: Nilai | None,
    teks: Nilai | None,
) -> str | None:
    if isinstance(teks, str):
        said = ukuran.read_measure(teks)
        doubtful = isinstance(said.nilai, Ditolak) or isinstance(said.kedua, Ditolak)
        same = (said.nilai, said.satuan, said.kedua, said.satuan_kedua) == (
            nilai, satuan or "", kedua, satuan_kedua or "",
        )  # fmt: skip
        if same or jenis == "teks" or (doubtful and nilai is None):
            return teks
    figures = [one if isinstance(one, int) else None for one in (nilai, kedua)]
    units = [one if isinstance(one, str) else "" for one in (satuan, satuan_kedua)]
    return ukuran.written(figures[0], units[0], figures[1], units[1]) or None


def places(tingkat: Nilai | None, kode: Nilai | None, teks: Nilai | None, peta: Peta) -> str | None:
    """Places as they are printed: by their codes, or as written where that says the same."""
    codes = kode if isinstance(kode, str) else None
    level = tingkat if isinstance(tingkat, str) else ""
    if isinstance(teks, str):
        said = lokasi.read_places(teks, peta)
        if said.tingkat == level and (said.kode == codes or isinstance(said.kode, Ditolak)):
            return teks
    return lokasi.written(level, codes, peta) or None
