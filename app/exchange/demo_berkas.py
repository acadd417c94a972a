"""What other hands do to a package on its way, for pictures and exercises; never to a real one."""

from __future__ import annotations

from io import BytesIO
from typing import Any

_LEAST, _MOST = 100, 999_999


def saved_anew(data: bytes) -> bytes:
    """The workbook as another program leaves it that opens and saves it: the seal is gone."""
    return _written(_opened(data))


def figure_changed(data: bytes, lembar: str) -> bytes:
    """The same after somebody put a 9 before the first larger whole number of a sheet."""
    book = _opened(data)
    cell = next(cell for row in book[lembar] for cell in row if _is_figure(cell.value))
    cell.value = int(f"9{cell.value}")
    return _written(book)


def _is_figure(value: object) -> bool:
    return isinstance(value, int) and _LEAST <= value <= _MOST


def _opened(data: bytes) -> Any:
    import openpyxl

    return openpyxl.load_workbook(BytesIO(data))


def _written(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
