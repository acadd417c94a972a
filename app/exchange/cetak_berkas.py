"""Printed tables as a workbook and as pages: the same layout, headings repeated on every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from app.domain.cetak_isi import written
from app.domain.cetak_rupa import Desimal
from app.domain.kertas import A4
from app.domain.sel_kecil import MARKS
from app.exchange import berkas
from app.exchange.cetak_halaman import page_breaks
from app.exchange.jeda import uncollected
from app.exchange.lebar_cetak import MAY_BREAK, breakable, fitted
from app.exchange.rekap_kertas import (
    ACCENT,
    DEFAULT_HEIGHT,
    MUTED,
    RULE,
    SHADE,
    Book,
    Sheet,
    check_written,
)
from app.exchange.ukur_teks import height

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from app.domain.cetak_rupa import Isi
    from app.domain.cetak_tabel import LembarCetak
    from app.domain.kertas import Kertas

_SIZE, _TITLE = 8, 11
_LEAST, _MOST = 12.0, 409.0
_AT_EDGES = 0.5  # what the edges of a cell take, in letters
_WIDER, _AIR = (
    1.12,
    1.12,
)  # fonts that stand in for Arial are wider and need more room between lines
_BOX: dict[str, object] = {"border": 1, "border_color": RULE, "font_size": _SIZE}
_HEAD: dict[str, object] = {
    **_BOX, "bold": True, "bg_color": SHADE, "text_wrap": True, "align": "center",
}  # fmt: skip
_TEXT: dict[str, object] = {**_BOX, "text_wrap": True, "valign": "top"}
_WORD: dict[str, object] = {**_TEXT, "align": "right"}
_FIGURE: dict[str, object] = {**_TEXT, "num_format": "#,##0", "align": "right"}
_DECIMAL: dict[str, object] = {**_FIGURE, "num_format": "#,##0.00"}
_MIDDLE: dict[str, object] = {**_TEXT, "align": "center"}
_VEILED = frozenset(MARKS.values())
_SUM: dict[str, object] = {"bold": True, "bg_color": SHADE}


class Tanda(NamedTuple):
    """The block for signatures: where and when, as what, and who."""

    tempat: str
    jabatan: str
    nama: str
    nip: str = ""


class Sampul(NamedTuple):
    """What a file says about itself: its title, its office, when it was made, who signs.

    `kertas` is the paper it is for.
    """

    judul: str
    kantor: str
    dibuat: datetime
    kaki: str
    tanda: Tanda
    tanda_air: str = ""
    kertas: Kertas = A4


def save_workbook(sheets: Sequence[LembarCetak], sampul: Sampul, path: Path) -> None:
    """Write tables as a workbook, read back and compared before it takes its place.

    Raises:
        LontarError: the written file reads differently, or the disk refuses.

    """
    made = sampul.dibuat.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    told: dict[str, object] = {"title": sampul.judul, "author": sampul.kantor, "created": made}
    book = Book(told, sampul.tanda_air, sampul.kertas)
    with uncollected():
        sheets = [_with_room(one) for one in sheets]
        for sheet in sheets:
            page = book.sheet(sheet.nama, sampul.kaki)
            heights = _draw(page, sheet)
            if sheet is sheets[-1]:
                _sign(page, sheet, len(heights), sampul.tanda)
                heights += [DEFAULT_HEIGHT] * _SIGN_ROWS
            page.raw.set_h_pagebreaks(page_breaks(sheet, heights, sampul.kertas))
        berkas.write_atomic(path, book.finish(), check=lambda file: check_written(file, book))


def _with_room(sheet: LembarCetak) -> LembarCetak:
    """The same table with its width shared out by what stands in it."""
    return replace(sheet, lebar=fitted(sheet, _SIZE * _WIDER) or sheet.lebar)


def _draw(page: Sheet, sheet: LembarCetak) -> list[float]:
    """Draw a table and its remarks; the height of every row."""
    page.widths(*sheet.lebar)
    above: list[float] = []
    for row, line in enumerate(sheet.judul):
        style = {"bold": True, "font_size": _TITLE, "align": "center", "font_color": ACCENT}
        above.append(_across(page, sheet, row, line, **style))
    top = len(sheet.judul)
    rows = [*sheet.kepala, *sheet.baris]
    merged, covered = sheet.spans, sheet.covered
    looks, heights = _Looks(page, sheet), _heights(sheet, rows)
    for number, cells in enumerate(rows):
        page.raw.set_row(top + number, heights[number])
        for column, cell in enumerate(cells):
            if (number, column) in covered:
                continue
            look = looks.of(number, column, cell)
            isi = cell.nilai if isinstance(cell, Desimal) else cell
            end = merged.get((number, column))
            if end is None:
                page.put_as(top + number, column, isi, look)
            else:
                page.merge_as((top + number, column, top + end[0], end[1]), isi, look)
    deep = top + len(sheet.kepala)
    page.raw.repeat_rows(top, deep - 1)
    page.raw.freeze_panes(deep, 0)
    drawn = [*above, *heights, DEFAULT_HEIGHT]
    for line in sheet.catatan:
        drawn.append(_across(page, sheet, len(drawn), line, font_size=_SIZE, font_color=MUTED))
    return drawn


def _across(page: Sheet, sheet: LembarCetak, row: int, line: str, **style: object) -> float:
    """A line over the whole width of a table, as high as it needs; its height."""
    size = style["font_size"]
    assert isinstance(size, int)
    high = height(line, sum(sheet.lebar) - 1, size)
    page.raw.set_row(row, high)
    page.merge((row, 0, row, len(sheet.lebar) - 1), line, text_wrap=True, **style)
    return high


class _Looks:
    """The formats of a sheet, each made once."""

    def __init__(self, page: Sheet, sheet: LembarCetak) -> None:
        self._sheet, self._deep, self._style = sheet, len(sheet.kepala), page.book.style
        self._figures = sheet.figures
        plain = {
            "teks": _TEXT,
            "kata": _WORD,
            "angka": _FIGURE,
            "desimal": _DECIMAL,
            "tengah": _MIDDLE,
        }
        self._head = page.book.style(**_HEAD)
        self._plain = {kind: page.book.style(**look) for kind, look in plain.items()}
        self._sums = {kind: page.book.style(**look, **_SUM) for kind, look in plain.items()}

    def of(self, number: int, column: int, isi: Isi) -> object:
        """The format of a cell; a label in the row of sums stands on the left."""
        if number < self._deep:
            return self._head
        summed = number - self._deep in self._sheet.jumlah
        kind = "teks"
        if isi is None and not summed and column not in self._sheet.tengah:
            return self._plain[kind]
        if isi in _VEILED or (
            column in self._sheet.tengah and not (summed and isinstance(isi, str))
        ):
            kind = "tengah"
        elif isinstance(isi, Fraction):
            kind = "desimal"
        elif isinstance(isi, int):
            kind = "angka"
        elif isinstance(isi, Desimal):
            return self._with_decimals(isi.desimal, summed=summed)
        elif column in self._figures and not summed:
            kind = "kata"
        return (self._sums if summed else self._plain)[kind]

    def _with_decimals(self, places: int, *, summed: bool) -> object:
        look = {**_FIGURE, "num_format": f"#,##0.{'0' * places}"}
        return self._style(**look, **(_SUM if summed else {}))


def _heights(sheet: LembarCetak, rows: Sequence[Sequence[Isi]]) -> list[float]:
    """The heights of the rows by their texts; a text in merged rows takes its share of each."""
    spans, needed = sheet.spans, [_LEAST] * len(rows)
    for number, cells in enumerate(rows):
        for column, isi in enumerate(cells):
            if isinstance(isi, str) and isi:
                last, right = spans.get((number, column), (number, column))
                wide = sum(sheet.lebar[column : right + 1]) - _AT_EDGES
                high = height(isi, wide, _SIZE) * _AIR
                for row in range(number, last + 1):
                    needed[row] = max(needed[row], high / (last - number + 1))
    return [min(one, _MOST) for one in needed]


def _sign(page: Sheet, sheet: LembarCetak, row: int, tanda: Tanda) -> None:
    """The block for signatures on the right; it ends the last of the tables."""
    last = len(sheet.lebar) - 1
    first = _wide_enough(sheet.lebar)
    for offset, line in ((0, tanda.tempat), (1, tanda.jabatan), (5, tanda.nama), (6, tanda.nip)):
        if line:
            style = {"font_size": 9, "align": "center", "bold": offset == _NAME_LINE}
            page.merge((row + 1 + offset, first, row + 1 + offset, last), line, **style)


def _wide_enough(lebar: Sequence[int]) -> int:
    """The column from which on the last ones have room for a signature."""
    first = len(lebar) - 1
    while first and sum(lebar[first:]) < _SIGN_WIDTH:
        first -= 1
    return first


_SIGN_WIDTH, _SIGN_ROWS = 36, 8
_UNBROKEN = 16
_NAME_LINE = 5


# --- On paper ------------------------------------------------------------------------------------

_CSS = """
body { font-family: 'Segoe UI', 'Noto Sans', Arial, sans-serif; font-size: 8pt; color: #111 }
table.isi { border-collapse: collapse }
th, td.isi { border: 1px solid #b9af9f }
.judul { font-size: 10pt; font-weight: 600 }
th { background-color: #efeae1; font-weight: 600 }
.jumlah { background-color: #efeae1; font-weight: 600 }
.kecil { font-size: 7pt; color: #444; margin-top: 3px }
.h80 { font-size: 8pt } .h75 { font-size: 7.5pt } .h70 { font-size: 7pt } .h65 { font-size: 6.5pt }
td p { line-height: 90% }
"""
_MARGINS_MM, _LETTER_MM = 24, 1.857
_CLOSER = 0.85  # letters stand closer than in a workbook
_ROOM_TO_SIGN = "", "", "", ""
_LETTERS = 8.0, 7.5, 7.0, 6.5
"""The sizes of the letters of a table: as large as its declared width has room for."""


def page(sheets: Sequence[LembarCetak], sampul: Sampul) -> str:
    """The tables as HTML of the few words that Qt prints; headings are repeated on each page."""
    body = "<br>".join("".join(_html(sheet, sampul.kertas)) for sheet in sheets)
    tanda = sampul.tanda
    lines = ("", tanda.tempat, tanda.jabatan, *_ROOM_TO_SIGN, tanda.nama, tanda.nip)
    signed = "<br>".join(escape(line) for line in lines)
    block = (
        "<table width='100%'><tr><td width='70%'></td>"
        f"<td align='center'>{signed}</td></tr></table>"
    )
    return f"<html><head><style>{_CSS}</style></head><body>{body}{block}</body></html>"


def _html(sheet: LembarCetak, kertas: Kertas) -> Iterator[str]:
    size, widths = _laid_out(sheet, kertas)
    whole = sum(widths)
    yield "<table class='isi' border='0' cellspacing='0' cellpadding='2' width='100%'><thead>"
    # Within the head of the table a title never stays behind alone, and heads every page.
    titles = "<br>".join(map(escape, sheet.judul))
    yield f"<tr><td class='judul' colspan='{len(sheet.lebar)}' align='center'>{titles}</td></tr>"
    merged, covered, figures = sheet.spans, sheet.covered, sheet.figures
    for number, cells in enumerate([*sheet.kepala, *sheet.baris]):
        if number == len(sheet.kepala):
            yield "</thead>"
        yield "<tr>"
        for column, isi in enumerate(cells):
            if (number, column) not in covered:
                wide = round(100 * widths[column] / whole)
                end = merged.get((number, column))
                yield _cell(
                    sheet, (number, column), isi, end, wide, size, like_a_figure=column in figures
                )
        yield "</tr>"
    yield "</table>"
    for line in sheet.catatan:
        yield f"<p class='kecil'>{escape(line)}</p>"


def _laid_out(sheet: LembarCetak, kertas: Kertas) -> tuple[float, tuple[int, ...]]:
    """How large the letters of a table are on paper, and how wide its columns."""
    shrunk = min(1.0, (kertas.tinggi - _MARGINS_MM) / _LETTER_MM / sum(sheet.lebar))
    for size in _LETTERS:
        if size * _CLOSER <= _SIZE * shrunk and (widths := fitted(sheet, size * _WIDER / shrunk)):
            return size, widths
    return _LETTERS[-1], sheet.lebar


def _cell(
    sheet: LembarCetak,
    place: tuple[int, int],
    isi: Isi,
    end: tuple[int, int] | None,
    wide: int,
    size: float,
    *,
    like_a_figure: bool,
) -> str:
    number, column = place
    head, letters = number < len(sheet.kepala), f"h{size * 10:.0f}"
    span = f" rowspan='{end[0] - number + 1}' colspan='{end[1] - column + 1}'" if end else ""
    width = f" width='{wide}%'" if head and not end else ""
    if head:
        return f"<th class='{letters}'{span}{width}>{escape(str(isi or ''))}</th>"
    summed = number - len(sheet.kepala) in sheet.jumlah
    figure = isinstance(isi, int | Fraction | Desimal) or (like_a_figure and not summed)
    align = "right" if figure else "left"
    if isi in _VEILED or (column in sheet.tengah and not isinstance(isi, str)):
        align = "center"
    look = f"isi {letters} jumlah" if summed else f"isi {letters}"
    told = breakable(written(isi))
    # A figure is not broken between its digits.
    whole = len(told) <= _UNBROKEN and not {" ", MAY_BREAK} & set(told)
    kept = " style='white-space: nowrap'" if whole else ""
    return f"<td{span} class='{look}' align='{align}' valign='top'><p{kept}>{_lines(told)}</p></td>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
