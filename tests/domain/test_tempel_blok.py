"""Blocks as programs put them on the clipboard: text with tabs, and HTML tables."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.tempel_blok import (
    LARGEST_BLOCK,
    BlockTooLargeError,
    Blok,
    block_of_html,
    block_of_text,
)

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
        ('<table><tr><td x:fmla="=A1>B1">4</td></tr></table>', (("4",),)),
        ("<table><tr><td colspan='2'>1<td>2<tr><td>3<td>4<td>5</table>", None),
        ("<table><tr><td>1 < 2</td></tr></table>", (("1 < 2",),)),
        ("<table><tr><td>1<style>td {a: b}</style></td></tr></table>", (("1",),)),
        ("<table><tr><td>1<!-- 9 --></td></tr></table>", (("1",),)),
        ("<table><tr><td>1<![if 9]>2<?9?></td></tr></table>", (("12",),)),
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


HUGE = "9" * 5000


@pytest.mark.parametrize(
    ("html", "text"),
    [(f"<table><tr><td colspan={HUGE}>1", "1"), (f"<table><tr><td>&#{HUGE};", "\ufffd")],
)
def test_a_number_of_thousands_of_digits_is_no_reason_to_stop(html: str, text: str) -> None:
    found = block_of_html(html)
    assert found is not None
    assert found.baris[0][0] == text


@pytest.mark.parametrize("piece", ["<!--", '<a b="', "<td '\"", "<![CDATA[", "<style>", "</", "<a"])
def test_a_page_made_to_be_read_again_and_again_is_read_once(piece: str) -> None:
    since = time.monotonic()
    block_of_html("<table><tr><td>" + piece * 100_000)
    assert time.monotonic() - since < 10


def test_rows_and_columns_are_found_in_one_go() -> None:
    since = time.monotonic()
    block_of_html("<table><tr>" + "<td>1" * 50_000)
    block_of_text("1" + "\t1" * 150_000)
    assert time.monotonic() - since < 10


@pytest.mark.parametrize(
    "text",
    [
        "1\n" * (LARGEST_BLOCK + 1),
        "\t" * LARGEST_BLOCK + "1",
        "\t".join("1" * 1000) + "\n1" * 1000,
    ],
)
def test_a_block_larger_than_any_form_is_refused_before_it_is_filled_up(text: str) -> None:
    with pytest.raises(BlockTooLargeError) as refused:
        block_of_text(text)
    assert refused.value.baris * refused.value.kolom > LARGEST_BLOCK


def test_merged_cells_cannot_claim_more_than_any_form() -> None:
    with pytest.raises(BlockTooLargeError):
        block_of_html("<table><tr><td colspan=999 rowspan=999>1")


def test_empty_rows_and_columns_at_the_end_count_for_nothing() -> None:
    assert block_of_text("1\t2" + "\t" * 900 + "\n" * 900_000) == Blok((("1", "2"),))


@given(st.text(max_size=60))
def test_any_html_is_no_table_or_a_rectangle(html: str) -> None:
    found = block_of_html(f"<table><tr><td>{html}")
    assert found is None or len({len(row) for row in found.baris}) == 1


def test_a_block_knows_whether_it_is_one_cell() -> None:
    assert block_of_text("46\n").tunggal
    assert not block_of_text("46\t1").tunggal
    assert block_of_text("1\t2\n3\t4").lebar == 2
