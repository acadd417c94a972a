"""The Panduan as documents: pictures put in, one look for the window and for paper."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont, QTextCursor, QTextFormat

from app.domain import panduan
from app.teks import t
from app.ui import paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from PySide6.QtGui import QTextBlock, QTextDocument

    from app.domain.panduan import Chapter, Part

_POINTS = 10.5
PICTURE = 600.0
"""How wide a picture is, in pixels of a window or ninety-sixths of an inch on paper."""
_TWO_PICTURES = 440.0
_CARD_POINTS, _CARD_PICTURE = 10.5, 352.0
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
        for start, end in _pictures(block):
            cursor = QTextCursor(document)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            shape = cursor.charFormat().toImageFormat()
            shape.setWidth(next(following, PICTURE))
            cursor.setCharFormat(shape)


def write_guide(target: Path, title: str, parts: Sequence[Part], pictures: Path) -> int:
    """Write parts of the Panduan as a PDF and return how many pages it took."""
    told = [f"# {title}\n\n{_contents(parts)}"]
    told += [markdown(one, pictures) for part in parts for one in part.chapters]

    def fill(document: QTextDocument) -> None:
        _fill(document, "\n\n".join(told), _POINTS)
        dress(document, _widths(parts), turn=True)
        keep_headings(document)
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


def keep_headings(document: QTextDocument) -> None:
    """A heading whose text begins on the next page goes there with it."""
    height, layout = document.pageSize().height(), document.documentLayout()

    def page_of(block: QTextBlock) -> int:
        return int(layout.blockBoundingRect(block).top() // height)

    for block in _blocks(document):
        following = block.next()
        alone = following.isValid() and page_of(following) > page_of(block)
        if alone and block.blockFormat().headingLevel():
            cursor, shape = QTextCursor(block), block.blockFormat()
            shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            cursor.setBlockFormat(shape)


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
