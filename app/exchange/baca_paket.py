"""Reading the workbook of a package: all sheets as plain rows, and the hidden statements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange.buku_kerja import Baris, Buku, read_workbook
from app.exchange.susunan_buku import MAX_SHEETS

if TYPE_CHECKING:
    from collections.abc import Mapping


__all__ = ["Baris", "Buku", "check_extent", "is_far", "read_workbook"]

_SHEETS = "xl/worksheets/"
# A single cell far away makes a reader reserve room for all the cells before it. Nearly every
# sheet is acquitted by the first, fast look.
_FAR = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"'](?:[A-Za-z]{3}|[A-Za-z]{1,3}[0-9]{6})")
_SUSPECT = re.compile(rb' r="(?:[A-Za-z]{3}|[A-Za-z]{1,3}[0-9]{6})')
_ODD = (b" r='", b" r =", b"r\t=", b"r\n=", b"\nr=", b"\tr=")


def check_extent(parts: Mapping[str, bytes]) -> None:
    """Refuse sheets larger than any package, before a reader makes room for them."""
    pages = [name for name in parts if name.startswith(_SHEETS) and name.endswith(".xml")]
    if len(pages) > MAX_SHEETS:
        raise LontarError("paket_terlalu_banyak", batas=MAX_SHEETS)
    for name in pages:
        if is_far(parts[name]):
            raise LontarError("paket_sel_jauh", bagian=name.removeprefix(_SHEETS)[:40])


def is_far(page: bytes) -> bool:
    """Whether a sheet has a cell in a place no package reaches."""
    odd = any(spelling in page for spelling in _ODD) or _SUSPECT.search(page)
    return bool(odd) and _FAR.search(page) is not None
