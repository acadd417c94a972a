"""What happens to a package on its way: nothing, saved again by another program, or a forgery.

Both are done by a library that knows nothing of Lontar, as WPS and Excel know nothing of it.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_HIDDEN = ("Data", "_meta")
_MORE = 1_000
_NUMBER_FROM = 100


def untouched(data: bytes) -> bytes:
    """The file as it was sent."""
    return data


def saved_again(data: bytes) -> bytes:
    """Opened and saved by another program, without any change."""
    return _saved(_opened(data))


def forged(data: bytes) -> bytes:
    """One typed figure of a visible sheet made larger, by whoever wants to look better."""
    book = _opened(data)
    sheet = book[next(name for name in book.sheetnames if _is_of_form(name))]
    cell = next(
        cell
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int) and cell.value >= _NUMBER_FROM
    )
    cell.value += _MORE
    return _saved(book)


CARA: Mapping[str, Callable[[bytes], bytes]] = {
    "utuh": untouched,
    "disimpan_ulang": saved_again,
    "dipalsukan": forged,
}
"""What an exercise may do to a package, by the word for it."""


def _is_of_form(name: str) -> bool:
    from app.exchange.tata_letak import PETUNJUK, RINGKASAN

    return name not in (*_HIDDEN, PETUNJUK, RINGKASAN)


def _opened(data: bytes) -> Any:
    import openpyxl

    return openpyxl.load_workbook(BytesIO(data))


def _saved(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
