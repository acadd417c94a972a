"""A block of cells as Excel, WPS and LibreOffice hand it over: text with tabs, or an HTML table.

A clipboard holds whatever some page put there, so every letter is looked at a fixed number of
times, and nothing is filled up to a rectangle that no form could take.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_QUOTE = '"'
LIKE_FORMULA = re.compile("'*[=+\\-@\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that a spreadsheet takes for a formula, apostrophes in front of it included."""

_CELL_END = re.compile("[\t\n]")
LARGEST_SPAN = 1000
"""Further than this no heading reaches; an HTML table may claim any number."""
LARGEST_BLOCK = 200_000
"""Cells of a block, empty ones included; far more than any form has."""


class BlockTooLargeError(ValueError):
    """A block of more than `LARGEST_BLOCK` cells; `baris` and `kolom` are its size."""

    def __init__(self, baris: int, kolom: int) -> None:
        super().__init__(f"{baris} x {kolom}")
        self.baris, self.kolom = baris, kolom


@dataclass(frozen=True, slots=True)
class Blok:
    """Rows of cells, all of the same width.

    `gabungan` are the places that a merged cell covers beside its first one; they have no text.
    """

    baris: tuple[tuple[str, ...], ...]
    gabungan: frozenset[tuple[int, int]] = frozenset()

    @property
    def lebar(self) -> int:
        """How many columns there are."""
        return len(self.baris[0]) if self.baris else 0

    @property
    def tunggal(self) -> bool:
        """Whether it is one cell."""
        return len(self.baris) == 1 and self.lebar == 1


def block_of_text(teks: str) -> Blok:
    """A copied block from its plain text.

    Raises:
        BlockTooLargeError: it has more cells than any form.

    """
    return Blok(tuple(map(tuple, parse_block(teks))))


def parse_block(teks: str) -> list[list[str]]:
    """Split a copied block into rows of cells, all of the same width.

    The line end that spreadsheets add after the last row is dropped, and so are empty rows
    and columns at the end. A cell in quotes may hold tabs and line ends; a doubled quote in
    it is one.

    Raises:
        BlockTooLargeError: it has more cells than any form.

    """
    body = teks.replace("\r\n", "\n").replace("\r", "\n").rstrip("\t\n")
    if body.count("\t") + body.count("\n") >= LARGEST_BLOCK:
        # Before a list is made for each of them.
        wide = max(line.count("\t") for line in body.split("\n")) + 1
        raise BlockTooLargeError(body.count("\n") + 1, wide)
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(body):
        cell, at = _cell(body, at)
        rows[-1].append(_unmarked(cell))
        if at < len(body) and body[at] == "\n":
            rows.append([])
        at += 1
    return rectangle(rows)


def _unmarked(cell: str) -> str:
    """Without the apostrophe that keeps a text from being a formula; spreadsheets hide it too."""
    return cell[1:] if cell.startswith("'") and LIKE_FORMULA.match(cell) else cell


def _cell(body: str, start: int) -> tuple[str, int]:
    """One cell and where it ends: at a tab, a line end or the end of the text."""
    if body.startswith(_QUOTE, start):
        quoted = _quoted(body, start + 1)
        if quoted is not None:
            return quoted
    found = _CELL_END.search(body, start)
    end = found.start() if found else len(body)
    return body[start:end], end


def _quoted(body: str, start: int) -> tuple[str, int] | None:
    """A quoted cell; None when the quote turns out to be part of plain text."""
    at = body.find(_QUOTE, start)
    while at >= 0 and body.startswith(_QUOTE * 2, at):
        at = body.find(_QUOTE, at + 2)
    if at < 0 or (at + 1 < len(body) and body[at + 1] not in "\t\n"):
        return None
    return body[start:at].replace(_QUOTE * 2, _QUOTE), at + 1


def rectangle(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """Rows of the same width, without empty rows and columns at the end.

    Raises:
        BlockTooLargeError: filled up, they would have more cells than any form.

    """
    kept = list(rows) or [[]]
    while len(kept) > 1 and not any(cell.strip() for cell in kept[-1]):
        kept.pop()
    filled = [place for row in kept for place, cell in enumerate(row) if cell.strip()]
    width = max(filled, default=0) + 1
    if len(kept) * width > LARGEST_BLOCK:
        raise BlockTooLargeError(len(kept), width)
    return [[*row[:width], *[""] * (width - len(row))] for row in kept]


# --- HTML --------------------------------------------------------------------------------------

# Quotes count where they hold a value. A tag that never ends, and a style that is never closed,
# take the rest of the page with them, as in every browser: nothing is ever read a second time.
_TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_TAG_STOP = re.compile(r">|=\s*([\"'])")
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*([0-9]{1,7})", re.IGNORECASE)
_SILENT = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("style", "script")}
# A number no character has; Python refuses to read one of thousands of digits.
_ENDLESS_REFERENCE = re.compile(r"&#[0-9]{8,};?")


