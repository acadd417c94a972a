"""The Panduan as documents: pictures put in, one look for the window and for paper."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont, QTextCursor, QTextFormat

from app.domain import panduan
from app.teks import t
from app.ui import paper, paper_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from PySide6.QtGui import QTextBlock, QTextDocument, QTextImageFormat

    from app.domain.panduan import Chapter, Part

_POINTS = 10.5
PICTURE = 600.0
"""How wide a picture is, in pixels of a window or ninety-sixths of an inch on paper."""
_TWO_PICTURES = 440.0
_CARD_POINTS, _CARD_PICTURE = 10.5, 352.0
_SMALLER = 90, 80, 70, 60  # percent
_LINE_PERCENT = 118


def picture(folder: Path | None, name: str) -> Path | None:
    """The picture of a screen among those of `tangkapan-layar`: of that name, or of that kind."""
    if folder is None or not folder.is_dir():
        return None
    named = {file.stem.partition("_")[2]: file for file in sorted(folder.glob("*.png"))}
    kind = (file for stem, file in named.items() if stem.startswith(f"{name}_"))
    return named.get(name) or next(kind, None)


def markdown(one: Chapter, pictures: Path | None) -> str:
    """A chapter with the pictures that are there."""

    def address(name: str) -> str | None:
        found = picture(pictures, name)
        return None if found is None else QUrl.fromLocalFile(str(found)).toString()

    return panduan.illustrated(one.teks, address)


def dress(document: QTextDocument, widths: Iterable[float], *, turn: bool = False) -> None:
    """Give pictures their widths and lines their air; with `turn` each chapter has a new page."""
    following = iter(widths)
    for block in _blocks(document):
        _dress_block(block, turn=turn and block.position() > 0)
        for place in _pictures(block):
            _set_width(document, place, next(following, PICTURE))


def write_guide(target: Path, title: str, parts: Sequence[Part], pictures: Path) -> int:
    """Write parts of the Panduan as a PDF and return how many pages it took."""
    told = [f"# {title}\n\n{_contents(parts)}"]
    told += [markdown(one, pictures) for part in parts for one in part.chapters]

    def fill(document: QTextDocument) -> None:
        _fill(document, "\n\n".join(told), _POINTS)
        dress(document, _widths(parts), turn=True)
        fit_chapters(document)
        paper_blocks.keep_together(document)
        _number(document)

    return paper.print_document(fill, target, title, foot=lambda page, _: ("", _foot(title, page)))


def write_card(target: Path, card: Chapter, pictures: Path) -> int:
    """Write the quick card as a PDF and return how many pages it took."""

    def fill(document: QTextDocument) -> None:
        _fill(document, markdown(card, pictures), _CARD_POINTS)
        dress(document, repeat(_CARD_PICTURE), turn=True)

    return paper.print_document(
        fill, target, card.judul, foot=lambda page, _: ("", _foot(card.judul, page))
    )


def _fill(document: QTextDocument, text: str, points: float) -> None:
    font = QFont(document.defaultFont())
    font.setPointSizeF(points)
    document.setDefaultFont(font)
    document.setMarkdown(text)


def _widths(parts: Sequence[Part]) -> Iterator[float]:
    """Two pictures of one chapter share its page."""
    for part in parts:
        for one in part.chapters:
            count = len(panduan.figures(one.teks))
            yield from repeat(PICTURE if count == 1 else _TWO_PICTURES, count)


def _contents(parts: Sequence[Part]) -> str:
    listed = (
        "\n".join((f"## {part.judul}\n", *(f"- {one.judul}" for one in part.chapters)))
        for part in parts
    )
    return "\n\n".join(listed)


def _foot(title: str, page: int) -> str:
    return t("panduan.kaki", judul=title, halaman=page)


def fit_chapters(document: QTextDocument) -> None:
    """A chapter that hangs over its page by some lines gets smaller pictures, where that helps."""
    starts = [block.blockNumber() for block in _blocks(document) if _begins_chapter(block)]
    for start, end in zip(starts, [*starts[1:], document.blockCount()], strict=True):
        if _pages(document, start, end) == 1:
            continue
        widths = [_shape(document, place).width() for place in _places(document, start, end)]
        for percent in (*(one for one in _SMALLER if _readable(widths, one)), 100):
            for place, wide in zip(_places(document, start, end), widths, strict=True):
                _set_width(document, place, wide * percent / 100)
            if _pages(document, start, end) == 1:
                break


def _readable(widths: Sequence[float], percent: int) -> bool:
    """Whether pictures can still be read at so much of their widths: those of the card are."""
    return min(widths, default=0.0) * percent >= _CARD_PICTURE * 100


def _begins_chapter(block: QTextBlock) -> bool:
    return block.blockFormat().headingLevel() == 1


def _pages(document: QTextDocument, start: int, end: int) -> int:
    """On how many pages the blocks of these numbers stand."""
    height, layout = document.pageSize().height(), document.documentLayout()
    first, last = (document.findBlockByNumber(number) for number in (start, end - 1))
    top = layout.blockBoundingRect(first).top()
    # The line knows that it went to the next page; the box of its block need not.
    line = last.layout().lineAt(last.layout().lineCount() - 1)
    foot = layout.blockBoundingRect(last).top() + line.y()
    return int(foot // height) - int(top // height) + 1


def _places(document: QTextDocument, start: int, end: int) -> list[tuple[int, int]]:
    """Where the pictures within the blocks of these numbers begin and end."""
    numbers = range(start, end)
    return [one for number in numbers for one in _pictures(document.findBlockByNumber(number))]


def _number(document: QTextDocument) -> None:
    """Write behind each title in the contents on which page it stands."""
    height, layout = document.pageSize().height(), document.documentLayout()
    pages = {
        block.text(): int(layout.blockBoundingRect(block).top() // height) + 1
        for block in _blocks(document)
        if block.blockFormat().headingLevel() == 1
    }
    for block in _blocks(document):
        if block.blockFormat().headingLevel() == 0 and block.text() in pages:
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertText(t("panduan.pada", halaman=pages[block.text()]))


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _dress_block(block: QTextBlock, *, turn: bool) -> None:
    cursor = QTextCursor(block)
    shape = block.blockFormat()
    if turn and shape.headingLevel() == 1:
        shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    proportional = shape.LineHeightTypes.ProportionalHeight.value
    if not list(_pictures(block)):
        shape.setLineHeight(_LINE_PERCENT, proportional)
    cursor.setBlockFormat(shape)


def _at(document: QTextDocument, place: tuple[int, int]) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(place[0])
    cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _shape(document: QTextDocument, place: tuple[int, int]) -> QTextImageFormat:
    return _at(document, place).charFormat().toImageFormat()


def _set_width(document: QTextDocument, place: tuple[int, int], wide: float) -> None:
    cursor, shape = _at(document, place), _shape(document, place)
    shape.setWidth(wide)
    cursor.setCharFormat(shape)


def _pictures(block: QTextBlock) -> list[tuple[int, int]]:
    """Where the pictures of a block begin and end."""
    found = []
    walk = block.begin()
    while not walk.atEnd():
        fragment = walk.fragment()
        if fragment.charFormat().isImageFormat():
            found.append((fragment.position(), fragment.position() + fragment.length()))
        walk += 1
    return found
