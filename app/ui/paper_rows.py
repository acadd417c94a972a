"""Rows of a table stay whole on paper: what does not fit a page any more begins the next one.

Qt breaks a row wherever its lines end. An empty row without lines is put before such a row, as
high as what is left of the page. A row higher than a page is left to Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSizeF
from PySide6.QtGui import (
    QGuiApplication,
    QScreen,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
    QTextTableCellFormat,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QTextBlock, QTextDocument, QTextTableCell

_SLACK = 4.0  # pixels of a document
_SMALLEST = 0.5  # points: an empty line that takes no room
_NO_SCREEN_DPI = 100
_MOST_ROUNDS = 12
_PAIR = 2


class _Row(NamedTuple):
    """Where the first line of a row begins and the last of its own texts ends, in dots.

    `heading` is a row of one cell, which belongs to the row below it.
    """

    top: float
    bottom: float
    heading: bool

    @property
    def height(self) -> float:
        """What its texts take."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class _Paper:
    """The height of a page, what is kept free at its edges, and how much guesses may be off.

    `scale` is how many dots of the paper a pixel of a document takes.
    """

    page: float
    edge: float
    slack: float
    scale: float

    @property
    def room(self) -> float:
        return self.page - 2 * self.edge

    def left(self, y: float) -> float:
        """What is left of the page below a place."""
        return self.page - self.edge - y % self.page


class _Table(NamedTuple):
    """A table as it would be on endless paper: its rows, how many head it on every page.

    `tail` is how much further down the signatures end that its last rows go with; 0 without any.
    """

    rows: Sequence[_Row]
    heads: int
    tail: float

    def ends_with(self, number: int) -> float:
        """What has to stand on the page of a row beside the row: signatures want two above them."""
        return self.tail if number >= len(self.rows) - _PAIR else 0.0


def keep_whole(document: QTextDocument) -> None:
    """Put every row of every table of a document, which knows its paper, on one page."""
    tables = list(_tables(document))
    if not tables:
        return
    size = document.pageSize()
    scale = _scale(document)
    paper = _Paper(size.height(), document.documentMargin() * scale, _SLACK * scale, scale)
    document.setPageSize(QSizeF(size.width(), -1))
    unbroken = [_rows(document, table) for table in tables]
    document.setPageSize(size)
    for number, (table, rows) in enumerate(zip(tables, unbroken, strict=True)):
        signed = number + 1 < len(tables) and not _heads(tables[number + 1])
        tail = unbroken[number + 1][-1].bottom - rows[-1].bottom if signed else 0.0
        _keep(document, table, _Table(rows, _heads(table), tail), paper)


def _heads(table: QTextTable) -> int:
    """How many rows head it on every page; a block of signatures has none."""
    return table.format().headerRowCount()


def _scale(document: QTextDocument) -> float:
    """How Qt makes pixels into dots: against the screen, or what it takes where there is none."""
    screen: QScreen | None = QGuiApplication.primaryScreen()
    pixels = screen.logicalDotsPerInchY() if screen is not None else _NO_SCREEN_DPI
    return document.documentLayout().paintDevice().logicalDpiY() / pixels


def _tables(document: QTextDocument) -> Iterator[QTextTable]:
    """The tables a document consists of; what stands within a cell moves with its row."""
    frames = document.rootFrame().childFrames()
    yield from (one for one in frames if isinstance(one, QTextTable))


def _rows(document: QTextDocument, table: QTextTable) -> list[_Row]:
    """The rows as they are laid out now."""
    layout = document.documentLayout()
    rows = []
    for row in range(table.rows()):
        cells = [one for one in _cells(table, row) if one.row() == row]
        first = [layout.blockBoundingRect(one.firstCursorPosition().block()) for one in cells]
        last = [layout.blockBoundingRect(one.lastCursorPosition().block()) for one in cells]
        heading = len(cells) == 1 and cells[0].columnSpan() == table.columns() > 1
        rows.append(_Row(min(r.top() for r in first), max(r.bottom() for r in last), heading))
    return rows


def _cells(table: QTextTable, row: int) -> Iterator[QTextTableCell]:
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        if cell.column() == column:
            yield cell


def _keep(document: QTextDocument, table: QTextTable, whole: _Table, paper: _Paper) -> None:
    """Foresee where the pages of a table end; where that was off, mend what is still torn."""
    paper = _within(document, table, paper)
    now, above = _rows(document, table), document.findBlock(table.firstPosition() - 1)
    low = _begins_too_low(now[0].top, whole, paper)
    if low or _left_behind(table, above, now[0].top, paper):
        _turn_page(table, above)
    breaks = _foreseen(_rows(document, table)[0].top, whole, paper)
    # Which of the rows stands where in the table; None for an empty one that was put in.
    places: list[int | None] = list(range(len(whole.rows)))
    for _ in range(_MOST_ROUNDS):
        if not breaks:
            return
        together = QTextCursor(document)
        together.beginEditBlock()
        _take_out(table, places, places.index(breaks[0][0]))
        for row, gap in reversed(breaks):
            # Where not even a line fits, Qt itself puts the row on the next page.
            if gap > paper.slack:
                _push(table, places.index(row), (gap - paper.slack / 2) / paper.scale)
                places.insert(places.index(row), None)
        # Within the block: after it everything would be laid out twice.
        lay_out_anew(document)
        together.endEditBlock()
        breaks = _torn(_rows(document, table), places, whole, paper)


