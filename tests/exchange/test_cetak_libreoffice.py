"""Every report through a real LibreOffice onto paper: A4 and F4, headings repeated, nothing cut."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from app.domain.angka import format_number
from app.exchange.ukur_teks import line_count
from tests.exchange.contoh_buku import SOFFICE, converted_all, needs_libreoffice, packed, parts
from tests.exchange.contoh_cetakan import all_of_them
from tests.exchange.contoh_pdf import bare, pages

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.exchange.contoh_pdf import Page

pytestmark = pytest.mark.libreoffice
NAMES = (
    "L1", "L2", "L3", "L4", "kab-espm", "kab-lkpj", "paket", "prov-espm",
    "prov-konsolidasi-kemiskinan", "prov-lkpj", "prov-rekap",
)  # fmt: skip
DOCUMENTS = ("kab-laporan-spm", "prov-laporan-spm")
A4, F4 = {(210, 297), (297, 210)}, {(216, 330), (330, 216)}
LOOKED_UP = {"Data": 1, "Hitung ulang": 3}
"""Sheets of the recap for programs and auditors, and on how many pages at most they print."""
_PAPER, _FOLIO = b'paperSize="9"', b'paperSize="14"'
_NUMBER_LIKE = re.compile(r"[\d.,%*–-]+")
_SHORT = 3
_CELL_MARGIN, _POINTS = 5.4, 5.25
needs_writer = pytest.mark.skipif(
    SOFFICE is None or not Path(SOFFICE).resolve().with_name("libswlo.so").exists(),
    reason="LibreOffice Writer is not installed here",
)


class Printed(NamedTuple):
    """A workbook, and its pages on both papers."""

    file: Path
    a4: list[Page]
    f4: list[Page]


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    return {file.stem: file for file in all_of_them(tmp_path_factory)}


@pytest.fixture(scope="module")
def printed(files, tmp_path_factory) -> dict[str, Printed]:
    """All workbooks, as they are and with the paper changed to F4 by hand."""
    place = tmp_path_factory.mktemp("kertas")
    on_folio = []
    (place / "folio").mkdir()
    for name in NAMES:
        content = parts(files[name].read_bytes())
        turned = {part: data.replace(_PAPER, _FOLIO) for part, data in content.items()}
        assert turned != content, f"{name} asks for no A4"
        on_folio.append(place / "folio" / f"{name}.xlsx")
        on_folio[-1].write_bytes(packed(turned))
    on_a4 = converted_all([files[name] for name in NAMES], "pdf", place / "a4")
    on_f4 = converted_all(on_folio, "pdf", place / "f4")
    return {
        name: Printed(files[name], pages(one), pages(other))
        for name, one, other in zip(NAMES, on_a4, on_f4, strict=True)
    }


def visible(file: Path) -> list[Worksheet]:
    book = openpyxl.load_workbook(file)
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def headings(sheet) -> list[str]:
    """The texts of the rows that are repeated on every page of a sheet."""
    if not sheet.print_title_rows:
        return []
    first, last = (int(one.strip("$")) for one in sheet.print_title_rows.split(":"))
    return _told(sheet.iter_rows(first, last, max_col=_on_every_page(sheet)))


def top(sheet) -> list[str]:
    """The texts from the first row to the end of the headings, or the first row that has one."""
    if sheet.print_title_rows:
        last = int(sheet.print_title_rows.split("$")[-1])
        return _told(sheet.iter_rows(1, last, max_col=_on_every_page(sheet)))
    return next(filter(None, (_told([row]) for row in sheet.iter_rows())))


def _on_every_page(sheet) -> int:
    """The last column that stands on all pages: of a sheet two pages wide, only the repeated."""
    return 2 if sheet.col_breaks.brk else sheet.max_column


def _told(rows) -> list[str]:
    return [
        cell.value
        for row in rows
        for cell in row
        if isinstance(cell.value, str) and cell.data_type != "f"
    ]


def shared_out(file: Path, found: list[Page]) -> list[list[Page]]:
    """The pages of each sheet, by the headings that stand on them."""
    sheets = visible(file)
    shares: list[list[Page]] = [[] for _ in sheets]
    place = 0
    for page in found:
        later = sheets[place + 1 : place + 2]
        if shares[place] and later and all(map(page.says, top(later[0]))):
            place += 1
        wanted = headings(sheets[place]) if shares[place] else top(sheets[place])
        lost = [text for text in wanted if not page.says(text)]
        assert not lost, f"{sheets[place].title} lacks {lost} on {page.teks[:300]}"
        shares[place].append(page)
    return shares


@needs_libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_a_report_prints_on_the_paper_it_was_made_for_and_on_f4(printed, name):
    one = printed[name]
    assert {(page.lebar, page.tinggi) for page in one.a4} <= A4
    assert {(page.lebar, page.tinggi) for page in one.f4} <= F4


@needs_libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_headings_stand_on_every_page_from_the_first_column_to_the_last(printed, name):
    """A column on a page of its own would leave some of the headings behind."""
    for found in (printed[name].a4, printed[name].f4):
        shares = shared_out(printed[name].file, found)
        assert all(shares)
        assert sum(map(len, shares)) == len(found)


@needs_libreoffice
def test_a_sheet_two_pages_wide_breaks_where_it_was_told_to(printed):
    one = printed["prov-rekap"]
    wide = [sheet for sheet in visible(one.file) if sheet.col_breaks.brk]
    assert [sheet.title for sheet in wide] == ["Layanan"]
    for found in (one.a4, one.f4):
        shares = shared_out(one.file, found)
        pages_ = shares[[sheet.title for sheet in visible(one.file)].index("Layanan")]
        heads = [str(cell.value) for cell in wide[0][4][2:]]
        turn = wide[0].col_breaks.brk[0].id - 2
        assert [[page.says(head) for head in heads] for page in pages_] == [
            [place < turn for place in range(len(heads))],
            [place >= turn for place in range(len(heads))],
        ]


@needs_libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_no_figure_is_too_wide_for_its_column(printed, name):
    for found in (printed[name].a4, printed[name].f4):
        assert not any("###" in page.teks for page in found)


@needs_libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_a_workbook_stands_whole_on_its_pages(printed, name):
    one = printed[name]
    told = "".join(bare(page.teks) for page in one.a4)
    cut = [text for sheet in visible(one.file) for text in _texts(sheet) if bare(text) not in told]
    assert not cut


@needs_libreoffice
def test_what_is_only_looked_up_prints_its_beginning_and_says_so(printed):
    one = printed["prov-rekap"]
    shares = dict(zip((s.title for s in visible(one.file)), shared_out(*one[:2]), strict=True))
    for sheet in visible(one.file):
        if sheet.title in LOOKED_UP:
            assert len(shares[sheet.title]) <= LOOKED_UP[sheet.title]
            for page in shares[sheet.title]:
                assert page.says(f"dari {format_number(sheet.max_row)}. Selebihnya ada di berkas")
                assert page.says(f"sampai baris {format_number(_last_printed(sheet))}")
        else:
            assert not any(page.says("Selebihnya ada di berkas") for page in shares[sheet.title])


def _last_printed(sheet) -> int:
    return int(sheet.print_area.split("$")[-1]) if sheet.print_area else sheet.max_row


def _texts(sheet) -> list[str]:
    """What people wrote or we did, in rows that are printed and not folded away."""
    hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    return [
        str(cell.value)
        for row in sheet.iter_rows(max_row=_last_printed(sheet))
        for cell in row
        if isinstance(cell.value, str)
        and cell.row not in hidden
        and cell.data_type != "f"
        and len(cell.value) > _SHORT
        and not _NUMBER_LIKE.fullmatch(cell.value)
    ]


@needs_libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_takes_no_more_pages_than_its_rows_need(printed, name):
    for sheet, share in zip(
        visible(printed[name].file), shared_out(printed[name].file, printed[name].a4), strict=True
    ):
        rows = sum(not row.hidden for row in sheet.row_dimensions.values())
        assert len(share) <= 1 + max(rows, sheet.max_row) / 8


# --- Documents -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_a4_and_its_tables_repeat_their_heads_and_keep_rows_whole(files, name):
    book = docx.Document(str(files[name]))
    for section in book.sections:
        wide, high = section.page_width, section.page_height
        left, right = section.left_margin, section.right_margin
        assert wide is not None
        assert high is not None
        assert left is not None
        assert right is not None
        assert (round(wide.mm), round(high.mm)) in A4
        room = wide - left - right
    assert book.tables
    for table in book.tables:
        heads = [row._tr.trPr.find(qn("w:tblHeader")) for row in table.rows]
        assert heads[0] is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert sum(column.width for column in table.columns) <= room * 1.01


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_word_of_a_heading_is_broken_in_a_document(files, name):
    broken = []
    for table in docx.Document(str(files[name])).tables:
        for cell in table.rows[0].cells:
            room = (cell.width.pt - 2 * _CELL_MARGIN) / _POINTS
            broken += [word for word in cell.text.split() if line_count(word, room, 8) > 1]
    assert not broken


@needs_writer
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_opens_and_prints_its_title_and_every_caption(files, tmp_path, name):
    (made,) = converted_all([files[name]], "pdf", tmp_path)
    found = pages(made)
    assert {(page.lebar, page.tinggi) for page in found} <= A4
    book = docx.Document(str(files[name]))
    told = "".join(bare(page.teks) for page in found)
    contents = {}
    for paragraph in book.paragraphs:
        words, _, page = paragraph.text.partition("\t")
        assert bare(words) in told
        if page:
            contents[words] = int(page)
    assert len(contents) > len(book.tables) / 4
    # Nothing was brought up to date by hand: the pages are right as they were written.
    for words, number in contents.items():
        assert bare(words) in bare(found[number - 1].teks), words
