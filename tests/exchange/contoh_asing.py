"""Tables of other systems as offices hand them round, invented: recaps, never people."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

KECAMATAN = ("Amabi Oefeto", "Amarasi", "Fatuleu", "Kupang Barat")
DESIL = range(1, 11)


def workbook(rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Rekap"
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def dotted(amount: int) -> str:
    """A figure as text, with dots between its thousands."""
    return f"{amount:,}".replace(",", ".")


def by_desil(quarter: str = "III", year: int = 2026, more: int = 0) -> list[list[object]]:
    """Recipients per kecamatan and desil: two heading rows, figures as text, a total, a source."""
    sums = [0] * 13
    body: list[list[object]] = []
    for number, name in enumerate(KECAMATAN):
        desil = [more + 100 * (number + 1) + 7 * one for one in DESIL]
        men = sum(desil) // 2
        figures = [sum(desil), men, sum(desil) - men, *desil]
        sums = [one + other for one, other in zip(sums, figures, strict=True)]
        body.append([number + 1, name, *map(dotted, figures)])
    return [
        [f"REKAP PENERIMA MENURUT KECAMATAN DAN DESIL, TRIWULAN {quarter} {year}"],
        [],
        ["No", "Kecamatan", "Jumlah", None, None, "Desil", *[None] * 9],
        [None, None, "Total", "L", "P", *map(str, DESIL)],
        *body,
        ["Jumlah", None, *map(dotted, sums)],
        [],
        ["Sumber: daftar sasaran, diolah Bapperida"],
    ]


BY_DESIL = ("A3:A4", "B3:B4", "C3:E3", "F3:O3", "A9:B9")


def quality(order: Sequence[int] = (0, 1, 2, 3, 4)) -> list[list[object]]:
    """What a recap of matched records says per kecamatan, its columns in any order."""
    table: list[list[object]] = [
        ["Kecamatan", "Jumlah KK", "Jumlah Individu", "NIK padan", "Data ganda"]
    ]
    table += [[name, 1000 + n, 4000 + n, 3800 + n, n] for n, name in enumerate(KECAMATAN)]
    table.append(["TOTAL", 4006, 16006, 15206, 6])
    return [[row[place] for place in order] for row in table]


def paid_out() -> str:
    """What was paid out per kecamatan, as a CSV with a title of its own and amounts in millions."""
    rows = (f"Kec. {name};{900 + n};{12 + n},5" for n, name in enumerate(KECAMATAN))
    return "\n".join(
        ["Rekap penyaluran, triwulan III", "Nama kecamatan;Tersalur;Nilai (juta rupiah)", *rows, ""]
    )


def people() -> list[list[object]]:
    """A list by name, which must never come in."""
    listed = [[n + 1, f"530101{41 + n}0685000{n + 1}", "Oelnaineno", 1] for n in range(4)]
    return [["No", "NIK", "Desa", "Desil"], *listed]
