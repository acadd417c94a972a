"""Texts on paper: no heading stays behind, no short paragraph is torn, and nothing is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument

from app.exchange import asistensi, cetak_berkas, mingguan
from app.exchange.latihan import lembar_pelatih, piagam
from app.ui import paper_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QTextBlock

HIGH = 300
Line = tuple[int, str, int]
"""The page of a line, its words, and the level of the heading it belongs to."""


def _laid_out(
    body: str, keep: Callable[[QTextDocument], None] = paper_blocks.keep_together
) -> QTextDocument:
    document = QTextDocument()
    document.setPageSize(QSizeF(400, HIGH))
    document.setHtml(body)
    keep(document)
    return document


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _lines(document: QTextDocument) -> list[list[Line]]:
    """Of every paragraph its lines, with the pages they stand on."""
    layout, found = document.documentLayout(), []
    for block in _blocks(document):
        top, lines = layout.blockBoundingRect(block).top(), []
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            words = block.text()[line.textStart() : line.textStart() + line.textLength()]
            page = int((top + line.y()) // HIGH)
            lines.append((page, words, block.blockFormat().headingLevel()))
        found.append(lines)
    return found


def _many(count: int) -> str:
    return "".join(f"<p>Baris {number}</p>" for number in range(count))


@pytest.mark.parametrize("heads", ["<h2>Judul</h2>", "<h2>Judul</h2><h4>Tujuan</h4><h3>Isi</h3>"])
def test_headings_go_to_the_page_their_text_begins_on(qapp, heads):
    def begin(before: int) -> tuple[int, int]:
        found = _lines(_laid_out(f"{_many(before)}{heads}<p>Teks</p>{_many(40)}"))
        first = next(page for ((page, _, level), *_) in found if level)
        return first, next(page for ((page, words, _), *_) in found if words == "Teks")

    assert all(head == text for head, text in map(begin, range(4, 30)))


def test_a_short_paragraph_stands_on_one_page_and_a_long_one_may_go_on(qapp):
    words = "banyak kata yang tidak muat dalam satu baris kertas "
    for before in range(4, 20):
        short = _lines(_laid_out(f"{_many(before)}<p>{words * 2}</p>{_many(9)}"))
        assert all(len({page for page, _, _ in lines}) == 1 for lines in short)
    long = _lines(_laid_out(f"{_many(9)}<p>{words * 30}</p>"))
    assert len({page for page, _, _ in long[-1]}) > 1


def test_what_was_moved_pushes_down_all_that_follows(qapp):
    """Line below line on every page of the trainer's sheet: nothing is drawn over another."""
    document = _laid_out(lembar_pelatih.page())
    layout, foot = document.documentLayout(), 0.0
    for block in _blocks(document):
        place = layout.blockBoundingRect(block)
        assert place.top() >= foot - 1, block.text()
        foot = place.bottom()


def test_a_page_turned_on_purpose_leaves_what_is_above_it(qapp):
    turned = "<h1>Judul</h1><h1 style='page-break-before: always'>Bab</h1><p>Isi</p>"
    pages = [lines[0][0] for lines in _lines(_laid_out(turned))]
    assert pages == [0, 1, 1]


def test_what_stands_above_a_table_is_left_to_its_rows(qapp):
    table = "<table><tr><td>Sel</td></tr></table>"

    def begin(keep: Callable[[QTextDocument], None], before: int) -> bool:
        document = _laid_out(f"{_many(before)}<h2>Judul</h2><p>Teks</p>{table}<p>Akhir</p>", keep)
        found = {lines[0][1]: lines[0][0] for lines in _lines(document) if lines}
        return found["Judul"] == found["Teks"]

    lengths = range(4, 30)
    assert all(begin(paper_blocks.keep_together, before) for before in lengths)
    assert not all(begin(paper_blocks.keep_together_below, before) for before in lengths)


@pytest.mark.parametrize("page", [asistensi, cetak_berkas, lembar_pelatih, mingguan, piagam])
def test_margins_are_in_pixels_because_qt_leaves_out_what_is_in_points(page):
    style = vars(page).get("_STYLE") or vars(page)["_CSS"]
    assert not re.findall(r"margin[^;}]*[0-9]pt", style)
