"""A first proposal how a table of another system goes into a form, by what things are called.

It is only a proposal: every line of it is shown and can be changed before it is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.cetak import without_years
from app.domain.formulir import cell_of
from app.domain.kolom import JENIS_KATA
from app.domain.profil import SCALES, BarisProfil, KolomProfil
from app.domain.profil_baris import kinds, name_key, row_name
from app.domain.satuan_uang import scale_in_heading, without_unit
from app.domain.tabel_judul import is_figure
from app.domain.tempel_peta import LIKELY, alike, column_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.formulir import Formulir, Tabel
    from app.domain.kisi import Kisi
    from app.domain.kolom import Kolom
    from app.domain.tabel_judul import Judul

_SURE = 0.8
"""A row is named in many words; one of them alone in a heading proves little."""
_NUMBERS = re.compile(r"(\d{1,3})(?:\s*[-\u2013]\s*(\d{1,3}))?")


def fillable(tabel: Tabel) -> list[Kolom]:
    """The columns of a table that somebody fills."""
    return [one for one in tabel.kolom if not one.hitung]


def targets(tabel: Tabel) -> dict[str, str]:
    """What a column of the sheet may go to, with its name: a column, or one cell of fixed rows."""
    columns = fillable(tabel)
    found = {one.kode: f"{one.grup}: {one.label}" if one.grup else one.label for one in columns}
    if tabel.register:
        return found
    return found | {
        f"{baris.kode}.{kolom.kode}": f"{baris.label} · {found[kolom.kode]}"
        for baris in tabel.baris
        for kolom in columns
        if cell_of(tabel, baris, kolom).editable
    }


def keeps_words(tabel: Tabel, ke: str) -> bool:
    """Whether the cells a column goes to keep words."""
    return tabel.columns_by_code[ke.rpartition(".")[2]].jenis in JENIS_KATA


def likely_table(form: Formulir, kisi: Kisi, judul: Judul) -> Tabel:
    """The table of a form with the most columns of these names; the first of equals."""

    def fitting(tabel: Tabel) -> float:
        """How much is called alike: a match by code alone, "lain", says nothing of the table."""
        found = columns(tabel, kisi, judul).values()
        return sum(_alike(one.kepala, _label(tabel, one.ke)) for one in found)

    return max(form.tabel, key=fitting)


def _label(tabel: Tabel, ke: str) -> str:
    """What the column is called that a heading goes to, or the row where it goes to one cell."""
    row, _, kolom = ke.rpartition(".")
    return tabel.rows_by_code[row].label if row else tabel.columns_by_code[kolom].label


def columns(
    tabel: Tabel, kisi: Kisi, judul: Judul, dahulu: Mapping[str, Iterable[str]] | None = None
) -> dict[int, KolomProfil]:
    """The column of the form each column of the sheet resembles most.

    A column of the form that covers several numbers, "Desil 6-10", takes all columns of those.

    Args:
        tabel: the table of the form.
        kisi: the sheet; a column without figures goes to none that keeps them.
        judul: what the columns of the sheet are called.
        dahulu: what columns were called in other versions of the form, by `tabel.kolom`.

    """
    former, counted = dahulu or {}, _with_figures(kisi, judul)
    scores = sorted(
        (
            (-_likeness(title, one, former.get(f"{tabel.kode}.{one.kode}", ())), place, number)
            for place, title in judul.kolom.items()
            for number, one in enumerate(fillable(tabel))
            if place in counted or one.jenis in JENIS_KATA
        ),
    )
    found: dict[int, str] = {}
    offered = fillable(tabel)
    for score, place, number in scores:
        one = offered[number]
        free = one.kode not in found.values() or len(_numbers(one.label)) > 1
        if -score >= LIKELY and place not in found and free:
            found[place] = one.kode
    if not found:
        found = _cells(tabel, {place: judul.kolom[place] for place in sorted(counted)})
    return {
        place: KolomProfil(
            kepala=judul.kolom[place], ke=ke, kali=scale(judul.kolom[place], tabel, ke)
        )
        for place, ke in sorted(found.items())
    }


def _with_figures(kisi: Kisi, judul: Judul) -> set[int]:
    """The columns with a figure below their headings."""
    below = range(judul.awal, len(kisi.baris))
    return {place for place in judul.kolom if any(is_figure(kisi.own(row, place)) for row in below)}


def _cells(tabel: Tabel, titles: Mapping[int, str]) -> dict[int, str]:
    """The rows of the form that headings are called after: the first cell of each."""
    cells: dict[int, str] = {}
    first = fillable(tabel)[:1]
    if tabel.register or not first or first[0].jenis in JENIS_KATA:
        return cells
    likely = [
        (alike(without_unit(title), one.label), -place, one)
        for place, title in titles.items()
        for one in tabel.baris
    ]
    for score, place, baris in sorted(likely, key=lambda pair: pair[:2], reverse=True):
        ke = f"{baris.kode}.{first[0].kode}"
        open_cell = cell_of(tabel, baris, first[0]).editable
        if score >= _SURE and open_cell and -place not in cells and ke not in cells.values():
            cells[-place] = ke
    return cells


def scale(title: str, tabel: Tabel, ke: str) -> int:
    """By how much the figures of a column are multiplied, as its heading says; words by nothing."""
    if keeps_words(tabel, ke):
        return 1
    told = scale_in_heading(title)
    return told if told in SCALES else 1


def rows(tabel: Tabel, kisi: Kisi, judul: Judul) -> list[BarisProfil]:
    """The fixed rows of a form that rows of the sheet resemble without being called alike."""
    if tabel.register:
        return []
    found: dict[str, BarisProfil] = {}
    for text in row_names(kisi, judul):
        likely = sorted(((alike(text, one.label), one.kode) for one in tabel.baris), reverse=True)
        best = [kode for score, kode in likely if score >= LIKELY and score == likely[0][0]]
        if len(best) == 1 and likely[0][0] < 1:
            found.setdefault(name_key(text), BarisProfil(teks=text, ke=best[0]))
    return list(found.values())


def row_names(kisi: Kisi, judul: Judul) -> list[str]:
    """What the rows below the headings are called, sums among them, each name once."""
    found: dict[str, str] = {}
    for row, kind in kinds(kisi, judul, list(judul.kolom), ()).items():
        name = row_name(kisi, row, judul)
        if kind in {"baris", "jumlah"} and name:
            found.setdefault(name_key(name), name)
    return list(found.values())


def _likeness(title: str, kolom: Kolom, former: Iterable[str]) -> float:
    said = without_unit(without_years(title))
    names = (*column_names(kolom), *former)
    return max((_alike(said, name) for name in names), default=0.0)


def _alike(title: str, name: str) -> float:
    """As for labels, but "Desil 1" is not "Desil 10": a number decides, and may lie in a range."""
    asked, covered = _numbers(title), _numbers(name)
    if not asked or not covered:
        return alike(title, name)
    if not asked <= covered:
        return 0.0
    likeness = alike(_NUMBERS.sub(" ", title), _NUMBERS.sub(" ", name))
    return likeness if asked == covered else min(likeness, 0.95)


def _numbers(text: str) -> set[int]:
    found: set[int] = set()
    for first, last in _NUMBERS.findall(text):
        found.update(range(int(first), int(last or first) + 1))
    return found
