"""Pages of the printed sheets of a package: nothing cut, nothing torn, few of them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from app.exchange import gaya_paket, halaman_paket
from app.exchange.blok import Blok, only
from app.exchange.gaya_paket import STYLES
from app.exchange.tata_layanan import ANGKA, LEBAR_ANGKA, LEBAR_KOLOM, SATUAN, URAIAN
from app.exchange.tata_letak import Lembaran
from app.exchange.ukur_teks import longest_word, units
from tests.exchange import contoh_paket as contoh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.exchange.blok import Isi

LABEL = "Kolaborasi lintas sektor dengan dinas kesehatan dan tokoh adat di desa tertinggal " * 2


@pytest.fixture(scope="module")
def sheets() -> list[Lembaran]:
    return [halaman_paket.fitted(sheet) for sheet in contoh.tata().sheets(*contoh.reading())]


def actions(rows: int, columns: int = 8, isi: Isi = "") -> Lembaran:
    """A sheet of long labels beside columns that hold little."""
    widths = (*LEBAR_KOLOM, *[LEBAR_ANGKA] * columns)
    sheet, blok = Lembaran("X", widths, muat=True), Blok(len(widths))
    for _ in range(rows):
        row = blok.row()
        blok.put(row, URAIAN, LABEL, "label")
        blok.fit(row, LABEL, only(URAIAN), 2)
        blok.put(row, ANGKA, isi, "isi_angka")
    sheet.add(blok)
    return sheet


def shown(sheet: Lembaran) -> Iterator[tuple[float, str, Isi]]:
    """The width, the look and the content of every cell that stands in one column."""
    for start, blok, _ in sheet.blok:
        for (row, column), name in blok.gaya.items():
            isi = sheet.baris[start + row][column]
            if isi != "" and (row, column) not in blok.gabung:
                yield sheet.lebar_kolom[column], name, isi


def test_no_figure_is_wider_than_its_column_and_no_word_of_a_heading_is_broken(sheets):
    figures = words = 0
    for wide, name, isi in (cell for sheet in sheets if sheet.muat for cell in shown(sheet)):
        if not isinstance(isi, str):
            figures += 1
            assert units(f"{isi:,}") < wide, isi
        elif name == "kepala":
            words += 1
            assert longest_word(isi) < wide, isi
    assert figures > 500
    assert words > 50


def test_the_largest_figure_decides_how_wide_its_column_is():
    for figure in (7, 123_456_789_012_345):
        fitted = halaman_paket.fitted(actions(3, isi=figure))
        assert units(f"{figure:,}") < fitted.lebar_kolom[ANGKA] < units(f"{figure:,}") + 9


def test_long_labels_get_the_room_that_other_columns_do_not_need():
    before = actions(300)
    after = halaman_paket.fitted(before)
    assert after.lebar_kolom[URAIAN] > 1.4 * LEBAR_KOLOM[URAIAN]
    assert max(after.lebar_kolom[SATUAN:]) < LEBAR_ANGKA
    assert halaman_paket._pages(after) < 0.7 * halaman_paket._pages(before)
    # What does not ask for it keeps its widths.
    assert halaman_paket.fitted(Lembaran("X", (20.0,))).lebar_kolom == (20.0,)


def test_no_page_is_fuller_than_paper_and_no_table_is_torn(sheets):
    for sheet in sheets:
        if sheet.halaman:
            continue
        heights = sheet.heights()
        breaks = halaman_paket.page_breaks(sheet, heights)
        room = halaman_paket.page_room(sheet, heights)
        starts = {start + row for start, blok, _ in sheet.blok for row in blok.bagian}
        assert set(breaks) <= starts
        edges = [sheet.ulang, *breaks, len(heights)]
        for top, bottom in pairwise(edges):
            # Only the gap below the last table may hang over.
            assert sum(heights[top : bottom - 1]) <= room, (sheet.nama, top)


def two_layanan(first: float) -> tuple[Lembaran, int]:
    """A layanan that takes this part of a page and another of four tables; where that begins."""
    sheet, height = Lembaran("X", (20.0,)), halaman_paket.page_room(Lembaran("X", (20.0,)), [])
    above, below = Blok(1), Blok(1)
    above.row(height * first)
    above.row(8)
    for _ in range(4):
        below.bagian.append(below.row(height * 0.1))
        below.row(height * 0.1)
    below.row(8)
    sheet.add(above)
    return sheet, sheet.add(below)


@pytest.mark.parametrize(
    ("first", "table"), [(0.1, None), (0.5, 2), (0.65, 1), (0.75, 0)]
)  # fmt: skip
def test_a_layanan_begins_on_a_new_page_only_where_little_of_the_page_is_left(first, table):
    sheet, start = two_layanan(first)
    breaks = halaman_paket.page_breaks(sheet, sheet.heights())
    assert breaks == ([] if table is None else [start + 2 * table])


def test_wide_sheets_lie_on_their_side_and_none_is_printed_too_small():
    for columns, upright in ((8, True), (9, False)):
        widths = (*LEBAR_KOLOM, *[LEBAR_ANGKA] * (columns - 3))
        assert halaman_paket.is_upright(Lembaran("X", widths)) is upright
    assert halaman_paket.SMALLEST * STYLES["bagian"]["font_size"] > 7
    assert halaman_paket.SMALLEST * gaya_paket._BASE["font_size"] > 6


def test_what_is_higher_than_a_page_does_not_leave_its_title_behind():
    sheet, blok = Lembaran("X", (20.0,)), Blok(1)
    room = halaman_paket.page_room(sheet, [])
    rows = int(room // 20)
    for row in range(5 * rows):
        blok.row(20)
        if row in (0, 1, 4 * rows + 3):
            blok.bagian.append(row)
    sheet.add(blok)
    assert halaman_paket.page_breaks(sheet, sheet.heights()) == []
    before = Blok(1)
    before.row(room * 0.8)
    before.row()
    other = Lembaran("Y", (20.0,))
    other.add(before)
    other.add(blok)
    assert halaman_paket.page_breaks(other, other.heights())[:1] == [2]
