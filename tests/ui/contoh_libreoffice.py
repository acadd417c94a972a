"""What LibreOffice really puts on the clipboard when a person copies a block of cells."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from tests.exchange.contoh_buku import SOFFICE, SYSTEM_PYTHON, TIMEOUT

if TYPE_CHECKING:
    from collections.abc import Sequence

_COPY = """
import json, sys, time, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.datatransfer import DataFlavor
from com.sun.star.lang import Locale
pipe, source = sys.argv[1:]
wanted = json.load(open(source, encoding="utf-8"))
local = uno.getComponentContext()
make = local.ServiceManager.createInstanceWithContext
resolver = make("com.sun.star.bridge.UnoUrlResolver", local)
for attempt in range(120):
    try:
        context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
hidden = PropertyValue()
hidden.Name, hidden.Value = "Hidden", True
book = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (hidden,))
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
    assert SOFFICE is not None
    assert SYSTEM_PYTHON is not None
    with TemporaryDirectory() as folder:
        source = Path(folder, "sel.json")
        source.write_text(json.dumps({"cells": cells, "formats": formats}), encoding="utf-8")
        pipe = f"lontar{Path(folder).name}"
        profile = f"-env:UserInstallation={Path(folder, 'profil').as_uri()}"
        options = ["--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
        office = subprocess.Popen(
            [SOFFICE, profile, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            done = subprocess.run(
                [SYSTEM_PYTHON, "-c", _COPY, pipe, str(source)],
                check=True,
                capture_output=True,
                timeout=TIMEOUT,
            )
            office.wait(TIMEOUT)
        finally:
            office.kill()
            office.wait()
    return Salinan(**json.loads(done.stdout))