def _take_out(table: QTextTable, places: list[int | None], first: int) -> None:
    """Take the empty rows from a place on out again: all below it is foreseen anew."""
    for place in reversed(range(first, len(places))):
        if places[place] is None:
            table.removeRows(place, 1)
            del places[place]


def _within(document: QTextDocument, table: QTextTable, paper: _Paper) -> _Paper:
    """The paper without what lines and the air in cells take above and below the texts."""
    top = document.documentLayout().frameBoundingRect(table).top()
    return replace(paper, edge=paper.edge + max(0.0, _rows(document, table)[0].top - top))


def _begins_too_low(top: float, whole: _Table, paper: _Paper) -> bool:
    """Whether the headings and the first rows fit a page, but not what is left of this one."""
    rows, heads, tail = whole
    short = len(rows) < heads + 2 * _PAIR
    needed = rows[-1 if short else heads + _PAIR - 1].bottom - rows[0].top
    needed += tail if short else 0.0
    return paper.left(top) < needed <= paper.room


def _goes_along(table: QTextTable, above: QTextBlock) -> bool:
    """Whether what stands right above a table may not be left behind: a heading, or a remark.

    A block of signatures has no headings of its own: what is said above goes with it, because
    nobody signs a page that says nothing.
    """
    signs = not _heads(table) and above.text().strip()
    return bool(above.blockFormat().headingLevel() or signs)


def _turn_page(table: QTextTable, above: QTextBlock) -> None:
    """Begin a table on a new page, and what goes along with it."""
    always = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
    if _goes_along(table, above):
        block = above.blockFormat()
        block.setPageBreakPolicy(always)
        QTextCursor(above).setBlockFormat(block)
    else:
        look = table.format()
        look.setPageBreakPolicy(always)
        table.setFormat(look)
    lay_out_anew(table.document())


def lay_out_anew(document: QTextDocument) -> None:
    """Have everything laid out: by itself Qt leaves what follows a change where it was."""
    document.markContentsDirty(0, document.characterCount())


def _left_behind(table: QTextTable, above: QTextBlock, top: float, paper: _Paper) -> bool:
    """Whether what goes along stands on the page before its table."""
    place = table.document().documentLayout().blockBoundingRect(above)
    return _goes_along(table, above) and place.top() // paper.page < top // paper.page


def _foreseen(start: float, whole: _Table, paper: _Paper) -> list[tuple[int, float]]:
    """Before which rows a page ends, and what is left of it there."""
    rows, heads, _ = whole
    if len(rows) <= heads:
        return []
    head = rows[heads].top - rows[0].top
    room = paper.room - head - paper.slack
    left = paper.left(start) - head
    return list(_ends(heads, left, whole, room))


def _ends(first: int, left: float, whole: _Table, room: float) -> Iterator[tuple[int, float]]:
    """The same from one row on, above which so much of its page is left."""
    rows, heads, _ = whole
    above = rows[first].top
    for number, row in enumerate(rows[first:], start=first):
        together = row
        # A heading goes with its row, and the last row never stands alone below the headings.
        if row.heading or number == len(rows) - _PAIR:
            together = max(row, rows[min(number + 1, len(rows) - 1)])
        bottom = together.bottom + whole.ends_with(number)
        if bottom - above > left and row.height <= room and number > heads:
            yield number, left - (row.top - above)
            left, above = room, row.top
        elif row.bottom - above > left:
            # Higher than a page: Qt ends it where it likes.
            left, above = room - (row.bottom - above - left) % room, row.bottom


def _torn(
    now: Sequence[_Row],
    places: Sequence[int | None],
    whole: _Table,
    paper: _Paper,
) -> list[tuple[int, float]]:
    """The first row that still stands on two pages although it fits one, and the ends below it."""
    heads = whole.heads
    if len(now) <= heads:
        return []
    room = seen = paper.room - (now[heads].top - now[0].top)
    page = now[heads].top // paper.page
    for row, number in zip(now, places, strict=True):
        if number is None or number <= heads:
            continue
        if row.top // paper.page != page:
            # How much a page really holds below its headings, wherever it begins.
            page, seen = row.top // paper.page, min(seen, paper.left(row.top))
        if page != (row.bottom - 1) // paper.page and whole.rows[number].height <= room:
            # It begins the next page; from there on little guesses have not added up yet.
            left = seen - paper.slack
            return [(number, paper.left(row.top)), *_ends(number, left, whole, left)]
    return []


def _push(table: QTextTable, row: int, gap: float) -> None:
    """Put an empty row without lines before a row, as high as what is left of the page."""
    table.insertRows(row, 1)
    for cell in _cells(table, row):
        if cell.row() != row:
            continue
        look = QTextTableCellFormat()
        look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        look.setBorder(0)
        look.setFontPointSize(_SMALLEST)
        look.setPadding(0)
        look.setTopPadding(gap)
        cell.setFormat(look)
        cell.firstCursorPosition().setBlockFormat(QTextBlockFormat())
