"""Blocks of cells as spreadsheets put them on the clipboard: tabs, line ends and quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_QUOTE = '"'


def parse_block(teks: str) -> list[list[str]]:
    """Split a copied block into rows of cells, all of the same width.

    The line end that spreadsheets add after the last row is dropped, and so are empty rows
    and columns at the end. A cell in quotes may hold tabs and line ends; a doubled quote in
    it is one.
    """
    body = teks.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(body):
        cell, at = _cell(body, at)
        rows[-1].append(cell)
        if at < len(body) and body[at] == "\n":
            rows.append([])
        at += 1
    return _rectangle(rows)


def _cell(body: str, start: int) -> tuple[str, int]:
    """One cell and where it ends: at a tab, a line end or the end of the text."""
    if body.startswith(_QUOTE, start):
        quoted = _quoted(body, start + 1)
        if quoted is not None:
            return quoted
    ends = [found for mark in "\t\n" if (found := body.find(mark, start)) >= 0]
    end = min(ends, default=len(body))
    return body[start:end], end


def _quoted(body: str, start: int) -> tuple[str, int] | None:
    """A quoted cell; None when the quote turns out to be part of plain text."""
    at = body.find(_QUOTE, start)
    while at >= 0 and body.startswith(_QUOTE * 2, at):
        at = body.find(_QUOTE, at + 2)
    if at < 0 or (at + 1 < len(body) and body[at + 1] not in "\t\n"):
        return None
    return body[start:at].replace(_QUOTE * 2, _QUOTE), at + 1


def _rectangle(rows: list[list[str]]) -> list[list[str]]:
    while len(rows) > 1 and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    filled = [place for row in rows for place, cell in enumerate(row) if cell.strip()]
    width = max(filled, default=0) + 1
    return [[*row[:width], *[""] * (width - len(row))] for row in rows]


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """Spell rows of cells the way spreadsheets read them."""
    return "\n".join("\t".join(_spell(cell) for cell in row) for row in rows)


def _spell(cell: str) -> str:
    if any(mark in cell for mark in '\t\n\r"'):
        return f'"{cell.replace(_QUOTE, _QUOTE * 2)}"'
    return cell
