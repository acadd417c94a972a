"""The second reader: what the first one found in every cell must be what another one finds."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.errors import LontarError
from app.exchange import format_angka, lembar_ketat, prapemeriksaan, susunan_buku
from app.exchange.buku_kerja import Pembuka
from app.exchange.susunan_buku import STYLES, TEXTS
from app.exchange.xml_ketat import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.exchange.lembar_ketat import SelGalat
    from app.exchange.prapemeriksaan import Praperiksa
    from app.exchange.susunan_buku import LembarBuku

Letak = tuple[int, int]
"""Row and column, counted from 1."""
_Cells = dict[Letak, object]
_SHEET = "worksheet"
_EMPTY = "-"


def compare(data: bytes) -> list[SelGalat]:
    """The cells of all sheets that hold an error of a calculation.

    Raises:
        LontarError: a sheet is not in the one form allowed, the second reader cannot open the
            workbook, or the two readers disagree about a cell.

    """
    praperiksa = prapemeriksaan.inspect(data, thorough=False)
    sheets = [sheet for sheet in susunan_buku.read(praperiksa) if sheet.jenis == _SHEET]
    errors = _check_forms(praperiksa, sheets)
    clean = praperiksa.clean()
    first = Pembuka(clean)
    second = _second(clean)
    if list(second) != [sheet.nama for sheet in sheets]:
        raise LontarError("pembaca_kedua_gagal")
    told = {(error.lembar, error.sel) for error in errors}
    found = [
        difference
        for nama, cells in second.items()
        for difference in _differences(nama, _grid(first.rows(nama)), cells)
        if difference[:2] not in told
    ]
    if found:
        lembar, sel, satu, dua = found[0]
        raise LontarError(
            "pembaca_tidak_sepakat",
            lembar=shown(lembar), sel=sel, satu=satu, dua=dua, jumlah=len(found),
        )  # fmt: skip
    return errors


def _check_forms(praperiksa: Praperiksa, sheets: Sequence[LembarBuku]) -> list[SelGalat]:
    """Every part to its end, sheets element by element; the cells that hold an error."""
    parts = praperiksa.parts
    format_angka.check(STYLES, parts.get(STYLES, b""))
    if TEXTS in parts:
        lembar_ketat.check_texts(TEXTS, parts[TEXTS])
    left = lembar_ketat.MAX_CELLS
    errors: list[SelGalat] = []
    for sheet in sheets:
        content = parts[sheet.bagian]
        format_angka.check(sheet.bagian, content)
        left, found = lembar_ketat.check_sheet(sheet.nama, sheet.bagian, content, left)
        errors += found
    prapemeriksaan.check_rest(praperiksa, {TEXTS, *(sheet.bagian for sheet in sheets)})
    return errors


@contextmanager
def _without_frames() -> Iterator[None]:
    """While a workbook is read, nobody works out anew how merged cells are framed.

    openpyxl does so for every cell of them, for longer than all the rest of reading takes, and
    only values are asked for here.
    """
    from openpyxl.worksheet.merge import MergedCellRange

    reading: Any = MergedCellRange
    draw = reading.format
    reading.format = lambda _: None
    try:
        yield
    finally:
        reading.format = draw


def _second(clean: bytes) -> dict[str, _Cells]:
    """The filled cells of every sheet as openpyxl reads them, formulas not computed."""
    import openpyxl

    try:
        with warnings.catch_warnings(), _without_frames():
            warnings.simplefilter("ignore")
            # Never read_only: that mode believes what a sheet says about its own size.
            book: Any = openpyxl.load_workbook(BytesIO(clean), keep_links=False)
    except MemoryError:
        raise
    except Exception as error:
        raise LontarError("pembaca_kedua_gagal") from error
    return {
        # Asking for rows would make every cell up to the farthest one; these are the real ones.
        sheet.title: {place: cell.value for place, cell in sheet._cells.items()}  # noqa: SLF001 - only the filled ones
        for sheet in book.worksheets
    }


def _grid(rows: Sequence[Sequence[object]]) -> _Cells:
    return {
        (row, column): isi
        for row, line in enumerate(rows, start=1)
        for column, isi in enumerate(line, start=1)
        if isi != ""
    }


def _differences(
    nama: str, first: Mapping[Letak, object], second: Mapping[Letak, object]
) -> Iterator[tuple[str, str, str, str]]:
    """Sheet, cell, and both readings of every cell the readers disagree about."""
    from openpyxl.utils import get_column_letter

    for place in sorted(first.keys() | second.keys()):
        readings = first.get(place), second.get(place)
        one, other = map(_normal, readings)
        if one != other:
            address = f"{get_column_letter(place[1])}{place[0]}"
            yield nama, address, _spoken(readings[0]), _spoken(readings[1])


def _normal(isi: object) -> tuple[str, object]:
    """A reading in a form in which the same content is equal, and true is not 1."""
    if isi is None or isi == "":
        return "", ""
    if isinstance(isi, bool):
        return "benar", isi
    if isinstance(isi, int | float):
        return "angka", float(isi)
    if isinstance(isi, datetime | date | time | timedelta):
        return "waktu", _moment(isi)
    return "teks", str(isi)


def _moment(isi: datetime | date | time | timedelta) -> float:
    """Seconds, so that a day and its first moment are one."""
    if isinstance(isi, timedelta):
        return round(isi.total_seconds())
    if isinstance(isi, time):
        return isi.hour * 3600 + isi.minute * 60 + isi.second
    if not isinstance(isi, datetime):
        isi = datetime(isi.year, isi.month, isi.day)  # noqa: DTZ001 - a sheet has no time zone
    return round((isi - datetime(1900, 1, 1)).total_seconds())  # noqa: DTZ001 - cells have no zone


def _spoken(isi: object) -> str:
    return _EMPTY if isi is None or isi == "" else shown(str(isi))
