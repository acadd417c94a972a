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
from app.exchange.lembar_data import DATA_HEADER
from app.exchange.tata_letak import PETUNJUK, RINGKASAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.exchange.blok import Isi
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
_MARGIN = {"left": 0.4, "right": 0.4, "top": 0.4, "bottom": 0.55}
_SIDES = 595, 842
_BESIDE, _ABOVE = (
    72 * (_MARGIN[a] + _MARGIN[b]) for a, b in (("left", "right"), ("top", "bottom"))
)
_GOOD_PART = 0.3
_SMALLEST = 0.72
"""An upright page holds twice as many rows; text of 9 points is read well down to this scale."""
_QR_SCALE = 3
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
    for sheet in sheets:
        page = book.add_worksheet(sheet.nama)
        heights = sheet.heights()
        _draw(page, sheet, heights, gaya)
        _print_setup(page, sheet, kaki)
        if not sheet.halaman:
            page.set_h_pagebreaks(page_breaks(sheet, heights))
        if sheet.nama == RINGKASAN:
            _insert_qr(page, sheet, bacaan, sampul.paket_id)
    _text_sheet(book, meta_paket.SHEET_DATA, DATA_HEADER, bacaan.isi.nilai).hide()
    _text_sheet(book, meta_paket.SHEET_META, meta_paket.META_HEADER, sampul.rows).very_hidden()
    book.get_worksheet_by_name(PETUNJUK).activate()
    book.close()
    return stream.getvalue()


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
        crowded = name == "isi_teks" and heights[place[0]] >= MAX_HEIGHT
        _put(page, place, isi, gaya, "isi_teks_kecil" if crowded else name)


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
    if not _upright(sheet):
        page.set_landscape()
    page.set_margins(**_MARGIN)
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


def page_breaks(sheet: Lembaran, heights: list[float]) -> list[int]:
    """Rows that start a new page, so that a layanan, or at least a table, stays in one piece."""
    room = page_room(sheet, heights)
    breaks: list[int] = []
    top = sheet.ulang
    for start, end in _pieces(sheet, heights, room):
        tall = sum(heights[start:end]) > room
        # What is higher than a page is torn anyhow: it begins where there is room for a good part.
        needed = room * _GOOD_PART if tall else sum(heights[start:end])
        if start > top and sum(heights[top:start]) + needed > room:
            breaks.append(start)
            top = start
        if tall:
            top = _last_page(heights, top, end, room)
    return breaks


def _last_page(heights: list[float], top: int, end: int, room: float) -> int:
    """The row that begins the last page of what begins at `top` and is higher than a page."""
    used = 0.0
    for row in range(top, end):
        if used + heights[row] > room:
            top, used = row, 0.0
        used += heights[row]
    return top


def _pieces(sheet: Lembaran, heights: list[float], room: float) -> Iterator[tuple[int, int]]:
    """What must not be torn: a block that fits a page, otherwise each of its tables."""
    for start, blok, _ in sheet.blok:
        end = start + len(blok.baris)
        if end <= sheet.ulang:
            continue
        # The last row of a block is only the gap below it.
        if sum(heights[start : end - 1]) <= room:
            yield start, end - 1
            continue
        places = [start + row for row in blok.bagian] or [start]
        if places[1:2] == [start + 1]:
            # The title of a layanan goes with its first table.
            del places[1]
        yield from zip(places, [*places[1:], end], strict=True)


def page_room(sheet: Lembaran, heights: list[float]) -> float:
    """What fits a page below the rows that repeat, in points of the sheet."""
    width, height = _SIDES if _upright(sheet) else reversed(_SIDES)
    scale = _scale(sheet, width)
    return (height - _ABOVE) / scale - sum(heights[: sheet.ulang])


def _upright(sheet: Lembaran) -> bool:
    return sheet.tegak or _scale(sheet, _SIDES[0]) >= _SMALLEST


def _scale(sheet: Lembaran, width: float) -> float:
    """How much the sheet shrinks to fit the width of a page."""
    pixels = sum(width * 7 + 5 for width in sheet.lebar_kolom)
    return min(1.0, (width - _BESIDE) / (pixels * 0.75))


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
