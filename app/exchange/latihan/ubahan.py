"""What happens to a package on its way: nothing, saved again by another program, or a forgery.

A library saves it that knows nothing of Lontar, as WPS and Excel know nothing of it. The forgery
tears the seal off, as every program does that saves a changed workbook, and changes one cell.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from app.exchange.segel.model import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

UTUH = "utuh"
_HIDDEN = ("Data", "_meta")
_MORE = 1_000
_NUMBER_FROM = 100
_LISTS = ("[Content_Types].xml", "_rels/.rels")
_NAMES_SEAL = re.compile(rb"<(?:Override|Default|Relationship) [^>]*(?:_xmlsignatures|sigs)[^>]*/>")


def untouched(data: bytes) -> bytes:
    """The file as it was sent."""
    return data


def saved_again(data: bytes) -> bytes:
    """Opened and saved by another program, without any change."""
    import openpyxl

    out = BytesIO()
    openpyxl.load_workbook(BytesIO(data)).save(out)
    return out.getvalue()


def forged(data: bytes) -> bytes:
    """One typed figure of a visible sheet made larger, by whoever wants to look better."""
    part, place, figure = _first_figure(data)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as read, zipfile.ZipFile(out, "w") as written:
        for info in read.infolist():
            found, name = read.read(info), info.filename
            if name in _LISTS:
                found = _NAMES_SEAL.sub(b"", found)
            elif name == part:
                found = _replaced(found, place, figure + _MORE)
            if not name.startswith(FOLDER):
                written.writestr(info, found)
    return out.getvalue()


CARA: Mapping[str, Callable[[bytes], bytes]] = {
    UTUH: untouched,
    "disimpan_ulang": saved_again,
    "dipalsukan": forged,
}
"""What an exercise may do to a package, by the word for it."""


def _is_of_form(name: str) -> bool:
    from app.exchange.tata_letak import PETUNJUK, RINGKASAN

    return name not in (*_HIDDEN, PETUNJUK, RINGKASAN)


def _first_figure(data: bytes) -> tuple[str, str, int]:
    """The file of the first sheet of a form within the package, a cell of it, and its figure."""
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data), read_only=True)
    number, sheet = next(
        (number, sheet) for number, sheet in enumerate(book, start=1) if _is_of_form(sheet.title)
    )
    place, figure = next(
        (cell.coordinate, cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int) and cell.value >= _NUMBER_FROM
    )
    return f"xl/worksheets/sheet{number}.xml", place, figure


def _replaced(sheet: bytes, place: str, figure: int) -> bytes:
    cell = re.compile(rb'(<c r="%s"[^>]*><v>)[0-9]+(?=</v>)' % place.encode())
    changed, times = cell.subn(rb"\g<1>%d" % figure, sheet)
    assert times == 1
    return changed
