"""Blocks of cells as spreadsheets take them from the clipboard: tabs, line ends and quotes.

A spreadsheet works out what begins like a formula, also when it is a text that came with somebody
else's package; an apostrophe in front keeps it a text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.tempel_blok import LIKE_FORMULA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_QUOTE = '"'
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,\s]*%?")


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """Spell rows of cells the way spreadsheets read them."""
    return "\n".join("\t".join(_spell(cell) for cell in row) for row in rows)


def _spell(cell: str) -> str:
    if LIKE_FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        cell = f"'{cell}"
    if any(mark in cell for mark in '\t\n\r"'):
        return f'"{cell.replace(_QUOTE, _QUOTE * 2)}"'
    return cell
