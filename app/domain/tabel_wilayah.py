"""A printed table with one row for each region and a total below, as BPS and the LKPJ print them.

It is found by the names of the regions, whatever stands above it. Every cell in which something
stands gets a part: heading, name, figure, number of the row, total, remark, or none at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.domain.angka_aksara import NumberError
from app.domain.angka_baca import AmbiguousNumberError, parse_number
from app.domain.isian import names_absence
from app.domain.kisi import one_line
from app.domain.tabel_kontrol import KolomAngka

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.domain.ejaan import Ejaan
    from app.domain.kisi import Kisi, Letak
    from app.domain.tabel_kontrol import Usulan

FEWEST = 3
"""So many names of regions in one column make a table of regions."""

_TOTAL = re.compile(r"(?:jumlah|total|provinsi|prov)\b", re.IGNORECASE)
_COUNTER = re.compile(r"\(?\d{1,2}\)?(?:\s*=.*)?")
_NUMBERED = frozenset({"no", "no.", "nomor", "no urut", "#"})
_UNIT = re.compile(r"(?:nama\s+)?(?:kecamatan|kelurahan|desa)(?:\s*/\s*\w+)*", re.IGNORECASE)
_NAMED_UNIT = re.compile(r"(?:kec(?:amatan)?|kel(?:urahan)?|desa|ds)\.?\s+\w", re.IGNORECASE)
_FEWEST_UNITS = 2
_DECIMALS = (0, 2, 4)
_SHARES = frozenset(
    {"persen", "persentase", "%", "indeks", "rasio", "gini", "rata", "garis", "kepadatan", "laju"}
)
"""Words above figures that nobody adds up."""


@dataclass(frozen=True, slots=True)
class TabelWilayah:
    """What was found. `baris` are the regions each row may mean; one where there is no doubt.

    `kepala` are the rows of headings, `nomor` the columns that only count, `baris_total` the row of
    totals. `arti` is the part of every cell in which something stands; cells without one are
    listed.
    """

    nama: int
    baris: Mapping[int, tuple[str, ...]]
    kepala: tuple[int, ...]
    kolom: tuple[KolomAngka, ...]
    baris_total: int | None = None
    arti: Mapping[Letak, str] = field(default_factory=dict)

    def row_of(self, kode: str) -> int | None:
        """The one row of a region; None when no row, or more than one, may be it."""
        rows = [row for row, codes in self.baris.items() if kode in codes]
        return rows[0] if len(rows) == 1 and self.baris[rows[0]] == (kode,) else None

    def named(self, answers: Mapping[Letak, object]) -> TabelWilayah:
        """The same once a person has said which region some rows are."""
        rows = {
            row: (answer,) if (answer := answers.get((row, self.nama))) in codes else codes
            for row, codes in self.baris.items()
        }
        return replace(self, baris=_claimed(rows))

    def repaired(self, usulan: Iterable[Usulan]) -> TabelWilayah:
        """The same with figures a person has agreed to in the place of broken ones."""
        new = {one.letak: one.usul for one in usulan}
        columns = [
            replace(
                one, nilai={**one.nilai, **{r: n for (r, c), n in new.items() if c == one.tempat}}
            )
            for one in self.kolom
        ]
        return replace(self, kolom=tuple(columns))


def find(kisi: Kisi, ejaan: Ejaan, provinsi: str) -> TabelWilayah | None:
    """The table of regions in a sheet; None when there is none.

    Args:
        kisi: the sheet.
        ejaan: how the regions of the province are spelled, the province included.
        provinsi: the code of the province, whose row is the total.

    """
    named = _named(kisi, ejaan)
    if named is None:
        return None
    place, rows = named
    first = min(rows)
    total = _total_row(kisi, place, first, provinsi, rows)
    regions = _claimed({row: codes for row, codes in rows.items() if codes != (provinsi,)})
    heads = _heading_rows(kisi, first)
    columns = [
        _column(kisi, column, _title(kisi, heads, column), list(regions), total)
        for column in range(place + 1, kisi.lebar)
    ]
    figures = tuple(one for one in columns if len(one.nilai) * 2 >= len(regions) > 0)
    found = TabelWilayah(place, regions, heads, figures, total)
    return TabelWilayah(place, regions, heads, figures, total, _parts(kisi, found))


def smaller_places(kisi: Kisi) -> list[str]:
    """The kecamatan or villages a sheet lists, by the heading of a column or by its own words."""
    for column in range(kisi.lebar):
        texts = [kisi.own(row, column) for row in range(len(kisi.baris))]
        head = next((row for row, text in enumerate(texts) if _UNIT.fullmatch(text)), None)
        below = texts if head is None else texts[head + 1 :]
        names = [
            text
            for text in below
            if any(map(str.isalpha, text)) and not _TOTAL.match(text)
            if head is not None or _NAMED_UNIT.match(text)
        ]
        if len(names) >= _FEWEST_UNITS:
            return names
    return []


def _named(kisi: Kisi, ejaan: Ejaan) -> tuple[int, dict[int, tuple[str, ...]]] | None:
    """The column with the most names of regions, and what each row of it may mean."""
    best: tuple[int, dict[int, tuple[str, ...]]] | None = None
    for column in range(kisi.lebar):
        rows = {
            row: codes
            for row in range(len(kisi.baris))
            if (codes := ejaan.meant(kisi.own(row, column)))
        }
        if len(rows) >= FEWEST and (best is None or len(rows) > len(best[1])):
            best = column, rows
    if best is None:
        return None
    column, rows = best
    first, last = min(rows), max(rows)
    for row in range(first, last):
        text = kisi.own(row, column)
        if row not in rows and text and (likely := ejaan.alike(text)):
            rows[row] = (*likely, "") if len(likely) == 1 else likely
    return column, rows


def _claimed(rows: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """A region that has a row of its own cannot be meant by another one."""
    own = [codes[0] for codes in rows.values() if len(codes) == 1]
    return {
        row: codes if len(codes) == 1 else tuple(one for one in codes if one not in own) or codes
        for row, codes in rows.items()
    }


def _total_row(
    kisi: Kisi, place: int, first: int, provinsi: str, rows: Mapping[int, tuple[str, ...]]
) -> int | None:
    """The row of totals: one that says so, else the row of the province."""
    last = max(rows)
    said = [
        row
        for row in range(first, len(kisi.baris))
        if row not in rows or rows[row] == (provinsi,)
        if any(_TOTAL.match(kisi.meant(row, column)) for column in range(place + 1))
        if any(char.isdigit() for text in kisi.baris[row][place + 1 :] for char in text)
    ]
    whole = [row for row, codes in rows.items() if codes == (provinsi,)]
    return next((row for row in said if row >= last), next(iter([*said, *whole]), None))


def _heading_rows(kisi: Kisi, first: int) -> tuple[int, ...]:
    """The rows right above the first region that name more than one thing."""
    rows: list[int] = []
    for row in range(first - 1, -1, -1):
        if len({kisi.meant(row, column) for column in range(kisi.lebar)} - {""}) < 2:  # noqa: PLR2004 - a title
            break
        rows.insert(0, row)
    return tuple(rows)


def _title(kisi: Kisi, heads: Iterable[int], column: int) -> str:
    """What stands above a column, from the top; counters below the headings are no names."""
    parts = [kisi.meant(row, column) for row in heads]
    # A merged heading spans rows and columns; a figure of one or two digits only counts columns.
    return " ".join(dict.fromkeys(one for one in parts if one and not _COUNTER.fullmatch(one)))


def _column(
    kisi: Kisi, column: int, title: str, rows: Sequence[int], total: int | None
) -> KolomAngka:
    texts = {row: one_line(kisi.baris[row][column]) for row in rows}
    empty = tuple(row for row, text in texts.items() if not text)
    filled = {row: text for row, text in texts.items() if text}
    for desimal in _DECIMALS:
        read, refused = _figures(filled, desimal)
        told = {one.alasan for one in refused.values()}
        if not told & {"harus_bulat", "desimal_berlebih"}:
            break
    printed = kisi.own(total, column) if total is not None else ""
    try:
        amount = parse_number(printed, desimal) if printed else None
    except NumberError:
        amount = None
    summed = not _is_average(title, kisi, rows, read, amount, desimal)
    return KolomAngka(column, title, desimal, read, refused, empty, amount, total, summed)


def _is_average(
    title: str,
    kisi: Kisi,
    rows: Sequence[int],
    read: Mapping[int, int],
    amount: int | None,
    desimal: int,
) -> bool:
    """Whether a column holds shares or indices, by its words or by what stands below it."""
    above = " ".join([title, *(text for row in kisi.baris[: min(rows, default=0)] for text in row)])
    between = amount is not None and min(read.values(), default=0) <= amount <= max(
        read.values(), default=0
    )
    return between and (desimal > 0 or bool(_words(above) & _SHARES))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+|%", text.casefold()))


def _figures(
    texts: Mapping[int, str], desimal: int
) -> tuple[dict[int, int], dict[int, NumberError]]:
    read: dict[int, int] = {}
    refused: dict[int, NumberError] = {}
    for row, text in texts.items():
        if names_absence(text):
            read[row] = 0
            continue
        try:
            read[row] = parse_number(text, desimal)
        except AmbiguousNumberError as error:
            refused[row] = error
        except NumberError as error:
            refused[row] = error
    return read, refused


def _parts(kisi: Kisi, found: TabelWilayah) -> dict[Letak, str]:
    """The part of every filled cell; what has none is left out and must be listed."""
    figures = {one.tempat for one in found.kolom}
    first = min(found.baris, default=0)
    last = max([*found.baris, found.baris_total or 0])
    parts: dict[Letak, str] = {}
    for row in range(len(kisi.baris)):
        for column in kisi.filled(row):
            part = _part(kisi, found, figures, row, column)
            if not part and not first <= row <= last and len(list(kisi.filled(row))) == 1:
                part = "keterangan"
            if part:
                parts[row, column] = part
    return parts


def _part(kisi: Kisi, found: TabelWilayah, figures: set[int], row: int, column: int) -> str:
    if row in found.kepala:
        return "kepala"
    if row == found.baris_total:
        return "total" if column in figures or column <= found.nama else ""
    if row in found.baris:
        if column == found.nama:
            return "nama"
        if column < found.nama and _counts(kisi, found, column):
            return "nomor"
        return "angka" if column in figures else ""
    return ""


def _counts(kisi: Kisi, found: TabelWilayah, column: int) -> bool:
    """Whether a column only numbers the rows, by its heading or by what stands in it."""
    title = _title(kisi, found.kepala, column).casefold()
    texts = [kisi.own(row, column).rstrip(".") for row in found.baris]
    return title in _NUMBERED or all(not text or text.isdecimal() for text in texts)
