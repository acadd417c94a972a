"""Texts on paper: no heading stays behind alone, and no short paragraph is torn between pages.

Qt breaks a paragraph between any two of its lines and knows no heading. What would be torn, or
stands first on a page below headings that stayed behind, begins a new page together with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor, QTextFormat, QTextTable

from app.ui import paper_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock, QTextDocument

_ALWAYS = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
_SHORT = 4
"""Lines: a longer paragraph reads well on two pages."""


def keep_together(document: QTextDocument) -> None:
    """Move what would be torn or left behind to the next page, in a document that knows its paper.

    What stands in tables is left to `paper_rows`.
    """
    _keep(document, document.begin())


def keep_together_below(document: QTextDocument) -> None:
    """The same for what stands below all tables, whose rows stay where they are."""
    tables = (one for one in document.rootFrame().childFrames() if isinstance(one, QTextTable))
    last = max((one.lastPosition() for one in tables), default=-1)
    _keep(document, document.findBlock(last + 1))


def _keep(document: QTextDocument, start: QTextBlock) -> None:
    for block in _texts(start):
        first = _with_headings(block)
        if not _begins_page(first) and _is_apart(document, first, block):
            shape = first.blockFormat()
            shape.setPageBreakPolicy(_ALWAYS)
            QTextCursor(first).setBlockFormat(shape)
            paper_rows.lay_out_anew(document)


def _texts(block: QTextBlock) -> Iterator[QTextBlock]:
    """The paragraphs from one on that stand in no table."""
    while block.isValid():
        if QTextCursor(block).currentTable() is None:
            yield block
        block = block.next()


def _begins_page(block: QTextBlock) -> bool:
    return bool(block.blockFormat().pageBreakPolicy() & _ALWAYS)


def _with_headings(block: QTextBlock) -> QTextBlock:
    """The first of the headings right above a paragraph, or the paragraph itself."""
    above = block.previous()
    while not _begins_page(block) and above.isValid() and above.blockFormat().headingLevel():
        block, above = above, above.previous()
    return block


def _is_apart(document: QTextDocument, first: QTextBlock, block: QTextBlock) -> bool:
    """Whether a paragraph begins on a later page than its headings, or ends on one though short."""
    # Asking for the page first lays the lines out that are counted.
    begins = _page(document, block, 0)
    lines = block.layout().lineCount()
    ends = _page(document, block, max(0, lines - 1))
    return _page(document, first, 0) < begins or (begins < ends and lines <= _SHORT)


def _page(document: QTextDocument, block: QTextBlock, line: int) -> int:
    """On which page a line of a paragraph stands."""
    top = document.documentLayout().blockBoundingRect(block).top()
    # The line knows that it went to the next page; the box of its block need not.
    own = block.layout().lineAt(line).y() if block.layout().lineCount() else 0.0
    return int((top + own) // document.pageSize().height())
