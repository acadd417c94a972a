"""A workbook that is written once and remembers its cells, so that the file can be checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.domain.angka import format_number
from app.domain.kertas import A4, POINTS_PER_MM
from app.errors import LontarError
from app.exchange.ukur_teks import height
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.kertas import Kertas
    from app.exchange.rekap_hitung import Isi

FONT = "Arial"
INK, PAPER, SHADE, RULE = "#261F18", "#FFFFFF", "#EFEAE1", "#C9BFB0"
ACCENT, MUTED = "#84511D", "#655B4F"
# What a user wrote is text for ever: it never becomes a formula, a link or a number.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# Widths of columns are measured in digits of the default font, so it must be one everybody has.
_DEFAULT = {"font_name": FONT, "font_size": 10}
# Of the theme Excel would show its own font, whatever name stands beside it.
_LETTERS = {"font_name": FONT, "font_scheme": "none"}
_MARGIN = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.7}
MOST_LETTERS = 32_767
DEFAULT_HEIGHT = 15.0
_NARROWER, _AIR = 0.94, 1.1  # fonts that stand in for Arial are wider and higher
Cell = tuple[int, int]


def room(kertas: Kertas) -> tuple[float, float]:
    """What a page of a paper lying down has room for, in points: its width and its height."""
    return (
        kertas.tinggi * POINTS_PER_MM - 72 * (_MARGIN["left"] + _MARGIN["right"]),
        kertas.lebar * POINTS_PER_MM - 72 * (_MARGIN["top"] + _MARGIN["bottom"]),
    )


class Book:
    """A new workbook in memory with one look for all its sheets.

    `tanda_air` heads every printed page; real offices have none. `kertas` is what it prints on.
    """

    def __init__(
        self, properties: dict[str, object], tanda_air: str = "", kertas: Kertas = A4
    ) -> None:
        import xlsxwriter

        self._tanda_air, self._kertas = tanda_air, kertas

        self._stream = BytesIO()
        # A copy: XlsxWriter writes into it, and the next workbook would take the font of the theme.
        options = {**_OPTIONS, "default_format_properties": dict(_DEFAULT)}
        self._book: Any = xlsxwriter.Workbook(self._stream, options)
        self._book.set_properties(properties)
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self.sheets: dict[str, Sheet] = {}

    def sheet(self, name: str, footer: str = "") -> Sheet:
        """Add a sheet that prints on its paper lying down, one page wide."""
        made = Sheet(self, self._book.add_worksheet(name))
        made.raw.set_landscape()
        made.raw.set_paper(self._kertas.kode)
        made.raw.fit_to_pages(1, 0)
        made.raw.set_margins(**_MARGIN)
        made.raw.hide_gridlines(2)
        # The space ends the size: a text that begins with a digit would make it a larger one.
        made.raw.set_footer(f"&L&8 {footer.replace('&', '&&')}&R&8 &P / &N")
        self._head(made, "")
        self.sheets[name] = made
        return made

    def print_until(self, sheet: Sheet, last_row: int, last_column: int, all_rows: int) -> None:
        """Print a sheet for looking things up only so far, and say so on the page.

        Rows and columns are counted from 0; `all_rows` is the last row that has something.
        """
        sheet.raw.print_area(0, 0, last_row, last_column)
        said = t(
            "rekap.cetak_sebagian",
            akhir=format_number(last_row + 1),
            semua=format_number(all_rows + 1),
        )
        self._head(sheet, f"&L&8 {said.replace('&', '&&')}")

    def _head(self, sheet: Sheet, left: str) -> None:
        mark = f"&C&12&B{self._tanda_air.replace('&', '&&')}" if self._tanda_air else ""
        if left or mark:
            sheet.raw.set_header(left + mark)

    def style(self, **properties: object) -> Any:
        """A cell format; the same properties give the same format."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {**_LETTERS, "font_size": 10, "font_color": INK, "valign": "vcenter"}
            self._formats[key] = self._book.add_format({**base, **properties})
        return self._formats[key]

    def chart(self, kind: str) -> Any:
        """A new chart of the library's own kind, to be placed on a sheet."""
        return self._book.add_chart({"type": kind})

    def finish(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._book.close()
        return self._stream.getvalue()


@dataclass(slots=True)
class Sheet:
    """One sheet; `raw` is the library's own object for widths, printing and the like."""

    book: Book
    raw: Any
    cells: dict[Cell, str | float] = field(default_factory=dict)

    def put(self, row: int, column: int, isi: Isi | None, **style: object) -> None:
        """Write a number or a text; None draws an empty cell."""
        self.put_as(row, column, isi, self.book.style(**style))

    def put_as(self, row: int, column: int, isi: Isi | None, look: Any) -> None:
        """The same with a format that was made before (`Book.style`)."""
        if isi is None or isi == "":
            self.raw.write_blank(row, column, None, look)
            return
        kept = as_kept(isi)
        write = self.raw.write_string if isinstance(kept, str) else self.raw.write_number
        write(row, column, kept, look)
        self.cells[row, column] = kept

    def merge(self, place: tuple[int, int, int, int], isi: Isi | None, **style: object) -> None:
        """Write into cells that become one: first row and column, last row and column."""
        self.merge_as(place, isi, self.book.style(**style))

    def merge_as(self, place: tuple[int, int, int, int], isi: Isi | None, look: Any) -> None:
        """The same with a format that was made before."""
        row, column, last_row, last_column = place
        if (row, column) != (last_row, last_column):
            self.raw.merge_range(row, column, last_row, last_column, "", look)
        self.put_as(row, column, isi, look)

    def formula(self, row: int, column: int, formula: str, isi: Isi, **style: object) -> None:
        """Write a formula of ours with the result it has."""
        kept = as_kept(isi)
        self.raw.write_formula(row, column, formula, self.book.style(**style), kept)
        self.cells[row, column] = kept

    def header(self, row: int, titles: list[str], **style: object) -> None:
        """Write the titles of a table's columns."""
        look: dict[str, object] = {
            "bold": True, "bg_color": SHADE, "border": 1, "border_color": RULE,
            "text_wrap": True, "align": "center",
        }  # fmt: skip
        for column, title in enumerate(titles):
            self.put(row, column, title, **{**look, **style})

    def fit(
        self, row: int, texts: Sequence[Isi | None], widths: Sequence[float], size: int = 10
    ) -> None:
        """Make a row as high as its longest text needs: not every program does so by itself."""
        lines = [
            height(isi, wide * _NARROWER - 1, size) * _AIR
            for isi, wide in zip(texts, widths, strict=False)
            if isinstance(isi, str) and isi
        ]
        self.raw.set_row(row, max([DEFAULT_HEIGHT, *lines]))

    def widths(self, *widths: float) -> None:
        """Set the widths of the columns from the first on."""
        for column, width in enumerate(widths):
            self.raw.set_column(column, column, width)


def as_kept(isi: Isi) -> str | float:
    """The cell's content as every spreadsheet keeps it: fifteen digits, and texts it can hold."""
    if isinstance(isi, str):
        return printable(isi)
    return float(f"{float(isi):.15g}") if isinstance(isi, Fraction) else isi


def printable(teks: str) -> str:
    """The text as a spreadsheet can keep it: one kind of line end, no control characters."""
    if teks.isprintable() and len(teks) <= MOST_LETTERS:
        return teks
    lines = teks.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in lines if sign in "\n\t" or sign.isprintable())
    return kept if len(kept) <= MOST_LETTERS else f"{kept[: MOST_LETTERS - 1]}…"


def check_written(path: Path, book: Book) -> None:
    """Read the file back and refuse it unless every cell holds what it was given."""
    from python_calamine import CalamineWorkbook

    found = CalamineWorkbook.from_path(str(path))
    for name, sheet in book.sheets.items():
        rows = found.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for (row, column), isi in sheet.cells.items():
            there: object = ""
            if row < len(rows) and column < len(rows[row]):
                there = rows[row][column]
            if there != isi:
                raise LontarError("rekap_tidak_sama", lembar=name, baris=row + 1, kolom=column + 1)
