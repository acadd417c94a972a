"""Blocks of cells as spreadsheets take them from the clipboard: tabs, line ends and quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_QUOTE = '"'


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """Spell rows of cells the way spreadsheets read them."""
    return "\n".join("\t".join(_spell(cell) for cell in row) for row in rows)


def _spell(cell: str) -> str:
    if any(mark in cell for mark in '\t\n\r"'):
        return f'"{cell.replace(_QUOTE, _QUOTE * 2)}"'
    return cell
