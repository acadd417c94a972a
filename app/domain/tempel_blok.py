"""A block of cells as Excel, WPS and LibreOffice hand it over: text with tabs, or an HTML table."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_QUOTE = '"'
LARGEST_SPAN = 1000
"""Further than this no heading reaches; an HTML table may claim any number."""


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
    """A copied block from its plain text."""
    return Blok(tuple(map(tuple, parse_block(teks))))


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


def block_of_html(html: str) -> Blok | None:
    """A copied block from the first table of an HTML page; None when there is no table."""
    reader = _Table()
    reader.feed(html)
    reader.close()
    rows = [reader.cells.get(number, {}) for number in range(max(reader.cells, default=-1) + 1)]
    if not rows:
        return None
    width = max(max(row, default=0) for row in rows) + 1
    texts = _rectangle([[row.get(place) or "" for place in range(width)] for row in rows])
    high, wide = len(texts), len(texts[0])
    covered = {
        (number, place)
        for number, row in enumerate(rows[:high])
        for place, text in row.items()
        if text is None and place < wide
    }
    return Blok(tuple(map(tuple, texts)), frozenset(covered))


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


class _Table(HTMLParser):
    """Collects the cells of the first table; None marks a place that a merged cell covers."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: dict[int, dict[int, str | None]] = {}
        self._row = -1
        self._depth = 0
        self._done = False
        self._open: _Open | None = None
        self._muted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"style", "script"}:
            self._muted += 1
        elif tag == "table":
            self._depth += 1
        elif self._done or self._depth != 1:
            return
        elif tag == "tr":
            self._finish_cell()
            self._row += 1
            self.cells.setdefault(self._row, {})
        elif tag in {"td", "th"} and self._row >= 0:
            self._finish_cell()
            told = dict(attrs)
            self._open = _Open(_span(told.get("colspan")), _span(told.get("rowspan")))
        elif tag == "br" and self._open is not None:
            self._open.parts.append("\f")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"style", "script"}:
            self._muted = max(0, self._muted - 1)
        elif tag in {"td", "th", "tr"} and self._depth == 1:
            self._finish_cell()
        elif tag == "table" and self._depth:
            self._finish_cell()
            self._depth -= 1
            self._done = self._done or not self._depth

    def handle_data(self, data: str) -> None:
        if self._open is not None and not self._muted:
            self._open.parts.append(data)

    def _finish_cell(self) -> None:
        found, self._open = self._open, None
        if found is None or self._done:
            return
        here = self.cells[self._row]
        place = next(number for number in range(len(here) + 1) if number not in here)
        for down in range(found.high):
            row = self.cells.setdefault(self._row + down, {})
            for right in range(found.wide):
                row.setdefault(place + right, None)
        here[place] = found.text


def _span(text: str | None) -> int:
    return min(max(int(text), 1), LARGEST_SPAN) if text and text.isdecimal() else 1
