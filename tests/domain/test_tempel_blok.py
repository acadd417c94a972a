"""Blocks as programs put them on the clipboard: text with tabs, and HTML tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.tempel_blok import Blok, block_of_html, block_of_text

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<style><!-- td {mso-number-format:General;} --></style></head><body>
<table border=0 cellpadding=0><!--StartFragment-->
 <col width=64 span=2>
 <tr height=20><td rowspan=2>Uraian</td><td colspan=2>Jumlah</td></tr>
 <tr><td>L</td><td>P</td></tr>
 <tr><td>Ibu<br>hamil</td><td align=right x:num="1234">&nbsp;1.234 </td><td>5</td></tr>
<!--EndFragment--></table></body></html>"""


def test_an_html_table_becomes_a_block_with_its_merged_cells() -> None:
    assert block_of_html(EXCEL) == Blok(
        (("Uraian", "Jumlah", ""), ("", "L", "P"), ("Ibu\nhamil", "1.234", "5")),
        frozenset({(0, 2), (1, 0)}),
    )


@pytest.mark.parametrize(
    ("html", "baris"),
    [
        ("<p>tanpa tabel</p>", None),
        ("<table></table>", None),
        ("<table><tr><td>1<td>2<tr><td>3</table>", (("1", "2"), ("3", ""))),
        ("<table><tr><td>1</td></tr></table><table><tr><td>9</td></tr></table>", (("1",),)),
        ("<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>2</td></tr></table>", None),
        ("<table><tr><td colspan=99999999>1</td></tr></table>", (("1",),)),
        ("<table><tr><td>&lt;b&gt; 5</td></tr></table>", (("<b> 5",),)),
    ],
)
def test_odd_html_is_read_as_far_as_it_is_a_table(html: str, baris: object) -> None:
    found = block_of_html(html)
    if "tabel" in html or html == "<table></table>":
        assert found is None
    elif baris is not None:
        assert found is not None
        assert found.baris == baris
    else:
        assert found is not None
        assert found.baris[0][-1] == "2"


@given(st.text(max_size=60))
def test_any_html_is_no_table_or_a_rectangle(html: str) -> None:
    found = block_of_html(f"<table><tr><td>{html}")
    assert found is None or len({len(row) for row in found.baris}) == 1


def test_a_block_knows_whether_it_is_one_cell() -> None:
    assert block_of_text("46\n").tunggal
    assert not block_of_text("46\t1").tunggal
    assert block_of_text("1\t2\n3\t4").lebar == 2
