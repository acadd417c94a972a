"""The cells of somebody's own workbook as texts, the way a person reads them off the screen.

A percentage is stored as its hundredth part and a formula as its last result; both are spelled
here as they are shown, so that the reader of numbers meets the same text as after a paste.
"""

from __future__ import annotations

import warnings
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.errors import LontarError
from app.exchange import prapemeriksaan
from app.exchange.pembaca.pesan import LembarTabel

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_CELLS = 200_000
_DIGITS = 15
"""As many as a spreadsheet keeps; what floating point adds behind them was never typed."""


def tables(data: bytes) -> dict[str, list[list[str]]]:
    """Every sheet of a workbook as rows of texts, cells where they stand.

    Raises:
        LontarError: as for `sheets`.

    """
    return {name: sheet.baris for name, sheet in sheets(data).items()}


def sheets(data: bytes) -> dict[str, LembarTabel]:
    """The same with the merged cells.

    Raises:
        LontarError: no workbook, a refused one, or one that is far too large for a form.

    """
    clean = prapemeriksaan.inspect(data, thorough=False).clean()
    shown, written = _opened(clean, results=True), _opened(clean, results=False)
    left = MAX_CELLS
    found = {}
    for sheet in shown.worksheets:
        formulas = {place: cell.value for place, cell in _cells(written[sheet.title]).items()}
        rows = _rows(_cells(sheet), formulas)
        left -= sum(map(len, rows))
        if left < 0:
            raise LontarError("tabel_terlalu_luas", lembar=sheet.title, batas=MAX_CELLS)
        found[sheet.title] = LembarTabel(rows, _merged(sheet, rows))
    return found


def _merged(sheet: Any, rows: list[list[str]]) -> list[tuple[int, int, int, int]]:
    """The merged cells, as far as they lie beside something that is written."""
    high, wide = len(rows), max(map(len, rows), default=0)
    clipped = (
        (one.min_row - 1, one.min_col - 1, min(one.max_row, high) - 1, min(one.max_col, wide) - 1)
        for one in sheet.merged_cells.ranges
    )
    return sorted(one for one in clipped if one[:2] != one[2:] and one[0] < high and one[1] < wide)


def _opened(clean: bytes, *, results: bool) -> Any:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(BytesIO(clean), data_only=results, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:
        raise LontarError("tabel_tak_terbaca") from error


def _cells(sheet: Any) -> dict[tuple[int, int], Any]:
    # Asking for rows would make every cell up to the farthest one; these are the real ones.
    return sheet._cells  # type: ignore[no-any-return]  # noqa: SLF001


def _rows(
    cells: Mapping[tuple[int, int], Any], formulas: Mapping[tuple[int, int], object]
) -> list[list[str]]:
    texts = {place: _text(cell, formulas.get(place)) for place, cell in cells.items()}
    filled = {place: text for place, text in texts.items() if text}
    high = max((row for row, _ in filled), default=0)
    wide = max((column for _, column in filled), default=0)
    if high * wide > MAX_CELLS:
        # Refused by whoever counts: one far cell must not make a million empty ones.
        return [[""] * (MAX_CELLS + 1)]
    return [
        [filled.get((row, column), "") for column in range(1, wide + 1)]
        for row in range(1, high + 1)
    ]


def _text(cell: Any, formula: object) -> str:
    value = cell.value
    if value is None:
        # A formula nobody has computed yet has no result to show.
        return formula if isinstance(formula, str) and formula.startswith("=") else ""
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if isinstance(value, int | float):
        return spelled(value, percent="%" in str(cell.number_format))
    if isinstance(value, datetime | date | time | timedelta):
        return str(value)
    return str(value)


def spelled(value: float, *, percent: bool = False) -> str:
    """A number as digits with a decimal comma and no grouping, exactly as long as it was typed."""
    text = f"{value * 100 if percent else value:.{_DIGITS}g}"
    if "e" not in text:
        text = text.replace(".", ",")
    return f"{text}%" if percent else text
