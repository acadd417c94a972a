"""Columns of a printed table get the room their texts need, and the whole stays as wide."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from app.domain.cetak_tabel import LembarCetak
from app.exchange import cetak_berkas
from app.exchange.lebar_cetak import MAY_BREAK, fitted
from app.exchange.ukur_teks import line_count

SAMPUL = cetak_berkas.Sampul(
    "Uji", "Kantor", datetime(2026, 11, 30, tzinfo=UTC), "", cetak_berkas.Tanda("", "", "")
)
LONG = "Peningkatan kesertaan keluarga dengan anak usia dini dalam kelompok bina keluarga balita"
SHEET = LembarCetak(
    nama="Uji",
    judul=("Uji",),
    kepala=(("No", "Kegiatan", "Status", "Kendala", "Rekomendasi"),),
    baris=tuple((number, LONG, "Berjalan", None, None) for number in range(1, 9)),
    lebar=(6, 20, 20, 20, 20),
)


def _wide(sheet: LembarCetak, size: float = 8) -> tuple[int, ...]:
    found = fitted(sheet, size)
    assert found is not None
    return found


def _lines(text: str, wide: int) -> int:
    return line_count(text, wide - 1.2, 8)


def test_a_long_text_takes_the_room_of_empty_columns_and_fewer_lines():
    wide = _wide(SHEET)
    assert sum(wide) == sum(SHEET.lebar)
    assert wide[1] > 35
    assert _lines(LONG, wide[1]) < _lines(LONG, SHEET.lebar[1])


def test_no_word_of_a_heading_and_no_figure_is_broken():
    amount = Fraction(123_456_789_012)
    rows = tuple((*row[:2], amount, None, None) for row in SHEET.baris)
    sheet = replace(SHEET, baris=rows, lebar=(6, 20, 6, 6, 40))
    wide = _wide(sheet)
    assert sum(wide) == sum(sheet.lebar)
    assert _lines("123.456.789.012,00", wide[2]) == 1
    for head, room in zip(sheet.kepala[0], wide, strict=True):
        assert _lines(head, room) == 1


def test_an_empty_column_stays_wide_enough_to_be_filled_in_by_hand():
    dashes = tuple((*row[:3], "-", None) for row in SHEET.baris)
    for wide in (_wide(SHEET), _wide(replace(SHEET, baris=dashes))):
        assert wide[3] >= 12
        assert wide[4] >= 12


def test_a_table_without_room_says_so():
    assert fitted(replace(SHEET, lebar=(3, 8, 8, 6, 6)), 8) is None


def test_where_nothing_is_long_the_declared_widths_stay():
    short = tuple((number, "Rapat", "Selesai", None, None) for number in range(1, 4))
    assert _wide(replace(SHEET, baris=short)) == SHEET.lebar


def test_a_text_over_several_rows_does_not_ask_for_all_of_them():
    """What is merged over eight rows has eight rows of room."""
    rows = tuple(
        (number, LONG, "Berjalan", LONG if number == 1 else "", None) for number in range(1, 9)
    )
    sheet = replace(SHEET, baris=rows, gabungan=((1, 3, 8, 3),))
    wide = _wide(sheet)
    assert wide[1] > 2 * wide[3]


def test_a_range_may_end_a_line_behind_its_dash_and_a_figure_may_not():
    rows = tuple((number, "0,309–0,315", Fraction(5, 2), "a-b", None) for number in range(1, 3))
    page = cetak_berkas.page([replace(SHEET, baris=rows)], SAMPUL)
    assert f"<p>0,309–{MAY_BREAK}0,315</p>" in page
    assert "<p style='white-space: nowrap'>2,50</p>" in page
    assert "<p style='white-space: nowrap'>a-b</p>" in page


def test_letters_are_as_large_as_a_table_has_room_for():
    def size(sheet: LembarCetak) -> set[str]:
        page = cetak_berkas.page([sheet], SAMPUL)
        return {one for one in ("h80", "h75", "h70", "h65") if f"'{one}'" in page}

    assert size(SHEET) == {"h80"}
    wide = replace(SHEET, lebar=(6, 60, 40, 40, 50))
    assert size(wide) == {"h70"}
    crowded = replace(SHEET, kepala=(("No", *["Kemendukbangga/BKKBN"] * 4),), lebar=(3, 9, 9, 9, 9))
    assert size(crowded) == {"h65"}


def test_lines_that_a_text_begins_by_itself_ask_for_no_more_room():
    """A name, a number and a position above each other took the room of all other columns."""
    name = "Contoh\nNIP 1\nKepala"
    rows = tuple((number, "Sekretaris Daerah", name, "x", "y") for number in range(1, 5))
    sheet = replace(SHEET, baris=rows, lebar=(6, 30, 30, 20, 20))
    assert _wide(sheet) == sheet.lebar
