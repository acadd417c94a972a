"""A table as our own writer spells it is looked at without a parser, and judged just the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import LontarError
from app.exchange import gaya_ketat, tabel_ketat, tampilan_ketat
from app.exchange.gaya_ketat import Gaya
from app.exchange.prapemeriksaan import Praperiksa
from app.exchange.susunan_buku import VISIBLE, WORKBOOK, LembarBuku

if TYPE_CHECKING:
    from app.exchange.tampilan_ketat import Hiasan

ROOT = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
CELL = b'<row r="1"><c r="A1" s="2"><v>7</v></c><c r="B1" s="3"/></row>'
SHEET = LembarBuku("Satu", VISIBLE, "xl/worksheets/sheet1.xml", "worksheet")


def sheet(rows: bytes, root: bytes = ROOT, behind: bytes = b"", reach: bytes = b"A1:D4") -> bytes:
    head = root + b'<dimension ref="' + reach + b'"/>'
    return head + b"<sheetData>" + rows + b"</sheetData>" + behind + b"</worksheet>"


def test_a_table_as_our_writer_spells_it_needs_no_parser():
    one = tabel_ketat.split(sheet(CELL))
    assert one.frame == sheet(b"")
    assert (one.rows, one.columns) == (1, 4)
    assert one.column(0) == ([b"2"], [None], [b"7"])
    assert one.column(1) == ([b"3"], [None], [None])
    assert one.column(2) == ([None], [None], [None])
    assert tabel_ketat.places(one.table) == [(1, 1)]
    assert (one.highest, one.of_figures) == (3, frozenset({2}))
    assert not tabel_ketat.has_low_rows(one.table)


def test_rows_are_looked_at_one_by_one_only_where_one_may_be_too_low():
    row = b'<row r="1" s="12" customFormat="1" ht="0.5" hidden="1" customHeight="1"/>'
    low = tabel_ketat.split(sheet(row))
    assert low.highest == 12
    assert tabel_ketat.has_low_rows(low.table)
    assert [*tabel_ketat.rows(low.table)] == [("1", {"ht": "0.5", "hidden": "1"})]


def test_only_cells_of_styles_that_may_deceive_are_sampled():
    table = tabel_ketat.split(sheet(CELL)).table
    seven = [(("A1", "2", "n"), "7")]
    assert [*tabel_ketat.samples(table, None, None)] == seven
    assert [*tabel_ketat.samples(table, frozenset({2}), frozenset())] == seven
    assert [*tabel_ketat.samples(table, frozenset({0, 1, 22}), frozenset({2}))] == []


@pytest.mark.parametrize(
    "content",
    [
        sheet(CELL, b"<worksheet>"),
        sheet(b"<!-- -->" + CELL),
        sheet(CELL.replace(b"7", b"&#55;")),
        sheet(CELL.replace(b'r="1"', b'hidden="1" r="1"', 1)),
        sheet(CELL.replace(b"<v>7</v>", b"<f>1</f><v>7</v>")),
        sheet(CELL) + b"<sheetData>",
        sheet(CELL.replace(b"</row>", b"")),
        sheet(CELL.replace(b"7", b"7_0")),
        sheet(CELL.replace(b"A1", b"A01")),
        sheet(CELL.replace(b' s="2"', b"")),
        sheet(CELL.replace(b'"2"', b'"%s"' % (b"2" * 5_000))),
        sheet(CELL.replace(b"<v>7", b't="n"><v>7')),
        sheet(CELL.replace(b"><v>7", b' t="b"><v>1')),
        sheet(CELL.replace(b"A1", b"A2")),
        sheet(CELL.replace(b"B1", b"C1")),
        sheet(CELL.replace(b"B1", b"A1")),
        sheet(CELL.replace(b"A1", b"@1").replace(b"B1", b"A1").replace(b"@1", b"B1")),
        sheet(CELL.replace(b"1", b"2")),
        sheet(CELL + CELL),
        sheet(CELL, behind=b"<x:sheetData xmlns:x='urn:x'/>"),
        sheet(CELL, behind=b"<!-- -->"),
        sheet(CELL, root=ROOT + b"<?lain ").replace(b"</worksheet>", b"?></worksheet>"),
        b"<?lain " + sheet(CELL) + b"?>" + ROOT + b"</worksheet>",
        sheet(CELL, reach=b"A1"),
        sheet(CELL + CELL.replace(b"1", b"2"), reach=b"A1:B1"),
        sheet(CELL, reach=b"A1:XFD1048576"),
        sheet(CELL, reach=b"B1:C4"),
    ],
)
def test_a_table_spelt_in_any_other_way_is_left_to_the_parser(content):
    one = tabel_ketat.split(content)
    assert (one.frame, one.table, one.rows, one.columns) == (content, b"", 0, 0)


def test_merged_cells_right_behind_the_table_need_no_parser():
    merged = b'<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A2:B9"/></mergeCells>'
    locked = b'<sheetProtection sheet="1"/>'
    frame = sheet(b"", behind=locked + merged)
    assert tabel_ketat.unmerged(frame) == (sheet(b"", behind=locked), ["A1:B1", "A2:B9"])
    for elsewhere in (
        sheet(b"", behind=b'<extLst><ext xmlns="x">' + merged + b"</ext></extLst>"),
        sheet(b"", behind=merged.replace(b' count="2"', b"")),
        sheet(b"", behind=merged.replace(b"B9", b"B$9")),
    ):
        assert tabel_ketat.unmerged(elsewhere) == (elsewhere, [])


BOOK = b"""<workbook><sheets><sheet name="Satu"/></sheets><definedNames>
<definedName name="_xlnm.Print_Area" localSheetId="0">Satu!$A$1:$B$4</definedName>
</definedNames></workbook>"""


class Isi(NamedTuple):
    """One cell as the writer spells it."""

    kolom: str
    gaya: str
    jenis: str
    isi: str

    def spelt(self, row: int) -> str:
        inside = f"><v>{self.isi}</v></c>" if self.isi else "/>"
        return f'<c r="{self.kolom}{row}"{self.gaya}{self.jenis}{inside}'


STYLES = [
    Gaya(("#,##0_)",), ""),
    Gaya(("General",), ""),
    Gaya(("#,##0.00_)",), ""),
    Gaya(("0;0;0;",), ""),
    Gaya(('0.0"x"',), ""),
    Gaya(("#,##0_)",), "horizontal=fill"),
]
styles = st.sampled_from(
    ["", *(f' s="{one}"' for one in ("0", "1", "2", "2", "02", "3", "4", "5", "6"))]
)
kinds = st.sampled_from([*["", ' t="s"'] * 4, ' t="n"', ' t="str"', ' t="b"', ' t="e"'])
contents = st.sampled_from(["", "7", "123456", "0.125", "-3"])
orders = st.sampled_from(["ABC"] * 9 + ["ABA", "BCA", "ACB"])
heights = st.sampled_from(["", ' ht="15"', ' ht="4.9"', ' ht="004"', ' ht="0.5" hidden="1"'])
behind = st.sampled_from(
    [b"", b'<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>']
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Rows of a table, mostly in order and in one piece, as our writer has them."""
    rows = []
    for number in draw(st.sampled_from([(1,), (1, 2), (1, 2, 3, 4), (1, 2, 3), (1, 1), (2, 4)])):
        order = draw(orders)[: draw(st.integers(0, 3))]
        found = [Isi(one, draw(styles), draw(kinds), draw(contents)) for one in order]
        rows.append(
            f'<row r="{number}"{draw(heights)}>{"".join(one.spelt(number) for one in found)}</row>'
        )
    return "".join(rows)


