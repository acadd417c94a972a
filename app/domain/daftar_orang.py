"""Lists of people told from recaps: a table with one of them is never read into a form.

A recap counts; it may well have a column "NIK" with how many fell out for theirs. A list has the
numbers themselves, or a column of names or birthdays of people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.cetak import letters
from app.domain.pribadi import find_private
from app.domain.tabel_judul import is_figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.kisi import Kisi, Letak

_FEWEST = 2
_PEOPLE = frozenset(
    {
        "nama", "namalengkap", "namakk", "namakepalakeluarga", "namakepalarumahtangga", "namakrt",
        "namapenerima", "namapenerimamanfaat", "namaanggota", "namaanggotakeluarga", "namakpm",
        "namapengurus", "namapeserta", "namapasien", "namaibu", "namaanak", "namasiswa",
        "namapenduduk", "namawarga", "namaindividu", "tanggallahir", "tgllahir", "ttl",
        "tempattanggallahir", "tempattgllahir", "tempatlahir", "alamat", "alamatrumah",
        "alamatlengkap", "alamatdomisili", "nohp", "nomorhp", "notelepon", "notelp", "nomortelepon",
        "norekening", "nomorrekening", "norek",
    }
)  # fmt: skip
_NUMBERS = frozenset(
    {"nik", "nonik", "nomornik", "noktp", "nomorktp", "nokk", "nomorkk", "nokartukeluarga",
     "nomorkartukeluarga", "nomorindukkependudukan"}
)  # fmt: skip
_TELLING = _PEOPLE | _NUMBERS
_SHORTEST_NUMBER = 8
_HEADINGS_WITHIN = 60


class DaftarOrang(NamedTuple):
    """Why a sheet lists people: "nik", "telepon", "surel", or "kepala" for what heads a column.

    `samar` is what may be shown of it.
    """

    letak: Letak
    jenis: str
    samar: str


def people_listed(kisi: Kisi) -> DaftarOrang | None:
    """What in a sheet gives people away; None for a table that only counts."""
    reach: dict[tuple[int, str], int] = {}
    for row, cells in enumerate(kisi.baris):
        for column, text in enumerate(cells):
            for span in find_private(text):
                if span.jenis == "nik":
                    return DaftarOrang((row, column), "nik", span.samar)
                key = column, span.jenis
                reach[key] = reach.get(key, 0) + 1
                # One number below a table is that of whoever made it.
                if reach[key] == _FEWEST:
                    return DaftarOrang((row, column), span.jenis, span.samar)
    return next(_headed(kisi), None)


def _headed(kisi: Kisi) -> Iterator[DaftarOrang]:
    for row, cells in enumerate(kisi.baris[:_HEADINGS_WITHIN]):
        if sum(bool(text.strip()) for text in cells) < _FEWEST:
            continue
        for column, text in enumerate(cells):
            name = letters(text)
            if name not in _TELLING:
                continue
            below = [kisi.own(one, column) for one in range(row + 1, len(kisi.baris))]
            if _told(below) if name in _PEOPLE else _numbered(below):
                yield DaftarOrang((row, column), "kepala", text.strip())


def _told(below: list[str]) -> bool:
    return sum(bool(text) and (not is_figure(text) or _long(text)) for text in below) >= _FEWEST


def _numbered(below: list[str]) -> bool:
    return sum(map(_long, below)) >= _FEWEST


def _long(text: str) -> bool:
    """Whether a text is far longer than any count, also where its middle is starred out."""
    marks = sum(char.isdigit() or char in "*xX" for char in text)
    return marks >= _SHORTEST_NUMBER and not any(char in ".," for char in text)
