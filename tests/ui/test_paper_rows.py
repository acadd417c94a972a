"""Tables on paper: no row stands on two pages, and nothing is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QTextBlock, QTextDocument, QTextTable

from app.ui import paper_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = "banyak kata dalam satu sel yang panjang "
_HEAD = "<thead><tr><th>Kiri</th><th>Kanan</th></tr></thead>"


def _document(body: str) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(QImage(400, 400, QImage.Format.Format_RGB32))
    document.setPageSize(QSizeF(400, 400))
    document.setHtml(body)
    paper_rows.keep_whole(document)
    return document


def _laid_out(body: str) -> tuple[QTextDocument, QTextTable]:
    document = _document(body)
    (table,) = _tables(document)
    return document, table


def _tables(document: QTextDocument) -> list[QTextTable]:
    frames = document.rootFrame().childFrames()
    return [one for one in frames if isinstance(one, QTextTable)]


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _table(rows: str) -> str:
    return f"<table border='1' cellspacing='0' width='100%'>{_HEAD}{rows}</table>"


def _pages(document: QTextDocument, table: QTextTable) -> dict[str, tuple[int, int]]:
    """On which pages each filled cell begins and ends, by its first word."""
    layout, found = document.documentLayout(), {}
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            block = cell.firstCursorPosition().block()
            if block.text():
                place = layout.blockBoundingRect(block)
                name = block.text().split()[0]
                found[name] = int(place.top() // 400), int((place.bottom() - 1) // 400)
    return found


@pytest.mark.parametrize("high", range(1, 9))
def test_a_row_stands_on_one_page(qapp, high):
    rows = "".join(f"<tr><td>a{n} {_WORDS * high}</td><td>b{n}</td></tr>" for n in range(40))
    found = _pages(*_laid_out(f"<p>Pembuka</p>{_table(rows)}"))
    assert max(last for _, last in found.values()) >= high // 2 + 1
    assert not [name for name, (first, last) in found.items() if first != last]
    assert all(found[f"a{n}"] == found[f"b{n}"] for n in range(40))


def test_everything_is_laid_out_as_it_would_be_anew(qapp):
    rows = "".join(f"<tr><td>a{n} {_WORDS * 4}</td><td>b{n}</td></tr>" for n in range(14))
    for count in range(0, 9, 2):
        above = "".join(f"<p>baris {n}</p>" for n in range(count))
        document = _document(f"{above}{_table(rows)}<h2>Judul</h2>{_table(rows)}<p>Akhir</p>")
        layout = document.documentLayout()
        places = [layout.blockBoundingRect(block).top() for block in _blocks(document)]
        document.markContentsDirty(0, document.characterCount())
        assert [layout.blockBoundingRect(block).top() for block in _blocks(document)] == places
        one, other = (layout.frameBoundingRect(table) for table in _tables(document))
        found = {block.text(): layout.blockBoundingRect(block) for block in _blocks(document)}
        assert one.bottom() - 1 <= found["Judul"].top()
        assert found["Judul"].bottom() - 1 <= other.top()
        assert other.bottom() - 1 <= found["Akhir"].top()


def test_an_empty_row_ends_a_page_and_never_begins_one(qapp):
    pads = "<table border='0' cellspacing='0' cellpadding='8' width='100%'>"
    for lines in range(0, 12, 2):
        above = "".join(f"<p>baris {n}</p>" for n in range(lines))
        rows = "".join(f"<tr><td>a{n} {_WORDS * 2}</td><td>b{n}</td></tr>" for n in range(30))
        document, table = _laid_out(f"{above}{pads}{_HEAD}{rows}</table>")
        layout = document.documentLayout()
        tops: dict[int, list[QTextBlock]] = {}
        for row in range(1, table.rows()):
            block = table.cellAt(row, 0).firstCursorPosition().block()
            tops.setdefault(int(layout.blockBoundingRect(block).top() // 400), []).append(block)
        assert len(tops) > 2
        assert all(blocks[0].text() for blocks in tops.values())


def test_a_cell_over_several_rows_keeps_its_words_on_one_page(qapp):
    rows = "".join(
        f"<tr><td rowspan='3'>g{n} {_WORDS * 4}</td><td>a{n} {_WORDS}</td></tr>"
        f"<tr><td>b{n} {_WORDS}</td></tr><tr><td>c{n} {_WORDS}</td></tr>"
        for n in range(9)
    )
    found = _pages(*_laid_out(_table(rows)))
    assert len(found) == 2 + 9 * 4
    assert not [name for name, (first, last) in found.items() if first != last]


def test_a_row_higher_than_a_page_does_not_hold_up_those_below(qapp):
    rows = f"<tr><td>awal</td><td>x</td></tr><tr><td>besar {_WORDS * 60}</td><td>y</td></tr>"
    rows += "".join(f"<tr><td>a{n} {_WORDS * 4}</td><td>b{n}</td></tr>" for n in range(30))
    found = _pages(*_laid_out(_table(rows)))
    torn = [name for name, (first, last) in found.items() if first != last]
    assert torn == ["besar"]


def test_headings_and_last_rows_are_never_alone(qapp):
    seen = set()
    for before in range(12, 26):
        rows = "".join(f"<tr><td>a{n}</td><td>b{n}</td></tr>" for n in range(before))
        rows += "<tr><td colspan='2'>Golongan</td></tr><tr><td>isi</td><td>x</td></tr>"
        rows += "<tr><td>pra</td><td>x</td></tr><tr><td>akhir</td><td>x</td></tr>"
        found = _pages(*_laid_out(_table(rows)))
        assert found["Golongan"] == found["isi"]
        assert found["pra"] == found["akhir"]
        seen.add(found["Golongan"] == found["akhir"])
    assert seen == {True, False}


def test_a_table_turns_the_page_with_the_heading_above_it(qapp):
    seen = set()
    for lines in range(8, 22):
        above = "".join(f"<p>baris {n}</p>" for n in range(lines))
        rows = "".join(f"<tr><td>a{n} {_WORDS * 3}</td><td>b{n}</td></tr>" for n in range(3))
        document, table = _laid_out(f"{above}<h2>Judul</h2>{_table(rows)}")
        found = _pages(document, table)
        heading = next(block for block in _blocks(document) if block.text() == "Judul")
        top = document.documentLayout().blockBoundingRect(heading).top()
        assert found["Kiri"] == found["a0"] == found["a1"]
        assert int(top // 400) == found["a0"][0]
        seen.add(found["a0"][0])
    assert len(seen) > 1


def test_signatures_never_stand_on_a_page_that_says_nothing(qapp):
    seen = set()
    for lines in range(4, 14):
        above = "".join(f"<p>baris {n}</p>" for n in range(lines))
        signed = f"<tr><td></td><td>tanda<br>{'<br>' * 6}nama</td></tr>"
        document, table = _laid_out(f"{above}<p>Catatan</p><table>{signed}</table>")
        page = _pages(document, table)["tanda"]
        block = next(block for block in _blocks(document) if block.text() == "Catatan")
        assert page == (page[1], page[1])
        assert document.documentLayout().blockBoundingRect(block).top() // 400 == page[0]
        seen.add(page)
    assert seen == {(0, 0), (1, 1)}


@pytest.mark.parametrize("remark", ["", "<p>Belum ada isinya.</p>"])
def test_whoever_signs_signs_a_page_with_the_last_rows(qapp, remark):
    """The block of signatures never stands on a page with nothing but a remark."""
    block = "<table width='100%'><tr><td>Tempat<br>Jabatan<br><br><br>Nama</td></tr></table>"
    for count in range(6, 20):
        rows = "".join(f"<tr><td>a{n}</td><td>b{n}</td></tr>" for n in range(count))
        document = _document(f"{_table(rows)}{remark}{block}")
        table, signed = _tables(document)
        rows_on = _pages(document, table)
        page = document.documentLayout().frameBoundingRect(signed).top() // 400
        assert rows_on[f"a{count - 1}"] == rows_on[f"a{count - 2}"] == (page, page), count


def test_a_table_of_many_pages_keeps_every_row_with_few_layouts(qapp, monkeypatch):
    laid_out: list[None] = []
    real = paper_rows.lay_out_anew
    monkeypatch.setattr(paper_rows, "lay_out_anew", lambda one: laid_out.append(real(one)))
    high = ("satu", "dua " * 30, "tiga " * 11, "empat " * 55)
    rows = "".join(f"<tr><td>r{row} {high[row % 4]}</td><td>k</td></tr>" for row in range(300))
    document, table = _laid_out(_table(rows))
    torn = [name for name, (one, other) in _pages(document, table).items() if one != other]
    assert document.pageCount() > 50
    assert not torn
    assert len(laid_out) < 5
