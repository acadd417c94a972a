"""Writing a package as a workbook: printable sheets, hidden data, and a check of every cell.

Nothing a user wrote becomes a formula, a link or markup: texts are written as texts, only.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.domain.kisi import address
from app.errors import LontarError
from app.exchange import meta_paket, tata_ringkasan
from app.exchange.blok import MAX_HEIGHT, teks
from app.exchange.gaya_paket import Gaya
from app.exchange.halaman_paket import MARGIN, fitted, is_upright, page_breaks
from app.exchange.lembar_data import DATA_HEADER
from app.exchange.tata_letak import PETUNJUK, RINGKASAN

if TYPE_CHECKING:
    from app.exchange.blok import Isi, Letak
    from app.exchange.meta_paket import Sampul
    from app.exchange.paket import Bacaan
    from app.exchange.tata_letak import Bagian, Lembaran

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# Column widths are measured in digits of the default font, so it must be one everybody has.
_DEFAULT = {"font_name": "Arial", "font_size": 10}
_A4 = 9
_QR_SCALE = 3
_LONG = {"isi_teks", "catatan_kotak"}
# A closed sheet keeps a slip of the finger out; it is no protection, and widths stay free.
_PROTECTED = {"format_columns": True, "format_rows": True, "select_unlocked_cells": True}


def workbook(bacaan: Bacaan, sheets: list[Lembaran], sampul: Sampul) -> bytes:
    """The whole package as the bytes of a workbook; the same package gives the same bytes."""
    import xlsxwriter

    stream = BytesIO()
    # A copy: XlsxWriter writes into it, and the next workbook would take the font of the theme.
    options = {**_OPTIONS, "default_format_properties": dict(_DEFAULT)}
    book: Any = xlsxwriter.Workbook(stream, options)
    # A program that calculates nothing on opening leaves the seal alone.
    book.set_calc_mode("manual", 191029)
    # The seal throws these properties away; without a fixed time no two workbooks would be equal.
    book.set_properties({"created": _made(bacaan)})
    for name, text in meta_paket.properties(sampul):
        book.set_custom_property(name, text, "text")
    gaya = Gaya(book)
    kaki = footer(bacaan, sampul.paket_id)
    for sheet in map(fitted, sheets):
        page = draw_sheet(book, sheet, gaya, kaki)
        if sheet.nama == RINGKASAN:
            _insert_qr(page, sheet, bacaan, sampul.paket_id)
    _text_sheet(book, meta_paket.SHEET_DATA, DATA_HEADER, bacaan.isi.nilai).hide()
    _text_sheet(book, meta_paket.SHEET_META, meta_paket.META_HEADER, sampul.rows).very_hidden()
    book.get_worksheet_by_name(PETUNJUK).activate()
    book.close()
    return stream.getvalue()


def draw_sheet(book: Any, sheet: Lembaran, gaya: Gaya, kaki: str) -> Any:
    """Draw one visible sheet and set it up for paper; returns the worksheet."""
    page = book.add_worksheet(sheet.nama)
    heights = sheet.heights()
    _draw(page, sheet, heights, gaya)
    _print_setup(page, sheet, kaki)
    if not sheet.halaman:
        page.set_h_pagebreaks(page_breaks(sheet, heights))
    return page


def put_again(page: Any, sheet: Lembaran, letak: Letak, gaya: Gaya) -> None:
    """Draw one cell of a sheet once more, with other looks."""
    row, column = letak
    for start, blok, _ in reversed(sheet.blok):
        if row >= start:
            _put(page, letak, sheet.baris[row][column], gaya, blok.gaya[row - start, column])
            return


def check_written(data: bytes, sheets: list[Lembaran], bacaan: Bacaan, sampul: Sampul) -> None:
    """Read the finished workbook back and refuse it unless every cell holds what it was given."""
    from app.exchange import buku_kerja
    from app.exchange.bandingkan import differing_sheets

    buku = buku_kerja.read_workbook(data)
    hidden = {
        meta_paket.SHEET_DATA: [DATA_HEADER, *map(list, bacaan.isi.nilai)],
        meta_paket.SHEET_META: [meta_paket.META_HEADER, *map(list, sampul.rows)],
    }
    wrong = differing_sheets(buku.sheets, sheets)
    wrong += [name for name, rows in hidden.items() if buku.sheets.get(name) != rows]
    if wrong:
        raise LontarError("paket_salah_tulis", lembar=wrong[0])


def _made(bacaan: Bacaan) -> datetime:
    when = datetime.fromisoformat(bacaan.isi.dibuat)
    return when.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def footer(bacaan: Bacaan, paket_id: str) -> str:
    """What every printed page ends with, in the marks of a workbook."""
    isi = bacaan.isi
    line = teks(
        "kaki",
        nomor=paket_id,
        wilayah=bacaan.wilayah.singkat,
        periode=isi.periode,
        revisi=isi.revisi,
    )
    practice = f"&C&9&B{teks('latihan')}" if isi.kantor.latihan else ""
    return f"&L&7{line.replace('&', '&&')}{practice}&R&7{teks('halaman')}"


def _draw(page: Any, sheet: Lembaran, heights: list[float], gaya: Gaya) -> None:
    for column, width in enumerate(sheet.lebar_kolom):
        page.set_column(column, column, width)
    for row, height in enumerate(heights):
        page.set_row(row, height)
    for part in sheet.blok:
        _draw_block(page, sheet, part, heights, gaya)


def _draw_block(page: Any, sheet: Lembaran, part: Bagian, heights: list[float], gaya: Gaya) -> None:
    start, blok, _ = part
    covered = {
        (row, column)
        for (row, first), last in blok.gabung.items()
        for column in range(first + 1, last + 1)
    }
    for (row, column), name in blok.gaya.items():
        if (row, column) in covered:
            continue
        place = start + row, column
        isi = sheet.baris[place[0]][column]
        last = blok.gabung.get((row, column))
        if last is not None:
            page.merge_range(*place, place[0], last, "", gaya[name])
        # No row is higher than this: a very long text is printed smaller instead of cut off.
        crowded = name in _LONG and heights[place[0]] >= MAX_HEIGHT
        _put(page, place, isi, gaya, f"{name}_kecil" if crowded else name)


def _put(page: Any, place: tuple[int, int], isi: Isi, gaya: Gaya, name: str) -> None:
    if isinstance(isi, str):
        if isi:
            page.write_string(*place, isi, gaya.for_word(name))
        else:
            page.write_blank(*place, None, gaya[name])
    else:
        page.write_number(*place, isi, gaya[name])


def _print_setup(page: Any, sheet: Lembaran, footer: str) -> None:
    page.set_paper(_A4)
    if not is_upright(sheet):
        page.set_landscape()
    page.set_margins(**MARGIN)
    page.fit_to_pages(1, sheet.halaman)
    page.set_footer(footer)
    page.hide_gridlines(2)
    page.center_horizontally()
    page.protect("", _PROTECTED)
    if sheet.ulang:
        page.repeat_rows(0, sheet.ulang - 1)
    if sheet.beku != (0, 0):
        page.freeze_panes(*sheet.beku)
    page.print_area(print_area(sheet))


def print_area(sheet: Lembaran) -> str:
    """The cells of a sheet that are printed."""
    return f"A1:{address((len(sheet.baris) - 1, len(sheet.lebar_kolom) - 1))}"


def _insert_qr(page: Any, sheet: Lembaran, bacaan: Bacaan, paket_id: str) -> None:
    image = BytesIO()
    tata_ringkasan.qr_code(bacaan, paket_id).save(image, kind="png", scale=_QR_SCALE, border=2)
    row = len(sheet.baris) + tata_ringkasan.QR_BARIS
    options = {
        "image_data": image,
        "x_offset": 70,
        "y_offset": 4,
        "description": tata_ringkasan.qr_text(bacaan, paket_id),
        "object_position": 1,
    }
    page.insert_image(row, tata_ringkasan.QR_KOLOM, "qr.png", options)


def _text_sheet(book: Any, name: str, header: list[str], rows: Any) -> Any:
    page = book.add_worksheet(name)
    page.set_column(0, len(header) - 1, 24, book.add_format({"num_format": "@"}))
    for number, row in enumerate([header, *rows]):
        for column, text in enumerate(row):
            page.write_string(number, column, text)
    page.ignore_errors({"number_stored_as_text": f"A1:E{len(rows) + 1}"})
    return page