def outcome(content: bytes, *, sealed: bool) -> list[Hiasan] | tuple[str, str]:
    parts = {SHEET.bagian: content, WORKBOOK: BOOK}
    praperiksa = Praperiksa(
        kind="xlsx", application="", entries=(), comment=b"", data=b"", parts=parts, types={}
    )
    apart = {SHEET.bagian: tabel_ketat.split(content)} if sealed else None
    try:
        return tampilan_ketat.look(praperiksa, [SHEET], apart)
    except LontarError as error:
        return error.kode, str(error.data.get("format", error.data.get("letak", "")))


TWICE = '<row r="1"><c r="A1" s="0"><v>7</v></c><c r="A1" s="0"><v>8</v></c></row>'
UNKNOWN = '<row r="1"><c r="A1" s="6" t="s"><v>7</v></c></row>'


@example(rows=TWICE, after=b"", sealed=True)
@example(rows=UNKNOWN, after=b"", sealed=True)
@given(rows=tables(), after=behind, sealed=st.booleans())
def test_the_quick_way_and_the_parser_judge_alike(rows, after, sealed):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gaya_ketat, "read", lambda _: STYLES)
        quick = outcome(sheet(rows.encode(), behind=after), sealed=sealed)
        by_parser = outcome(sheet(b"<!-- -->" + rows.encode(), behind=after), sealed=False)
    # Which of several faults is named first depends on the way.
    assert isinstance(quick, list) == isinstance(by_parser, list)
    if isinstance(quick, list):
        assert quick == by_parser