def block_of_html(page: str) -> Blok | None:
    """A copied block from the first table of an HTML page; None when there is no table.

    Raises:
        BlockTooLargeError: it has more cells than any form.

    """
    reader = _Table()
    for tag, text in _pieces(page):
        reader.take(tag, text)
        if reader.done:
            break
    reader.finish_cell()
    rows = [reader.cells.get(number, {}) for number in range(max(reader.cells, default=-1) + 1)]
    if not rows:
        return None
    texts = rectangle(
        [row.get(place) or "" for place in range(max(row, default=-1) + 1)] for row in rows
    )
    high, wide = len(texts), len(texts[0])
    covered = {
        (number, place)
        for number, row in enumerate(rows[:high])
        for place, text in row.items()
        if text is None and place < wide
    }
    return Blok(tuple(map(tuple, texts)), frozenset(covered))


def _pieces(page: str) -> Iterator[tuple[str, str]]:
    """Tags by their name, a slash before that of a closing one, each with its letters; texts."""
    at = 0
    while 0 <= at < len(page):
        found = _TAG.match(page, at)
        if found:
            end = _tag_end(page, found.end())
            name = found[1].lower()
            if end >= 0:
                closing = page.startswith("</", at)
                yield f"/{name}" if closing else name, page[found.end() : end]
                silent = None if closing else _SILENT.get(name)
                end = _after(silent.search(page, end)) if silent else end
            at = end
        elif page.startswith("<!--", at):
            at = _past(page, "-->", at)
        elif page.startswith(("<!", "<?", "</"), at):
            at = _past(page, ">", at)
        else:
            end = page.find("<", at + 1)
            end = end if end >= 0 else len(page)
            yield "", html.unescape(_ENDLESS_REFERENCE.sub("\ufffd", page[at:end]))
            at = end


def _tag_end(page: str, at: int) -> int:
    """Where a tag ends, -1 when it never does."""
    while found := _TAG_STOP.search(page, at):
        if not found[1]:
            return found.end()
        at = _past(page, found[1], found.end())
        if at < 0:
            break
    return -1


def _past(page: str, mark: str, at: int) -> int:
    found = page.find(mark, at)
    return found + len(mark) if found >= 0 else -1


def _after(found: re.Match[str] | None) -> int:
    return found.start() if found else -1


@dataclass
class _Open:
    """A cell that is being read."""

    wide: int
    high: int
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        # Line ends of the source are spaces; <br> has become a form feed meanwhile.
        lines = "".join(self.parts).split("\f")
        return "\n".join(" ".join(line.replace("\u00a0", " ").split()) for line in lines).strip()


class _Table:
    """Collects the cells of the first table; None marks a place that a merged cell covers."""

    def __init__(self) -> None:
        self.cells: dict[int, dict[int, str | None]] = {}
        self.done = False
        self._free: dict[int, int] = {}
        self._row = -1
        self._depth = 0
        self._taken = 0
        self._open: _Open | None = None

    def take(self, tag: str, text: str) -> None:
        """The next tag, or where `tag` is empty the next text."""
        if not tag:
            self._say(text)
        elif tag == "table":
            self._depth += 1
        elif self._depth == 1:
            self._inside(tag, text)
        if tag == "/table" and self._depth:
            self._depth -= 1
            self.done = not self._depth

    def _inside(self, tag: str, text: str) -> None:
        if tag in {"tr", "td", "th", "/tr", "/td", "/th", "/table"}:
            self.finish_cell()
        if tag == "tr":
            self._row += 1
            self.cells.setdefault(self._row, {})
        elif tag in {"td", "th"} and self._row >= 0:
            told = {which.lower(): int(many) for which, many in _SPAN.findall(text)}
            self._open = _Open(_span(told.get("col", 1)), _span(told.get("row", 1)))
        elif tag == "br":
            self._say("\f")

    def _say(self, text: str) -> None:
        if self._open is not None:
            self._open.parts.append(text)

    def finish_cell(self) -> None:
        """Give the cell that is being read its places."""
        found, self._open = self._open, None
        if found is None:
            return
        self._taken += found.high * found.wide
        if self._taken > LARGEST_BLOCK:
            raise BlockTooLargeError(self._row + found.high, found.wide)
        here = self.cells[self._row]
        place = self._free.get(self._row, 0)
        while place in here:
            place += 1
        for down in range(found.high):
            row = self.cells.setdefault(self._row + down, {})
            for right in range(found.wide):
                row.setdefault(place + right, None)
        here[place] = found.text
        self._free[self._row] = place + found.wide


def _span(many: int) -> int:
    return min(max(many, 1), LARGEST_SPAN)
