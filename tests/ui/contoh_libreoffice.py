"""What LibreOffice really puts on the clipboard when a person copies a block of cells."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from tests.exchange.contoh_buku import driven

if TYPE_CHECKING:
    from collections.abc import Sequence

_COPY = """
import json
from com.sun.star.datatransfer import DataFlavor
from com.sun.star.lang import Locale
(source,) = arguments
wanted = json.load(open(source, encoding="utf-8"))
book = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (option("Hidden", True),))
page = book.Sheets.getByIndex(0)
formats, indonesian = book.NumberFormats, Locale("id", "ID", "")
for row, line in enumerate(wanted["cells"]):
    for column, value in enumerate(line):
        cell = page.getCellByPosition(column, row)
        if isinstance(value, str):
            cell.String = value
        elif value is not None:
            cell.Value = float(value)
        code = wanted["formats"][column]
        if code and not isinstance(value, str):
            key = formats.queryKey(code, indonesian, False)
            cell.NumberFormat = formats.addNew(code, indonesian) if key == -1 else key
last = page.getCellRangeByPosition(0, 0, len(wanted["formats"]) - 1, len(wanted["cells"]) - 1)
controller = book.CurrentController
controller.select(last)
held = controller.getTransferable()
told = {}
for flavor in held.getTransferDataFlavors():
    kind = flavor.MimeType
    if kind == "text/plain;charset=utf-16":
        told["text"] = held.getTransferData(flavor)
    elif kind == "text/html":
        told["html"] = bytes(held.getTransferData(flavor).value).decode("utf-8")
print(json.dumps(told))
book.close(True)
desktop.terminate()
"""


class Salinan(NamedTuple):
    """A copied block, in the two forms in which other programs ask for it."""

    text: str
    html: str


def copied(cells: Sequence[Sequence[object]], formats: Sequence[str]) -> Salinan:
    """Type the cells into LibreOffice, give the columns Indonesian formats, copy everything."""
    with TemporaryDirectory() as folder:
        source = Path(folder, "sel.json")
        source.write_text(json.dumps({"cells": cells, "formats": formats}), encoding="utf-8")
        return Salinan(**json.loads(driven(Path(folder), _COPY, str(source))))
