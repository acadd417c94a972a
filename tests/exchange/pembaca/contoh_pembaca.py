"""Packages spoiled in one place, and children to read them, for the tests of the reader."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from app.exchange.pembaca.batas import Batas
from app.exchange.pembaca.induk import Pembaca
from app.exchange.pembaca.proses import command
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_zip import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA, META, GUIDE = (f"xl/worksheets/sheet{n}.xml" for n in (10, 11, 1))
STYLES, BOOK, TEXTS = "xl/styles.xml", "xl/workbook.xml", "xl/sharedStrings.xml"


@cache
def package_parts() -> dict[str, bytes]:
    return unpacked(contoh.package())


def spoiled(part: str, old: str, new: str) -> bytes:
    """The package with a text replaced, once, in one of its parts."""
    parts = package_parts()
    assert old.encode() in parts[part]
    return packed({**parts, part: parts[part].replace(old.encode(), new.encode(), 1)})


def with_row(part: str, row: str) -> bytes:
    """The package with one more row at the end of a sheet."""
    return spoiled(part, "</sheetData>", f"{row}</sheetData>")


def script(code: str, limits: Batas | None = None) -> list[str]:
    """The command line of a child that loads the same way but runs other code."""
    line = command(limits or Batas())
    at = line.index("-c") + 1
    boot = "import sys; sys.path[:] = sys.argv[3:]\n"
    return [*line[:at], boot + code, *line[at + 1 :]]


def one_worker() -> Iterator[Pembaca]:
    """A reader with one child, closed afterwards."""
    with Pembaca(lambda text: print(text, file=sys.stderr), workers=1) as pembaca:
        yield pembaca
