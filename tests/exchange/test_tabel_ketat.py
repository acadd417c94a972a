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
from app.exchange.tabel_ketat import Luas

if TYPE_CHECKING:
    from app.exchange.tampilan_ketat import Hiasan

ROOT = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
CELL = b'<row r="1"><c r="A1" s="2"><v>7</v></c><c r="B1" s="3"/></row>'
SHEET = LembarBuku("Satu", VISIBLE, "xl/worksheets/sheet1.xml", "worksheet")


def sheet(rows: bytes, root: bytes = ROOT, behind: bytes = b"") -> bytes:
    return root + b"<sheetData>" + rows + b"</sheetData>" + behind + b"</worksheet>"


def test_a_table_as_our_writer_spells_it_needs_no_parser():
    frame, table = tabel_ketat.split(sheet(CELL))
    assert frame == sheet(b"")
    assert tabel_ketat.places(table) == [(1, 1)]
    assert tabel_ketat.filled(table) == 1
    assert tabel_ketat.styles(table) == (3, frozenset({2}))
    assert not tabel_ketat.has_low_rows(table)
    low = tabel_ketat.split(sheet(b'<row r="3" ht="0.5" hidden="1" customHeight="1"/>'))[1]
    assert tabel_ketat.has_low_rows(low)
    assert [*tabel_ketat.rows(low)] == [("3", {"ht": "0.5", "hidden": "1"})]


def test_only_cells_of_styles_that_may_deceive_are_sampled():
    table = tabel_ketat.split(sheet(CELL))[1]
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
        sheet(CELL.replace(b"<v>7", b't="n"><v>7')),
    ],
)
def test_a_table_spelt_in_any_other_way_is_left_to_the_parser(content):
    assert tabel_ketat.split(content) == (content, b"")


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
cells = st.builds(
    Isi,
    st.sampled_from("ABC"),
    styles,
    st.sampled_from(["", "", ' t="n"', ' t="s"', ' t="str"', ' t="b"', ' t="e"']),
    st.sampled_from(["", "7", "123456", "0.125", "-3"]),
)
heights = st.sampled_from(["", ' ht="15"', ' ht="4.9"', ' ht="004"', ' ht="0.5" hidden="1"'])
behind = st.sampled_from(
    [b"", b'<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>']
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, int]:
    """Rows of a table, and how many filled cells a reader would find that keeps one for a place."""
    rows, places = [], set()
    for number in draw(st.lists(st.integers(1, 4), max_size=4)):
        found = draw(st.lists(cells, max_size=4))
        rows.append(
            f'<row r="{number}"{draw(heights)}>{"".join(one.spelt(number) for one in found)}</row>'
        )
        places |= {(number, one.kolom) for one in found if one.isi}
    return "".join(rows), len(places)


def outcome(content: bytes, counted: int | None) -> list[Hiasan] | tuple[str, str]:
    parts = {SHEET.bagian: content, WORKBOOK: BOOK}
    praperiksa = Praperiksa(
        kind="xlsx", application="", entries=(), comment=b"", data=b"", parts=parts, types={}
    )
    told = {} if counted is None else {SHEET.nama: Luas(counted, 4, 3)}
    try:
        return tampilan_ketat.look(praperiksa, [SHEET], told)
    except LontarError as error:
        return error.kode, str(error.data.get("format", error.data.get("letak", "")))


TWICE = '<row r="1"><c r="A1" s="0"><v>7</v></c><c r="A1" s="0"><v>8</v></c></row>'
UNKNOWN = '<row r="1"><c r="A1" s="6" t="s"><v>7</v></c></row>'


@example(table=(TWICE, 1), after=b"", known=True)
@example(table=(UNKNOWN, 1), after=b"", known=True)
@given(table=tables(), after=behind, known=st.booleans())
def test_the_quick_way_and_the_parser_judge_alike(table, after, known):
    rows, count = table
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gaya_ketat, "read", lambda _: STYLES)
        quick = outcome(sheet(rows.encode(), behind=after), count if known else None)
        by_parser = outcome(sheet(b"<!-- -->" + rows.encode(), behind=after), None)
    # Which of several faults is named first depends on the way.
    assert isinstance(quick, list) == isinstance(by_parser, list)
    if isinstance(quick, list):
        assert quick == by_parser
